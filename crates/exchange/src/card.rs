//! The feed of cards (証): insurance cards, cost limit cards, provisional cards, a row for each. Which one holds on a day is
//! decided in the domain; burden ratio cards have a feed of their own.

pub mod burden_ratio;

use domain::calendar::day::Day;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;
use domain::person::card::{
    Card, CardContent, CardKind, CardRule, CardValidity, CostLimit, CostStage, InsuranceCard, ProvisionalCard,
    RoomLimits,
};

use crate::row::{Cells, Row, YES_OR_NO, code_of, narrow, whole_number};

/// One card of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// What it says, and when it holds.
    pub card: Card,
}

const NUMBER: usize = 0;
const KIND: usize = 1;
const FIRST: usize = 2;
const LAST: usize = 3;
const ISSUED_ON: usize = 4;
const VERSION: usize = 5;
const LIMIT: usize = 6;
const SERVICE_LIMITS: usize = 7;
const OPINION: usize = 8;
const RESTRICTED: usize = 9;
const STAGE: usize = 10;
const MEALS: usize = 11;
const MEALS_SHORT_STAY: usize = 12;
const UNIT: usize = 13;
const UNIT_LIKE: usize = 14;
const SINGLE: usize = 15;
const SINGLE_MEDICAL: usize = 16;
const SHARED: usize = 17;
const APPLICATION: usize = 18;

const KINDS: &[(&str, CardKind)] = &[
    ("1", CardKind::Insurance),
    ("3", CardKind::CostLimit),
    ("4", CardKind::Provisional),
];

const STAGES: &[(&str, CostStage)] = &[
    ("1", CostStage::First),
    ("2", CostStage::Second),
    ("3-1", CostStage::ThirdLower),
    ("3-2", CostStage::ThirdUpper),
];

/// The longest text of a card, in characters.
const LONGEST_TEXT: u16 = 1000;

/// The columns that each kind of card has of its own.
const fn own_columns(kind: CardKind) -> &'static [usize] {
    match kind {
        CardKind::Insurance => &[LIMIT, SERVICE_LIMITS, OPINION, RESTRICTED],
        CardKind::CostLimit => &[
            STAGE,
            MEALS,
            MEALS_SHORT_STAY,
            UNIT,
            UNIT_LIKE,
            SINGLE,
            SINGLE_MEDICAL,
            SHARED,
        ],
        CardKind::Provisional => &[APPLICATION],
    }
}

impl Row for CardRow {
    const FEED: Feed = Feed::Card;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "証の種類",
        "適用開始日",
        "適用終了日",
        "交付日",
        "履歴番号",
        "区分支給限度基準額",
        "種類支給限度",
        "審査会意見",
        "給付制限",
        "利用者負担段階",
        "食費",
        "食費（短期入所）",
        "ユニット型個室",
        "ユニット型個室的多床室",
        "従来型個室（特養等）",
        "従来型個室（老健・医療院等）",
        "多床室",
        "申請番号",
    ];
    const OPTIONAL: &'static [usize] = &[6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
    const OWN_NUMBERS: &'static [usize] = &[APPLICATION];
    const SEVERAL_LINES: &'static [usize] = &[SERVICE_LIMITS, OPINION];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let kind = cells.choice(KIND, KINDS);
        let period = cells.period(FIRST, LAST);
        let issued_on = cells.optional_day(ISSUED_ON);
        let version = cells.required(VERSION, |text| whole_number(text).ok_or(CardRule::Version));
        let kind = kind?;
        let content = match kind {
            CardKind::Insurance => read_insurance(cells).map(CardContent::Insurance),
            CardKind::CostLimit => read_cost_limit(cells).map(CardContent::CostLimit),
            CardKind::Provisional => read_provisional(cells).map(CardContent::Provisional),
        };
        note_others(cells, kind);
        let card = Card {
            validity: CardValidity {
                period: period?,
                version: version?,
                issued_on: issued_on?,
            },
            content: content?,
        };
        for warning in card.warnings() {
            let column = if matches!(warning, CardRule::LimitUnusual) {
                LIMIT
            } else {
                LAST
            };
            cells.note(column, warning);
        }
        Some(Self { number: number?, card })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            card:
                Card {
                    validity:
                        CardValidity {
                            period,
                            version,
                            issued_on,
                        },
                    content,
                },
        } = self;
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut cells = vec![
            number.to_string(),
            code_of(KINDS, content.kind()),
            period.first.to_string(),
            day(period.last),
            day(*issued_on),
            version.to_string(),
        ];
        cells.resize(Self::COLUMNS.len(), String::new());
        for (column, text) in own_columns(content.kind()).iter().zip(written(content)) {
            if let Some(cell) = cells.get_mut(*column) {
                *cell = text;
            }
        }
        cells
    }
}

