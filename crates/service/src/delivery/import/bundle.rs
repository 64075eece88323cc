//! Taking in documents: a ZIP with its manifest, in batches small enough for memory.

use std::fs::File;

use domain::id::DocumentId;
use exchange::bundle::{Bundle, BundleLimits, Delivered};
use persistence::{DocumentIntake, DocumentRecord, StoreError, Tx, fresh_id};

use super::take_in::{People, unknown_person};
use super::{ImportError, Importer, Running, TakeIn, Taken};

/// Documents of one transaction; each may have some megabytes.
const BATCH: usize = 50;
/// Bytes of one transaction, after which it is closed whatever the number.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// A document and the line of the manifest that names it.
struct Placed {
    line: u64,
    document: Delivered,
}

impl Importer<'_> {
    pub(super) fn bundle(&mut self, running: &mut Running, reader: File) -> Result<(), ImportError> {
        let bundle = Bundle::open_with(reader, &running.file, BundleLimits::default(), &self.options);
        let mut bundle = bundle.map_err(|findings| self.refuse_file(running, &findings))?;
        self.begin(running)?;
        for notice in bundle.notices() {
            running.warnings += 1;
            (self.on_finding)(notice);
        }
        let mut batch = Vec::with_capacity(BATCH);
        let mut bytes = 0;
        loop {
            let item = bundle.next();
            let is_last = item.is_none();
            match item {
                Some(Ok(located)) => {
                    for warning in &located.warnings {
                        running.warnings += 1;
                        (self.on_finding)(warning);
                    }
                    bytes += located.value.pdf.bytes().len();
                    batch.push(Placed {
                        line: located.row,
                        document: located.value,
                    });
                }
                Some(Err(findings)) => self.refuse_row(running, &findings),
                None => {}
            }
            if batch.len() == BATCH || bytes > BATCH_BYTES || is_last {
                self.write(running, &batch, documents)?;
                batch.clear();
                bytes = 0;
            }
            if is_last {
                return Ok(());
            }
        }
    }
}

fn documents(tx: &mut Tx<'_>, batch: &[Placed], about: &TakeIn) -> Result<Taken, StoreError> {
    let known = People::of(tx, batch.iter().map(|placed| placed.document.row.number))?;
    let mut intakes = Vec::with_capacity(batch.len());
    let mut refused = Vec::new();
    for Placed {
        line,
        document: Delivered { row, pdf },
    } in batch
    {
        let Some(person) = known.0.get(&row.number) else {
            refused.push(unknown_person(about, *line, row.number));
            continue;
        };
        let id: DocumentId = fresh_id();
        let record = DocumentRecord {
            id,
            application_number: row.application.as_str().to_owned(),
            kind: row.kind,
            dated_on: row.written_on,
            form_version: row.form_version.clone(),
            physician_consent: row.physician_consents,
            pages: pdf.pages(),
            as_of: row.as_of,
            received_at: about.now,
        };
        intakes.push(DocumentIntake {
            person: *person,
            record,
            content: pdf.bytes().to_vec(),
        });
    }
    Ok((tx.take_in_documents(&intakes, about.now)?, refused))
}
