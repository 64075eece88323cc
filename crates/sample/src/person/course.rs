//! How an application goes: which step on which day, with the delays that cities really have (about 40 days from
//! application to decision), and what is known of it on a given day.

use domain::calendar::day::Day;
use domain::certification::{
    ApplicationKind, LEGAL_DAYS, Milestone, MilestoneKind, PostponementNotice, PostponementReason,
};
use exchange::certification::Event;

use crate::calendar::{working_day, working_day_before};
use crate::random::Random;

/// How much of a course is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Every step, as today's systems keep them.
    Full,
    /// What remains of a course years later.
    Archive,
}

/// What can hold a course up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delays {
    /// More days until the survey; fewer, down to the next day, if negative.
    pub(crate) survey: i64,
    /// More days until the opinion.
    pub(crate) opinion: i64,
    /// The survey had to be done again.
    pub(crate) survey_again: bool,
}

/// A course as it will have been in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    /// Each event with the day on which it gets known; a plan is known before its day.
    events: Vec<(Day, Event)>,
    pub(crate) surveyed_on: Day,
    pub(crate) opinion_on: Day,
    pub(crate) decided_on: Day,
}

impl Course {
    /// A course from application to notification.
    pub(crate) fn run(
        random: &mut Random,
        kind: ApplicationKind,
        applied_on: Day,
        detail: Detail,
        delays: Delays,
    ) -> Self {
        if kind == ApplicationKind::Transfer {
            return Self::of_transfer(random, applied_on);
        }
        let mut steps = Steps {
            events: Vec::new(),
            detail,
        };
        steps.happened(MilestoneKind::Received, applied_on);
        let asked = working_day(applied_on.add_days(random.between(0, 3)));
        let (surveyed_on, sheet_in) = survey(random, &mut steps, asked, delays);
        let opinion_on = opinion(random, &mut steps, asked, delays.opinion);
        let judged = working_day(sheet_in.max(opinion_on).add_days(random.between(1, 4)));
        steps.happened(MilestoneKind::PrimaryJudged, judged);
        let board = working_day(judged.add_days(random.between(7, 14)));
        let planned = working_day(judged.add_days(random.between(1, 5)));
        steps.planned(MilestoneKind::BoardScheduled, planned, board);
        steps.happened(MilestoneKind::BoardHeld, board);
        let decided_on = working_day(board.add_days(random.between(0, 2)));
        steps.happened(MilestoneKind::Decided, decided_on);
        if detail == Detail::Full || random.percent(20) {
            steps.happened(
                MilestoneKind::Notified,
                working_day(decided_on.add_days(random.between(1, 3))),
            );
        }
        let waits = Waits {
            sheet_in,
            opinion_on,
            decided_on,
        };
        notices(random, &mut steps, applied_on, waits);
        Self {
            events: steps.events,
            surveyed_on,
            opinion_on,
            decided_on,
        }
    }

    fn of_transfer(random: &mut Random, applied_on: Day) -> Self {
        let mut steps = Steps {
            events: Vec::new(),
            detail: Detail::Full,
        };
        let decided_on = working_day(applied_on.add_days(random.between(2, 9)));
        steps.happened(MilestoneKind::Received, applied_on);
        steps.happened(MilestoneKind::Decided, decided_on);
        steps.happened(MilestoneKind::Notified, working_day(decided_on.add_days(1)));
        Self {
            events: steps.events,
            surveyed_on: applied_on,
            opinion_on: applied_on,
            decided_on,
        }
    }

    /// The course cut short by its end without a decision: 取下げ, 却下 or 終了.
    pub(crate) fn ended(mut self, end: MilestoneKind, on: Day) -> Self {
        self.events
            .retain(|(known_on, event)| *known_on <= on && !is_outcome(event));
        self.events.push((on, Event::Milestone(Milestone { kind: end, on })));
        self
    }

    /// What is known on `today`.
    pub(crate) fn known_on(&self, today: Day) -> Vec<Event> {
        self.events
            .iter()
            .filter(|(known_on, _)| *known_on <= today)
            .map(|(_, event)| *event)
            .collect()
    }
}

fn is_outcome(event: &Event) -> bool {
    matches!(
        event,
        Event::Milestone(Milestone {
            kind: MilestoneKind::Decided | MilestoneKind::Notified,
            ..
        })
    )
}

struct Steps {
    events: Vec<(Day, Event)>,
    detail: Detail,
}

impl Steps {
    fn happened(&mut self, kind: MilestoneKind, on: Day) {
        self.events.push((on, Event::Milestone(Milestone { kind, on })));
    }

    /// Archives keep what came back, not when it was asked for.
    fn asked(&mut self, kind: MilestoneKind, on: Day) {
        if self.detail == Detail::Full {
            self.happened(kind, on);
        }
    }

    /// Plans and reminders are of no interest once their day has passed for long.
    fn planned(&mut self, kind: MilestoneKind, known_on: Day, on: Day) {
        if self.detail == Detail::Full {
            self.events.push((known_on, Event::Milestone(Milestone { kind, on })));
        }
    }
}

