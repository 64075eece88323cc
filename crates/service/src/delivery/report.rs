//! What is said of a delivery: while it goes on, at its end, and afterwards from what is kept of it.

use domain::delivery::feed::Feed;
use domain::delivery::{Delivery, DeliveryCounts, Finding, FindingRule, ReceptionRule, Tally};
use domain::id::DeliveryId;
use domain::language::Language;

use crate::error::ServiceError;
use crate::setup::operator::Operator;

/// Findings that are kept of one delivery. A file with more than that is wrong as a whole, and its first ten thousand
/// findings show how; how many there were is kept in any case.
pub const MOST_FINDINGS: u64 = 10_000;

/// What came of a file, or would come of it.
#[derive(Clone, Debug)]
pub struct DeliveryReport {
    /// Under which id the delivery and its findings are kept; none if it was only judged.
    pub delivery: Option<DeliveryId>,
    /// The file's name.
    pub file: String,
    /// Its feed.
    pub feed: Feed,
    /// What came of the rows that were taken in.
    pub tally: Tally,
    /// Rows that were refused.
    pub refused: u64,
    /// Rows that were taken in although somebody should look at them, and notices about the file.
    pub warnings: u64,
    /// Everything that was found.
    pub findings: u64,
}

impl DeliveryReport {
    pub(super) fn new(delivery: Option<DeliveryId>, file: &str, feed: Feed, counts: DeliveryCounts) -> Self {
        let DeliveryCounts {
            tally,
            refused,
            warnings,
            findings,
        } = counts;
        Self {
            delivery,
            file: file.to_owned(),
            feed,
            tally,
            refused,
            warnings,
            findings,
        }
    }

    /// Every row of the file, so that each is accounted for.
    pub fn rows(&self) -> u64 {
        self.tally.rows() + self.refused
    }
}

/// Hears of a delivery while it goes on, so that a bad file of any size fits into memory.
pub trait Observer {
    /// Told of every finding as it comes.
    fn found(&mut self, finding: &Finding);

    /// Told of the rows counted so far, now and then.
    fn counted(&mut self, _rows: u64) {}
}

/// Collects all findings: for files of which it is known that they are small.
impl Observer for Vec<Finding> {
    fn found(&mut self, finding: &Finding) {
        self.push(finding.clone());
    }
}

/// Why a whole file was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// It is not received, by its name or because newer rows are there already.
    #[error("{file}: {rule}")]
    NotReceived {
        /// The file.
        file: String,
        /// Why.
        rule: ReceptionRule,
    },
    /// It cannot be opened or read.
    #[error("{file}: cannot be read: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what its name says; the findings were given out.
    #[error("{file}: refused as a whole")]
    Refused {
        /// The file.
        file: String,
    },
    /// The database or the ledger.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl DeliveryError {
    /// The rule behind it; none if it is no matter of the file.
    pub fn rule(&self) -> Option<ReceptionRule> {
        match self {
            Self::NotReceived { rule, .. } => Some(rule.clone()),
            Self::Unreadable { source, .. } => Some(ReceptionRule::Unreadable {
                reason: source.to_string(),
            }),
            Self::Refused { .. } => Some(ReceptionRule::Refused),
            Self::Service(_) => None,
        }
    }

    /// What people read: which file, and what is wrong with it.
    pub fn words(&self, language: Language) -> String {
        let rule = self.rule().map(|rule| FindingRule::from(rule).words(language));
        match (self, rule) {
            (Self::NotReceived { file, .. } | Self::Unreadable { file, .. } | Self::Refused { file }, Some(words)) => {
                format!("{file}: {words}")
            }
            _ => self.to_string(),
        }
    }
}

/// A delivery as it is kept, with what was found.
#[derive(Clone, Debug)]
pub struct KeptDelivery {
    /// The file, and what came of it.
    pub delivery: Delivery,
    /// What was found, in that order; the first [`MOST_FINDINGS`] of it.
    pub findings: Vec<Finding>,
}

impl KeptDelivery {
    /// How many findings there were beyond those that are kept.
    pub fn beyond(&self) -> u64 {
        self.delivery.counts.findings.saturating_sub(self.findings.len() as u64)
    }
}

impl Operator {
    /// What is kept of a delivery, for somebody at the machine.
    ///
    /// # Errors
    /// If there is none with this id, or the database cannot be read.
    pub fn kept_delivery(&self, id: DeliveryId) -> Result<KeptDelivery, ServiceError> {
        let kept = self.service().tenant().read_here(|tx| {
            Ok(KeptDelivery {
                delivery: tx.delivery(id)?,
                findings: tx.findings(id)?,
            })
        });
        Ok(kept?)
    }

    /// The deliveries that are kept, the newest last, for somebody at the machine.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn kept_deliveries(&self) -> Result<Vec<Delivery>, ServiceError> {
        Ok(self.service().tenant().read_here(|tx| tx.deliveries())?)
    }
}
