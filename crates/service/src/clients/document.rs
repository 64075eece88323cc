//! Survey sheets and physicians' opinions: the list, the PDF, a page as a picture that names its reader.

use domain::audit::{DocumentPart, Item, Operation};
use domain::calendar::day::Day;
use domain::certification::ApplicationKind;
use domain::disclosure::DocumentRefusal;
use domain::id::{ApplicationId, DocumentId, PersonId};
use domain::person::document::DocumentKind;
use domain::record::{ApplicationRecord, CertificationRecord, DocumentRecord};
use paper::Watermark;
use persistence::{Disclosed, DocumentContent};

use crate::access::allowed::{Allowed, ReadClients, ReadDocuments};
use crate::clients::look::{Look, LookedAt};
use crate::clients::policy::{Rules, judge_application, judge_document};
use crate::delivery::freshness::Freshness;
use crate::error::ServiceError;

/// A person's documents.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Newest first.
    pub documents: Vec<ListedDocument>,
    /// How old this is.
    pub freshness: Freshness,
}

/// A document of the list.
#[derive(Clone, Debug)]
pub struct ListedDocument {
    /// What is known of it.
    pub record: DocumentRecord,
    /// The application it belongs to.
    pub application: Option<ApplicationId>,
    /// Kind and day of that application, as far as the application itself may be shown.
    pub applied: Option<(ApplicationKind, Day)>,
    /// Why it may not be opened, if so.
    pub withheld: Option<DocumentRefusal>,
}

/// A document to be sent.
#[derive(Clone)]
pub struct OpenedDocument {
    /// Kind.
    pub kind: DocumentKind,
    /// Day on which it was made.
    pub dated_on: Day,
    /// The PDF, or the PNG of a page.
    pub bytes: Vec<u8>,
}

type Surroundings = (Vec<CertificationRecord>, Vec<ApplicationRecord>);

impl Allowed<ReadClients> {
    /// The documents of a person, each with the policy's verdict.
    ///
    /// # Errors
    /// Not found, not disclosed, or the ledger cannot be written.
    pub async fn documents(&self, person: PersonId) -> Result<Disclosed<Documents>, ServiceError> {
        let look = self
            .look(person, Operation::ListDocuments, move |tx| {
                Ok((
                    tx.documents(person)?,
                    tx.certifications(person)?.and(tx.applications(person)?),
                ))
            })
            .await?;
        let rules = self.rules()?;
        let freshness = self.feed_freshness("documents", &look);
        let Look {
            grant,
            more: (records, surroundings),
            ..
        } = look;
        let surroundings = self.release(&grant, Operation::ListDocuments, surroundings).await?;
        Ok(surroundings.map(|(certifications, applications)| Documents {
            documents: records
                .into_iter()
                .map(|record| listed(record, &certifications, &applications, &rules))
                .collect(),
            freshness,
        }))
    }
}

impl Allowed<ReadDocuments> {
    /// The PDF of a document.
    ///
    /// # Errors
    /// Not found, not disclosed, withheld by the policy, or the ledger cannot be written.
    pub async fn document(&self, person: PersonId, id: DocumentId) -> Result<Disclosed<OpenedDocument>, ServiceError> {
        let (record, content) = self.open(person, id, DocumentPart::Pdf).await?;
        Ok(content.map(|DocumentContent(bytes)| OpenedDocument {
            kind: record.kind,
            dated_on: record.dated_on,
            bytes,
        }))
    }

    /// Page `page` (from 1) of a document as a PNG `width` pixels wide, with office, reader and time across it.
    ///
    /// # Errors
    /// As [`Allowed::document`], and [`ServiceError::Page`] if the page is not there or cannot be drawn.
    pub async fn document_page(
        &self,
        person: PersonId,
        id: DocumentId,
        page: u32,
        width: u32,
    ) -> Result<Disclosed<OpenedDocument>, ServiceError> {
        let (record, content) = self.open(person, id, DocumentPart::Page(page)).await?;
        let watermark = self.watermark()?;
        // Pages are counted from 1 by people and from 0 by the renderer; page 0 does not exist.
        let index = page.checked_sub(1).map_or(usize::MAX, |index| index as usize);
        let drawing = self.service.drawing().clone();
        let drawn = tokio::task::spawn_blocking(move || {
            content
                .map(|DocumentContent(pdf)| drawing.page_image(&pdf, index, width, &watermark))
                .transpose()
        });
        let image = drawn.await.map_err(|_| ServiceError::Interrupted)??;
        Ok(image.map(|bytes| OpenedDocument {
            kind: record.kind,
            dated_on: record.dated_on,
            bytes,
        }))
    }

