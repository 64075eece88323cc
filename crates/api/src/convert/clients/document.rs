//! The list of a person's documents.

use contract::clients::document::{DocumentApplication, DocumentEntry, DocumentList};
use domain::language::Language;
use domain::record::DocumentRecord;
use service::{Documents, ListedDocument};

use crate::convert::{ToContract, ToContractIn, coded};
use crate::problem::withheld;

impl ToContractIn for Documents {
    type Shape = DocumentList;

    fn to_contract_in(self, language: Language) -> DocumentList {
        let Self { documents, freshness } = self;
        DocumentList {
            documents: documents
                .into_iter()
                .map(|document| entry(document, language))
                .collect(),
            freshness: freshness.to_contract(),
        }
    }
}

fn entry(document: ListedDocument, language: Language) -> DocumentEntry {
    let ListedDocument {
        record,
        application,
        applied,
        withheld: refusal,
    } = document;
    let DocumentRecord {
        id,
        application_number: _,
        kind,
        dated_on,
        form_version: _,
        physician_consent: _,
        pages,
        as_of: _,
        received_at: _,
    } = record;
    DocumentEntry {
        document_id: id,
        kind: coded(kind.code(), kind.name_ja()),
        dated_on,
        application_id: application,
        application: applied.map(|(kind, applied_on)| DocumentApplication {
            kind: coded(kind.code(), kind.name_ja()),
            applied_on,
        }),
        pages,
        withheld: refusal.as_ref().map(|refusal| withheld(refusal, language)),
    }
}
