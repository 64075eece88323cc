//! One pass over a file, for judging and for applying alike: the same reading, the same rules, the same findings. What the
//! items of each feed become is in `items`, what is written besides them in `apply`.

use std::io::{Read, Seek};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::audit::Actor;
use domain::calendar::day::Day;
use domain::delivery::feed::Feed;
use domain::delivery::{
    Delivery, DeliveryCounts, DeliveryState, FileRule, Finding, ReceptionRule, RowRule, Severity, WrittenOut,
};
use exchange::assignment::AssignmentRow;
use exchange::bundle::{Bundle, BundleLimits};
use exchange::card::CardRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, MilestoneRow};
use exchange::consent::ConsentRow;
use exchange::organization::OfficeRow;
use exchange::organization::designated::DesignatedOfficeRow;
use exchange::person::PersonRow;
use exchange::row::{Located, Row};
use persistence::{StoreError, Tx, fresh_id};

use crate::access::service::Service;
use crate::delivery::items::{About, Item, Manner};
use crate::delivery::newest::{Newest, Standing};
use crate::delivery::receive::{Reading, Received};
use crate::delivery::report::{DeliveryError, DeliveryReport, MOST_FINDINGS, Observer};
use crate::error::ServiceError;

/// Bytes of one transaction, after which it is closed whatever the number of items.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// A file on its way.
pub(super) struct Pass<'p> {
    pub(super) service: &'p Service,
    pub(super) actor: &'p Actor,
    pub(super) manner: Manner,
    pub(super) delivery: Delivery,
    pub(super) about: About,
    newest: Newest,
    observer: &'p mut dyn Observer,
    /// Findings that were told but are not kept yet, and how many are.
    pub(super) pending: Vec<Finding>,
    pub(super) kept: u64,
}

/// What came of a batch, inside its transaction.
struct Batched {
    counts: DeliveryCounts,
    /// What the present state refuses, or what contradicts it.
    found: Vec<Finding>,
}

impl<'p> Pass<'p> {
    pub(super) fn new<R>(
        service: &'p Service,
        received: &Received<R>,
        actor: &'p Actor,
        manner: Manner,
        observer: &'p mut dyn Observer,
    ) -> Self {
        let now = service.now();
        let file: Arc<str> = received.file.as_str().into();
        Self {
            service,
            actor,
            manner,
            delivery: Delivery {
                id: fresh_id(),
                feed: received.feed(),
                file_name: received.file.clone(),
                as_of: received.as_of(now),
                state: DeliveryState::Begun,
                counts: DeliveryCounts::default(),
            },
            about: About { file, now },
            newest: Newest::default(),
            observer,
            pending: Vec::new(),
            kept: 0,
        }
    }

    /// Goes over the whole file.
    pub(super) fn run<R: Read + Seek>(
        mut self,
        received: &mut Received<R>,
        reading: &Reading,
    ) -> Result<DeliveryReport, DeliveryError> {
        let reader = &mut received.reader;
        reader.rewind().map_err(|source| DeliveryError::Unreadable {
            file: self.delivery.file_name.clone(),
            source,
        })?;
        match self.delivery.feed {
            Feed::Person => self.rows::<PersonRow>(reader, reading)?,
            Feed::Assignment => self.rows::<AssignmentRow>(reader, reading)?,
            Feed::Consent => self.rows::<ConsentRow>(reader, reading)?,
            Feed::Application => self.rows::<ApplicationRow>(reader, reading)?,
            Feed::Milestone => self.rows::<MilestoneRow>(reader, reading)?,
            Feed::Certification => self.rows::<CertificationRow>(reader, reading)?,
            Feed::BurdenRatio => self.rows::<BurdenRatioRow>(reader, reading)?,
            Feed::Card => self.rows::<CardRow>(reader, reading)?,
            Feed::Offices => self.rows::<OfficeRow>(reader, reading)?,
            Feed::DesignatedOffices => self.rows::<DesignatedOfficeRow>(reader, reading)?,
            Feed::Documents => self.documents(reader, reading)?,
        }
        let delivery = match self.manner {
            Manner::Judging => None,
            Manner::Applying => {
                self.finish()?;
                Some(self.delivery.id)
            }
        };
        let Delivery {
            file_name,
            feed,
            counts,
            ..
        } = &self.delivery;
        Ok(DeliveryReport::new(delivery, file_name, *feed, *counts))
    }

