//! Whom the papers are about, and how both write what they say of the person.

use domain::calendar::day::Day;
use exchange::person::PersonRow;

use crate::form::opinion::OpinionSheet;
use crate::municipality::INSURER;
use crate::person::life::Paper;

/// Whom the papers are about.
pub(super) struct Subject<'a> {
    pub(super) person: &'a PersonRow,
    pub(super) paper: &'a Paper,
    pub(super) telephone: String,
}

impl Subject<'_> {
    pub(super) fn opinion_sheet(&self) -> OpinionSheet {
        OpinionSheet {
            numbers: (INSURER.to_owned(), self.person.number.to_string()),
            physician_consents: self.paper.physician_consents,
            ..OpinionSheet::default()
        }
    }
}

/// `令和8年5月10日`, as forms have it.
pub(super) fn wareki(day: Day) -> String {
    let long = day.wareki_long();
    long.split_once('（').map_or(long.as_str(), |(era, _)| era).to_owned()
}
