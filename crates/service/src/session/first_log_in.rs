//! 初期設定: what somebody with provisional credentials does at the first log-in, and the only thing they may do. Afterwards
//! the provisional credentials are dead and the session is another one.

use chrono::{DateTime, Utc};
use domain::account::{
    AccountStatus, InvalidLoginId, LOGIN_ID_LENGTH, LoginId, PROVISIONAL_PREFIX, PasswordRule,
    folded_provisional_password,
};
use domain::audit::{Item, Operation, Outcome};
use domain::id::SessionId;
use domain::person::PersonName;
use domain::record::SessionRecord;
use domain::text::free_text::{self, Lines};
use persistence::{Entry, NewSession, SetUp, StoreError, Tx, fresh_id};

use crate::access::acting::check_session;
use crate::access::change::Act;
use crate::access::present::Presented;
use crate::access::service::Service;
use crate::access::viewer::{Viewer, actor};
use crate::error::ServiceError;
use crate::office::account::name_rule;
use crate::rule::{Broken, Field, FirstLogInRule};
use crate::session::password::{Secret, prepared};
use crate::session::view::SignedIn;

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

impl Service {
    /// Finishes the set-up: the account is in use, and the session goes on under a new id.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] with each field that breaks a rule; [`ServiceError::Conflict`] if the account has been
    /// set up already.
    pub async fn set_up(&self, presented: &Presented, chosen: FirstLogIn) -> Result<SignedIn, ServiceError> {
        let viewer = self.live(presented).await?;
        if viewer.account.status != AccountStatus::Provisional {
            return Err(ServiceError::conflict(FirstLogInRule::Done));
        }
        let (name, login_id) = self.check(&viewer, &chosen).await?;
        let password_hash = self
            .passwords()
            .hash(chosen.password, viewer.device.fingerprint)
            .await?;
        let set_up = SetUp {
            name: name.to_string(),
            login_id,
            password_hash,
            terms_version: chosen.terms_version,
        };
        let session = self.keep_set_up(&viewer, set_up, &presented.request).await?;
        self.begun(&viewer.device, session, &presented.request).await
    }

    /// Keeps what was chosen, unless the account or the session is another by now, and begins the session that goes on.
    async fn keep_set_up(&self, viewer: &Viewer, set_up: SetUp, request: &str) -> Result<SessionId, ServiceError> {
        let (old, session, now) = (viewer.session.id, fresh_id(), self.now());
        let act = Act::new(Operation::SetUpAccount, Item::account(viewer.account.id));
        let failed = act.clone().entry(viewer.actor(), Outcome::Failed, request);
        let set = act.entry(viewer.actor(), Outcome::Done, request);
        let actor = actor(&viewer.account, viewer.device.id, session);
        let begun = Entry::act(actor, Operation::SignIn, None, Outcome::Done, request);
        let work = move |tx: &mut Tx<'_>| {
            let old = tx.session(old)?;
            if let Err(refused) = may_set_up(tx, &old, now)? {
                return Ok(Err(refused));
            }
            if !tx.set_up_account(old.account, &set_up, now)? {
                return Ok(Err(ServiceError::conflict(FirstLogInRule::Done)));
            }
            tx.end_sessions_of(old.account, now)?;
            tx.create_session(NewSession {
                id: session,
                account: old.account,
                device: old.device,
                created_at: now,
                expires_at: old.expires_at,
                previous_sign_in_at: None,
                provisional: false,
            })?;
            Ok(Ok(()))
        };
        let tell = move |answer: Result<&Result<(), ServiceError>, &StoreError>| match answer {
            Ok(Ok(())) => vec![set.clone(), begun.clone()],
            Ok(Err(_)) | Err(_) => vec![failed.clone()],
        };
        self.window(Operation::SetUpAccount);
        let done = self.tenant().write_noted(self.ledger(), work, tell).await;
        self.viewers().forget_of(viewer.account.organization);
        match done {
            Err(StoreError::Conflict) => Err(ServiceError::invalid(Field::LoginId, FirstLogInRule::LoginIdTaken)),
            other => other?.map(|()| session),
        }
    }

    /// Everything that is wrong, at once.
    async fn check(&self, viewer: &Viewer, chosen: &FirstLogIn) -> Result<(PersonName, LoginId), ServiceError> {
        let mut wrong = Vec::new();
        let name = PersonName::typed(&chosen.name);
        let rule = name.clone().err().map(name_rule);
        wrong.extend(rule.map(|rule| Broken::new(Field::Name, rule)));
        let login_id = chosen.login_id.parse::<LoginId>();
        if let Some(rule) = login_id_rule(&login_id) {
            wrong.push(Broken::new(Field::LoginId, rule));
        }
        if let Some(weak) = self.check_new_password(viewer, chosen).await? {
            wrong.push(weak);
        }
        if chosen.terms_version != self.terms().await?.version {
            wrong.push(Broken::new(Field::TermsVersion, FirstLogInRule::TermsOutdated));
        }
        match (name, login_id) {
            (Ok(name), Ok(login_id)) if wrong.is_empty() => Ok((name, login_id)),
            _ => Err(ServiceError::Invalid(wrong)),
        }
    }

    async fn check_new_password(&self, viewer: &Viewer, chosen: &FirstLogIn) -> Result<Option<Broken>, ServiceError> {
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
        let password = prepared(chosen.password.reveal());
        // RFC 8265 §4.2 takes no control characters and none that nobody sees: they could not be typed again.
        if let Err(rule) = free_text::check(&password, Lines::One) {
            return Ok(Some(Broken::new(Field::Password, rule)));
        }
        if let Err(weakness) = PasswordRule::STANDARD.check(&password, &context) {
            return Ok(Some(Broken::new(Field::Password, weakness)));
        }
        let account = viewer.account.id;
        let stored = self
            .tenant()
            .read(move |tx| Ok(tx.credentials_of(account)?.password_hash))
            .await?;
        let folded = Secret::new(folded_provisional_password(chosen.password.reveal()));
        let same = self
            .passwords()
            .fits(folded, Some(stored), viewer.device.fingerprint)
            .await?;
        Ok(same.then(|| Broken::new(Field::Password, FirstLogInRule::PasswordProvisional)))
    }
}

/// Whether this session may set its account up now: it was begun with the provisional credentials, and it and its device
/// still are what they were. One that was begun with a password of one's own never may, even if the account has provisional
/// credentials by now: those are for whoever got them.
fn may_set_up(
    tx: &mut Tx<'_>,
    session: &SessionRecord,
    now: DateTime<Utc>,
) -> Result<Result<(), ServiceError>, StoreError> {
    if let Err(refused) = check_session(session, &tx.device(session.device)?, now) {
        return Ok(Err(refused));
    }
    Ok(match session.locked_at {
        Some(_) => Err(ServiceError::SessionLocked),
        None if session.provisional => Ok(()),
        None => Err(ServiceError::SessionEnded),
    })
}

/// What is wrong with a login ID as it was chosen.
fn login_id_rule(chosen: &Result<LoginId, InvalidLoginId>) -> Option<FirstLogInRule> {
    match chosen {
        Err(InvalidLoginId::Length(_)) => {
            let (shortest, longest) = LOGIN_ID_LENGTH;
            Some(FirstLogInRule::LoginIdLength { shortest, longest })
        }
        Err(InvalidLoginId::Character) => Some(FirstLogInRule::LoginIdCharacters),
        Ok(login_id) if login_id.as_str().starts_with(PROVISIONAL_PREFIX) => Some(FirstLogInRule::LoginIdProvisional),
        Ok(_) => None,
    }
}
