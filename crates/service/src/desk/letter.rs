//! The letters about a usage application. A letter with secrets makes new ones at the moment it is made and ends those
//! before it, so that no secret is kept anywhere and it can only be made anew; every other one is kept as it was made. The letter is set first: if it cannot
//! be, the secrets before it stay good. Key and password never share a file.

use domain::account::{AccountStatus, PasswordRule, Role};
use domain::audit::{Item, Operation, Outcome};
use domain::enrolment::device::numbered_label;
use domain::enrolment::install_key::KeyLife;
use domain::enrolment::letter::{LetterHead, Making, NoticeKind};
use domain::enrolment::usage_application::UsageApplicationEventKind;
use domain::insurer::InsurerRules;
use domain::person::PersonName;
use domain::record::{LetterRecord, OfficeRecord};
use notice::{
    Addressee, InstallKeySlip, InstallKeysNotice, Letterhead, NoticeError, ProvisionalCredentialsNotice, Sender,
    UsagePermitNotice,
};
use persistence::{StoreError, Tx, fresh_id};

use crate::access::allowed::{Allowed, ManageOrganizations};
use crate::access::change::Act;
use crate::desk::letter_asked::{Asked, LetterAsked, refused_head};
use crate::desk::letter_facts::{Facts, NoticeOf, facts, judged_again, may_print};
use crate::desk::letter_kept::recipient;
use crate::enrolment::install_key::fresh_key;
use crate::enrolment::redemption::key_hash;
use crate::enrolment::usage_application::rules::event;
use crate::error::ServiceError;
use crate::rule::{DeviceRule, LetterRule};

impl Allowed<ManageOrganizations> {
    /// Prints a letter as PDF. The password is needed again. A letter without secrets that was made is given out again as it
    /// was; one with secrets is made anew only if that is asked for, with a password given since.
    ///
    /// # Errors
    /// Not found; a conflict if what the letter tells is not so, a letter with secrets was made already, the quota is used
    /// up, or the administrator has set up the account.
    pub async fn print_notice(
        &self,
        of: NoticeOf,
        kind: NoticeKind,
        said: LetterAsked,
    ) -> Result<Vec<u8>, ServiceError> {
        let act = Act::new(
            Operation::PrintNotice,
            Item::Notice {
                kind,
                to: recipient(of),
            },
        );
        self.need_confirmation(&act).await?;
        let (application, made, making) = match self.judged(of, kind, said.anew).await {
            Err(error @ (ServiceError::Conflict(_) | ServiceError::StepUpRequired)) => {
                self.note(act, Outcome::Failed).await?;
                return Err(error);
            }
            judged => judged?,
        };
        if let (Making::Again, Some(letter)) = (making, made.clone()) {
            return self.given_out_again(act, letter).await;
        }
        let now = self.service.now();
        let found = self.service.tenant().read(move |tx| facts(tx, of, now)).await;
        let facts = match (found, kind) {
            (Err(StoreError::NotFound), _) => return Err(ServiceError::NotFound),
            (Ok(facts), NoticeKind::UsagePermit | NoticeKind::InstallKeys | NoticeKind::ProvisionalCredentials) => {
                Some(facts?)
            }
            (found, _) => found?.ok(),
        };
        if let Some(facts) = &facts {
            may_print(facts, kind)?;
        }
        let head = LetterHead::new(kind, &said.number, said.dated_on, self.service.today()).map_err(refused_head)?;
        let before = made.map(|letter| letter.id);
        let asked = Asked {
            application,
            kind,
            head,
            before,
        };
        let act = act.concerning(facts.as_ref().map(|facts| facts.organization.id));
        match (kind, facts) {
            (NoticeKind::UsagePermit, Some(facts)) => self.print_permit(act, facts, asked).await,
            (NoticeKind::InstallKeys, Some(facts)) => self.print_keys(act, facts, asked).await,
            (NoticeKind::ProvisionalCredentials, Some(facts)) => self.print_credentials(act, facts, asked).await,
            _ => self.print_outcome(act, asked, &said).await,
        }
    }

