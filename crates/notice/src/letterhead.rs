//! What every letter begins and ends with: its number and date, to whom, from whom, whom to ask.

use domain::calendar::day::Day;
use domain::insurer::SealLine;
use serde::Serialize;

/// The head of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    /// 文書番号, such as 「縁介保第123号」. Empty where the city gives none: the line is left out.
    pub number: String,
    /// The date of the letter; also the only date in the file.
    pub date: Day,
    /// To whom.
    pub to: Addressee,
    /// From whom.
    pub from: Sender,
    /// What stands where the official seal would be.
    pub seal: SealLine,
}

/// To whom a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// Postal code and address, a line each, placed for a window envelope. May be empty.
    pub address: Vec<String>,
    /// The office's name.
    pub organization: String,
    /// What the person is there, such as 「管理者」. May be empty.
    pub title: String,
    /// The person's name, without 様.
    pub name: String,
}

/// From whom a letter comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Who signs, such as 「縁側市長」 or 「縁側市長　縁側 太郎」.
    pub issuer: String,
    /// The section in charge, such as 「健康福祉部 介護保険課」. May be empty.
    pub desk: String,
    /// Whom to call: telephone, hours, mail, a line each.
    pub contact: Vec<String>,
}

/// The head as the templates read it.
#[derive(Serialize)]
pub(crate) struct Head<'a> {
    number: &'a str,
    date: String,
    address: &'a [String],
    organization: &'a str,
    title: &'a str,
    name: &'a str,
    issuer: &'a str,
    desk: &'a str,
    contact: &'a [String],
    /// Whether the letter says that the seal is left out; else it leaves room for one.
    seal_omitted: bool,
}

impl Letterhead {
    pub(crate) fn for_template(&self) -> Head<'_> {
        let Self {
            number,
            date,
            to,
            from,
            seal,
        } = self;
        let Addressee {
            address,
            organization,
            title,
            name,
        } = to;
        let Sender { issuer, desk, contact } = from;
        Head {
            number,
            date: wareki(*date),
            address,
            organization,
            title,
            name,
            issuer,
            desk,
            contact,
            seal_omitted: *seal == SealLine::Omitted,
        }
    }
}

/// A day as letters write it: 「令和8年3月31日」, the first year 元年.
pub(crate) fn wareki(day: Day) -> String {
    let long = day.wareki_long();
    match long.split_once('（') {
        Some((era, _)) => era.to_owned(),
        None => long,
    }
}

/// A last day, with its day of the week, because it must not be missed: 「令和8年3月31日（火）」.
pub(crate) fn deadline(day: Day) -> String {
    format!("{}（{}）", wareki(day), day.weekday_ja())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_in_letters() {
        let day = |text| Day::parse_iso(text).unwrap();
        assert_eq!(wareki(day("2026-03-31")), "令和8年3月31日");
        assert_eq!(wareki(day("2019-05-01")), "令和元年5月1日");
        assert_eq!(deadline(day("2026-03-31")), "令和8年3月31日（火）");
    }
}