    async fn open(
        &self,
        person: PersonId,
        id: DocumentId,
        part: DocumentPart,
    ) -> Result<(DocumentRecord, Disclosed<DocumentContent>), ServiceError> {
        let opening = |kind| LookedAt {
            operation: Operation::opening(kind),
            item: Some(Item::Document { id, part }),
        };
        let rules = self.rules()?;
        let look = self
            .look(person, opening(None), move |tx| {
                let Some(record) = tx.documents(person)?.into_iter().find(|record| record.id == id) else {
                    return Ok(None);
                };
                let surroundings = tx.certifications(person)?.and(tx.applications(person)?);
                let judged = surroundings.judged(judge_in_surroundings, &(record.clone(), rules.clone()));
                // What the policy withholds is not even read.
                let content = match judged {
                    Ok(()) => Ok(tx.document_content(person, id)?),
                    Err(refusal) => Err(refusal),
                };
                Ok(Some((record, content)))
            })
            .await?;
        let Look { grant, more, .. } = look;
        let Some((record, content)) = more else {
            self.note_withheld(&grant, opening(None)).await?;
            return Err(ServiceError::NotFound);
        };
        let opening = opening(Some(record.kind));
        let content = match content {
            Ok(content) => content,
            Err(refusal) => {
                self.note_withheld(&grant, opening).await?;
                return Err(ServiceError::Withheld(Box::new(refusal)));
            }
        };
        let content = self.release(&grant, opening, content).await?;
        Ok((record, content))
    }

    fn watermark(&self) -> Result<Watermark, ServiceError> {
        let now = self.service.now();
        let japan = now + chrono::Duration::hours(9);
        Ok(Watermark {
            office: self.viewer.office()?.name.clone(),
            reader: self.viewer.account.name.clone(),
            at: format!("{} {}", Day::in_japan(now).wareki_short(), japan.format("%H:%M")),
        })
    }
}

fn listed(
    record: DocumentRecord,
    certifications: &[CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> ListedDocument {
    let application = applications
        .iter()
        .find(|known| known.number == record.application_number);
    let shown = application.filter(|known| judge_application(known, rules).is_ok());
    ListedDocument {
        application: application.map(|known| known.id),
        applied: shown.map(|known| (known.kind, known.applied_on)),
        withheld: judge_document(&record, applications, certifications, rules).err(),
        record,
    }
}

fn judge_in_surroundings(
    (certifications, applications): &Surroundings,
    (record, rules): &(DocumentRecord, Rules),
) -> Result<(), DocumentRefusal> {
    judge_document(record, applications, certifications, rules)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::DateTime;
    use domain::certification::{ApplicationDetails, Pace};
    use domain::disclosure::DisclosurePolicy;
    use persistence::fresh_id;

    use super::*;
    use crate::clients::policy::usual_policy;

    #[test]
    fn a_document_names_its_application_as_far_as_that_may_be_shown() {
        let day = Day::from_ymd(2026, 4, 6).unwrap();
        let application = ApplicationRecord {
            id: fresh_id(),
            number: "1".to_owned(),
            kind: ApplicationKind::Renewal,
            applied_on: day,
            ticked_consent: true,
            details: ApplicationDetails::default(),
            milestones: Vec::new(),
            postponements: Vec::new(),
            rejection: None,
        };
        let document = |number: &str| DocumentRecord {
            id: fresh_id(),
            application_number: number.to_owned(),
            kind: DocumentKind::SurveySheet,
            dated_on: day,
            form_version: String::new(),
            physician_consent: None,
            pages: 1,
            as_of: DateTime::UNIX_EPOCH,
            received_at: DateTime::UNIX_EPOCH,
        };
        let usual = usual_policy(day);
        let mut silent = usual;
        silent.progress.allowed = false;
        let found = |policy: DisclosurePolicy, number: &str| {
            let rules = Rules {
                policy,
                today: day,
                pace: Arc::new(Pace::default()),
            };
            let listed = listed(document(number), &[], std::slice::from_ref(&application), &rules);
            (listed.application, listed.applied)
        };
        let (id, applied) = (application.id, (ApplicationKind::Renewal, day));
        assert_eq!(found(usual, "1"), (Some(id), Some(applied)));
        assert_eq!(found(silent, "1"), (Some(id), None));
        assert_eq!(found(usual, "2"), (None, None));
    }
}
