//! What the two papers of a decision say about one person: the survey sheet and the physician's opinion, from one and the
//! same condition. How they look is decided in `form`.

mod condition;
mod disease;
mod notes;
mod opinion;
mod subject;

use domain::certification::CareLevel;
use domain::person::Sex;
use exchange::person::PersonRow;

use self::condition::Condition;
use self::subject::{Subject, wareki};
use crate::error::SampleError;
use crate::form::catalogue::{Item, survey_items};
use crate::form::survey::SurveySheet;
use crate::form::typeface::Typeface;
use crate::form::{FormError, Forms};
use crate::municipality::{INSURER, telephone};
use crate::names::NameBook;
use crate::person::besides::HOME;
use crate::person::life::Paper;
use crate::random::Random;

/// Writes papers; prepared once for a whole sample.
pub(crate) struct Desk {
    forms: Forms,
    items: Vec<Item>,
    seed: u64,
}

/// The papers of a decision as PDF files.
pub(crate) struct Printed {
    pub(crate) survey: Vec<u8>,
    pub(crate) opinion: Vec<u8>,
}

/// Papers have streams of chance of their own, beyond those of persons.
const PAPER_STREAMS: u64 = 1 << 48;

impl Desk {
    pub(crate) fn new(face: &Typeface, seed: u64) -> Result<Self, SampleError> {
        let items = survey_items().map_err(FormError::from)?;
        Ok(Self {
            forms: Forms::new(face)?,
            items,
            seed,
        })
    }

    pub(crate) fn print(&self, names: &NameBook, person: &PersonRow, paper: &Paper) -> Printed {
        let digits = person.number.as_str().trim_start_matches('H').parse().unwrap_or(0_u64);
        let mut random = Random::new(self.seed, PAPER_STREAMS + digits);
        let condition = Condition::of(&mut random, paper.level, person.sex, &self.items);
        let subject = Subject {
            person,
            paper,
            telephone: telephone(&mut random),
        };
        let survey = self.survey(&mut random, names, &subject, &condition);
        let opinion = opinion::sheet(&mut random, names, &subject, &condition, &self.items);
        Printed {
            survey: self.forms.survey(&survey),
            opinion: self.forms.opinion(&opinion),
        }
    }

    fn survey(&self, random: &mut Random, names: &NameBook, subject: &Subject, condition: &Condition) -> SurveySheet {
        let Subject {
            person,
            paper,
            telephone,
        } = subject;
        let family = (person.name.as_str().split('　').next().unwrap_or_default(), "");
        let (surroundings, relation) = notes::surroundings(random, condition, &self.items);
        let relative = names.relative(random, family, sex_of(relation, person.sex));
        // Whoever has applied for the first time has nothing on loan from the insurance yet.
        let surroundings = match paper.previous {
            Some(_) => surroundings,
            None => surroundings.replace(notes::ON_LOAN, "を使用している"),
        };
        let on_loan = surroundings.contains(notes::ON_LOAN);
        let elsewhere = Some(&paper.survey_place).filter(|place| *place != HOME).cloned();
        SurveySheet {
            insurer: INSURER.to_owned(),
            insured: person.number.to_string(),
            conducted_on: wareki(paper.surveyed_on),
            minutes: random.between(8, 15) * 5,
            elsewhere,
            previous_on: paper.previous.map(|(day, _)| wareki(day)),
            previous_level: paper.previous.map(|(_, level)| level.name_ja().to_owned()),
            kana: person.kana.to_string(),
            name: person.name.to_string(),
            sex: usize::from(person.sex == Sex::Female),
            birth: wareki(person.born_on),
            age: i64::from(person.born_on.age_on(paper.surveyed_on)),
            address: person.address.clone().unwrap_or_default(),
            telephone: telephone.clone(),
            family: Some((
                relative.name,
                relation.to_owned(),
                crate::municipality::telephone(random),
            )),
            services: services(random, paper, on_loan),
            institution: None,
            surroundings,
            answers: condition.answers.clone(),
            notes: notes::special(random, condition, &self.items),
        }
    }
}

/// The sex of a relative of somebody of sex `own`.
fn sex_of(relation: &str, own: Sex) -> Sex {
    match (relation, own) {
        ("長男" | "弟", _) | ("配偶者", Sex::Female) => Sex::Male,
        _ => Sex::Female,
    }
}

/// Services in use at the survey: none on a first application, more with higher levels.
fn services(random: &mut Random, paper: &Paper, on_loan: bool) -> Vec<(usize, i64)> {
    const HOME_HELP: usize = 0;
    const EQUIPMENT: usize = 1;
    const NURSING: usize = 4;
    const DAY_CARE: usize = 10;
    const REHABILITATION: usize = 12;
    const SHORT_STAY: usize = 14;
    let Some((_, level)) = paper.previous else {
        return Vec::new();
    };
    let heavy = matches!(level, CareLevel::Care3 | CareLevel::Care4 | CareLevel::Care5);
    let mut services = Vec::new();
    let mut maybe = |percent: u64, service: usize, (low, high): (i64, i64)| {
        if random.percent(percent) {
            services.push((service, random.between(low, high)));
        }
    };
    maybe(45, HOME_HELP, if heavy { (8, 30) } else { (4, 9) });
    maybe(
        if on_loan { 100 } else { 20 },
        EQUIPMENT,
        if heavy { (2, 5) } else { (1, 2) },
    );
    maybe(if heavy { 40 } else { 12 }, NURSING, (4, 8));
    maybe(50, DAY_CARE, if heavy { (8, 16) } else { (4, 9) });
    maybe(25, REHABILITATION, (4, 9));
    maybe(if heavy { 30 } else { 4 }, SHORT_STAY, (2, 10));
    services
}
