//! The letters that follow an approval. A letter with secrets makes new ones at the moment it is printed and ends those
//! before it, so that no secret is kept anywhere and printing again is issuing again. The letter is set first: if it cannot
//! be, the secrets before it stay good. Key and password never share a file.

use domain::account::{AccountStatus, PasswordRule, Role};
use domain::audit::{Item, NoticeRecipient, Operation, Outcome};
use domain::enrolment::device::numbered_label;
use domain::enrolment::install_key::KeyLife;
use domain::enrolment::usage_application::{NoticeKind, UsageApplicationEventKind};
use notice::{
    Addressee, InstallKeySlip, InstallKeysNotice, Letterhead, NoticeError, ProvisionalCredentialsNotice, Sender,
    UsagePermitNotice,
};
use persistence::{StoreError, Tx};

use crate::access::allowed::{Allowed, ManageOrganizations};
use crate::access::change::Act;
use crate::desk::letter_facts::{Facts, NoticeOf, facts, judged_again, may_print};
use crate::enrolment::install_key::fresh_key;
use crate::enrolment::redemption::key_hash;
use crate::enrolment::usage_application::rules::event;
use crate::error::ServiceError;
use crate::rule::{DeviceRule, LetterRule};

impl Allowed<ManageOrganizations> {
    /// Prints a letter as PDF. The password is needed again.
    ///
    /// # Errors
    /// Not found; a conflict if the application is not approved, the organization stopped, its quota used up, or its
    /// administrator set up already.
    pub async fn print_notice(&self, of: NoticeOf, kind: NoticeKind) -> Result<Vec<u8>, ServiceError> {
        let to = match of {
            NoticeOf::Application(id) => NoticeRecipient::UsageApplication(id),
            NoticeOf::Organization(id) => NoticeRecipient::Organization(id),
        };
        let act = Act::new(Operation::PrintNotice, Item::Notice { kind, to });
        self.need_confirmation(&act).await?;
        let now = self.service.now();
        let found = self.service.tenant().read(move |tx| facts(tx, of, now)).await;
        let facts = match found {
            Err(StoreError::NotFound) => return Err(ServiceError::NotFound),
            other => other??,
        };
        let act = act.concerning(Some(facts.organization.id));
        may_print(&facts, kind)?;
        match kind {
            NoticeKind::UsagePermit => self.print_permit(act, facts).await,
            NoticeKind::InstallKeys => self.print_keys(act, facts).await,
            NoticeKind::ProvisionalCredentials => self.print_credentials(act, facts).await,
        }
    }

    async fn print_permit(&self, act: Act, facts: Facts) -> Result<Vec<u8>, ServiceError> {
        let origins = &self.service.enrolling()?.origins;
        let letter = UsagePermitNotice {
            head: self.head(&facts),
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
            word: facts.rules.permit_word,
            appeal: String::new(),
            service_url: origins.main.clone(),
            enrolment_url: format!("{}/enrol", origins.enrolment),
        };
        let note = self.printed(&facts, NoticeKind::UsagePermit);
        let pressed = self.pressed(&act, move || letter.pdf()).await?;
        let same = judged_again(facts, NoticeKind::UsagePermit, self.service.now());
        self.change(act, move |tx| match same(tx)? {
            Ok(_) => note(tx).map(Ok),
            Err(refused) => Ok(Err(refused)),
        })
        .await?;
        Ok(pressed)
    }

    async fn print_keys(&self, act: Act, facts: Facts) -> Result<Vec<u8>, ServiceError> {
        let (now, id, free) = (self.service.now(), facts.organization.id, facts.free_devices);
        if free == 0 {
            return Err(ServiceError::conflict(DeviceRule::Quota));
        }
        let mut fresh = Vec::new();
        for number in 1..=free {
            fresh.push(fresh_key(Some(id), &numbered_label(number), now)?);
        }
        let letter = InstallKeysNotice {
            head: self.head(&facts),
            organization: facts.organization.name.clone(),
            office_number: facts.organization.office_number.to_string(),
            enrolment_url: format!("{}/enrol", self.service.enrolling()?.origins.enrolment),
            expires_on: KeyLife::issued(self.service.today()).expires_on,
            keys: fresh
                .iter()
                .map(|(_, key)| InstallKeySlip {
                    key: key.reveal(),
                    device: String::new(),
                })
                .collect(),
        };
        let pressed = self.pressed(&act, move || letter.pdf()).await?;
        let kept: Vec<_> = fresh
            .into_iter()
            .map(|(record, key)| (record, key_hash(&key)))
            .collect();
        let note = self.printed(&facts, NoticeKind::InstallKeys);
        let same = judged_again(facts, NoticeKind::InstallKeys, self.service.now());
        self.change(act, move |tx| {
            match same(tx)? {
                // While the letter was set, a device may have come in with one of the old keys.
                Ok(now) if now.free_devices < free => {
                    return Ok(Err(ServiceError::conflict(LetterRule::DevicesChanged)));
                }
                Ok(_) => {}
                Err(refused) => return Ok(Err(refused)),
            }
            tx.revoke_open_install_keys(id, now)?;
            for (record, hash) in &kept {
                tx.create_install_key(record, *hash)?;
            }
            note(tx).map(Ok)
        })
        .await?;
        Ok(pressed)
    }