    fn rows<T: Row + Item>(&mut self, reader: &mut (impl Read + Seek), reading: &Reading) -> Result<(), DeliveryError> {
        let rows = exchange::table::import::open::<T, _>(reader, &self.delivery.file_name, &reading.options);
        let rows = rows.map_err(|findings| self.refuse(findings))?;
        let notices = rows.notices().to_vec();
        self.take(notices, rows, reading)
    }

    fn documents<R: Read + Seek>(&mut self, reader: R, reading: &Reading) -> Result<(), DeliveryError> {
        let limits = BundleLimits::default();
        let bundle = Bundle::open_with(reader, &self.delivery.file_name, limits, &reading.options);
        let bundle = bundle.map_err(|findings| self.refuse(findings))?;
        let bundle = bundle.looked_at_by(self.service.inspector().clone());
        let notices = bundle.notices().to_vec();
        self.take(notices, bundle, reading)
    }

    /// Takes a readable file in. One without a single row is none: it must not make its feed look fresh.
    fn take<T: Item>(
        &mut self,
        notices: Vec<Finding>,
        items: impl Iterator<Item = Result<Located<T>, Vec<Finding>>>,
        reading: &Reading,
    ) -> Result<(), DeliveryError> {
        let mut items = items.peekable();
        if items.peek().is_none() {
            let mut findings = notices;
            findings.push(Finding::of_file(&self.about.file, FileRule::NoRows));
            return Err(self.refuse(findings));
        }
        self.begin(reading)?;
        self.walk(notices, &mut items)
    }

    /// Refuses the file as a whole.
    fn refuse(&mut self, findings: Vec<Finding>) -> DeliveryError {
        for finding in findings {
            self.tell(finding);
        }
        let noted = match self.manner {
            Manner::Judging => Ok(()),
            Manner::Applying => self.note_refusal(),
        };
        match noted {
            Ok(()) => DeliveryError::Refused {
                file: self.delivery.file_name.clone(),
            },
            Err(failed) => failed.into(),
        }
    }

    /// Notes the delivery, once the file as a whole has turned out readable; an older one than the newest of its feed is
    /// refused.
    fn begin(&mut self, reading: &Reading) -> Result<(), DeliveryError> {
        let newer = match self.manner {
            Manner::Judging => {
                let feed = self.delivery.feed;
                let newest = self.service.tenant().read_here(|tx| tx.newest_delivery(feed));
                self.newer(newest.map_err(ServiceError::from)?, reading)
            }
            Manner::Applying => self.note_beginning(reading)?,
        };
        newer.map_or(Ok(()), |newest| {
            Err(DeliveryError::NotReceived {
                file: self.delivery.file_name.clone(),
                rule: self.older(newest),
            })
        })
    }

    /// The newest of the feed, if the file must not come after it.
    pub(super) fn newer(&self, newest: Option<DateTime<Utc>>, reading: &Reading) -> Option<DateTime<Utc>> {
        newest.filter(|newest| *newest > self.delivery.as_of && !reading.even_if_older)
    }

    /// The rule that a file breaks which is older than this.
    pub(super) fn older(&self, newest: DateTime<Utc>) -> ReceptionRule {
        ReceptionRule::Older {
            of: WrittenOut(Day::in_japan(self.delivery.as_of)),
            feed: self.delivery.feed,
            newest: WrittenOut(Day::in_japan(newest)),
        }
    }

