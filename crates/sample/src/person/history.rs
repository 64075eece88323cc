//! One person's certifications: a chain of validities without a gap, each with the application it came from, the last one
//! in force today. Levels are given by the caller.

use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, Validity};

use crate::calendar::{working_day, working_day_before};
use crate::error::SampleError;
use crate::person::course::{Course, Delays, Detail};
use crate::random::Random;

/// One certification of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stage {
    pub(crate) kind: ApplicationKind,
    pub(crate) applied_on: Day,
    pub(crate) validity: Validity,
    pub(crate) course: Course,
}

/// When the certification in force is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Whenever.
    Any,
    /// So many days from today at most.
    Within(i64),
    /// Not for so many days.
    After(i64),
}

/// What the earlier stage has to join on to.
#[derive(Clone, Copy)]
enum Anchor {
    /// Still valid on this day, decided by then.
    Covers(Day),
    /// Ends the day before this first of a month.
    Ends(Day),
}

/// A chain of `earlier` + 1 certifications, the oldest first.
pub(crate) fn chain(random: &mut Random, today: Day, earlier: u64, end: End) -> Result<Vec<Stage>, SampleError> {
    let mut stages = Vec::new();
    let mut anchor = Anchor::Covers(today);
    for left in (0..=earlier).rev() {
        let now = stages.is_empty();
        let stage = match anchor {
            Anchor::Covers(day) => covering(random, day, left == 0, if now { end } else { End::Any }, now)?,
            Anchor::Ends(next) => ending(random, next, left == 0)?,
        };
        anchor = match stage.kind {
            ApplicationKind::Renewal => Anchor::Ends(stage.validity.first()),
            _ => Anchor::Covers(stage.applied_on),
        };
        stages.push(stage);
    }
    stages.reverse();
    Ok(stages)
}

/// A stage valid on `day` and decided by then; the shape is drawn anew until it fits.
fn covering(random: &mut Random, day: Day, oldest: bool, end: End, now: bool) -> Result<Stage, SampleError> {
    let detail = if now { Detail::Full } else { Detail::Archive };
    for _ in 0..60 {
        let kind = if oldest {
            first_kind(random)
        } else {
            later_kind(random, 14)
        };
        let months = months(random, kind);
        let first_month = match end {
            End::Within(days) => month_end_within(random, day, days).first_of_month_after(1 - i32::from(months)),
            _ => day.first_of_month_after(-i32::try_from(random.below(u64::from(months) + 1)).unwrap_or_default()),
        };
        let stage = stage(random, kind, first_month, months, detail)?;
        let last = stage.validity.last();
        let fits = match end {
            End::Any => true,
            End::Within(days) => day.days_until(last) <= days,
            End::After(days) => day.days_until(last) > days,
        };
        if fits && last >= day && stage.applied_on < day && stage.course.decided_on <= day {
            return Ok(stage);
        }
    }
    // Four months ago for a year: decided long since and valid for long.
    let kind = if oldest {
        ApplicationKind::New
    } else {
        ApplicationKind::LevelChange
    };
    stage(random, kind, day.first_of_month_after(-4), 12, detail)
}

/// A stage that ends the day before `next`, the first of a month.
fn ending(random: &mut Random, next: Day, oldest: bool) -> Result<Stage, SampleError> {
    let kind = if oldest {
        ApplicationKind::New
    } else {
        later_kind(random, 9)
    };
    // Three months are over before a slow decision has come.
    let months = months(random, kind).max(6);
    let rest = i32::from(kind != ApplicationKind::Renewal);
    stage(
        random,
        kind,
        next.first_of_month_after(-i32::from(months) - rest),
        months,
        Detail::Archive,
    )
}

/// A stage whose validity begins in the month of `first_month`: on its first day for a renewal, on the day of the
/// application (never the first, which would end it a month earlier) for anything else.
fn stage(
    random: &mut Random,
    kind: ApplicationKind,
    first_month: Day,
    months: u8,
    detail: Detail,
) -> Result<Stage, SampleError> {
    let (applied_on, first) = if kind == ApplicationKind::Renewal {
        (
            working_day_before(first_month.add_days(-random.between(22, 58))),
            first_month,
        )
    } else {
        let day = working_day(first_month.add_days(random.between(3, 22)));
        (day, day)
    };
    let course = Course::run(random, kind, applied_on, detail, Delays::default());
    let validity = Validity::new(first, months).map_err(|invalid| SampleError::Invented(invalid.to_string()))?;
    Ok(Stage {
        kind,
        applied_on,
        validity,
        course,
    })
}

fn first_kind(random: &mut Random) -> ApplicationKind {
    if random.percent(3) {
        ApplicationKind::Transfer
    } else {
        ApplicationKind::New
    }
}

fn later_kind(random: &mut Random, level_changes: u64) -> ApplicationKind {
    if random.percent(level_changes) {
        ApplicationKind::LevelChange
    } else {
        ApplicationKind::Renewal
    }
}

fn months(random: &mut Random, kind: ApplicationKind) -> u8 {
    match kind {
        ApplicationKind::Renewal => random.weighted(&[(6, 3), (12, 26), (24, 30), (36, 30), (48, 11)], 12),
        ApplicationKind::Transfer => 6,
        _ => random.weighted(&[(3, 3), (6, 54), (12, 43)], 6),
    }
}

/// The end of a month at most `days` from `day`; the end of this month if there is no other.
fn month_end_within(random: &mut Random, day: Day, days: i64) -> Day {
    let this = day.last_of_month();
    let next = this.add_days(1).last_of_month();
    if day.days_until(next) <= days && random.percent(50) {
        next
    } else {
        this
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn a_chain_has_no_gap_and_is_valid_today() {
        for today in [
            day("2026-05-10"),
            day("2026-02-28"),
            day("2026-12-31"),
            day("2027-01-01"),
        ] {
            for stream in 0..500 {
                let stages = chain(&mut Random::new(3, stream), today, stream % 5, End::Any).unwrap();
                assert_eq!(stages.len() as u64, stream % 5 + 1);
                for pair in stages.windows(2) {
                    let (old, new) = (&pair[0], &pair[1]);
                    assert!(
                        old.validity.last() >= new.validity.first().add_days(-1),
                        "gap: {pair:?}"
                    );
                    assert!(old.course.decided_on <= new.applied_on, "decided too late: {pair:?}");
                    if new.kind == ApplicationKind::Renewal {
                        assert_eq!(old.validity.last().add_days(1), new.validity.first(), "{pair:?}");
                    }
                }
                let current = &stages[stages.len() - 1];
                assert!(current.validity.period().contains(today), "{current:?}");
                assert!(current.course.decided_on <= today, "{current:?}");
            }
        }
    }

    #[test]
    fn the_end_of_the_certification_in_force_can_be_asked_for() {
        let today = day("2026-05-10");
        for stream in 0..200 {
            let near = chain(&mut Random::new(6, stream), today, stream % 3, End::Within(55)).unwrap();
            let far = chain(&mut Random::new(6, stream), today, stream % 3, End::After(70)).unwrap();
            let left = |stages: &[Stage]| today.days_until(stages[stages.len() - 1].validity.last());
            assert!((0..=55).contains(&left(&near)), "{}", left(&near));
            assert!(left(&far) > 70, "{}", left(&far));
        }
    }
}