    async fn print_credentials(&self, act: Act, facts: Facts) -> Result<Vec<u8>, ServiceError> {
        if facts.status != AccountStatus::Provisional {
            return Err(ServiceError::conflict(LetterRule::SetUpAlready));
        }
        let made = self.make_provisional().await?;
        let account = facts.administrator;
        let issued = made.issued_to(account);
        let letter = ProvisionalCredentialsNotice {
            head: self.head(&facts),
            organization: facts.organization.name.clone(),
            person: facts.application.applicant.name.to_string(),
            role: Role::OrganizationAdministrator.name_ja().to_owned(),
            login_id: issued.login_id.to_string(),
            password: issued.password.reveal().to_owned(),
            valid_until: issued.valid_until,
            sign_in_url: self.service.enrolling()?.origins.main.clone(),
            rule: PasswordRule::STANDARD,
        };
        let pressed = self.pressed(&act, move || letter.pdf()).await?;
        let (kept, now) = (made.kept, self.service.now());
        let note = self.printed(&facts, NoticeKind::ProvisionalCredentials);
        let same = judged_again(facts, NoticeKind::ProvisionalCredentials, self.service.now());
        self.change(act, move |tx| {
            match same(tx)? {
                // While the letter was set, the administrator may have set up the account.
                Ok(now) if now.status != AccountStatus::Provisional => {
                    return Ok(Err(ServiceError::conflict(LetterRule::SetUpAlready)));
                }
                Ok(_) => {}
                Err(refused) => return Ok(Err(refused)),
            }
            tx.give_provisional(account, &kept, now)?;
            // Nobody who came in with the credentials before these finishes the set-up with them.
            tx.end_sessions_of(account, now)?;
            note(tx).map(Ok)
        })
        .await?;
        Ok(pressed)
    }

    /// Sets a letter in memory: what it says is kept and told only afterwards. One that cannot be set is noted and changes
    /// nothing.
    async fn pressed(
        &self,
        act: &Act,
        press: impl FnOnce() -> Result<Vec<u8>, NoticeError> + Send + 'static,
    ) -> Result<Vec<u8>, ServiceError> {
        // Setting type takes long enough to keep other requests waiting.
        let pressed = tokio::task::spawn_blocking(press)
            .await
            .map_err(|_| ServiceError::Interrupted)?;
        if pressed.is_err() {
            self.note(act.clone(), Outcome::Failed).await?;
        }
        Ok(pressed?)
    }

    /// Notes in the application's history that a letter was printed.
    fn printed(
        &self,
        facts: &Facts,
        kind: NoticeKind,
    ) -> impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + use<> {
        let (application, now, by) = (facts.application.id, self.service.now(), self.viewer.account.id);
        move |tx| {
            let what = Some(kind.code().to_owned());
            tx.note_usage_application(
                application,
                event(UsageApplicationEventKind::Printed, now, Some(by), what),
            )
        }
    }

    fn head(&self, facts: &Facts) -> Letterhead {
        let rules = &facts.rules;
        let address = facts.office.iter().map(|office| office.address.clone());
        Letterhead {
            number: String::new(),
            date: self.service.today(),
            to: Addressee {
                address: address.filter(|line| !line.is_empty()).collect(),
                organization: facts.organization.name.clone(),
                title: Role::OrganizationAdministrator.name_ja().to_owned(),
                name: facts.application.applicant.name.to_string(),
            },
            from: Sender {
                issuer: rules.letter_issuer.clone(),
                desk: rules.letter_desk.clone(),
                contact: vec![rules.contact.clone()],
            },
            seal: rules.seal,
        }
    }
}
