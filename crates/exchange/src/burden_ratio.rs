//! The feed of burden ratios (負担割合). Which version holds on a day is decided in the domain.

use domain::burden_ratio::{BurdenRatio, BurdenTenths, BurdenWarning};
use domain::person::InsuredNumber;

use crate::assignment::period;
use crate::feed::Kind;
use crate::import::{Cells, Row};
use crate::person::code_of;

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
    const KIND: Kind = Kind::BurdenRatio;
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
        let period = period(cells, FIRST, LAST);
        let version = cells.required(
            VERSION,
            "number.invalid",
            "履歴番号は0以上の整数です。",
            crate::import::whole_number,
        );
        let issued_on = cells.optional_day(ISSUED_ON);
        let ratio = BurdenRatio {
            tenths: tenths?,
            period: period?,
            version: version?,
            issued_on: issued_on?,
        };
        for warning in ratio.warnings() {
            if let Some((column, rule)) = reported(warning) {
                cells.warn(column, rule, warning.name_ja());
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

/// Where and under which rule a warning of the domain is reported. A card that starts within the year is left out: every
/// newly certified person has one, and a report full of normal cases is not read.
fn reported(warning: BurdenWarning) -> Option<(usize, &'static str)> {
    match warning {
        BurdenWarning::NoEnd => Some((LAST, "burden-ratio.no-end")),
        BurdenWarning::EndsOffYear => Some((LAST, "burden-ratio.ends-off-year")),
        BurdenWarning::SpansYears => Some((LAST, "burden-ratio.spans-years")),
        BurdenWarning::StartsOffYear => None,
    }
}
