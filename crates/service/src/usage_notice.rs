//! The letters that follow an approval. A letter with secrets makes new ones at the moment it is printed and ends those
//! before it, so that no secret is kept anywhere and printing again is issuing again. Key and password never share a file.

use domain::account::{AccountStatus, PasswordRule, Role};
use domain::id::{AccountId, OrganizationId, UsageApplicationId};
use domain::organization::OrganizationStatus;
use domain::usage_application::{NoticeKind, Standing, UsageApplicationEventKind};
use notice::{
    Addressee, InstallKeySlip, InstallKeysNotice, Letterhead, NoticeError, ProvisionalCredentialsNotice, Sender,
    UsagePermitNotice,
};
use persistence::{OfficeRecord, OrganizationRecord, StoreError, Tx, UsageApplicationRecord};

use crate::act::Act;
use crate::allowed::{Allowed, ManageOrganizations};
use crate::enrolment::key_hash;
use crate::error::{Conflict, ServiceError};
use crate::install_key::{QUOTA_REACHED, fresh_key};
use crate::usage_application::rules::event;

/// To whom a letter goes: found by its application or by its organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeOf {
    /// By the application, after its approval.
    Application(UsageApplicationId),
    /// By the organization, for a later print.
    Organization(OrganizationId),
}

const NOT_APPROVED: Conflict = Conflict {
    rule: "notice.not-approved",
    what: "通知書は、利用を許可した後に印刷できます。",
    remedy: "先に申請を承認してください。",
};
const NOT_PERMITTED: Conflict = Conflict {
    rule: "notice.not-permitted",
    what: "利用停止中または利用終了の組織のため、この通知書は印刷できません。",
    remedy: "利用を再開してから印刷してください。",
};
const SET_UP_ALREADY: Conflict = Conflict {
    rule: "notice.set-up-already",
    what: "この管理者は、すでに初期設定を終えています。",
    remedy: "パスワードを忘れたときは、アカウントの画面から仮パスワードを再発行してください。",
};

/// What a letter is written from.
#[derive(Clone, Debug)]
struct Facts {
    application: UsageApplicationRecord,
    organization: OrganizationRecord,
    office: Option<OfficeRecord>,
    administrator: AccountId,
    status: AccountStatus,
}

impl Allowed<ManageOrganizations> {
    /// Prints a letter as PDF. The password is needed again.
    ///
    /// # Errors
    /// Not found; a conflict if the application is not approved, the organization stopped, its quota used up, or its
    /// administrator set up already.
    pub async fn print_notice(&self, of: NoticeOf, kind: NoticeKind) -> Result<Vec<u8>, ServiceError> {
        let item = match of {
            NoticeOf::Application(id) => format!("{kind} usage-application {id}"),
            NoticeOf::Organization(id) => format!("{kind} organization {id}"),
        };
        let act = Act::new("print-notice", item);
        self.need_confirmation(&act).await?;
        let found = self.service.store().read(move |tx| facts(tx, of)).await;
        let facts = match found {
            Err(StoreError::NotFound) => return Err(ServiceError::NotFound),
            other => other??,
        };
        if kind != NoticeKind::UsagePermit && facts.organization.status != OrganizationStatus::Permitted {
            return Err(NOT_PERMITTED.into());
        }
        match kind {
            NoticeKind::UsagePermit => self.print_permit(act, facts).await,
            NoticeKind::InstallKeys => self.print_keys(act, facts).await,
            NoticeKind::ProvisionalCredentials => self.print_credentials(act, facts).await,
        }
    }

    async fn print_permit(&self, act: Act, facts: Facts) -> Result<Vec<u8>, ServiceError> {
        let rules = &self.service.enrolling()?.rules;
        let letter = UsagePermitNotice {
            head: self.head(&facts)?,
            applied_on: Some(facts.application.received_on),
            reference: facts.application.reference.to_string(),
            organization: facts.organization.name.clone(),
            office_number: facts.organization.office_number.to_string(),
            kind: facts.organization.service_code.name_ja().to_owned(),
            permitted_from: facts.organization.permitted.first,
            permitted_until: facts.organization.permitted.last,
            administrator: facts.application.applicant.name.to_string(),
            device_quota: u16::try_from(facts.organization.device_quota).unwrap_or(u16::MAX),
            conditions: Vec::new(),
            service_url: rules.main_origin.clone(),
            enrolment_url: format!("{}/enrol", rules.enrolment_origin),
        };
        let note = self.printed(&facts, NoticeKind::UsagePermit);
        self.change(act, move |tx| note(tx).map(Ok)).await?;
        pressed(move || letter.pdf()).await
    }

