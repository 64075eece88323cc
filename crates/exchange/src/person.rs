//! The feed of insured persons (被保険者). Keeping them is left to others; a loss of qualification is taken in even if its
//! reason is missing, because it has to stop disclosure.

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::delivery::feed::Feed;
use domain::delivery::{CellRule, PersonRule};
use domain::person::qualification::{InsuredKind, Qualification};
use domain::person::{InsuredNumber, Kana, LossReason, PersonName, Sex};

use crate::row::{Cells, Row, YES_OR_NO, code_of, folded, written_moment};

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
    /// The columns that a city may leave out.
    pub qualification: Qualification,
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
const KIND: usize = 9;
const ASSISTANCE: usize = 10;
const MOVED_IN_ON: usize = 11;
const LIVES_ELSEWHERE: usize = 12;
const FORMER_NUMBER: usize = 13;

const SEXES: &[(&str, Sex)] = &[("1", Sex::Male), ("2", Sex::Female), ("0", Sex::Unknown)];
const LOSS_REASONS: &[(&str, LossReason)] = &[
    ("1", LossReason::Died),
    ("2", LossReason::MovedOut),
    ("9", LossReason::Other),
];
const KINDS: &[(&str, InsuredKind)] = &[
    ("1", InsuredKind::First),
    ("2", InsuredKind::Second),
    ("3", InsuredKind::LikeSecond),
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
        "被保険者区分",
        "生活保護",
        "転入日",
        "住所地特例",
        "旧被保険者番号",
    ];
    const OPTIONAL: &'static [usize] = &[KIND, ASSISTANCE, MOVED_IN_ON, LIVES_ELSEWHERE, FORMER_NUMBER];
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
        let qualification = read_qualification(cells);
        let row = Self {
            number: number?,
            name: name?,
            kana: kana?,
            born_on: born_on?,
            sex: sex?,
            address: address?,
            loss: loss?,
            as_of: as_of?,
            qualification: qualification?,
        };
        row.check(cells).then_some(row)
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
            qualification,
        } = self;
        let mut cells = vec![
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
        ];
        cells.extend(written_qualification(qualification));
        cells
    }
}

impl PersonRow {
    /// Whether the days of the row go together; false if the row is kept out. What contradicts itself elsewhere is noted.
    fn check(&self, cells: &mut Cells<'_>) -> bool {
        let held_on = Day::in_japan(self.as_of);
        if self.born_on > held_on {
            cells.note(BORN_ON, PersonRule::BornTooLate);
            return false;
        }
        if self.loss.is_some_and(|(lost_on, _)| lost_on < self.born_on) {
            cells.note(LOST_ON, PersonRule::LostBeforeBirth);
            return false;
        }
        let qualification = &self.qualification;
        if !qualification.kind_fits(self.number, self.born_on.age_on(held_on).into()) {
            cells.note(KIND, PersonRule::KindUnfit);
        }
        if qualification
            .moved_in_on
            .is_some_and(|on| on < self.born_on || on > held_on)
        {
            cells.note(MOVED_IN_ON, PersonRule::MovedInStrange);
        }
        let moved_out = matches!(self.loss, Some((_, LossReason::MovedOut)));
        if moved_out && qualification.lives_elsewhere == Some(true) {
            cells.note(LOST_ON, PersonRule::LivesElsewhereAndMovedOut);
        }
        true
    }
}

fn read_qualification(cells: &mut Cells<'_>) -> Option<Qualification> {
    let kind = cells.optional_choice(KIND, KINDS);
    let public_assistance = cells.optional_choice(ASSISTANCE, YES_OR_NO);
    let moved_in_on = cells.optional_day(MOVED_IN_ON);
    let lives_elsewhere = cells.optional_choice(LIVES_ELSEWHERE, YES_OR_NO);
    let former_number = cells.optional(FORMER_NUMBER, |text| {
        folded(text).parse().map_err(|_| CellRule::InsuredNumber)
    });
    Some(Qualification {
        kind: kind?,
        public_assistance: public_assistance?,
        moved_in_on: moved_in_on?,
        lives_elsewhere: lives_elsewhere?,
        former_number: former_number?,
    })
}

fn written_qualification(qualification: &Qualification) -> [String; 5] {
    let Qualification {
        kind,
        public_assistance,
        moved_in_on,
        lives_elsewhere,
        former_number,
    } = qualification;
    let yes_or_no = |answer: Option<bool>| answer.map(|yes| code_of(YES_OR_NO, yes)).unwrap_or_default();
    [
        kind.map(|kind| code_of(KINDS, kind)).unwrap_or_default(),
        yes_or_no(*public_assistance),
        moved_in_on.map(|day| day.to_string()).unwrap_or_default(),
        yes_or_no(*lives_elsewhere),
        former_number.map(|number| number.to_string()).unwrap_or_default(),
    ]
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