    fn walk<T: Item>(
        &mut self,
        notices: Vec<Finding>,
        items: &mut dyn Iterator<Item = Result<Located<T>, Vec<Finding>>>,
    ) -> Result<(), DeliveryError> {
        for notice in notices {
            // A notice is about the file: it keeps nothing out that would have come in.
            if notice.severity() == Severity::Error {
                self.delivery.counts.warnings += 1;
            }
            self.tell(notice);
        }
        let mut batch = Vec::with_capacity(T::BATCH);
        let mut bytes = 0;
        loop {
            let item = items.next();
            let is_last = item.is_none();
            match item {
                Some(Ok(mut located)) => {
                    for warning in std::mem::take(&mut located.warnings) {
                        self.tell(warning);
                    }
                    if self.holds(&located) {
                        bytes += located.value.weight();
                        batch.push(located);
                    }
                }
                Some(Err(findings)) => {
                    self.delivery.counts.refused += 1;
                    for finding in findings {
                        self.tell(finding);
                    }
                }
                None => {}
            }
            if batch.len() == T::BATCH || bytes > BATCH_BYTES || is_last || self.pending.len() >= T::BATCH {
                self.batch(&batch)?;
                batch.clear();
                bytes = 0;
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Whether a row holds beside those of the same thing before it. The one that is history is told.
    fn holds<T: Item>(&mut self, item: &Located<T>) -> bool {
        let Some((subject, as_of)) = item.value.said() else {
            return true;
        };
        let (history, by) = match self.newest.standing(subject, as_of, item.row) {
            Standing::Holds => return true,
            Standing::Supersedes(before) => (before, item.row),
            Standing::SupersededBy(newer) => {
                // It says nothing new.
                self.delivery.counts.tally.unchanged += 1;
                (item.row, newer)
            }
        };
        self.tell(Finding::of_file(&self.about.file, RowRule::Superseded { by }).in_row(history));
        history != item.row
    }

    /// Puts a batch into the database, or compares it, and tells what the present state refuses.
    fn batch<T: Item>(&mut self, items: &[Located<T>]) -> Result<(), DeliveryError> {
        if items.is_empty() && self.pending.is_empty() {
            return Ok(());
        }
        let work = |tx: &mut Tx<'_>| self.batched(tx, items);
        let tenant = self.service.tenant();
        let done = match self.manner {
            Manner::Judging => tenant.read_here(work),
            Manner::Applying => tenant.write_here(work),
        };
        let Batched { counts, found } = done.map_err(ServiceError::from)?;
        for finding in &found {
            self.observer.found(finding);
        }
        self.kept += self.room(self.pending.len() + found.len());
        self.pending.clear();
        self.delivery.counts = counts;
        self.observer.counted(counts.rows());
        Ok(())
    }

    /// The work of a batch. It may run more than once, so it touches nothing but its transaction.
    fn batched<T: Item>(&self, tx: &mut Tx<'_>, items: &[Located<T>]) -> Result<Batched, StoreError> {
        let (intakes, refused) = T::intakes(tx, items, &self.about)?;
        let (tally, contradictions) = T::merge(tx, &intakes, &self.about, self.manner)?;
        let mut counts = self.delivery.counts;
        counts.tally += tally;
        counts.refused += refused.len() as u64;
        let mut found = refused;
        found.extend(contradictions);
        for finding in &found {
            count(&mut counts, finding);
        }
        if self.manner == Manner::Applying {
            let mut told = self.pending.clone();
            told.extend(found.iter().cloned());
            self.keep(tx, &told, DeliveryState::Begun, &counts)?;
        }
        Ok(Batched { counts, found })
    }

    /// How many of so many more findings are kept.
    pub(super) fn room(&self, more: usize) -> u64 {
        (more as u64).min(MOST_FINDINGS - self.kept)
    }

    fn tell(&mut self, finding: Finding) {
        count(&mut self.delivery.counts, &finding);
        self.observer.found(&finding);
        let will_be_kept = self.kept + (self.pending.len() as u64) < MOST_FINDINGS;
        if self.manner == Manner::Applying && will_be_kept {
            self.pending.push(finding);
        }
    }
}

fn count(counts: &mut DeliveryCounts, finding: &Finding) {
    counts.findings += 1;
    if finding.severity() == Severity::Warning {
        counts.warnings += 1;
    }
}
