//! Taking in a delivery: file by file, row by row, in batches. A bad row is named and stops nothing else; the same file
//! taken in again changes nothing.

mod bundle;
mod take_in;

use std::fs::File;
use std::path::Path;

use chrono::{DateTime, Utc};
use domain::audit::{Actor, Item, Operation, Outcome};
use domain::day::Day;
use domain::delivery::{Finding, Severity};
use domain::feed::Feed;
use exchange::feed::FileName;
use exchange::import::Options;
use exchange::row::{Located, Row};
use persistence::{DeliveryRecord, Entry, StoreError, Tally, Tx, fresh_id};

use crate::Service;
use crate::access::change::if_done;
use crate::error::ServiceError;
use crate::setup::operator::Operator;

/// Rows of one transaction: enough that committing costs little, few enough that a log-in or a ledger entry that waits
/// for its turn waits for a fraction of a second.
const BATCH: usize = 1_000;

/// What came of a file.
#[derive(Clone, Debug)]
pub struct DeliveryReport {
    /// Its name.
    pub file: String,
    /// Its feed.
    pub feed: Feed,
    /// What came of the rows that were taken in.
    pub tally: Tally,
    /// Rows that were refused.
    pub refused: u64,
    /// Rows that were taken in although somebody should look at them, and notices about the file.
    pub warnings: u64,
}

impl DeliveryReport {
    /// Every row of the file, so that each is accounted for.
    pub fn rows(&self) -> u64 {
        self.tally.new + self.tally.changed + self.tally.unchanged + self.refused
    }
}

/// Why a whole file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The name does not say what it is.
    #[error("{file}: ファイル名から内容を判断できません（例: 439992_person_20261122.csv）: {reason}")]
    Name {
        /// The file.
        file: String,
        /// What is wrong with the name.
        reason: exchange::feed::InvalidFileName,
    },
    /// It belongs to another insurer.
    #[error("{file}: 保険者番号がこのシステムの保険者と違います")]
    OtherInsurer {
        /// The file.
        file: String,
    },
    /// Newer rows of its feed are there already, and it would overwrite them.
    #[error(
        "{file}: このファイル（{}）より新しい{}のファイル（{}）を取り込み済みのため、取り込みませんでした。\
         古い内容で上書きしてよいときだけ、--even-if-older を付けてください",
        .of.wareki_long(), .feed.name_ja(), .newest.wareki_long()
    )]
    Older {
        /// The file.
        file: String,
        /// Its feed.
        feed: Feed,
        /// The day for which it holds.
        of: Day,
        /// The day for which the newest of its feed holds that was taken in.
        newest: Day,
    },
    /// It cannot be opened or read.
    #[error("{file}: 読み込めません: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what its name says; the findings were given out.
    #[error("{file}: ファイル全体を取り込めませんでした")]
    Refused {
        /// The file.
        file: String,
    },
    /// The database or the ledger.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Takes files in, one after the other.
pub struct Importer<'i> {
    service: &'i Service,
    actor: Actor,
    options: Options,
    even_if_older: bool,
    /// Told of every finding as it comes, so that a bad file of any size fits into memory.
    on_finding: &'i mut dyn FnMut(&Finding),
    /// Told of the rows read so far, now and then.
    on_progress: &'i mut dyn FnMut(u64),
}

/// A file being taken in.
struct Running {
    file: String,
    feed: Feed,
    delivery: DeliveryRecord,
    now: DateTime<Utc>,
    tally: Tally,
    refused: u64,
    warnings: u64,
}

