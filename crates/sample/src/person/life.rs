//! Everything the city knows of one invented person, and how such a life is put together step by step. Which steps a
//! person takes is decided in `ordinary` and `awkward`.

use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::certification::{ApplicationKind, ApplicationNumber, CareLevel, CertificationStatus, MilestoneKind};
use domain::organization::OfficeNumber;
use domain::person::assignment::{Assignment, AssignmentKind};
use domain::person::{LossReason, Sex};
use exchange::assignment::AssignmentRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, Event};
use exchange::consent::ConsentRow;
use exchange::person::PersonRow;

use crate::calendar::working_day_before;
use crate::error::{SampleError, made};
use crate::municipality;
use crate::names::FullName;
use crate::person::besides::Besides;
use crate::person::course::{Course, Delays, Detail};
use crate::person::history::{self, End, Stage};
use crate::person::wording;
use crate::random::Random;
use crate::world::World;

/// All rows about one person.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    pub(crate) person: PersonRow,
    pub(crate) applications: Vec<(ApplicationRow, Vec<Event>)>,
    pub(crate) results: Vec<CertificationRow>,
    pub(crate) assignments: Vec<AssignmentRow>,
    pub(crate) consents: Vec<ConsentRow>,
    pub(crate) ratios: Vec<BurdenRatioRow>,
    pub(crate) papers: Vec<Paper>,
}

/// A survey sheet and a physician's opinion that go with a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paper {
    pub(crate) application: ApplicationNumber,
    pub(crate) level: CareLevel,
    pub(crate) surveyed_on: Day,
    pub(crate) opinion_on: Day,
    /// The certification before, if there was one: when it was decided, and at which level.
    pub(crate) previous: Option<(Day, CareLevel)>,
    /// 医療機関名.
    pub(crate) institution: String,
    /// 調査実施場所.
    pub(crate) survey_place: String,
    /// 主治医同意; `None` in the forms since 2026-04, which no longer ask.
    pub(crate) physician_consents: Option<bool>,
}

/// Who the person is, as far as it matters to the caller.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) name: Option<FullName>,
    pub(crate) sex: Sex,
    pub(crate) age: i64,
    /// On public assistance: an insured number that begins with H.
    pub(crate) public_assistance: bool,
}

/// A life in the making.
pub(crate) struct Builder<'a> {
    pub(crate) world: &'a World,
    pub(crate) random: Random,
    pub(crate) life: Life,
    pub(crate) name: FullName,
    /// Whether papers are kept whatever the age of the decision.
    pub(crate) keeps_papers: bool,
    /// What the city knows besides.
    pub(crate) besides: Besides,
    index: u64,
    applications: u64,
}

/// Insured numbers run in steps, so that a slip of the finger meets nobody.
const FIRST_NUMBER: u64 = 1_000_003;
const STEP: u64 = 37;
/// Applications of one person are told apart by the last digits of their numbers.
const MOST_APPLICATIONS: u64 = 20;
/// Since these forms the physician is no longer asked for consent.
const NEW_OPINION_FORM: (i32, u32, u32) = (2026, 4, 1);

impl<'a> Builder<'a> {
    pub(crate) fn new(world: &'a World, index: u64, mut random: Random, who: Who) -> Result<Self, SampleError> {
        let drawn = world.names.person(&mut random, who.sex);
        let name = who.name.unwrap_or(drawn);
        let number = FIRST_NUMBER + index * STEP;
        let number = if who.public_assistance {
            format!("H{number:09}")
        } else {
            format!("{number:010}")
        };
        let today = world.today;
        let years = i32::try_from(who.age).unwrap_or(80);
        let birthday = Day::from_ymd(today.year() - years, today.month(), 1).unwrap_or(today);
        let mut besides = Besides::new(world.seed, index, who.age);
        let person = PersonRow {
            number: made(&number)?,
            name: made(&name.name)?,
            kana: made(&name.kana)?,
            born_on: birthday.add_days(-random.between(1, 330)),
            sex: who.sex,
            address: Some(municipality::address(&mut random)),
            loss: None,
            as_of: world.as_of,
            qualification: besides.qualification(who.age, who.public_assistance),
        };
        let life = Life {
            person,
            applications: Vec::new(),
            results: Vec::new(),
            assignments: Vec::new(),
            consents: Vec::new(),
            ratios: Vec::new(),
            papers: Vec::new(),
        };
        Ok(Self {
            world,
            random,
            life,
            name,
            keeps_papers: false,
            besides,
            index,
            applications: 0,
        })
    }

