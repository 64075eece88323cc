//! Receiving a file: what its name says it is, and whether it belongs here. Nothing of it is read yet.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use chrono::{DateTime, NaiveTime, Utc};
use domain::calendar::day::Day;
use domain::delivery::ReceptionRule;
use domain::delivery::feed::Feed;
use exchange::feed::FileName;
use exchange::table::import::Options;

use crate::delivery::report::DeliveryError;
use crate::setup::operator::Operator;

/// A file that may be judged and applied.
#[derive(Debug)]
pub struct Received<R> {
    pub(super) file: String,
    pub(super) name: FileName,
    pub(super) reader: R,
}

/// How a file is to be read and applied.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The vendor's headings, and what else is known of the file.
    pub options: Options,
    /// Whether the file may overwrite what newer ones of its feed have brought.
    pub even_if_older: bool,
}

impl<R> Received<R> {
    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its feed.
    pub fn feed(&self) -> Feed {
        self.name.feed
    }

    /// The moment at the source for which it holds: the beginning of the day in its name, in Japan; now without one.
    pub(super) fn as_of(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let start = |day: Day| day.naive().and_time(NaiveTime::MIN).and_utc() - chrono::Duration::hours(9);
        self.name.day.map_or(now, start)
    }
}

impl Operator {
    /// Receives a file under its name, which says what it is.
    ///
    /// # Errors
    /// [`DeliveryError::NotReceived`] if the name says nothing, or that the file is another insurer's.
    pub fn receive<R: Read + Seek>(&self, file: &str, reader: R) -> Result<Received<R>, DeliveryError> {
        let name = self.named(file)?;
        Ok(Received {
            file: file.to_owned(),
            name,
            reader,
        })
    }

    /// Receives a file from the disk of this machine.
    ///
    /// # Errors
    /// As [`Operator::receive`]; also if the file cannot be opened.
    pub fn receive_file(&self, path: &Path) -> Result<Received<File>, DeliveryError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.named(&name)?;
        let reader = File::open(path).map_err(|source| DeliveryError::Unreadable {
            file: name.clone(),
            source,
        })?;
        self.receive(&name, reader)
    }

    fn named(&self, file: &str) -> Result<FileName, DeliveryError> {
        let refused = |rule: ReceptionRule| DeliveryError::NotReceived {
            file: file.to_owned(),
            rule,
        };
        let name: FileName = file
            .parse()
            .map_err(|invalid: exchange::feed::InvalidFileName| refused(invalid.rule()))?;
        let ours = self.service().tenant().insurer();
        match name.insurer {
            Some(insurer) if insurer != ours => Err(refused(ReceptionRule::OtherInsurer)),
            Some(_) | None => Ok(name),
        }
    }
}
