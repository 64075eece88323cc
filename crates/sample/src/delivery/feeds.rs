//! The CSV files of a delivery, written row by row. Every feed has the habits of another vendor (encoding, line ends, the
//! way to write a day), because that is what a city's systems deliver.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, MilestoneKind, RejectionReason};
use domain::delivery::feed::Feed;
use domain::insurer::InsurerNumber;
use exchange::assignment::AssignmentRow;
use exchange::card::CardRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, Event, MilestoneRow};
use exchange::consent::ConsentRow;
use exchange::document::DocumentRow;
use exchange::feed::{columns, file_name};
use exchange::organization::designated::DesignatedOfficeRow;
use exchange::person::PersonRow;
use exchange::row::Row;
use exchange::table::encoding::Encoding;

use crate::error::SampleError;
use crate::person::life::Life;

/// How a vendor writes its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Habits {
    encoding: Encoding,
    /// A byte order mark at the beginning.
    mark: bool,
    line_end: &'static str,
    days: Days,
}

/// How a vendor writes a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    /// 20260510.
    Compact,
    /// 2026-05-10.
    Iso,
    /// R08.05.10.
    Letter,
    /// 令和8年5月10日.
    Era,
    /// 5080510: the era as a digit.
    Digits,
}

fn habits(feed: Feed) -> Habits {
    let utf8 = |mark, line_end, days| Habits {
        encoding: Encoding::Utf8,
        mark,
        line_end,
        days,
    };
    let ms932 = |days| Habits {
        encoding: Encoding::Ms932,
        mark: false,
        line_end: "\r\n",
        days,
    };
    match feed {
        Feed::Person | Feed::Offices | Feed::DesignatedOffices => utf8(true, "\r\n", Days::Compact),
        Feed::Assignment => utf8(false, "\r\n", Days::Compact),
        Feed::Consent | Feed::Documents => utf8(true, "\r\n", Days::Iso),
        Feed::Application => ms932(Days::Letter),
        Feed::Milestone => utf8(false, "\n", Days::Compact),
        Feed::Certification => ms932(Days::Era),
        Feed::BurdenRatio => ms932(Days::Digits),
        Feed::Card => utf8(true, "\n", Days::Iso),
    }
}

impl Days {
    fn write(self, day: Day) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day());
        let Some((era, in_era)) = day.era_year() else {
            return day.to_string();
        };
        match self {
            Self::Compact => format!("{year:04}{month:02}{date:02}"),
            Self::Iso => day.to_string(),
            Self::Letter => format!("{era}{in_era:02}.{month:02}.{date:02}"),
            Self::Era => {
                let long = day.wareki_long();
                long.split_once('（').map_or(long.as_str(), |(text, _)| text).to_owned()
            }
            Self::Digits => {
                let digit = domain::calendar::wareki::Era::ALL
                    .iter()
                    .position(|other| *other == era)
                    .unwrap_or_default()
                    + 1;
                format!("{digit}{in_era:02}{month:02}{date:02}")
            }
        }
    }
}

/// The rows of one feed in the habits of its vendor, into any writer.
pub(crate) struct Lines<W: Write> {
    out: W,
    habits: Habits,
    day_columns: Vec<bool>,
    pub(crate) rows: u64,
}

impl<W: Write> Lines<W> {
    pub(crate) fn begin(mut out: W, feed: Feed) -> std::io::Result<Self> {
        let habits = habits(feed);
        if habits.mark {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        let columns = columns(feed);
        // Every heading that ends like this holds days; 基準日時 holds moments and does not.
        let day_columns = columns
            .iter()
            .map(|heading| heading.ends_with('日') || *heading == "日付")
            .collect();
        let mut lines = Self {
            out,
            habits,
            day_columns,
            rows: 0,
        };
        lines.cells(columns.iter().map(|heading| (*heading).to_owned()).collect())?;
        Ok(lines)
    }

    pub(crate) fn row<T: Row>(&mut self, row: &T) -> std::io::Result<()> {
        let mut cells = row.write();
        for (cell, is_day) in cells.iter_mut().zip(&self.day_columns) {
            if *is_day && let Ok(day) = Day::parse_iso(cell) {
                *cell = self.habits.days.write(day);
            }
        }
        self.rows += 1;
        self.cells(cells)
    }

    fn cells(&mut self, cells: Vec<String>) -> std::io::Result<()> {
        let mut line = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                line.push(b',');
            }
            let quoted = cell.contains([',', '"', '\n', '\r']);
            let text = if quoted {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            };
            let encoded = self.habits.encoding.encode(&text, &mut line);
            encoded.map_err(|lost| std::io::Error::new(std::io::ErrorKind::InvalidData, lost))?;
        }
        line.extend_from_slice(self.habits.line_end.as_bytes());
        self.out.write_all(&line)
    }

    pub(crate) fn finish(mut self) -> std::io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

struct FeedFile {
    path: PathBuf,
    lines: Lines<BufWriter<File>>,
}

impl FeedFile {
    fn create(folder: &Path, insurer: InsurerNumber, feed: Feed, day: Day) -> Result<Self, SampleError> {
        let path = folder.join(file_name(insurer, feed, day, None));
        let file = File::create(&path).map_err(SampleError::file(&path))?;
        let lines = Lines::begin(BufWriter::new(file), feed).map_err(SampleError::file(&path))?;
        Ok(Self { path, lines })
    }