/// The survey: (day of the last visit, day on which the sheet came in).
fn survey(random: &mut Random, steps: &mut Steps, asked: Day, delays: Delays) -> (Day, Day) {
    steps.asked(MilestoneKind::SurveyRequested, asked);
    let visit = working_day(asked.add_days((random.between(7, 19) + delays.survey).max(1)));
    steps.planned(
        MilestoneKind::SurveyScheduled,
        working_day(asked.add_days(random.between(1, 5))),
        visit,
    );
    steps.happened(MilestoneKind::SurveyConducted, visit);
    let sheet_in = working_day(visit.add_days(random.between(3, 9)));
    if !delays.survey_again {
        steps.happened(MilestoneKind::SurveyReceived, sheet_in);
        return (visit, sheet_in);
    }
    // The person was not in the usual state: the sheet is thrown away and the survey starts over.
    let again = working_day(visit.add_days(2));
    steps.asked(MilestoneKind::SurveyRequested, again);
    let second = working_day(again.add_days(random.between(7, 12)));
    steps.planned(MilestoneKind::SurveyScheduled, working_day(again.add_days(1)), second);
    steps.happened(MilestoneKind::SurveyConducted, second);
    let sheet_in = working_day(second.add_days(random.between(3, 6)));
    steps.happened(MilestoneKind::SurveyReceived, sheet_in);
    (second, sheet_in)
}

/// The physician's opinion: the day on which it came in.
fn opinion(random: &mut Random, steps: &mut Steps, asked: Day, more: i64) -> Day {
    steps.asked(MilestoneKind::OpinionRequested, asked);
    let days = if random.percent(78) {
        random.between(6, 20)
    } else {
        random.between(21, 38)
    };
    let came = working_day(asked.add_days(days + more));
    let reminded = working_day(asked.add_days(21));
    if reminded < came {
        steps.planned(MilestoneKind::OpinionReminded, reminded, reminded);
    }
    steps.happened(MilestoneKind::OpinionReceived, came);
    came
}

#[derive(Clone, Copy)]
struct Waits {
    sheet_in: Day,
    opinion_on: Day,
    decided_on: Day,
}

/// The notices due when the decision takes longer than the law gives it; the first guess is sometimes too hopeful.
fn notices(random: &mut Random, steps: &mut Steps, applied_on: Day, waits: Waits) {
    let line = applied_on.add_days(LEGAL_DAYS);
    if waits.decided_on <= line {
        return;
    }
    let first_on = working_day_before(line.add_days(-random.between(0, 4))).max(applied_on);
    let late = first_on.days_until(waits.decided_on);
    let hopeful = late > 14 && random.percent(30);
    let expected = if hopeful {
        first_on.add_days(late * 2 / 3)
    } else {
        waits.decided_on.add_days(random.between(0, 7))
    };
    steps
        .events
        .push((first_on, Event::Postponement(notice(first_on, waits, expected))));
    let second_on = working_day_before(expected);
    if hopeful && second_on > first_on && second_on < waits.decided_on {
        let expected = waits.decided_on.add_days(random.between(1, 7));
        steps
            .events
            .push((second_on, Event::Postponement(notice(second_on, waits, expected))));
    }
}

fn notice(noticed_on: Day, waits: Waits, expected_on: Day) -> PostponementNotice {
    let reason = match (waits.sheet_in > noticed_on, waits.opinion_on > noticed_on) {
        (true, true) => PostponementReason::Both,
        (true, false) => PostponementReason::SurveyPending,
        (false, true) => PostponementReason::OpinionPending,
        (false, false) => PostponementReason::WaitingForBoard,
    };
    PostponementNotice {
        noticed_on,
        reason,
        expected_on: expected_on.max(noticed_on),
    }
}

#[cfg(test)]
mod tests {
    use domain::certification::Progress;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn split(events: Vec<Event>) -> (Vec<Milestone>, Vec<PostponementNotice>) {
        let mut parts = (Vec::new(), Vec::new());
        for event in events {
            match event {
                Event::Milestone(milestone) => parts.0.push(milestone),
                Event::Postponement(notice) => parts.1.push(notice),
            }
        }
        parts
    }

    #[test]
    fn every_course_is_possible_on_every_day_of_it() {
        let applied_on = day("2026-03-27");
        for stream in 0..300 {
            let mut random = Random::new(9, stream);
            let delays = Delays {
                survey_again: stream % 10 == 0,
                ..Delays::default()
            };
            let course = Course::run(&mut random, ApplicationKind::New, applied_on, Detail::Full, delays);
            for later in 0..100 {
                let today = applied_on.add_days(later);
                let (milestones, notices) = split(course.known_on(today));
                let progress = Progress::of(ApplicationKind::New, applied_on, &milestones, &notices, today);
                assert!(progress.is_ok(), "{later} days, stream {stream}: {progress:?}");
            }
        }
    }

    #[test]
    fn a_decision_takes_about_forty_days() {
        let applied_on = day("2026-01-14");
        let days: i64 = (0..2_000)
            .map(|stream| {
                let random = &mut Random::new(2, stream);
                let course = Course::run(
                    random,
                    ApplicationKind::Renewal,
                    applied_on,
                    Detail::Full,
                    Delays::default(),
                );
                applied_on.days_until(course.decided_on)
            })
            .sum();
        let mean = days / 2_000;
        assert!((37..=43).contains(&mean), "{mean}");
    }

    #[test]
    fn whoever_waits_longer_than_the_law_allows_is_told() {
        let applied_on = day("2026-01-14");
        for stream in 0..500 {
            let course = Course::run(
                &mut Random::new(4, stream),
                ApplicationKind::New,
                applied_on,
                Detail::Full,
                Delays::default(),
            );
            let (_, notices) = split(course.known_on(Day::MAX));
            assert_eq!(notices.is_empty(), course.decided_on <= applied_on.add_days(LEGAL_DAYS));
        }
    }
}
