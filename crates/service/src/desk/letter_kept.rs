//! The letters that were made: which there are and may be, by whom each was made, and the same bytes once more.

use std::collections::{HashMap, HashSet};

use domain::audit::{Item, NoticeRecipient, Operation, Outcome};
use domain::enrolment::letter::{Making, MakingRefused, NoticeKind, making};
use domain::enrolment::usage_application::{Standing, UsageApplicationEventKind, UsageApplicationState};
use domain::id::UsageApplicationId;
use domain::insurer::PermitWord;
use domain::organization::OrganizationStatus;
use domain::record::{LetterRecord, UsageApplicationRecord};
use persistence::{StoreError, Tx};

use crate::access::allowed::{Allowed, ManageOrganizations, ReadOrganizations};
use crate::access::change::Act;
use crate::desk::letter_facts::{NoticeOf, application_of};
use crate::desk::usage_application::named;
use crate::enrolment::usage_application::UsageApplicationView;
use crate::enrolment::usage_application::rules::event;
use crate::error::ServiceError;
use crate::rule::LetterRule;

/// A letter that was made, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeLetter {
    /// The letter.
    pub record: LetterRecord,
    /// The name of who made it.
    pub by: Option<String>,
}

/// One kind of letter about an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterLine {
    /// Which letter.
    pub kind: NoticeKind,
    /// Whether it may be made as things stand.
    pub may_make: bool,
    /// The one that holds now.
    pub made: Option<MadeLetter>,
    /// Those before it, oldest first.
    pub before: Vec<MadeLetter>,
}

/// The letters about an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The application.
    pub application: UsageApplicationId,
    /// What the insurer calls a permit.
    pub word: PermitWord,
    /// A line for each kind that was made or may be.
    pub lines: Vec<LetterLine>,
}

/// The letters that follow an approval.
pub(crate) const AFTER_APPROVAL: [NoticeKind; 3] = [
    NoticeKind::UsagePermit,
    NoticeKind::InstallKeys,
    NoticeKind::ProvisionalCredentials,
];

/// More applications than any insurer has approved.
const APPROVED: usize = 10_000;

/// Which letters may be made about an application as it stands; `status` is its organization's.
pub(crate) fn may_make(standing: Standing, status: Option<OrganizationStatus>) -> Vec<NoticeKind> {
    match (standing, status) {
        (Standing::Approved, Some(OrganizationStatus::Permitted)) => AFTER_APPROVAL.to_vec(),
        (Standing::Approved, Some(OrganizationStatus::Suspended)) => {
            vec![NoticeKind::UsagePermit, NoticeKind::UsageSuspension]
        }
        (Standing::Approved, Some(OrganizationStatus::Closed)) => vec![NoticeKind::UsagePermit, NoticeKind::UsageEnd],
        (Standing::Refused, _) => vec![NoticeKind::UsageRefusal],
        (Standing::Returned, _) => vec![NoticeKind::UsageCorrection],
        _ => Vec::new(),
    }
}

fn lines(tx: &mut Tx<'_>, application: &UsageApplicationRecord) -> Result<Vec<LetterLine>, StoreError> {
    let organization = application.organization.map(|id| tx.organization(id)).transpose()?;
    let newest = match application.organization {
        Some(organization) => tx.usage_application_for(organization)?.id == application.id,
        None => true,
    };
    let may = match newest {
        true => may_make(application.standing, organization.map(|known| known.status)),
        false => Vec::new(),
    };
    let letters = tx.letters_about(application.id)?;
    let accounts: Vec<_> = letters.iter().map(|letter| letter.made_by).collect();
    let names = tx.account_names(&accounts)?;
    let made = |record: &LetterRecord| MadeLetter {
        by: names.get(&record.made_by).cloned(),
        record: record.clone(),
    };
    let kinds = NoticeKind::ALL.iter().copied();
    let all = kinds.map(|kind| {
        let of_kind = || letters.iter().filter(move |letter| letter.kind == kind);
        LetterLine {
            kind,
            may_make: may.contains(&kind),
            made: of_kind().find(|letter| letter.superseded_at.is_none()).map(made),
            before: of_kind()
                .filter(|letter| letter.superseded_at.is_some())
                .map(made)
                .collect(),
        }
    });
    Ok(all.filter(|line| line.may_make || line.made.is_some()).collect())
}

