//! The words of the record: what the codes of the ledger are called.

use std::collections::HashMap;

use domain::id::{AccountId, DeviceId};
use domain::usage_application::NoticeKind;
use persistence::{Entry, Outcome};

/// A code for programs and words for people.
pub(super) fn operation(entry: &Entry) -> (String, &'static str) {
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
        "add-staff" => "職員の追加",
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
        "issue-device" => "端末の電子証明書の発行",
        "unlock-account" => "ログイン停止の解除",
        "permit" | "approve-application" => "利用の許可",
        "suspend-organization" => "利用組織の利用停止",
        "reinstate-organization" => "利用組織の停止解除",
        "close-organization" => "利用組織の利用終了",
        "set-device-quota" => "端末の台数の変更",
        "print-notice" => "通知書の発行",
        "read-access-record" => "利用記録の表示",
        _ => "その他の操作",
    }
}

/// What came of it.
pub(super) fn outcome(outcome: &Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Granted => ("granted", "表示"),
        Outcome::Listed => ("listed", "氏名のみ表示"),
        Outcome::Refused => ("refused", "不可"),
        Outcome::Done => ("done", "完了"),
        Outcome::Failed => ("failed", "失敗"),
    }
}

/// To whom or what of the office something was done, as its people know it. Log-ins and looks say that elsewhere.
pub(super) fn about(
    entry: &Entry,
    people: &HashMap<AccountId, String>,
    devices: &HashMap<DeviceId, String>,
) -> Option<String> {
    let mut words = entry.item().split(' ');
    let (what, id) = (words.next()?, words.next()?);
    match (entry.operation(), what) {
        ("print-notice", kind) => NoticeKind::from_code(kind).map(|kind| kind.name_ja().to_owned()),
        ("set-device-quota", _) => words.next().map(|quota| format!("{quota}台")),
        (_, "account") => people.get(&id.parse().ok()?).cloned(),
        (_, "device") => devices.get(&id.parse().ok()?).cloned(),
        _ => None,
    }
}
