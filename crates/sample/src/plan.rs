//! How many of whom: the shape of Kumamoto City (domain knowledge: 199,384 insured, 41,661 certified, about 300 offices)
//! scaled to the size asked for. Who the people are is decided in `ordinary` and `awkward`.

use domain::certification::CareLevel;

use crate::error::SampleError;

/// How large the municipality is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 2,000 insured, 420 certified, papers for all of them: what fits into a demonstration.
    Demo,
    /// 199,384 insured, 41,661 certified, papers for the decisions of the last 30 days.
    Kumamoto,
    /// So many insured persons, everything else in proportion.
    Insured(u64),
}

/// Levels and how many persons of Kumamoto City have them.
const LEVELS: [(CareLevel, u64); 7] = [
    (CareLevel::Support1, 6_339),
    (CareLevel::Support2, 6_140),
    (CareLevel::Care1, 9_373),
    (CareLevel::Care2, 7_050),
    (CareLevel::Care3, 4_773),
    (CareLevel::Care4, 4_893),
    (CareLevel::Care5, 3_093),
];
const KUMAMOTO_INSURED: u64 = 199_384;
const KUMAMOTO_CERTIFIED: u64 = 41_661;
const DEMO_INSURED: u64 = 2_000;
const DEMO_CERTIFIED: u64 = 420;
const KUMAMOTO_CARE_MANAGEMENT: u64 = 206;
const KUMAMOTO_CENTRES: u64 = 27;

/// The smallest municipality that can show everything.
pub const LEAST_INSURED: u64 = 400;

/// The quotas of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) insured: u64,
    /// Persons with a certification in force, by level.
    pub(crate) certified: Vec<(CareLevel, u64)>,
    /// 事業対象者, in addition.
    pub(crate) programme_targets: u64,
    /// Applying for the first time, not certified yet.
    pub(crate) first_applicants: u64,
    /// Found not eligible (非該当) of late.
    pub(crate) not_eligible: u64,
    /// No longer insured: died or moved away within the last months. Not among the insured.
    pub(crate) lost: u64,
    pub(crate) care_management_offices: u64,
    pub(crate) centres: u64,
    /// Papers only for decisions of so many days; `None` for all.
    pub(crate) paper_days: Option<i64>,
}

impl Plan {
    pub(crate) fn new(size: Size) -> Result<Self, SampleError> {
        let (insured, certified) = match size {
            Size::Demo => (DEMO_INSURED, DEMO_CERTIFIED),
            Size::Kumamoto => (KUMAMOTO_INSURED, KUMAMOTO_CERTIFIED),
            Size::Insured(insured) => (insured, scaled(insured, KUMAMOTO_CERTIFIED, KUMAMOTO_INSURED)),
        };
        if insured < LEAST_INSURED {
            return Err(SampleError::TooSmall {
                asked: insured,
                least: LEAST_INSURED,
            });
        }
        let share = |count| scaled(certified, count, KUMAMOTO_CERTIFIED);
        Ok(Self {
            insured,
            certified: by_level(certified),
            programme_targets: share(1_700).max(5),
            first_applicants: share(450).max(3),
            not_eligible: share(300).max(2),
            lost: share(1_200).max(6),
            care_management_offices: share(KUMAMOTO_CARE_MANAGEMENT).max(12),
            centres: share(KUMAMOTO_CENTRES).max(4),
            paper_days: (insured > 10_000).then_some(30),
        })
    }

    /// Persons with a certification in force.
    #[cfg(test)]
    pub(crate) fn certified_in_all(&self) -> u64 {
        self.certified.iter().map(|(_, count)| count).sum()
    }

    /// Lines of the person feed.
    pub(crate) fn people(&self) -> u64 {
        self.insured + self.lost
    }
}

fn scaled(whole: u64, part: u64, of: u64) -> u64 {
    (whole * part + of / 2) / of
}