    fn today(&self) -> Day {
        self.world.today
    }

    /// A number for the next application. Unique because the person's place in the sample is.
    fn application_number(&mut self, applied_on: Day) -> Result<ApplicationNumber, SampleError> {
        let serial = self.index * MOST_APPLICATIONS + self.applications;
        self.applications += 1;
        made(&format!("{:04}-{serial:07}", applied_on.year()))
    }

    /// Adds an application with what is known of its course today.
    pub(crate) fn apply(
        &mut self,
        kind: ApplicationKind,
        applied_on: Day,
        course: &Course,
    ) -> Result<ApplicationNumber, SampleError> {
        let application = self.application_number(applied_on)?;
        let details = self.besides.application(kind, applied_on);
        if details.moved_on.is_some() {
            self.life.person.qualification.moved_in_on = details.moved_on;
        }
        let row = ApplicationRow {
            number: self.life.person.number,
            application: application.clone(),
            applied_on,
            kind,
            agrees_to_disclosure: self.random.percent(93),
            details,
        };
        self.life.applications.push((row, course.known_on(self.world.today)));
        Ok(application)
    }

    /// Certifications up to the one in force, which is at `levels`' last level; one for every level.
    pub(crate) fn certified(&mut self, levels: &[CareLevel], end: End) -> Result<(), SampleError> {
        let earlier = (levels.len() as u64).saturating_sub(1);
        let stages = history::chain(&mut self.random, self.world.today, earlier, end)?;
        self.certified_by(&stages, levels)
    }

    /// The same for a chain that the caller has made.
    pub(crate) fn certified_by(&mut self, stages: &[Stage], levels: &[CareLevel]) -> Result<(), SampleError> {
        let count = stages.len();
        let mut previous = None;
        for (at, (stage, &level)) in stages.iter().zip(levels).enumerate() {
            let application = self.apply(stage.kind, stage.applied_on, &stage.course)?;
            let now = at + 1 == count;
            let status = if now {
                CertificationStatus::Current
            } else {
                CertificationStatus::Superseded
            };
            if now && stage.kind != ApplicationKind::Transfer {
                self.paper(application.clone(), stage, level, previous);
            }
            self.result(application, stage, level, status);
            previous = Some((stage.course.decided_on, level));
        }
        Ok(())
    }

    fn result(&mut self, application: ApplicationNumber, stage: &Stage, level: CareLevel, status: CertificationStatus) {
        let eligible = level != CareLevel::NotEligible;
        let (opinion, services) = wording::board(&mut self.random, level, stage.validity.months());
        self.life.results.push(CertificationRow {
            number: self.life.person.number,
            application: Some(application),
            level,
            decided_on: Some(stage.course.decided_on),
            period: eligible.then(|| stage.validity.period()),
            months: eligible.then(|| stage.validity.months()),
            board_opinion: opinion.filter(|_| eligible),
            designated_services: services.filter(|_| eligible),
            status,
            checklist_on: None,
        });
    }

    /// The papers of a decision, unless it is too old for a first delivery.
    fn paper(
        &mut self,
        application: ApplicationNumber,
        stage: &Stage,
        level: CareLevel,
        previous: Option<(Day, CareLevel)>,
    ) {
        let age = stage.course.decided_on.days_until(self.today());
        if !self.keeps_papers && self.world.paper_days.is_some_and(|days| age > days) {
            return;
        }
        let (year, month, day) = NEW_OPINION_FORM;
        let asks = Day::from_ymd(year, month, day).is_some_and(|since| stage.course.opinion_on < since);
        let consents = self.random.percent(96);
        let details = self.life.applications.last().map(|(row, _)| row.details.clone());
        let details = details.unwrap_or_default();
        self.life.papers.push(Paper {
            application,
            level,
            surveyed_on: stage.course.surveyed_on,
            opinion_on: stage.course.opinion_on,
            previous,
            institution: details.institution.unwrap_or_default(),
            survey_place: details.survey_place.unwrap_or_default(),
            physician_consents: asks.then_some(consents),
        });
    }

