//! Who makes a person's care plan over the years: the notices that follow from the levels, changes of office, the end when
//! the person moves into an institution.

use domain::calendar::day::Day;
use domain::certification::CareLevel;
use domain::organization::OfficeNumber;
use domain::person::assignment::AssignmentKind;

use crate::error::SampleError;
use crate::office::Offices;
use crate::person::life::Builder;
use crate::random::Random;

/// A stretch of time for which one kind of plan is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Need {
    from: Day,
    level: CareLevel,
}

impl Builder<'_> {
    /// The assignments that follow from the certifications the person has.
    pub(crate) fn care(&mut self) -> Result<(), SampleError> {
        let needs = self.needs();
        let Some(last) = needs.last().map(|need| need.level) else {
            return Ok(());
        };
        if !uses_care(&mut self.random, last) {
            return Ok(());
        }
        // Some live in an institution by now, which makes the plan itself: no notice is in force.
        let institution = self.random.percent(in_institution(last));
        let end = institution.then(|| self.world.today.add_days(-self.random.between(30, 700)));
        for (at, need) in needs.iter().enumerate() {
            let next = needs.get(at + 1).map(|next| next.from);
            if end.is_some_and(|end| end <= need.from) {
                break;
            }
            let last = match (next.map(|next| next.add_days(-1)), end) {
                (Some(next), Some(end)) => Some(next.min(end)),
                (next, end) => next.or(end),
            };
            self.plan(*need, last)?;
        }
        Ok(())
    }

    /// From when on which kind of plan is needed; a change of level within support or within care changes nothing.
    fn needs(&self) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        for row in &self.life.results {
            let Some(period) = row.period else { continue };
            let from = row
                .decided_on
                .map_or(period.first, |decided| decided.max(period.first))
                .min(self.world.today);
            let same = needs
                .last()
                .is_some_and(|need| kind_of(need.level) == kind_of(row.level));
            if !same {
                needs.push(Need { from, level: row.level });
            }
        }
        needs
    }

    /// One stretch with one office or, for one in seven, with two after each other.
    fn plan(&mut self, need: Need, last: Option<Day>) -> Result<(), SampleError> {
        let today = self.world.today;
        let until = last.unwrap_or(today);
        let (kind, offices) = some_plan(&mut self.random, &self.world.offices, need.level)?;
        let days = need.from.days_until(until);
        if days < 60 || kind == AssignmentKind::SelfMade || !self.random.percent(15) {
            return self.assign(kind, offices, (need.from, last));
        }
        let change = need
            .from
            .add_days(self.random.between(20, days - 20))
            .first_of_month_after(0);
        let change = if change <= need.from {
            need.from.add_days(20)
        } else {
            change
        };
        self.assign(kind, offices, (need.from, Some(change.add_days(-1))))?;
        for _ in 0..6 {
            let (kind, others) = some_plan(&mut self.random, &self.world.offices, need.level)?;
            if others != offices && kind != AssignmentKind::SelfMade {
                return self.assign(kind, others, (change, last));
            }
        }
        self.assign(kind, offices, (change, last))
    }
}

/// Which levels share their kind of notice.
fn kind_of(level: CareLevel) -> u8 {
    match level {
        CareLevel::NotEligible => 0,
        CareLevel::ProgrammeTarget => 1,
        CareLevel::FormerSupport | CareLevel::Support1 | CareLevel::Support2 => 2,
        CareLevel::Care1 | CareLevel::Care2 | CareLevel::Care3 | CareLevel::Care4 | CareLevel::Care5 => 3,
    }
}

/// Not everybody who is certified uses a service.
fn uses_care(random: &mut Random, level: CareLevel) -> bool {
    let percent = match level {
        CareLevel::NotEligible => 0,
        CareLevel::ProgrammeTarget | CareLevel::FormerSupport | CareLevel::Support1 => 70,
        CareLevel::Support2 => 80,
        _ => 94,
    };
    random.percent(percent)
}

/// Percent of a level who live in an institution.
fn in_institution(level: CareLevel) -> u64 {
    match level {
        CareLevel::Care1 => 8,
        CareLevel::Care2 => 12,
        CareLevel::Care3 => 26,
        CareLevel::Care4 => 38,
        CareLevel::Care5 => 42,
        _ => 1,
    }
}

type Plan = (AssignmentKind, (Option<OfficeNumber>, Option<OfficeNumber>));

/// A kind of notice and offices that go with the level.
fn some_plan(random: &mut Random, offices: &Offices, level: CareLevel) -> Result<Plan, SampleError> {
    let luck = random.below(1_000);
    if level.is_care() {
        return Ok(match luck {
            0..55 => (
                AssignmentKind::SmallMultifunction,
                (Some(offices.some_small(random)?), None),
            ),
            55..70 => (
                AssignmentKind::NursingSmallMultifunction,
                (Some(offices.some_nursing(random)?), None),
            ),
            70..73 => (AssignmentKind::SelfMade, (None, None)),
            _ => (
                AssignmentKind::CareManagement,
                (Some(offices.some_care_management(random)?), None),
            ),
        });
    }
    if level.is_support() && luck < 15 {
        return Ok((
            AssignmentKind::SmallMultifunction,
            (Some(offices.some_small(random)?), None),
        ));
    }
    let centre = Some(offices.some_centre(random)?);
    // Centres hand on a good part of the plans.
    let delegated = if random.percent(45) {
        Some(offices.some_care_management(random)?)
    } else {
        None
    };
    let kind = if level.is_support() {
        AssignmentKind::Preventive
    } else {
        AssignmentKind::CareManagementForPrevention
    };
    Ok((kind, (centre, delegated)))
}
