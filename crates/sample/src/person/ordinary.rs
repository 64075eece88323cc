//! Ordinary people: the many that make up a town. People with a story to show are in `awkward`.

use domain::calendar::day::Day;
use domain::certification::{ApplicationKind, CareLevel, CertificationStatus, MilestoneKind};
use domain::person::{LossReason, Sex};
use exchange::certification::CertificationRow;

use crate::error::SampleError;
use crate::person::course::{Course, Delays, Detail};
use crate::person::history::End;
use crate::person::life::{Builder, Life, Who};
use crate::plan::Role;
use crate::random::Random;
use crate::world::World;

/// The life of an ordinary person in `role`.
pub(crate) fn life(world: &World, index: u64, role: Role) -> Result<Life, SampleError> {
    let mut random = Random::new(world.seed, index);
    let who = younger(world, index, role, who(&mut random, role));
    let mut builder = Builder::new(world, index, random, who)?;
    match role {
        Role::Certified(level) => certified(&mut builder, level)?,
        Role::ProgrammeTarget => programme_target(&mut builder)?,
        Role::FirstApplicant => first_applicant(&mut builder)?,
        Role::NotEligible => not_eligible(&mut builder)?,
        Role::Lost => lost(&mut builder)?,
        Role::Awkward(_) | Role::Insured => {}
    }
    Ok(builder.life)
}

fn who(random: &mut Random, role: Role) -> Who {
    let (women, age) = match role {
        // Certified people are about ten years older than the insured, and two thirds of them are women.
        Role::Certified(_) | Role::Lost => (67, 66 + random.below(14) + random.below(13) + random.below(13)),
        Role::ProgrammeTarget | Role::FirstApplicant | Role::NotEligible => {
            (65, 67 + random.below(12) + random.below(13))
        }
        Role::Awkward(_) | Role::Insured => (55, 65 + random.below(32).min(random.below(32))),
    };
    let sex = if random.percent(women) { Sex::Female } else { Sex::Male };
    Who {
        name: None,
        sex,
        age: i64::try_from(age).unwrap_or(80),
        public_assistance: false,
    }
}

/// Streams of chance of who is younger: apart, so that the others stay who they are.
const YOUNGER_STREAMS: u64 = 1 << 45;

/// Of the certified 1.7 percent are 40 to 64, some of them on public assistance without a health insurance.
fn younger(world: &World, index: u64, role: Role, who: Who) -> Who {
    let mut random = Random::new(world.seed, YOUNGER_STREAMS + index);
    if !matches!(role, Role::Certified(_)) || !random.permille(17) {
        return who;
    }
    Who {
        age: 40 + i64::try_from(random.below(24).max(random.below(24))).unwrap_or_default(),
        public_assistance: random.percent(12),
        ..who
    }
}

fn certified(builder: &mut Builder, level: CareLevel) -> Result<(), SampleError> {
    let levels = levels(&mut builder.random, level);
    // One in fourteen waits for a decision: mostly a renewal, which needs an end in sight, or a change of level.
    let open = builder.random.permille(70);
    let renews = open && builder.random.percent(60);
    let end = if renews { End::Within(55) } else { End::Any };
    builder.certified(&levels, end)?;
    past_troubles(builder)?;
    builder.care()?;
    if builder.is_assigned() && builder.random.percent(85) {
        let since = builder.certified_since();
        builder.consent(since)?;
        // A second form of the same person changes nothing, and comes in all the same.
        if builder.random.permille(15)
            && builder
                .life
                .consents
                .iter()
                .all(|consent| consent.withdrawn_on.is_none())
        {
            builder.consent(since)?;
        }
    }
    builder.cards();
    if renews {
        let left = builder.days_left();
        let elapsed = builder.random.between(0, (60 - left).clamp(0, 55));
        let delays = some_delays(&mut builder.random);
        builder.open(ApplicationKind::Renewal, elapsed, delays)?;
    } else if open {
        let elapsed = builder.random.between(0, 55);
        let delays = some_delays(&mut builder.random);
        builder.open(ApplicationKind::LevelChange, elapsed, delays)?;
    }
    Ok(())
}

/// Levels from the first certification to today's: mostly unchanged or worse by one, sometimes better.
fn levels(random: &mut Random, today: CareLevel) -> Vec<CareLevel> {
    const LADDER: [CareLevel; 7] = [
        CareLevel::Support1,
        CareLevel::Support2,
        CareLevel::Care1,
        CareLevel::Care2,
        CareLevel::Care3,
        CareLevel::Care4,
        CareLevel::Care5,
    ];
    let earlier = random.weighted(&[(0, 15), (1, 22), (2, 27), (3, 20), (4, 11), (5, 4), (6, 1)], 2);
    let mut at = LADDER.iter().position(|level| *level == today).unwrap_or_default();
    let mut levels = vec![today];
    for _ in 0..earlier {
        at = match random.below(100) {
            0..52 => at,
            52..80 => at.saturating_sub(1),
            80..86 => at.saturating_sub(2),
            _ => (at + 1).min(LADDER.len() - 1),
        };
        levels.extend(LADDER.get(at));
    }
    levels.reverse();
    levels
}