impl Allowed<ReadOrganizations> {
    /// The applications that were approved and lack a letter, oldest first: of organizations that are permitted, by their
    /// newest application.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn usage_applications_without_letters(&self) -> Result<Vec<UsageApplicationView>, ServiceError> {
        let found = self.service.tenant().read(|tx| {
            let approved = tx.usage_applications(Some(UsageApplicationState::Approved), None, APPROVED)?;
            let ids: Vec<_> = approved.iter().map(|record| record.id).collect();
            let made = tx.letters_in_force(&ids)?;
            let permitted = tx.organizations()?.into_iter();
            let permitted: HashSet<_> = permitted
                .filter(|known| known.status == OrganizationStatus::Permitted)
                .map(|known| known.id)
                .collect();
            // Of several applications of an organization the newest counts; they come oldest first.
            let newest: HashMap<_, _> = approved.iter().map(|record| (record.organization, record.id)).collect();
            let lacks = |record: &UsageApplicationRecord| {
                AFTER_APPROVAL.iter().any(|kind| !made.contains(&(record.id, *kind)))
                    && record.organization.is_some_and(|id| permitted.contains(&id))
                    && newest.get(&record.organization) == Some(&record.id)
            };
            named(tx, approved.into_iter().filter(lacks).collect())
        });
        let found = found.await?;
        self.note(Act::new(Operation::ListApplications, None), Outcome::Done)
            .await?;
        Ok(found)
    }
}

impl Allowed<ManageOrganizations> {
    /// The letters about an application or about the newest one of an organization.
    ///
    /// # Errors
    /// Not found if there is none.
    pub async fn letters(&self, of: NoticeOf) -> Result<Letters, ServiceError> {
        let item = match of {
            NoticeOf::Application(id) => Item::UsageApplication(id),
            NoticeOf::Organization(id) => Item::Organization(id),
        };
        let found = self.service.tenant().read(move |tx| {
            let application = application_of(tx, of)?;
            Ok(Letters {
                application: application.id,
                word: tx.insurer_rules()?.permit_word,
                lines: lines(tx, &application)?,
            })
        });
        let act = Act::new(Operation::ReadApplication, item);
        match found.await {
            Err(StoreError::NotFound) => {
                self.note(act, Outcome::Refused).await?;
                Err(ServiceError::NotFound)
            }
            found => {
                let found = found?;
                self.note(act, Outcome::Done).await?;
                Ok(found)
            }
        }
    }

    /// What becomes of a request for a letter: none, or the one that holds now, is told with it.
    pub(crate) async fn judged(
        &self,
        of: NoticeOf,
        kind: NoticeKind,
        anew: bool,
    ) -> Result<(UsageApplicationId, Option<LetterRecord>, Making), ServiceError> {
        let found = self.service.tenant().read(move |tx| {
            let application = application_of(tx, of)?.id;
            Ok((application, tx.letter_in_force(application, kind)?))
        });
        let (application, made) = match found.await {
            Err(StoreError::NotFound) => return Err(ServiceError::NotFound),
            found => found?,
        };
        let made_at = made.as_ref().map(|letter| letter.made_at);
        match making(kind, made_at, anew, self.viewer.session.confirmed_at) {
            Ok(what) => Ok((application, made, what)),
            Err(MakingRefused::MadeAlready) => Err(ServiceError::conflict(LetterRule::MadeAlready)),
            Err(MakingRefused::PasswordAgain) => Err(ServiceError::StepUpRequired),
        }
    }

    /// Gives out a letter once more, the same bytes.
    pub(crate) async fn given_out_again(&self, act: Act, letter: LetterRecord) -> Result<Vec<u8>, ServiceError> {
        let (now, by) = (self.service.now(), self.viewer.account.id);
        self.change(act, move |tx| {
            let bytes = tx.letter_bytes(letter.id)?;
            let what = Some(letter.kind.code().to_owned());
            let printed = event(UsageApplicationEventKind::Printed, now, Some(by), what);
            tx.note_usage_application(letter.application, printed)?;
            Ok(Ok(bytes))
        })
        .await
    }
}

/// To whom a letter goes, in the words of the ledger.
pub(crate) const fn recipient(of: NoticeOf) -> NoticeRecipient {
    match of {
        NoticeOf::Application(id) => NoticeRecipient::UsageApplication(id),
        NoticeOf::Organization(id) => NoticeRecipient::Organization(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_its_letters_and_secrets_only_who_is_permitted() {
        use OrganizationStatus::{Closed, Permitted, Suspended};
        for status in [Permitted, Suspended, Closed] {
            let may = may_make(Standing::Approved, Some(status));
            assert_eq!(
                may.iter().any(|kind| kind.holds_secrets()),
                status == Permitted,
                "{status}"
            );
            assert!(may.contains(&NoticeKind::UsagePermit));
        }
        assert_eq!(may_make(Standing::Refused, None), [NoticeKind::UsageRefusal]);
        assert_eq!(may_make(Standing::Returned, None), [NoticeKind::UsageCorrection]);
        assert_eq!(may_make(Standing::Received, None), []);
        assert_eq!(may_make(Standing::Withdrawn, None), []);
    }
}
