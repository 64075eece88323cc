//! How long the city takes, from its own last months: the running median and the 90th percentile of each step and kind of
//! application. Counted days only, and only where there are enough of them: nobody's own course can be read from it.

use std::collections::BTreeMap;

use super::forecast::{Forecast, ForecastBasis, Outlook};
use super::milestone::{Milestone, MilestoneKind, PostponementReason};
use super::progress::Progress;
use super::stage::Stage;
use crate::calendar::day::Day;
use crate::certification::application_kind::ApplicationKind;

/// Over how many days decisions are counted.
pub const PACE_DAYS: i64 = 90;

/// So many courses at least make a median; fewer say nothing.
pub const FEWEST: usize = 10;

coded! {
    /// A part of the course of an application that is counted in days.
    pub enum Leg is "part of the course" {
        /// From the application to the survey sheet.
        Survey = "survey", "認定調査（申請から調査票の受領まで）";
        /// From the application to the physician's opinion.
        Opinion = "opinion", "主治医意見書（申請から受領まで）";
        /// From the later of both to the decision.
        Board = "board", "審査会（調査票と意見書がそろってから決定まで）";
        /// From the application to the decision.
        Whole = "whole", "全体（申請から決定まで）";
    }
}

/// How many days a part took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// Half of the courses took no longer.
    pub median: i64,
    /// Nine of ten took no longer.
    pub ninetieth: i64,
    /// How many courses this is counted from.
    pub courses: usize,
}

impl Days {
    /// Of so many days each; nothing if they are fewer than [`FEWEST`].
    pub fn of(mut days: Vec<i64>) -> Option<Self> {
        if days.len() < FEWEST {
            return None;
        }
        days.sort_unstable();
        Some(Self {
            median: ranked(&days, 50)?,
            ninetieth: ranked(&days, 90)?,
            courses: days.len(),
        })
    }
}

/// The value at a percentile, by nearest rank.
fn ranked(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The course of one decided application, as far as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedCourse {
    /// What was asked for.
    pub kind: ApplicationKind,
    /// When.
    pub applied_on: Day,
    /// The steps that the city keeps.
    pub milestones: Vec<Milestone>,
    /// 調査委託先, where the city names one.
    pub survey_contractor: Option<String>,
    /// 医療機関 of the opinion, where the city names one.
    pub institution: Option<String>,
}

impl CountedCourse {
    fn last(&self, kind: MilestoneKind) -> Option<Day> {
        let of_kind = self.milestones.iter().filter(|milestone| milestone.kind == kind);
        of_kind.map(|milestone| milestone.on).max()
    }

    /// The days that a part took; none if one of its days is not kept.
    pub fn days(&self, leg: Leg) -> Option<i64> {
        let survey = self.last(MilestoneKind::SurveyReceived);
        let opinion = self.last(MilestoneKind::OpinionReceived);
        let decided = self.last(MilestoneKind::Decided);
        let (from, to) = match leg {
            Leg::Survey => (self.applied_on, survey?),
            Leg::Opinion => (self.applied_on, opinion?),
            Leg::Board => (survey?.max(opinion?).max(self.applied_on), decided?),
            Leg::Whole => (self.applied_on, decided?),
        };
        // An opinion may be older than the application.
        Some(from.days_until(to).max(0))
    }
}

/// The days of each part, by kind of application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    counted: Vec<(ApplicationKind, Leg, Days)>,
    contractors: Vec<(String, Days)>,
    institutions: Vec<(String, Days)>,
}

impl Pace {
    /// Counted from courses that were decided.
    pub fn of(courses: &[CountedCourse]) -> Self {
        let mut counted = Vec::new();
        for &kind in ApplicationKind::ALL {
            let of_kind = || courses.iter().filter(move |course| course.kind == kind);
            for &leg in Leg::ALL {
                let days = of_kind().filter_map(|course| course.days(leg)).collect();
                counted.extend(Days::of(days).map(|days| (kind, leg, days)));
            }
        }
        Self {
            counted,
            contractors: by_place(courses, Leg::Survey, |course| course.survey_contractor.as_deref()),
            institutions: by_place(courses, Leg::Opinion, |course| course.institution.as_deref()),
        }
    }