/// What stands in the columns of other kinds of cards is not taken in.
fn note_others(cells: &mut Cells<'_>, kind: CardKind) {
    for other in CardKind::ALL.iter().filter(|other| **other != kind) {
        for column in own_columns(*other) {
            if !cells.text(*column).is_empty() {
                cells.note(*column, CardRule::OfOtherKind);
            }
        }
    }
}

fn read_insurance(cells: &mut Cells<'_>) -> Option<InsuranceCard> {
    let limit_units = amount(cells, LIMIT);
    let service_limits = cells.free_text(SERVICE_LIMITS, LONGEST_TEXT);
    let board_opinion = cells.free_text(OPINION, LONGEST_TEXT);
    let restricted = cells.optional_choice(RESTRICTED, YES_OR_NO);
    Some(InsuranceCard {
        limit_units: limit_units?,
        service_limits: service_limits?,
        board_opinion: board_opinion?,
        restricted: restricted?,
    })
}

fn read_cost_limit(cells: &mut Cells<'_>) -> Option<CostLimit> {
    if cells.text(STAGE).is_empty() {
        cells.note(STAGE, CardRule::StageMissing);
        return None;
    }
    let stage = cells.choice(STAGE, STAGES);
    let meals = amount(cells, MEALS);
    let meals_short_stay = amount(cells, MEALS_SHORT_STAY);
    let rooms = [UNIT, UNIT_LIKE, SINGLE, SINGLE_MEDICAL, SHARED].map(|column| amount(cells, column));
    let [unit, unit_like, single, single_medical, shared] = rooms;
    Some(CostLimit {
        stage: stage?,
        meals: meals?,
        meals_short_stay: meals_short_stay?,
        rooms: RoomLimits {
            unit: unit?,
            unit_like: unit_like?,
            single: single?,
            single_medical: single_medical?,
            shared: shared?,
        },
    })
}

fn read_provisional(cells: &mut Cells<'_>) -> Option<ProvisionalCard> {
    let application = cells.optional_application_number(APPLICATION);
    Some(ProvisionalCard {
        application: application?,
    })
}

/// The cells of a kind's own columns, in their order.
fn written(content: &CardContent) -> Vec<String> {
    let amount = |amount: Option<u32>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    match content {
        CardContent::Insurance(InsuranceCard {
            limit_units,
            service_limits,
            board_opinion,
            restricted,
        }) => vec![
            amount(*limit_units),
            service_limits.clone().unwrap_or_default(),
            board_opinion.clone().unwrap_or_default(),
            restricted.map(|yes| code_of(YES_OR_NO, yes)).unwrap_or_default(),
        ],
        CardContent::CostLimit(CostLimit {
            stage,
            meals,
            meals_short_stay,
            rooms,
        }) => {
            let RoomLimits {
                unit,
                unit_like,
                single,
                single_medical,
                shared,
            } = *rooms;
            let amounts = [
                *meals,
                *meals_short_stay,
                unit,
                unit_like,
                single,
                single_medical,
                shared,
            ];
            let mut cells = vec![code_of(STAGES, *stage)];
            cells.extend(amounts.map(amount));
            cells
        }
        CardContent::Provisional(ProvisionalCard { application }) => {
            vec![application.as_ref().map(ToString::to_string).unwrap_or_default()]
        }
    }
}

/// Units or yen, with or without commas.
fn amount(cells: &mut Cells<'_>, column: usize) -> Option<Option<u32>> {
    cells.optional(column, |text| {
        let plain = narrow(text).replace([',', '，'], "");
        whole_number(&plain).ok_or(CardRule::Amount)
    })
}
