//! The feed of insured persons (被保険者). Keeping them is left to others; a loss of qualification is taken in even if its
//! reason is missing, because it has to stop disclosure.

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::delivery::PersonRule;
use domain::delivery::feed::Feed;
use domain::person::{InsuredNumber, Kana, LossReason, PersonName, Sex};

use crate::row::{Cells, Row, code_of, written_moment};

/// One insured person as the city's register has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 氏名.
    pub name: PersonName,
    /// 氏名カナ.
    pub kana: Kana,
    /// 生年月日.
    pub born_on: Day,
    /// 性別.
    pub sex: Sex,
    /// 住所; missing where the city withholds it, for instance to protect a victim of violence.
    pub address: Option<String>,
    /// 資格喪失日 and 喪失理由.
    pub loss: Option<(Day, LossReason)>,
    /// 基準日時: when this was so at the source.
    pub as_of: DateTime<Utc>,
}

const NUMBER: usize = 0;
const NAME: usize = 1;
const KANA: usize = 2;
const BORN_ON: usize = 3;
const SEX: usize = 4;
const ADDRESS: usize = 5;
const LOST_ON: usize = 6;
const LOSS_REASON: usize = 7;
const AS_OF: usize = 8;

const SEXES: &[(&str, Sex)] = &[("1", Sex::Male), ("2", Sex::Female), ("0", Sex::Unknown)];
const LOSS_REASONS: &[(&str, LossReason)] = &[
    ("1", LossReason::Died),
    ("2", LossReason::MovedOut),
    ("9", LossReason::Other),
];

/// The longest address, in characters, with room for a building and a room.
const LONGEST_ADDRESS: u16 = 200;

impl Row for PersonRow {
    const FEED: Feed = Feed::Person;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "氏名",
        "氏名カナ",
        "生年月日",
        "性別",
        "住所",
        "資格喪失日",
        "喪失理由",
        "基準日時",
    ];
    const MOMENTS: &'static [usize] = &[AS_OF];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let name = cells.parsed(NAME, PersonRule::Name);
        let kana = cells.parsed(KANA, PersonRule::Kana);
        let born_on = cells.day(BORN_ON);
        let sex = cells.choice(SEX, SEXES);
        let address = cells.free_text(ADDRESS, LONGEST_ADDRESS);
        let loss = read_loss(cells);
        let as_of = cells.moment(AS_OF);
        if let (Some(born_on), Some(as_of)) = (born_on, as_of)
            && born_on > Day::in_japan(as_of)
        {
            cells.note(BORN_ON, PersonRule::BornTooLate);
            return None;
        }
        if let (Some(born_on), Some(Some((lost_on, _)))) = (born_on, loss)
            && lost_on < born_on
        {
            cells.note(LOST_ON, PersonRule::LostBeforeBirth);
            return None;
        }
        Some(Self {
            number: number?,
            name: name?,
            kana: kana?,
            born_on: born_on?,
            sex: sex?,
            address: address?,
            loss: loss?,
            as_of: as_of?,
        })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            name,
            kana,
            born_on,
            sex,
            address,
            loss,
            as_of,
        } = self;
        vec![
            number.to_string(),
            name.to_string(),
            kana.to_string(),
            born_on.to_string(),
            code_of(SEXES, *sex),
            address.clone().unwrap_or_default(),
            loss.map(|(day, _)| day.to_string()).unwrap_or_default(),
            loss.map(|(_, reason)| code_of(LOSS_REASONS, reason))
                .unwrap_or_default(),
            written_moment(*as_of),
        ]
    }
}

fn read_loss(cells: &mut Cells<'_>) -> Option<Option<(Day, LossReason)>> {
    let lost_on = cells.optional_day(LOST_ON)?;
    let reason = cells.optional_choice(LOSS_REASON, LOSS_REASONS)?;
    match (lost_on, reason) {
        (None, None) => Some(None),
        (Some(day), Some(reason)) => Some(Some((day, reason))),
        (Some(day), None) => {
            cells.note(LOST_ON, PersonRule::LossReasonMissing);
            Some(Some((day, LossReason::Other)))
        }
        (None, Some(_)) => {
            cells.note(LOSS_REASON, PersonRule::LossDayMissing);
            None
        }
    }
}
