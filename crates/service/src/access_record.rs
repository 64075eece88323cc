//! 利用記録: an office's own entries of the ledger in words its administrator can read. Persons are opaque ids here; whoever
//! may see a person finds the name on the person's page.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{AccountId, DeviceId, PersonId};
use persistence::{Entry, Outcome, RecordPlace, RecordedAct};

use crate::act::Act;
use crate::allowed::{Allowed, ManageStaff};
use crate::error::ServiceError;

/// A page of entries.
#[derive(Clone, Debug)]
pub struct AccessRecordPage {
    /// The newest first.
    pub entries: Vec<AccessLine>,
    /// Where to go on, if there are more.
    pub next_cursor: Option<String>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct AccessLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, if somebody had signed in.
    pub account_name: Option<String>,
    /// Where.
    pub device_label: Option<String>,
    /// The operation's code and words.
    pub operation: (String, &'static str),
    /// Whose data.
    pub person: Option<PersonId>,
    /// The outcome's code and words.
    pub outcome: (&'static str, &'static str),
}

impl Allowed<ManageStaff> {
    /// What was done in one's own organization, the newest first. Reading this is itself an entry.
    ///
    /// # Errors
    /// [`ServiceError::BadCursor`] for a cursor that was not given out.
    pub async fn access_record(&self, cursor: Option<&str>, limit: usize) -> Result<AccessRecordPage, ServiceError> {
        let before = cursor.map(read_cursor).transpose()?;
        let organization = self.viewer.office()?.id;
        self.note(Act::new("read-access-record", "access-record"), Outcome::Done)
            .await?;
        let store = self.service.store();
        let mut acts = store.access_record(organization, before, limit + 1).await?;
        let (people, devices) = store
            .read(move |tx| Ok((tx.staff_of(Some(organization))?, tx.devices_of(Some(organization))?)))
            .await?;
        let people: HashMap<AccountId, String> = people.into_iter().map(|one| (one.id, one.name)).collect();
        let devices: HashMap<DeviceId, String> = devices.into_iter().map(|one| (one.id, one.label)).collect();
        let more = acts.len() > limit;
        acts.truncate(limit);
        let next_cursor = acts.last().filter(|_| more).map(|last| write_cursor(&last.place));
        let line = |RecordedAct { place, entry }: RecordedAct| AccessLine {
            at: place.at,
            account_name: entry.who().account.and_then(|id| people.get(&id).cloned()),
            device_label: entry.who().device.and_then(|id| devices.get(&id).cloned()),
            operation: operation(&entry),
            person: entry.person(),
            outcome: outcome(entry.outcome()),
        };
        Ok(AccessRecordPage {
            entries: acts.into_iter().map(line).collect(),
            next_cursor,
        })
    }
}

fn write_cursor(place: &RecordPlace) -> String {
    format!(
        "{}.{}.{}",
        place.at.timestamp_micros(),
        place.sequence,
        hexadecimal(&place.stream)
    )
}

fn read_cursor(cursor: &str) -> Result<RecordPlace, ServiceError> {
    let mut parts = cursor.splitn(3, '.');
    let mut next = || parts.next().ok_or(ServiceError::BadCursor);
    let micros: i64 = next()?.parse().map_err(|_| ServiceError::BadCursor)?;
    let sequence = next()?.parse().map_err(|_| ServiceError::BadCursor)?;
    let stream = text(next()?).ok_or(ServiceError::BadCursor)?;
    let at = DateTime::from_timestamp_micros(micros).ok_or(ServiceError::BadCursor)?;
    Ok(RecordPlace { at, stream, sequence })
}

/// The name of a stream holds what an operator chose: in hexadecimal it fits into an address.
fn hexadecimal(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn text(hexadecimal: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = hexadecimal
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits?;
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    String::from_utf8(pairs.iter().map(|[high, low]| high << 4 | low).collect()).ok()
}

/// A code for programs and words for people.
fn operation(entry: &Entry) -> (String, &'static str) {
    let operation = entry.operation();
    let what = entry.item().split(' ').next().unwrap_or_default();
    if operation == "read" {
        return (format!("read-{what}"), looked_at(what));
    }
    (operation.to_owned(), done(operation))
}

fn looked_at(what: &str) -> &'static str {
    match what {
        "person" => "利用者の表示",
        "progress" => "申請の進み具合の表示",
        "result" => "認定結果の表示",
        "burden-ratio" => "負担割合の表示",
        "documents" => "文書の一覧の表示",
        "survey-sheet" => "認定調査票の閲覧",
        "physician-opinion" => "主治医意見書の閲覧",
        _ => "情報の表示",
    }
}

fn done(operation: &str) -> &'static str {
    match operation {
        "list" => "利用者一覧の表示",
        "work" => "今日の仕事の表示",
        "sign-in" => "ログイン",
        "sign-out" => "ログアウト",
        "lock" => "画面のロック",
        "unlock" => "ロックの解除",
        "confirm" => "パスワードの再入力",
        "set-up-account" => "初期設定",
        "refuse" => "権限のない操作",
        "invite-staff" => "職員の招待",
        "renew-credentials" => "仮ログインIDの発行",
        "suspend-account" => "職員の利用停止",
        "reinstate-account" => "職員の停止解除",
        "release-account" => "職員の利用終了",
        "set-role" => "権限の変更",
        "check-staff-table" => "一括登録の確認",
        "staff-table" => "一括登録",
        "end-session" => "ログインの強制終了",
        "relabel-device" => "端末の名前の変更",
        "revoke-device" => "端末の失効",
        "renew-device" => "端末の電子証明書の更新",
        "enrol-device" => "端末の登録",
        "issue-install-key" => "インストールキーの発行",
        "list-install-keys" => "インストールキーの一覧の表示",
        "revoke-install-key" => "インストールキーの取消",
        "read-access-record" => "利用記録の表示",
        _ => "その他の操作",
    }
}

fn outcome(outcome: &Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Granted => ("granted", "表示"),
        Outcome::Listed => ("listed", "氏名のみ表示"),
        Outcome::Refused => ("refused", "不可"),
        Outcome::Done => ("done", "完了"),
        Outcome::Failed => ("failed", "失敗"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_nonsense_does_not() {
        let place = RecordPlace {
            at: DateTime::from_timestamp_micros(1_800_000_000_123_456).unwrap(),
            stream: "node-1 縁側".into(),
            sequence: 42,
        };
        assert_eq!(read_cursor(&write_cursor(&place)).unwrap(), place);
        for bad in ["", "1.2", "x.2.6e", "1.2.6", "1.2.zz", "1.2.ff"] {
            assert!(read_cursor(bad).is_err(), "{bad}");
        }
    }
}
