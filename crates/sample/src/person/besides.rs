//! What a city knows of a person and of applications beside the course of a life: as what somebody is insured, where the
//! physician works, who visits. Drawn from streams of chance of its own, so that the life itself stays the same.

use domain::calendar::day::Day;
use domain::certification::{ApplicationDetails, ApplicationKind, SpecifiedDisease};
use domain::person::qualification::{FIRST_KIND_AGE, InsuredKind, Qualification};

use crate::municipality::{CONTRACTORS, INSTITUTIONS};
use crate::random::Random;

/// Where most people are visited.
pub(crate) const HOME: &str = "自宅";
/// Where the others are.
const HOSPITAL: &str = "入院先の病院";
/// Streams of chance of what is known besides.
const STREAMS: u64 = 1 << 47;

/// What is known besides, in the making.
pub(crate) struct Besides {
    random: Random,
    /// Where the person's physician works.
    institution: &'static str,
    /// What a person of 40 to 64 suffers from.
    pub(crate) disease: Option<SpecifiedDisease>,
}

impl Besides {
    pub(crate) fn new(seed: u64, index: u64, age: i64) -> Self {
        let mut random = Random::new(seed, STREAMS + index);
        Self {
            institution: random.pick(&INSTITUTIONS).copied().unwrap_or_default(),
            disease: (age < FIRST_KIND_AGE).then(|| one_of_sixteen(&mut random)),
            random,
        }
    }

    /// As what the person is insured. One in thirty of the older is on public assistance.
    pub(crate) fn qualification(&mut self, age: i64, public_assistance: bool) -> Qualification {
        let kind = if age >= FIRST_KIND_AGE {
            InsuredKind::First
        } else if public_assistance {
            InsuredKind::LikeSecond
        } else {
            InsuredKind::Second
        };
        let assisted = kind == InsuredKind::First && self.random.permille(33);
        Qualification {
            kind: Some(kind),
            public_assistance: Some(public_assistance || assisted),
            lives_elsewhere: Some(false),
            ..Qualification::default()
        }
    }

    /// What is known of an application. Who moved in is neither visited nor examined.
    pub(crate) fn application(&mut self, kind: ApplicationKind, applied_on: Day) -> ApplicationDetails {
        if kind == ApplicationKind::Transfer {
            return ApplicationDetails {
                moved_on: Some(applied_on),
                specified_disease: self.disease,
                ..ApplicationDetails::default()
            };
        }
        let own_staff = self.random.percent(40);
        let contractor = self.random.pick(&CONTRACTORS).filter(|_| !own_staff);
        let place = if self.random.percent(86) { HOME } else { HOSPITAL };
        ApplicationDetails {
            survey_contractor: contractor.map(|name| (*name).to_owned()),
            survey_place: Some(place.to_owned()),
            institution: Some(self.institution.to_owned()),
            specified_disease: self.disease,
            ..ApplicationDetails::default()
        }
    }
}

/// What people of 40 to 64 are certified for: strokes above all, then cancer, early dementia and Parkinson's.
fn one_of_sixteen(random: &mut Random) -> SpecifiedDisease {
    random.weighted(
        &[
            (SpecifiedDisease::CerebrovascularDisease, 50),
            (SpecifiedDisease::Cancer, 14),
            (SpecifiedDisease::EarlyDementia, 8),
            (SpecifiedDisease::Parkinson, 7),
            (SpecifiedDisease::DiabeticComplication, 6),
            (SpecifiedDisease::RheumatoidArthritis, 5),
            (SpecifiedDisease::SpinocerebellarDegeneration, 4),
            (SpecifiedDisease::AmyotrophicLateralSclerosis, 3),
            (SpecifiedDisease::MultipleSystemAtrophy, 3),
        ],
        SpecifiedDisease::CerebrovascularDisease,
    )
}