    /// How long the survey takes with each contractor, for all kinds together, the slowest first: for the insurer alone.
    pub fn contractors(&self) -> &[(String, Days)] {
        &self.contractors
    }

    /// How long the opinion takes with each medical institution, for all kinds together, the slowest first: for the insurer
    /// alone.
    pub fn institutions(&self) -> &[(String, Days)] {
        &self.institutions
    }

    /// The days of a part for a kind; none if too few were decided.
    pub fn days(&self, kind: ApplicationKind, leg: Leg) -> Option<Days> {
        let of_both = |(known, part, _): &&(ApplicationKind, Leg, Days)| *known == kind && *part == leg;
        self.counted.iter().find(of_both).map(|(_, _, days)| *days)
    }

    /// Everything that is counted, by kind and part.
    pub fn all(&self) -> impl Iterator<Item = (ApplicationKind, Leg, Days)> + '_ {
        self.counted.iter().copied()
    }
}

/// The days of a part with each of those who are named for it, the slowest first.
fn by_place<'c>(
    courses: &'c [CountedCourse],
    leg: Leg,
    place: impl Fn(&'c CountedCourse) -> Option<&'c str>,
) -> Vec<(String, Days)> {
    let mut by_name: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for course in courses {
        if let (Some(name), Some(days)) = (place(course), course.days(leg)) {
            by_name.entry(name).or_default().push(days);
        }
    }
    let counted = by_name
        .into_iter()
        .filter_map(|(name, days)| Some((name.to_owned(), Days::of(days)?)));
    let mut counted: Vec<(String, Days)> = counted.collect();
    counted.sort_by_key(|(_, days)| std::cmp::Reverse((days.median, days.ninetieth)));
    counted
}

impl Progress {
    /// The day on which it would be decided at the city's usual pace; none if that has passed, or nothing is counted.
    pub fn usual_end(&self, pace: &Pace, today: Day) -> Option<Day> {
        let (from, leg) = match self.stage {
            Stage::Gathering => (self.applied_on, Leg::Whole),
            Stage::AwaitingBoard | Stage::BoardScheduled => (self.joined_on()?, Leg::Board),
            _ => return None,
        };
        let end = from.add_days(pace.days(self.kind, leg)?.median);
        (self.is_open() && end >= today).then_some(end)
    }

    /// When survey sheet and opinion were both there.
    fn joined_on(&self) -> Option<Day> {
        let survey = self.day_of(MilestoneKind::SurveyReceived)?;
        Some(
            survey
                .max(self.day_of(MilestoneKind::OpinionReceived)?)
                .max(self.applied_on),
        )
    }

    /// The same with the city's usual pace as the forecast, if the city has named no day itself.
    #[must_use]
    pub fn paced(mut self, pace: &Pace, today: Day) -> Self {
        if self.outlook == Outlook::Unknown
            && let Some(expected_on) = self.usual_end(pace, today)
        {
            self.outlook = Outlook::Usual;
            self.forecasts.push(Forecast {
                expected_on,
                basis: ForecastBasis::CityMedian,
            });
        }
        self
    }
}

