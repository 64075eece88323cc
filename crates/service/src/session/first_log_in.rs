//! 初期設定: what somebody with provisional credentials does at the first log-in, and the only thing they may do. Afterwards
//! the provisional credentials are dead and the session is another one.

use domain::account::{
    AccountStatus, InvalidLoginId, LoginId, PROVISIONAL_PREFIX, PasswordRule, folded_provisional_password,
};
use domain::audit::{Item, Operation, Outcome};
use domain::person::PersonName;
use persistence::{Entry, NewSession, SetUp, StoreError, Tx, fresh_id};

use crate::Service;
use crate::access::allowed::Presented;
use crate::access::change::Act;
use crate::access::viewer::{Viewer, actor};
use crate::error::{Conflict, InvalidField, ServiceError};
use crate::session::password::Secret;
use crate::session::sign_in::SignedIn;

/// What is chosen at the first log-in, as it was typed.
#[derive(Debug)]
pub struct FirstLogIn {
    /// The name.
    pub name: String,
    /// The login ID of one's own choice.
    pub login_id: String,
    /// The password of one's own choice.
    pub password: Secret,
    /// The version of the terms of use that were accepted.
    pub terms_version: String,
}

const DONE_ALREADY: Conflict = Conflict {
    rule: "setup.done",
    what: "初期設定は、すでに終わっています。",
    remedy: "設定したログインIDとパスワードでログインしてください。",
};

impl Service {
    /// Finishes the set-up: the account is in use, and the session goes on under a new id.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with each field that breaks a rule; [`ServiceError::Conflict`] if the account has been
    /// set up already.
    pub async fn set_up(&self, presented: &Presented, chosen: FirstLogIn) -> Result<SignedIn, ServiceError> {
        let viewer = self.live(presented).await?;
        if viewer.account.status != AccountStatus::Provisional {
            return Err(DONE_ALREADY.into());
        }
        let (name, login_id) = self.check(&viewer, &chosen).await?;
        let password_hash = self.passwords().hash(chosen.password).await?;
        let set_up = SetUp {
            name: name.to_string(),
            login_id,
            password_hash,
            terms_version: chosen.terms_version,
        };
        let old = viewer.session.clone();
        let now = self.now();
        let new = NewSession {
            id: fresh_id(),
            account: old.account,
            device: old.device,
            created_at: now,
            expires_at: old.expires_at,
            previous_sign_in_at: None,
        };
        let session = new.id;
        let act = Act::new(Operation::SetUpAccount, Item::account(viewer.account.id));
        let failed = act.clone().entry(viewer.actor(), Outcome::Failed, &presented.request);
        let set = act.entry(viewer.actor(), Outcome::Done, &presented.request);
        let actor = actor(&viewer.account, old.device, session);
        let begun = Entry::act(actor, Operation::SignIn, None, Outcome::Done, &presented.request);
        let work = move |tx: &mut Tx<'_>| {
            if !tx.set_up_account(old.account, &set_up, now)? {
                return Ok(false);
            }
            tx.end_sessions_of(old.account, now)?;
            tx.create_session(new.clone())?;
            Ok(true)
        };
        let tell = move |answer: Result<&bool, &StoreError>| match answer {
            Ok(true) => vec![set.clone(), begun.clone()],
            Ok(false) | Err(_) => vec![failed.clone()],
        };
        let done = self.store().write_noted(self.ledger(), work, tell).await;
        self.viewers().forget_all();
        match done {
            Ok(true) => {}
            Ok(false) => return Err(DONE_ALREADY.into()),
            Err(StoreError::Conflict) => return Err(ServiceError::Invalid(vec![taken()])),
            Err(other) => return Err(other.into()),
        }
        self.begun(&viewer.device, session, &presented.request).await
    }

    /// Everything that is wrong, at once.
    async fn check(&self, viewer: &Viewer, chosen: &FirstLogIn) -> Result<(PersonName, LoginId), ServiceError> {
        let mut wrong = Vec::new();
        let name = chosen.name.parse::<PersonName>();
        if name.is_err() {
            wrong.push(InvalidField::new(
                "/name",
                "name.form",
                "氏名を100文字以内で入力してください。",
            ));
        }
        let login_id = chosen.login_id.parse::<LoginId>();
        match &login_id {
            Err(InvalidLoginId::Length(_)) => wrong.push(InvalidField::new(
                "/loginId",
                "login-id.length",
                "ログインIDは4文字以上64文字以内にしてください。",
            )),
            Err(InvalidLoginId::Character) => wrong.push(InvalidField::new(
                "/loginId",
                "login-id.characters",
                "ログインIDに使えるのは、半角の英字・数字と . - _ @ + です。英字か数字で始めてください。",
            )),
            Ok(login_id) if login_id.as_str().starts_with(PROVISIONAL_PREFIX) => wrong.push(InvalidField::new(
                "/loginId",
                "login-id.provisional",
                "kari- で始まるログインIDは、仮ログインIDのためのものです。別のログインIDを決めてください。",
            )),
            Ok(_) => {}
        }
        if let Some(weak) = self.check_new_password(viewer, chosen).await? {
            wrong.push(weak);
        }
        if chosen.terms_version != self.terms().version {
            wrong.push(InvalidField::new(
                "/termsVersion",
                "terms.outdated",
                "利用規約が新しくなっています。画面を読み込み直し、新しい規約を確認してください。",
            ));
        }
        match (name, login_id) {
            (Ok(name), Ok(login_id)) if wrong.is_empty() => Ok((name, login_id)),
            _ => Err(ServiceError::Invalid(wrong)),
        }
    }

    async fn check_new_password(
        &self,
        viewer: &Viewer,
        chosen: &FirstLogIn,
    ) -> Result<Option<InvalidField>, ServiceError> {
        let office = viewer
            .organization
            .as_ref()
            .map_or(&viewer.settings.name, |office| &office.name);
        let context = [
            chosen.name.as_str(),
            chosen.login_id.as_str(),
            viewer.account.name.as_str(),
            office.as_str(),
        ];
        if let Err(weakness) = PasswordRule::STANDARD.check(chosen.password.reveal(), &context) {
            return Ok(Some(InvalidField::new(
                "/password",
                "password.weak",
                weakness.to_string(),
            )));
        }
        let account = viewer.account.id;
        let stored = self
            .store()
            .read(move |tx| Ok(tx.credentials_of(account)?.password_hash))
            .await?;
        let folded = Secret::new(folded_provisional_password(chosen.password.reveal()));
        let same = self.passwords().fits(folded, Some(stored)).await?;
        Ok(same.then(|| {
            InvalidField::new(
                "/password",
                "password.provisional",
                "仮パスワードは使えません。新しいパスワードを決めてください。",
            )
        }))
    }
}

fn taken() -> InvalidField {
    InvalidField::new(
        "/loginId",
        "login-id.taken",
        "このログインIDは、すでに使われています。別のログインIDを決めてください。",
    )
}