/// What holds up the few whose physician is slow or who are in hospital.
fn some_delays(random: &mut Random) -> Delays {
    match random.below(10) {
        0 => Delays {
            opinion: 15,
            ..Delays::default()
        },
        1 => Delays {
            survey: 12,
            ..Delays::default()
        },
        _ => Delays::default(),
    }
}

/// Applications taken back or turned down within the last years.
fn past_troubles(builder: &mut Builder) -> Result<(), SampleError> {
    let elapsed = builder.random.between(30, 600);
    if builder.random.permille(20) {
        let lasted = builder.random.between(2, 20);
        builder.given_up(
            ApplicationKind::LevelChange,
            MilestoneKind::Withdrawn,
            (elapsed, lasted),
        )?;
    } else if builder.random.permille(3) {
        builder.given_up(ApplicationKind::LevelChange, MilestoneKind::Rejected, (elapsed, 35))?;
    }
    Ok(())
}

/// 事業対象者: found by a checklist, no application, no decision.
pub(crate) fn programme_target(builder: &mut Builder) -> Result<(), SampleError> {
    let checked_on = builder.world.today.add_days(-builder.random.between(20, 900));
    builder.checklist(checked_on);
    builder.care()?;
    if builder.is_assigned() && builder.random.percent(85) {
        builder.consent(Some(checked_on))?;
    }
    Ok(())
}

fn first_applicant(builder: &mut Builder) -> Result<(), SampleError> {
    let elapsed = builder.random.between(0, 55);
    let delays = some_delays(&mut builder.random);
    builder.open(ApplicationKind::New, elapsed, delays)
}

pub(crate) fn not_eligible(builder: &mut Builder) -> Result<(), SampleError> {
    let applied_on = builder.world.today.add_days(-builder.random.between(90, 400));
    builder.found_not_eligible(applied_on)
}

fn lost(builder: &mut Builder) -> Result<(), SampleError> {
    let level = builder.random.weighted(
        &[(CareLevel::Care1, 1), (CareLevel::Care3, 2), (CareLevel::Care5, 3)],
        CareLevel::Care3,
    );
    let levels = levels(&mut builder.random, level);
    builder.certified(&levels, End::After(20))?;
    builder.care()?;
    if builder.is_assigned() && builder.random.percent(80) {
        let since = builder.certified_since();
        builder.consent(since)?;
    }
    builder.cards();
    let on = builder.world.today.add_days(-builder.random.between(1, 120));
    let reason = builder.random.weighted(
        &[
            (LossReason::Died, 80),
            (LossReason::MovedOut, 18),
            (LossReason::Other, 2),
        ],
        LossReason::Died,
    );
    builder.lose(on, reason);
    Ok(())
}

impl Builder<'_> {
    /// Days until the certification in force ends; 0 if there is none.
    pub(crate) fn days_left(&self) -> i64 {
        let last = self
            .life
            .results
            .last()
            .and_then(|row| row.period)
            .and_then(|period| period.last);
        last.map_or(0, |last| self.world.today.days_until(last)).max(0)
    }

    /// The result of a checklist: valid from that day on, without an end.
    pub(crate) fn checklist(&mut self, checked_on: Day) {
        self.life.results.push(CertificationRow {
            number: self.life.person.number,
            application: None,
            level: CareLevel::ProgrammeTarget,
            decided_on: None,
            period: Some(domain::calendar::period::Period::since(checked_on)),
            months: None,
            board_opinion: None,
            designated_services: None,
            status: CertificationStatus::Current,
            checklist_on: Some(checked_on),
        });
    }

    /// A first application that was decided with 非該当.
    pub(crate) fn found_not_eligible(&mut self, applied_on: Day) -> Result<(), SampleError> {
        let applied_on = crate::calendar::working_day_before(applied_on);
        let course = Course::run(
            &mut self.random,
            ApplicationKind::New,
            applied_on,
            Detail::Full,
            Delays::default(),
        );
        let validity = domain::certification::Validity::new(applied_on, 6);
        let validity = validity.map_err(|invalid| SampleError::Invented(invalid.to_string()))?;
        let stage = crate::person::history::Stage {
            kind: ApplicationKind::New,
            applied_on,
            validity,
            course,
        };
        self.certified_by(&[stage], &[CareLevel::NotEligible])
    }
}