impl Leg {
    /// The part that an application is in by what it waits for.
    pub const fn waited_for(reason: PostponementReason) -> Self {
        match reason {
            PostponementReason::SurveyPending => Self::Survey,
            PostponementReason::OpinionPending => Self::Opinion,
            PostponementReason::WaitingForBoard => Self::Board,
            PostponementReason::Both | PostponementReason::Other => Self::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn course(kind: ApplicationKind, applied: &str, survey: i64, opinion: i64, decided: i64) -> CountedCourse {
        let applied_on = day(applied);
        let milestone = |kind, days| Milestone {
            kind,
            on: applied_on.add_days(days),
        };
        CountedCourse {
            kind,
            applied_on,
            milestones: vec![
                milestone(MilestoneKind::SurveyReceived, survey),
                milestone(MilestoneKind::OpinionReceived, opinion),
                milestone(MilestoneKind::Decided, decided),
            ],
            survey_contractor: None,
            institution: None,
        }
    }

    /// Twenty courses of 31 to 50 days; the survey takes 11 to 30, the opinion 14.
    fn twenty() -> Vec<CountedCourse> {
        let days = 1..=20;
        days.map(|n| course(ApplicationKind::New, "2026-05-10", 10 + n, 14, 30 + n))
            .collect()
    }

    #[test]
    fn median_and_ninetieth_are_days_that_some_course_took() {
        let pace = Pace::of(&twenty());
        let rows = pace
            .all()
            .map(|(kind, leg, days)| format!("{kind} {leg} {} {} of {}", days.median, days.ninetieth, days.courses));
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
        new survey 20 28 of 20
        new opinion 14 14 of 20
        new board 20 20 of 20
        new whole 40 48 of 20
        ");
    }

    #[test]
    fn too_few_courses_say_nothing() {
        assert_eq!(Pace::of(&twenty()[..FEWEST - 1]), Pace::default());
        assert_eq!(Days::of(vec![5; FEWEST]).unwrap().courses, FEWEST);
        assert_eq!(Pace::of(&twenty()).days(ApplicationKind::Renewal, Leg::Whole), None);
    }

    #[test]
    fn each_place_that_is_named_often_enough_is_counted_the_slowest_first() {
        let named = |n: usize, contractor: &str, institution: Option<&str>| {
            let of = move |mut course: CountedCourse| {
                course.survey_contractor = Some(contractor.to_owned());
                course.institution = institution.map(str::to_owned);
                course
            };
            twenty().into_iter().skip(n).take(10).map(of).collect::<Vec<_>>()
        };
        let mut courses = named(0, "東調査", None);
        courses.extend(named(10, "西調査", Some("縁側医院")));
        courses.extend(twenty());
        courses.extend(named(0, "南調査", None).into_iter().take(FEWEST - 1));
        let pace = Pace::of(&courses);
        let told = |places: &[(String, Days)]| -> Vec<String> {
            let line = |(name, days): &(String, Days)| {
                format!("{name} {} {} of {}", days.median, days.ninetieth, days.courses)
            };
            places.iter().map(line).collect()
        };
        assert_eq!(told(pace.contractors()), ["西調査 25 29 of 10", "東調査 15 19 of 10"]);
        assert_eq!(told(pace.institutions()), ["縁側医院 14 14 of 10"]);
    }

    #[test]
    fn an_opinion_older_than_the_application_takes_no_days() {
        let early = course(ApplicationKind::New, "2026-05-10", 10, -3, 30);
        let days = Leg::ALL.iter().map(|leg| early.days(*leg));
        assert_eq!(days.collect::<Vec<_>>(), [Some(10), Some(0), Some(20), Some(30)]);
    }

    #[test]
    fn the_usual_pace_is_a_forecast_only_where_the_city_named_no_day() {
        let pace = Pace::of(&twenty());
        let applied = day("2026-06-01");
        let of = |steps: &[(MilestoneKind, &str)], today: &str| {
            let steps: Vec<_> = steps
                .iter()
                .map(|(kind, on)| Milestone {
                    kind: *kind,
                    on: day(on),
                })
                .collect();
            let progress = Progress::of(ApplicationKind::New, applied, &steps, &[], day(today)).unwrap();
            let paced = progress.paced(&pace, day(today));
            let days = paced
                .forecasts
                .iter()
                .map(|f| format!(" {} {}", f.expected_on, f.basis));
            format!("{}{}", paced.outlook, days.collect::<String>())
        };
        use MilestoneKind::{BoardScheduled, OpinionReceived, SurveyReceived};
        let both = [(SurveyReceived, "2026-06-15"), (OpinionReceived, "2026-06-20")];
        let planned = [both.as_slice(), &[(BoardScheduled, "2026-07-20")]].concat();
        let rows = [
            of(&[], "2026-06-10"),
            of(&[], "2026-07-11"),
            of(&[], "2026-07-12"),
            of(&both, "2026-06-25"),
            of(&planned, "2026-06-25"),
        ];
        insta::assert_snapshot!(rows.join("\n"), @"
        usual 2026-07-11 city-median
        usual 2026-07-11 city-median
        unknown
        usual 2026-07-10 city-median
        named 2026-07-20 board
        ");
    }
}