/// How a feed's rows go into the database.
type TakeInRows<T> = fn(&mut Tx<'_>, &[Located<T>], &TakeIn) -> Result<Taken, StoreError>;

/// What a batch came to: the tally and the rows that the database's own state refuses.
type Taken = (Tally, Vec<Finding>);

impl<'i> Importer<'i> {
    /// An importer on behalf of the operator, which reports to the two callbacks.
    pub fn new(
        operator: &'i Operator,
        options: Options,
        on_finding: &'i mut dyn FnMut(&Finding),
        on_progress: &'i mut dyn FnMut(u64),
    ) -> Self {
        Self {
            service: operator.service(),
            actor: operator.actor().clone(),
            options,
            even_if_older: false,
            on_finding,
            on_progress,
        }
    }

    /// Lets files overwrite what newer ones of their feed have brought.
    #[must_use]
    pub fn even_if_older(self) -> Self {
        Self {
            even_if_older: true,
            ..self
        }
    }

    /// Takes in one file; its name says what it is.
    ///
    /// # Errors
    /// If the file as a whole cannot be taken in. Batches before an interruption stay; taking it in again completes it.
    pub fn import(&mut self, path: &Path) -> Result<DeliveryReport, ImportError> {
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let name: FileName = file.parse().map_err(|reason| ImportError::Name {
            file: file.clone(),
            reason,
        })?;
        if name
            .insurer
            .is_some_and(|insurer| insurer != self.service.store().insurer())
        {
            return Err(ImportError::OtherInsurer { file });
        }
        let reader = File::open(path).map_err(|source| ImportError::Unreadable {
            file: file.clone(),
            source,
        })?;
        let mut running = self.running(file, &name);
        match name.feed {
            Feed::Person => self.rows(&mut running, reader, take_in::persons)?,
            Feed::Assignment => self.rows(&mut running, reader, take_in::assignments)?,
            Feed::Consent => self.rows(&mut running, reader, take_in::consents)?,
            Feed::Application => self.rows(&mut running, reader, take_in::applications)?,
            Feed::Milestone => self.rows(&mut running, reader, take_in::milestones)?,
            Feed::Certification => self.rows(&mut running, reader, take_in::certifications)?,
            Feed::BurdenRatio => self.rows(&mut running, reader, take_in::burden_ratios)?,
            Feed::Offices => self.rows(&mut running, reader, take_in::offices)?,
            Feed::Documents => self.bundle(&mut running, reader)?,
        }
        self.finish(running)
    }

    fn running(&self, file: String, name: &FileName) -> Running {
        let now = self.service.now();
        Running {
            delivery: DeliveryRecord {
                id: fresh_id(),
                feed: name.feed.code().to_owned(),
                file_name: file.clone(),
                as_of: name.day.map_or(now, start_of_day),
            },
            file,
            feed: name.feed,
            now,
            tally: Tally::default(),
            refused: 0,
            warnings: 0,
        }
    }

    /// Notes the delivery, once the file as a whole has turned out readable: from here on rows may go in, so the ledger
    /// must hold by now that they do. An older one than the newest of its feed is refused, in the same transaction, so that
    /// two at a time cannot pass each other.
    fn begin(&mut self, running: &Running) -> Result<(), ImportError> {
        let Running { delivery, now, .. } = running;
        let forced = self.even_if_older;
        let work = |tx: &mut Tx<'_>| {
            let newest = tx.newest_delivery(&delivery.feed)?;
            match newest.filter(|newest| *newest > delivery.as_of && !forced) {
                Some(newest) => Ok(Some(newest)),
                None => tx.begin_delivery(delivery, *now).map(|()| None),
            }
        };
        let tell = |newer: Result<&Option<DateTime<Utc>>, &StoreError>| match newer {
            Ok(None) => vec![self.entry(running, Operation::BeginImport, Outcome::Done)],
            Ok(Some(_)) => vec![self.entry(running, Operation::Import, Outcome::Failed)],
            Err(_) => Vec::new(),
        };
        let service = self.service;
        let newer = service.store().write_noted_here(service.ledger(), work, tell);
        match newer.map_err(ServiceError::from)? {
            None => Ok(()),
            Some(newest) => Err(ImportError::Older {
                file: running.file.clone(),
                feed: running.feed,
                of: Day::in_japan(delivery.as_of),
                newest: Day::in_japan(newest),
            }),
        }
    }

    fn rows<T: Row>(&mut self, running: &mut Running, reader: File, take_in: TakeInRows<T>) -> Result<(), ImportError> {
        let rows = exchange::import::open::<T, _>(reader, &running.file, &self.options);
        let mut rows = rows.map_err(|findings| self.refuse_file(running, &findings))?;
        self.begin(running)?;
        for notice in rows.notices() {
            running.warnings += 1;
            (self.on_finding)(notice);
        }
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let row = rows.next();
            let is_last = row.is_none();
            match row {
                Some(Ok(located)) => batch.push(located),
                Some(Err(findings)) => self.refuse_row(running, &findings),
                None => {}
            }
            if batch.len() == BATCH || is_last {
                self.take_in(running, &batch, take_in)?;
                batch.clear();
            }
            if is_last {
                return Ok(());
            }
        }
    }

    fn take_in<T: Row>(
        &mut self,
        running: &mut Running,
        batch: &[Located<T>],
        take_in: TakeInRows<T>,
    ) -> Result<(), ImportError> {
        for warning in batch.iter().flat_map(|located| &located.warnings) {
            running.warnings += 1;
            (self.on_finding)(warning);
        }
        self.write(running, batch, take_in)
    }

    /// Puts a batch into the database and tells what the database's own state refuses.
    fn write<B>(
        &mut self,
        running: &mut Running,
        batch: &[B],
        take_in: fn(&mut Tx<'_>, &[B], &TakeIn) -> Result<Taken, StoreError>,
    ) -> Result<(), ImportError> {
        if batch.is_empty() {
            return Ok(());
        }
        let about = TakeIn {
            file: running.file.as_str().into(),
            now: running.now,
        };
        let written = self.service.store().write_here(|tx| take_in(tx, batch, &about));
        let (tally, refused) = written.map_err(ServiceError::from)?;
        running.tally += tally;
        for finding in &refused {
            running.refused += 1;
            (self.on_finding)(finding);
        }
        self.tell_progress(running);
        Ok(())
    }

    fn tell_progress(&mut self, running: &Running) {
        let Tally {
            new,
            changed,
            unchanged,
        } = running.tally;
        (self.on_progress)(new + changed + unchanged + running.refused);
    }

    fn refuse_row(&mut self, running: &mut Running, findings: &[Finding]) {
        running.refused += 1;
        for finding in findings {
            if finding.severity() == Severity::Warning {
                running.warnings += 1;
            }
            (self.on_finding)(finding);
        }
    }

    fn refuse_file(&mut self, running: &Running, findings: &[Finding]) -> ImportError {
        for finding in findings {
            (self.on_finding)(finding);
        }
        let entry = self.entry(running, Operation::Import, Outcome::Failed);
        match self.service.ledger().record_here(vec![entry]) {
            Ok(()) => ImportError::Refused {
                file: running.file.clone(),
            },
            Err(failed) => ServiceError::from(failed).into(),
        }
    }

    fn finish(&mut self, running: Running) -> Result<DeliveryReport, ImportError> {
        let now = self.service.now();
        let (id, tally, refused) = (running.delivery.id, running.tally, running.refused);
        let tell = if_done(vec![self.entry(&running, Operation::Import, Outcome::Done)]);
        self.service
            .store()
            .write_noted_here(
                self.service.ledger(),
                |tx| tx.finish_delivery(id, tally, refused, now),
                tell,
            )
            .map_err(ServiceError::from)?;
        self.service.viewers().forget_all();
        Ok(DeliveryReport {
            file: running.file,
            feed: running.feed,
            tally,
            refused,
            warnings: running.warnings,
        })
    }

    /// A file's entry in the ledger.
    fn entry(&self, running: &Running, operation: Operation, outcome: Outcome) -> Entry {
        let item = Item::Delivery {
            id: running.delivery.id,
            feed: running.feed,
        };
        Entry::act(self.actor.clone(), operation, item, outcome, "")
    }
}

/// What every row of a batch shares.
pub(crate) struct TakeIn {
    pub(crate) file: std::sync::Arc<str>,
    pub(crate) now: DateTime<Utc>,
}

/// A file holds for the beginning of the day in its name, in Japan.
fn start_of_day(day: Day) -> DateTime<Utc> {
    day.naive().and_time(chrono::NaiveTime::MIN).and_utc() - chrono::Duration::hours(9)
}
