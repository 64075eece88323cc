//! Burden ratio cards (負担割合証): of this and of last year, and corrections.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::person::burden_ratio::{BurdenRatio, BurdenTenths, burden_year};
use exchange::card::burden_ratio::BurdenRatioRow;

use crate::calendar::{working_day, working_day_before};
use crate::person::life::Builder;

impl Builder<'_> {
    /// The cards of this and of last year, one of fifty corrected later.
    pub(crate) fn cards(&mut self) {
        let Some(since) = self.certified_since() else { return };
        let younger = self.besides.disease.is_some();
        if younger && self.life.person.number.as_str().starts_with('H') {
            return;
        }
        let tenths = self.random.weighted(
            &[
                (BurdenTenths::ONE, 91),
                (BurdenTenths::TWO, 5),
                (BurdenTenths::THREE, 4),
            ],
            BurdenTenths::ONE,
        );
        // Who is under 65 bears one tenth whatever the income.
        let tenths = if younger { BurdenTenths::ONE } else { tenths };
        let this_year = burden_year(self.world.today);
        let last_year = burden_year(this_year.first.add_days(-1));
        for year in [last_year, this_year] {
            if year.is_over(since) {
                continue;
            }
            let first = since.max(year.first);
            let issued_on = if first == year.first {
                year.first.add_days(-17)
            } else {
                first.add_days(20)
            };
            let issued_on = working_day(issued_on).min(self.world.today);
            self.card(tenths, Period { first, last: year.last }, 1, issued_on);
        }
        if self.random.permille(20) && !younger {
            self.corrected_card();
        }
    }

    pub(crate) fn card(&mut self, tenths: BurdenTenths, period: Period, version: u32, issued_on: Day) {
        let ratio = BurdenRatio {
            tenths,
            period,
            version,
            issued_on: Some(issued_on),
        };
        self.life.ratios.push(BurdenRatioRow {
            number: self.life.person.number,
            ratio,
        });
    }

    /// The latest card corrected with effect from its first day, because an income was declared late.
    pub(crate) fn corrected_card(&mut self) {
        let Some(latest) = self.life.ratios.last().map(|row| row.ratio) else {
            return;
        };
        let tenths = if latest.tenths == BurdenTenths::ONE {
            BurdenTenths::TWO
        } else {
            BurdenTenths::ONE
        };
        let issued_on = working_day_before(self.world.today.add_days(-self.random.between(1, 20)));
        self.card(
            tenths,
            latest.period,
            latest.version + 1,
            issued_on.max(latest.period.first.min(self.world.today)),
        );
    }
}
