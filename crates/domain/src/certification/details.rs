//! What a city knows of an application beside its kind, day and course.

mod disease;

use super::application_kind::ApplicationKind;
use crate::calendar::day::Day;

pub use disease::SpecifiedDisease;

/// What a city knows of an application beside its kind, day and course; each part only if the city delivers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationDetails {
    /// 法令上の申請区分: what it counts as, where that is not what was asked for (a change of level in the last 60 days is
    /// treated as a renewal, a renewal after the end as new).
    pub by_law: Option<ApplicationKind>,
    /// 異動日: the day of moving in, from which a transfer counts.
    pub moved_on: Option<Day>,
    /// 調査委託先: who does the survey for the city; nobody if its own staff does.
    pub survey_contractor: Option<String>,
    /// 調査実施場所: where the person was visited.
    pub survey_place: Option<String>,
    /// 医療機関名: where the physician of the opinion works.
    pub institution: Option<String>,
    /// 特定疾病名, of a person of 40 to 64.
    pub specified_disease: Option<SpecifiedDisease>,
}

impl ApplicationDetails {
    /// The longest name of an institution, a contractor or a place, in characters.
    pub const LONGEST_NAME: u16 = 100;

    /// What the application counts as: by law, else as it was asked for.
    pub const fn counts_as(&self, asked: ApplicationKind) -> ApplicationKind {
        match self.by_law {
            Some(kind) => kind,
            None => asked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_counts_as_the_law_says_and_else_as_it_was_asked_for() {
        let treated = ApplicationDetails {
            by_law: Some(ApplicationKind::Renewal),
            ..ApplicationDetails::default()
        };
        assert_eq!(
            treated.counts_as(ApplicationKind::LevelChange),
            ApplicationKind::Renewal
        );
        let plain = ApplicationDetails::default();
        assert_eq!(
            plain.counts_as(ApplicationKind::LevelChange),
            ApplicationKind::LevelChange
        );
    }
}