/// `certified` spread over the levels by largest remainder, so that the sum is exact.
fn by_level(certified: u64) -> Vec<(CareLevel, u64)> {
    let mut spread: Vec<(CareLevel, u64, u64)> = LEVELS
        .iter()
        .map(|&(level, count)| {
            (
                level,
                certified * count / KUMAMOTO_CERTIFIED,
                certified * count % KUMAMOTO_CERTIFIED,
            )
        })
        .collect();
    let given: u64 = spread.iter().map(|(_, count, _)| count).sum();
    let left = usize::try_from(certified - given).unwrap_or_default();
    spread.sort_by_key(|(_, _, remainder)| std::cmp::Reverse(*remainder));
    for (_, count, _) in spread.iter_mut().take(left) {
        *count += 1;
    }
    spread.sort_by_key(|(level, _, _)| *level);
    spread.into_iter().map(|(level, count, _)| (level, count)).collect()
}

/// What the plan says about the person at a place of it; the places are shuffled before people are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The n-th of the people worth naming.
    Awkward(usize),
    /// Certified at this level.
    Certified(CareLevel),
    ProgrammeTarget,
    FirstApplicant,
    NotEligible,
    Lost,
    /// Insured, and nothing else is known.
    Insured,
}

/// The plan as one line of people: the awkward first, then every quota less what the awkward fill of it.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    stretches: Vec<(Role, u64)>,
}

impl Line {
    /// `taken`: the roles that the awkward people play in the quotas.
    pub(crate) fn new(plan: &Plan, taken: &[Role]) -> Self {
        let left = |role: Role, quota: u64| {
            let used = taken.iter().filter(|other| **other == role).count() as u64;
            (role, quota.saturating_sub(used))
        };
        let mut stretches: Vec<(Role, u64)> = plan
            .certified
            .iter()
            .map(|&(level, count)| left(Role::Certified(level), count))
            .collect();
        stretches.push(left(Role::ProgrammeTarget, plan.programme_targets));
        stretches.push(left(Role::FirstApplicant, plan.first_applicants));
        stretches.push(left(Role::NotEligible, plan.not_eligible));
        stretches.push(left(Role::Lost, plan.lost));
        let filled: u64 = stretches.iter().map(|(_, count)| count).sum::<u64>() + taken.len() as u64;
        stretches.push((Role::Insured, plan.people().saturating_sub(filled)));
        let awkward = taken.iter().enumerate().map(|(at, _)| (Role::Awkward(at), 1));
        Self {
            stretches: awkward.chain(stretches).collect(),
        }
    }

    /// The role at a place of the line.
    pub(crate) fn role(&self, place: u64) -> Role {
        let mut left = place;
        for &(role, count) in &self.stretches {
            if left < count {
                return role;
            }
            left -= count;
        }
        Role::Insured
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kumamoto_is_kumamoto() {
        let plan = Plan::new(Size::Kumamoto).unwrap();
        assert_eq!((plan.insured, plan.certified_in_all()), (199_384, 41_661));
        assert_eq!(plan.certified, LEVELS);
        assert_eq!(plan.care_management_offices + plan.centres + 67, 300);
    }

    #[test]
    fn the_sum_over_the_levels_is_exact_at_every_size() {
        for insured in [400, 1_234, 10_000, 940_000] {
            let plan = Plan::new(Size::Insured(insured)).unwrap();
            assert_eq!(
                plan.certified_in_all(),
                scaled(insured, KUMAMOTO_CERTIFIED, KUMAMOTO_INSURED)
            );
        }
        assert_eq!(Plan::new(Size::Demo).unwrap().certified_in_all(), 420);
    }

    #[test]
    fn too_small_a_town_is_refused() {
        assert!(matches!(
            Plan::new(Size::Insured(10)),
            Err(SampleError::TooSmall { .. })
        ));
    }

    #[test]
    fn every_place_of_the_line_has_its_role_and_the_quotas_hold() {
        let plan = Plan::new(Size::Demo).unwrap();
        let taken = [Role::Certified(CareLevel::Care1), Role::Lost, Role::Insured];
        let line = Line::new(&plan, &taken);
        let roles: Vec<Role> = (0..plan.people()).map(|place| line.role(place)).collect();
        let count = |role| roles.iter().filter(|other| **other == role).count() as u64;
        assert_eq!(roles[..3], [Role::Awkward(0), Role::Awkward(1), Role::Awkward(2)]);
        assert_eq!(count(Role::Lost) + 1, plan.lost);
        let certified: u64 = plan
            .certified
            .iter()
            .map(|(level, _)| count(Role::Certified(*level)))
            .sum();
        assert_eq!(certified + 1, 420);
    }
}
