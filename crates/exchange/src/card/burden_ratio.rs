//! The feed of burden ratios (負担割合). Which version holds on a day is decided in the domain.

use domain::delivery::BurdenRatioRule;
use domain::delivery::feed::Feed;
use domain::person::InsuredNumber;
use domain::person::burden_ratio::{BurdenRatio, BurdenTenths, BurdenWarning};

use crate::row::{Cells, Row, code_of, whole_number};

/// One version of a person's burden ratio, as on the card (負担割合証).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurdenRatioRow {
    /// 被保険者番号.
    pub number: InsuredNumber,
    /// 負担割合, 適用開始日, 適用終了日, 履歴番号 and 交付日.
    pub ratio: BurdenRatio,
}

const NUMBER: usize = 0;
const TENTHS: usize = 1;
const FIRST: usize = 2;
const LAST: usize = 3;
const VERSION: usize = 4;
const ISSUED_ON: usize = 5;

const RATIOS: &[(&str, BurdenTenths)] = &[
    ("1", BurdenTenths::ONE),
    ("2", BurdenTenths::TWO),
    ("3", BurdenTenths::THREE),
];

impl Row for BurdenRatioRow {
    const FEED: Feed = Feed::BurdenRatio;
    const COLUMNS: &'static [&'static str] = &[
        "被保険者番号",
        "負担割合",
        "適用開始日",
        "適用終了日",
        "履歴番号",
        "交付日",
    ];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.insured_number(NUMBER);
        let tenths = cells.choice(TENTHS, RATIOS);
        let period = cells.period(FIRST, LAST);
        let version = cells.required(VERSION, |text| whole_number(text).ok_or(BurdenRatioRule::Version));
        let issued_on = cells.optional_day(ISSUED_ON);
        let ratio = BurdenRatio {
            tenths: tenths?,
            period: period?,
            version: version?,
            issued_on: issued_on?,
        };
        for warning in ratio.warnings() {
            if let Some(column) = column_of(warning) {
                cells.note(column, warning);
            }
        }
        Some(Self { number: number?, ratio })
    }

    fn write(&self) -> Vec<String> {
        let Self {
            number,
            ratio:
                BurdenRatio {
                    tenths,
                    period,
                    version,
                    issued_on,
                },
        } = self;
        vec![
            number.to_string(),
            code_of(RATIOS, *tenths),
            period.first.to_string(),
            period.last.map(|day| day.to_string()).unwrap_or_default(),
            version.to_string(),
            issued_on.map(|day| day.to_string()).unwrap_or_default(),
        ]
    }
}

/// Where a warning of the domain is reported. A card that starts within the year is left out: every newly certified person
/// has one, and a report full of normal cases is not read.
fn column_of(warning: BurdenWarning) -> Option<usize> {
    match warning {
        BurdenWarning::NoEnd | BurdenWarning::EndsOffYear | BurdenWarning::SpansYears => Some(LAST),
        BurdenWarning::StartsOffYear => None,
    }
}