    fn row<T: Row>(&mut self, row: &T) -> Result<(), SampleError> {
        self.lines.row(row).map_err(SampleError::file(&self.path))
    }

    fn finish(self) -> Result<WrittenFile, SampleError> {
        let rows = self.lines.rows;
        self.lines.finish().map_err(SampleError::file(&self.path))?;
        Ok(WrittenFile { path: self.path, rows })
    }
}

/// A file of the delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its rows without the heading; for bundles, its documents.
    pub rows: u64,
}

/// The feeds about people, open at once.
pub(crate) struct Feeds {
    person: FeedFile,
    assignment: FeedFile,
    consent: FeedFile,
    application: FeedFile,
    milestone: FeedFile,
    certification: FeedFile,
    burden_ratio: FeedFile,
    card: FeedFile,
}

impl Feeds {
    pub(crate) fn create(folder: &Path, insurer: InsurerNumber, day: Day) -> Result<Self, SampleError> {
        let feed = |feed| FeedFile::create(folder, insurer, feed, day);
        Ok(Self {
            person: feed(Feed::Person)?,
            assignment: feed(Feed::Assignment)?,
            consent: feed(Feed::Consent)?,
            application: feed(Feed::Application)?,
            milestone: feed(Feed::Milestone)?,
            certification: feed(Feed::Certification)?,
            burden_ratio: feed(Feed::BurdenRatio)?,
            card: feed(Feed::Card)?,
        })
    }

    /// All rows about one person.
    pub(crate) fn write(&mut self, life: &Life, cards: &[CardRow]) -> Result<(), SampleError> {
        let Life {
            person,
            applications,
            results,
            assignments,
            consents,
            ratios,
            papers: _,
        } = life;
        self.person.row::<PersonRow>(person)?;
        assignments
            .iter()
            .try_for_each(|row: &AssignmentRow| self.assignment.row(row))?;
        consents.iter().try_for_each(|row: &ConsentRow| self.consent.row(row))?;
        for (application, events) in applications {
            self.application.row::<ApplicationRow>(application)?;
            for event in events {
                self.milestone.row(&MilestoneRow {
                    number: application.number,
                    application: application.application.clone(),
                    event: *event,
                    rejection: rejection(application.kind, event),
                })?;
            }
        }
        results
            .iter()
            .try_for_each(|row: &CertificationRow| self.certification.row(row))?;
        ratios
            .iter()
            .try_for_each(|row: &BurdenRatioRow| self.burden_ratio.row(row))?;
        cards.iter().try_for_each(|row| self.card.row(row))
    }

    pub(crate) fn finish(self) -> Result<Vec<WrittenFile>, SampleError> {
        let Self {
            person,
            assignment,
            consent,
            application,
            milestone,
            certification,
            burden_ratio,
            card,
        } = self;
        let feeds = [
            person,
            assignment,
            consent,
            application,
            milestone,
            certification,
            burden_ratio,
            card,
        ];
        feeds.into_iter().map(FeedFile::finish).collect()
    }
}

/// The city's own list of offices.
pub(crate) fn designated_offices(
    folder: &Path,
    (insurer, day): (InsurerNumber, Day),
    rows: &[DesignatedOfficeRow],
) -> Result<WrittenFile, SampleError> {
    let mut file = FeedFile::create(folder, insurer, Feed::DesignatedOffices, day)?;
    rows.iter().try_for_each(|row| file.row(row))?;
    file.finish()
}

/// The manifest of a bundle.
pub(crate) fn manifest(rows: &[DocumentRow]) -> std::io::Result<Vec<u8>> {
    let mut lines = Lines::begin(Vec::new(), Feed::Documents)?;
    rows.iter().try_for_each(|row| lines.row(row))?;
    lines.finish()
}

/// Why an application was turned down: a change of level mostly because the level stays.
fn rejection(kind: ApplicationKind, event: &Event) -> Option<RejectionReason> {
    let is_rejected = matches!(event, Event::Milestone(step) if step.kind == MilestoneKind::Rejected);
    is_rejected.then_some(match kind {
        ApplicationKind::LevelChange => RejectionReason::LevelUnchanged,
        _ => RejectionReason::NotExamined,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_habit_is_understood_by_who_reads_it() {
        for text in ["2026-05-10", "1989-01-08", "1926-12-24", "2019-05-01", "1940-02-29"] {
            let day = Day::parse_iso(text).unwrap();
            for days in [Days::Compact, Days::Iso, Days::Letter, Days::Era, Days::Digits] {
                let written = days.write(day);
                assert_eq!(Day::parse_feed(&written), Ok(day), "{written}");
            }
        }
    }

    #[test]
    fn both_encodings_both_line_ends_and_every_way_to_write_a_day_occur() {
        let all: Vec<_> = Feed::ALL.iter().copied().map(habits).collect();
        assert!(all.iter().any(|habits| habits.encoding == Encoding::Ms932));
        assert!(all.iter().any(|habits| habits.mark) && all.iter().any(|habits| !habits.mark));
        assert!(all.iter().any(|habits| habits.line_end == "\n"));
        for days in [Days::Compact, Days::Iso, Days::Letter, Days::Era, Days::Digits] {
            assert!(all.iter().any(|habits| habits.days == days), "{days:?}");
        }
    }
}