    /// An application that is not decided today, made `elapsed` days ago unless that would be a decision by now.
    pub(crate) fn open(&mut self, kind: ApplicationKind, elapsed: i64, delays: Delays) -> Result<(), SampleError> {
        let mut elapsed = elapsed;
        loop {
            let applied_on = working_day_before(self.today().add_days(-elapsed));
            let course = Course::run(&mut self.random, kind, applied_on, Detail::Full, delays);
            if course.decided_on > self.today() || elapsed <= 0 {
                self.apply(kind, applied_on, &course)?;
                return Ok(());
            }
            elapsed -= 3;
        }
    }

    /// The same, told until today's knowledge of it is as the story wants it.
    pub(crate) fn open_as(
        &mut self,
        kind: ApplicationKind,
        (elapsed, delays): (i64, Delays),
        wanted: impl Fn(&[Event]) -> bool,
    ) -> Result<(), SampleError> {
        let applied_on = working_day_before(self.today().add_days(-elapsed));
        for _ in 0..200 {
            let course = Course::run(&mut self.random, kind, applied_on, Detail::Full, delays);
            if course.decided_on > self.today() && wanted(&course.known_on(self.today())) {
                self.apply(kind, applied_on, &course)?;
                return Ok(());
            }
        }
        self.open(kind, elapsed, delays)
    }

    /// An application that ended without a decision, `elapsed` days ago, after `lasted` days.
    pub(crate) fn given_up(
        &mut self,
        kind: ApplicationKind,
        end: MilestoneKind,
        (elapsed, lasted): (i64, i64),
    ) -> Result<(), SampleError> {
        let applied_on = working_day_before(self.today().add_days(-elapsed - lasted));
        let delays = Delays {
            survey: lasted,
            opinion: lasted,
            survey_again: false,
        };
        let course = Course::run(&mut self.random, kind, applied_on, Detail::Full, delays);
        let end_on = working_day_before(self.today().add_days(-elapsed)).max(applied_on);
        self.apply(kind, applied_on, &course.ended(end, end_on))?;
        Ok(())
    }

    /// Puts the person into an office's hands.
    pub(crate) fn assign(
        &mut self,
        kind: AssignmentKind,
        (office, delegated): (Option<OfficeNumber>, Option<OfficeNumber>),
        (first, last): (Day, Option<Day>),
    ) -> Result<(), SampleError> {
        let first = first.min(self.today());
        let period = Period {
            first,
            last: last.map(|last| last.max(first)),
        };
        let assignment = Assignment::new(kind, office, delegated, period)
            .map_err(|invalid| SampleError::Invented(invalid.to_string()))?;
        let notified_on = Some(working_day_before(first.add_days(-self.random.between(0, 6))));
        self.life.assignments.push(AssignmentRow {
            number: self.life.person.number,
            assignment,
            notified_on,
        });
        Ok(())
    }

    /// Whether some office has the person in hand today.
    pub(crate) fn is_assigned(&self) -> bool {
        self.life
            .assignments
            .iter()
            .any(|row| row.assignment.office().is_some() && row.assignment.in_force(self.today()))
    }

    /// The first day of the oldest certification that is known.
    pub(crate) fn certified_since(&self) -> Option<Day> {
        self.life
            .results
            .iter()
            .filter_map(|row| row.period)
            .map(|period| period.first)
            .min()
    }

    /// The person is no longer insured since `on`; what was under way is closed, offices stop.
    pub(crate) fn lose(&mut self, on: Day, reason: LossReason) {
        self.life.person.loss = Some((on, reason));
        for row in &mut self.life.assignments {
            if row.assignment.in_force(on)
                && let Ok(ended) = row.assignment.end(on.add_days(-1).max(row.assignment.period().first))
            {
                row.assignment = ended;
            }
        }
    }
}