    async fn print_keys(&self, act: Act, facts: Facts) -> Result<Vec<u8>, ServiceError> {
        let (now, today) = (self.service.now(), self.service.today());
        let id = facts.organization.id;
        let quota = facts.organization.device_quota;
        let mut fresh = Vec::new();
        for number in 1..=quota {
            fresh.push(fresh_key(Some(id), &format!("端末{number}"), now)?);
        }
        let kept: Vec<_> = fresh
            .iter()
            .map(|(record, key)| (record.clone(), key_hash(key)))
            .collect();
        let note = self.printed(&facts, NoticeKind::InstallKeys);
        let made = self
            .change(act, move |tx| {
                tx.revoke_open_install_keys(id, now)?;
                let free = quota.saturating_sub(tx.devices_in_use(id, now)?) as usize;
                if free == 0 {
                    return Err(StoreError::Conflict);
                }
                for (record, hash) in kept.iter().take(free) {
                    tx.create_install_key(record, *hash)?;
                }
                note(tx)?;
                Ok(Ok(free))
            })
            .await;
        let made = match made {
            Err(ServiceError::Store(StoreError::Conflict)) => return Err(QUOTA_REACHED.into()),
            other => other?,
        };
        let expires_on = fresh.first().map_or(today, |(record, _)| record.life.expires_on);
        let letter = InstallKeysNotice {
            head: self.head(&facts)?,
            organization: facts.organization.name.clone(),
            office_number: facts.organization.office_number.to_string(),
            enrolment_url: format!("{}/enrol", self.service.enrolling()?.rules.enrolment_origin),
            expires_on,
            keys: fresh
                .iter()
                .take(made)
                .map(|(_, key)| InstallKeySlip {
                    key: key.reveal(),
                    device: String::new(),
                })
                .collect(),
        };
        pressed(move || letter.pdf()).await
    }

    async fn print_credentials(&self, act: Act, facts: Facts) -> Result<Vec<u8>, ServiceError> {
        if facts.status != AccountStatus::Provisional {
            return Err(SET_UP_ALREADY.into());
        }
        let made = self.service.make_provisional().await?;
        let account = facts.administrator;
        let issued = made.issued_to(account);
        let (kept, now) = (made.kept, self.service.now());
        let note = self.printed(&facts, NoticeKind::ProvisionalCredentials);
        self.change(act, move |tx| {
            tx.give_provisional(account, &kept, now)?;
            note(tx).map(Ok)
        })
        .await?;
        let letter = ProvisionalCredentialsNotice {
            head: self.head(&facts)?,
            organization: facts.organization.name.clone(),
            person: facts.application.applicant.name.to_string(),
            role: Role::OrganizationAdministrator.name_ja().to_owned(),
            login_id: issued.login_id.to_string(),
            password: issued.password.reveal().to_owned(),
            valid_until: issued.valid_until,
            sign_in_url: self.service.enrolling()?.rules.main_origin.clone(),
            rule: PasswordRule::STANDARD,
        };
        pressed(move || letter.pdf()).await
    }

    /// Notes in the application's history that a letter was printed.
    fn printed(
        &self,
        facts: &Facts,
        kind: NoticeKind,
    ) -> impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + use<> {
        let (application, now, by) = (facts.application.id, self.service.now(), self.viewer.account.id);
        move |tx| {
            let what = Some(kind.name_ja().to_owned());
            tx.note_usage_application(
                application,
                event(UsageApplicationEventKind::Printed, now, Some(by), what),
            )
        }
    }

    fn head(&self, facts: &Facts) -> Result<Letterhead, ServiceError> {
        let rules = &self.service.enrolling()?.rules;
        let address = facts.office.iter().map(|office| office.address.clone());
        Ok(Letterhead {
            number: String::new(),
            date: self.service.today(),
            to: Addressee {
                address: address.filter(|line| !line.is_empty()).collect(),
                organization: facts.organization.name.clone(),
                title: Role::OrganizationAdministrator.name_ja().to_owned(),
                name: facts.application.applicant.name.to_string(),
            },
            from: Sender {
                issuer: rules.issuer.clone(),
                desk: rules.desk.clone(),
                contact: vec![rules.contact.clone()],
            },
        })
    }
}

/// Setting type takes long enough to keep other requests waiting.
async fn pressed(
    press: impl FnOnce() -> Result<Vec<u8>, NoticeError> + Send + 'static,
) -> Result<Vec<u8>, ServiceError> {
    let pressed = tokio::task::spawn_blocking(press).await;
    Ok(pressed.map_err(|_| ServiceError::Interrupted)??)
}

fn facts(tx: &mut Tx<'_>, of: NoticeOf) -> Result<Result<Facts, ServiceError>, StoreError> {
    let application = match of {
        NoticeOf::Application(id) => tx.usage_application(id)?,
        NoticeOf::Organization(id) => {
            tx.organization(id)?;
            tx.usage_application_for(id)?
        }
    };
    let (Standing::Approved, Some(organization), Some(administrator)) =
        (application.standing, application.organization, application.account)
    else {
        return Ok(Err(NOT_APPROVED.into()));
    };
    let office = tx.offices_of(application.office_number)?;
    let office = office
        .into_iter()
        .find(|known| known.service_code == application.service_code);
    Ok(Ok(Facts {
        organization: tx.organization(organization)?,
        office,
        administrator,
        status: tx.credentials_of(administrator)?.account.status,
        application,
    }))
}
