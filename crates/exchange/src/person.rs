//! The feed of insured persons (被保険者). Keeping them is left to others; a loss of qualification is taken in even if its
//! reason is missing, because it has to stop disclosure.

use chrono::{DateTime, Utc};
use domain::day::Day;
use domain::person::{InsuredNumber, Kana, LossReason, PersonName, Sex};

use crate::feed::Kind;
use crate::import::moment;
use crate::import::{Cells, Row};

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
const LONGEST_ADDRESS: usize = 200;

impl Row for PersonRow {
    const KIND: Kind = Kind::Person;
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

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let name = cells.parsed(NAME, "name.invalid", "氏名は1文字以上100文字までです。");
        let kana = cells.parsed(
            KANA,
            "kana.invalid",
            "氏名カナはカナ100文字までです。列がずれていないか確認してください。",
        );
        let born_on = cells.day(BORN_ON);
        let sex = cells.choice(SEX, SEXES);
        let address = cells.free_text(ADDRESS, LONGEST_ADDRESS);
        let loss = read_loss(cells);
        let as_of = cells.moment(AS_OF);
        if let (Some(born_on), Some(as_of)) = (born_on, as_of)
            && born_on > Day::in_japan(as_of)
        {
            cells.error(BORN_ON, "day.order", "生年月日が基準日時より後です。");
            return None;
        }
        if let (Some(born_on), Some(Some((lost_on, _)))) = (born_on, loss)
            && lost_on < born_on
        {
            cells.error(LOST_ON, "day.order", "資格喪失日が生年月日より前です。");
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
            moment::write(*as_of),
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
            cells.warn(
                LOST_ON,
                "loss.reason-missing",
                "資格喪失日がありますが喪失理由が空です。「その他」として取り込みます。",
            );
            Some(Some((day, LossReason::Other)))
        }
        (None, Some(_)) => {
            cells.error(
                LOSS_REASON,
                "loss.day-missing",
                "喪失理由がありますが資格喪失日が空です。",
            );
            None
        }
    }
}

/// The code that a feed writes for a value.
pub(crate) fn code_of<T: PartialEq>(codes: &[(&str, T)], value: T) -> String {
    codes
        .iter()
        .find(|(_, candidate)| *candidate == value)
        .map(|(code, _)| (*code).to_owned())
        .unwrap_or_default()
}
