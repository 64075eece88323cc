//! Steps of an application that an insurer does not show: cities differ in whether they tell the planned day of the board, or
//! that a physician was reminded.

use serde::{Deserialize, Serialize};

use crate::certification::MilestoneKind;

/// The steps that are not shown. Only plans and reminders can be among them: without any other step, what is said of an
/// application would not be true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<MilestoneKind>", into = "Vec<MilestoneKind>")]
pub struct WithheldSteps(u32);

/// The step cannot be withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is always shown: only plans and reminders can be withheld")]
pub struct StepAlwaysShown(pub MilestoneKind);

impl WithheldSteps {
    /// Everything is shown.
    pub const NONE: Self = Self(0);

    /// Those steps.
    pub fn of(kinds: &[MilestoneKind]) -> Result<Self, StepAlwaysShown> {
        let refused = kinds
            .iter()
            .find(|kind| !kind.is_plan() && **kind != MilestoneKind::OpinionReminded);
        match refused {
            Some(kind) => Err(StepAlwaysShown(*kind)),
            None => Ok(Self(kinds.iter().fold(0, |bits, kind| bits | bit(*kind)))),
        }
    }

    /// Whether a step is not shown.
    pub const fn contains(self, kind: MilestoneKind) -> bool {
        self.0 & bit(kind) != 0
    }
}

const fn bit(kind: MilestoneKind) -> u32 {
    1 << kind as u32
}

impl TryFrom<Vec<MilestoneKind>> for WithheldSteps {
    type Error = StepAlwaysShown;

    fn try_from(kinds: Vec<MilestoneKind>) -> Result<Self, Self::Error> {
        Self::of(&kinds)
    }
}

impl From<WithheldSteps> for Vec<MilestoneKind> {
    fn from(steps: WithheldSteps) -> Self {
        MilestoneKind::ALL
            .iter()
            .copied()
            .filter(|kind| steps.contains(*kind))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plans_and_reminders_can_be_withheld() {
        let withheld = MilestoneKind::ALL
            .iter()
            .filter(|kind| WithheldSteps::of(&[**kind]).is_ok());
        let withheld: Vec<_> = withheld.map(|kind| kind.code()).collect();
        assert_eq!(withheld, ["survey-scheduled", "opinion-reminded", "board-scheduled"]);
    }

    #[test]
    fn they_are_kept_as_their_codes() {
        let steps = WithheldSteps::of(&[MilestoneKind::BoardScheduled, MilestoneKind::OpinionReminded]).unwrap();
        let json = serde_json::to_string(&steps).unwrap();
        assert_eq!(json, r#"["opinion-reminded","board-scheduled"]"#);
        assert_eq!(serde_json::from_str::<WithheldSteps>(&json).unwrap(), steps);
        assert!(serde_json::from_str::<WithheldSteps>(r#"["decided"]"#).is_err());
        assert!(steps.contains(MilestoneKind::BoardScheduled) && !steps.contains(MilestoneKind::SurveyScheduled));
    }
}