    async fn print_permit(&self, act: Act, facts: Facts, asked: Asked) -> Result<Vec<u8>, ServiceError> {
        let origins = &self.service.enrolling()?.origins;
        let letter = UsagePermitNotice {
            head: head(&facts, &asked.head),
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
        let keep = self.kept(&asked);
        let pressed = self.pressed(&act, move || letter.pdf()).await?;
        let bytes = pressed.clone();
        let same = judged_again(facts, asked, self.service.now());
        self.change(act, move |tx| match same(tx)? {
            Ok(_) => keep(tx, Some(&bytes)),
            Err(refused) => Ok(Err(refused)),
        })
        .await?;
        Ok(pressed)
    }

    async fn print_keys(&self, act: Act, facts: Facts, asked: Asked) -> Result<Vec<u8>, ServiceError> {
        let (now, id, free) = (self.service.now(), facts.organization.id, facts.free_devices);
        if free == 0 {
            return Err(ServiceError::conflict(DeviceRule::Quota));
        }
        let mut fresh = Vec::new();
        for number in 1..=free {
            fresh.push(fresh_key(Some(id), &numbered_label(number), now)?);
        }
        let letter = InstallKeysNotice {
            head: head(&facts, &asked.head),
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
        let keep = self.kept(&asked);
        let same = judged_again(facts, asked, self.service.now());
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
            keep(tx, None)
        })
        .await?;
        Ok(pressed)
    }

    async fn print_credentials(&self, act: Act, facts: Facts, asked: Asked) -> Result<Vec<u8>, ServiceError> {
        if facts.status != AccountStatus::Provisional {
            return Err(ServiceError::conflict(LetterRule::SetUpAlready));
        }
        let made = self.make_provisional().await?;
        let account = facts.administrator;
        let issued = made.issued_to(account);
        let letter = ProvisionalCredentialsNotice {
            head: head(&facts, &asked.head),
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
        let keep = self.kept(&asked);
        let same = judged_again(facts, asked, self.service.now());
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
            keep(tx, None)
        })
        .await?;
        Ok(pressed)
    }

    /// Sets a letter in memory: what it says is kept and told only afterwards. One that cannot be set is noted and changes
    /// nothing.
    pub(crate) async fn pressed(
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

    /// Keeps a letter that was made, in the place of the one before, and notes it in the application's history. To be the last
    /// thing that a change does.
    pub(crate) fn kept(
        &self,
        asked: &Asked,
    ) -> impl Fn(&mut Tx<'_>, Option<&[u8]>) -> Result<Result<(), ServiceError>, StoreError> + Send + use<> {
        let (asked, now, by) = (asked.clone(), self.service.now(), self.viewer.account.id);
        move |tx, bytes| {
            let Asked {
                application,
                kind,
                head,
                before: _,
            } = &asked;
            let letter = LetterRecord {
                id: fresh_id(),
                application: *application,
                kind: *kind,
                number: head.number.to_string(),
                dated_on: head.dated_on,
                made_at: now,
                made_by: by,
                superseded_at: None,
            };
            tx.keep_letter(&letter, bytes)?;
            let what = Some(kind.code().to_owned());
            tx.note_usage_application(
                *application,
                event(UsageApplicationEventKind::Printed, now, Some(by), what),
            )?;
            Ok(Ok(()))
        }
    }
}

fn head(facts: &Facts, said: &LetterHead) -> Letterhead {
    let (organization, name) = (&facts.organization.name, &facts.application.applicant.name);
    letterhead(&facts.rules, facts.office.as_ref(), organization, name, said)
}

/// The head of a letter to the administrator of an office.
pub(crate) fn letterhead(
    rules: &InsurerRules,
    office: Option<&OfficeRecord>,
    organization: &str,
    name: &PersonName,
    said: &LetterHead,
) -> Letterhead {
    let address = office.map(|office| office.address.clone()).into_iter();
    Letterhead {
        number: said.number.to_string(),
        date: said.dated_on,
        to: Addressee {
            address: address.filter(|line| !line.is_empty()).collect(),
            organization: organization.to_owned(),
            title: Role::OrganizationAdministrator.name_ja().to_owned(),
            name: name.to_string(),
        },
        from: Sender {
            issuer: rules.letter_issuer.clone(),
            desk: rules.letter_desk.clone(),
            contact: vec![rules.contact.clone()],
        },
        seal: rules.seal,
    }
}
