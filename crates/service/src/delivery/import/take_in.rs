//! What each feed's rows become. A row that speaks of somebody unknown is refused with its place; the others go in.

use std::collections::HashMap;

use domain::certification::Certification;
use domain::delivery::{CertificationRule, Finding, MilestoneRule, PersonRule};
use domain::id::PersonId;
use domain::period::Period;
use domain::person::InsuredNumber;
use exchange::assignment::AssignmentRow;
use exchange::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, Event, MilestoneRow};
use exchange::consent::{ConsentRow, Signed};
use exchange::organization::OfficeRow;
use exchange::person::PersonRow;
use exchange::row::Located;
use persistence::{
    ApplicationIntake, AssignmentIntake, Attributes, ConsentIntake, OfficeIntake, PersonIntake, StoreError, Tx,
};

use super::{TakeIn, Taken};

pub(super) fn persons(tx: &mut Tx<'_>, rows: &[Located<PersonRow>], about: &TakeIn) -> Result<Taken, StoreError> {
    let intakes: Vec<PersonIntake> = rows
        .iter()
        .map(|Located { value, .. }| {
            let PersonRow {
                number,
                name,
                kana,
                born_on,
                sex,
                address,
                loss,
                as_of,
            } = value.clone();
            let address = address.unwrap_or_default();
            PersonIntake {
                attributes: Attributes {
                    number,
                    name,
                    kana,
                    birth_date: born_on,
                    sex,
                    address,
                },
                lost: loss,
                as_of,
            }
        })
        .collect();
    Ok((tx.take_in_persons(&intakes, about.now)?, Vec::new()))
}

pub(super) fn assignments(
    tx: &mut Tx<'_>,
    rows: &[Located<AssignmentRow>],
    about: &TakeIn,
) -> Result<Taken, StoreError> {
    let known = People::of(tx, rows.iter().map(|row| row.value.number))?;
    let (intakes, refused) = known.with_person(
        rows,
        about,
        |row| row.number,
        |person, row| AssignmentIntake {
            person,
            kind: row.assignment.kind(),
            office: row.assignment.office(),
            delegated: row.assignment.delegated(),
            period: row.assignment.period(),
            notified_on: row.notified_on.unwrap_or(row.assignment.period().first),
        },
    );
    Ok((tx.take_in_assignments(&intakes, about.now)?, refused))
}

pub(super) fn consents(tx: &mut Tx<'_>, rows: &[Located<ConsentRow>], about: &TakeIn) -> Result<Taken, StoreError> {
    let known = People::of(tx, rows.iter().map(|row| row.value.number))?;
    let (intakes, refused) = known.with_person(
        rows,
        about,
        |row| row.number,
        |person, row| {
            let (signer, details) = match &row.signed {
                Signed::ByPerson => ("self", None),
                Signed::ByScribe { name, relation } => ("scribe", Some((name, relation))),
                Signed::ByRepresentative { name, relation } => ("representative", Some((name, relation))),
            };
            ConsentIntake {
                person,
                received_on: row.received_on,
                channel: row.channel.to_string(),
                signer: signer.to_owned(),
                signer_details: details.map(|(name, relation)| format!("{name}（{}）", relation.as_str())),
                form_version: row.form_version.clone(),
                effective_from: row.effective_from,
                withdrawn_on: row.withdrawn_on,
            }
        },
    );
    Ok((tx.take_in_consents(&intakes, about.now)?, refused))
}

pub(super) fn applications(
    tx: &mut Tx<'_>,
    rows: &[Located<ApplicationRow>],
    about: &TakeIn,
) -> Result<Taken, StoreError> {
    let known = People::of(tx, rows.iter().map(|row| row.value.number))?;
    let (intakes, refused) = known.with_person(
        rows,
        about,
        |row| row.number,
        |person, row| ApplicationIntake {
            person,
            number: row.application.as_str().to_owned(),
            kind: row.kind,
            applied_on: row.applied_on,
            ticked_consent: row.agrees_to_disclosure,
        },
    );
    Ok((tx.take_in_applications(&intakes, about.now)?, refused))
}

pub(super) fn milestones(tx: &mut Tx<'_>, rows: &[Located<MilestoneRow>], about: &TakeIn) -> Result<Taken, StoreError> {
    let known = People::of(tx, rows.iter().map(|row| row.value.number))?;
    let people: Vec<PersonId> = known.0.values().copied().collect();
    let applications = tx.applications_by_number(&people)?;
    let mut reached = Vec::new();
    let mut notices = Vec::new();
    let mut refused = Vec::new();
    for located in rows {
        let row = &located.value;
        let Some(person) = known.0.get(&row.number) else {
            refused.push(unknown_person(about, located.row, row.number));
            continue;
        };
        let Some(application) = applications.get(&(*person, row.application.as_str().to_owned())) else {
            let finding = Finding::of_file(&about.file, MilestoneRule::ApplicationUnknown).in_row(located.row);
            refused.push(finding.in_column("申請番号").about(row.application.as_str()));
            continue;
        };
        match row.event {
            Event::Milestone(milestone) => reached.push((*application, milestone.kind, milestone.on)),
            Event::Postponement(notice) => notices.push((*application, notice)),
        }
    }
    let mut tally = tx.take_in_milestones(&reached, about.now)?;
    tally += tx.take_in_postponements(&notices, about.now)?;
    Ok((tally, refused))
}

pub(super) fn certifications(
    tx: &mut Tx<'_>,
    rows: &[Located<CertificationRow>],
    about: &TakeIn,
) -> Result<Taken, StoreError> {
    let known = People::of(tx, rows.iter().map(|row| row.value.number))?;
    let mut undated = Vec::new();
    let (intakes, mut refused) = known.with_person(
        rows,
        about,
        |row| row.number,
        |person, row| {
            let number = row
                .application
                .as_ref()
                .map(|number| number.as_str().to_owned())
                .unwrap_or_default();
            result(row).map(|certification| (person, number, certification))
        },
    );
    let mut dated = Vec::with_capacity(intakes.len());
    for (intake, located) in intakes
        .into_iter()
        .zip(rows.iter().filter(|row| known.0.contains_key(&row.value.number)))
    {
        match intake {
            Some(intake) => dated.push(intake),
            None => {
                undated.push(Finding::of_file(&about.file, CertificationRule::Undated).in_row(located.row));
            }
        }
    }
    refused.append(&mut undated);
    Ok((tx.take_in_certifications(&dated, about.now)?, refused))
}

/// 非該当 has no validity: it counts from its decision until something else is decided.
fn result(row: &CertificationRow) -> Option<Certification> {
    let CertificationRow {
        level,
        decided_on,
        period,
        months,
        board_opinion,
        designated_services,
        status,
        checklist_on,
        ..
    } = row.clone();
    let period = period.or_else(|| decided_on.or(checklist_on).map(Period::since))?;
    Some(Certification {
        level,
        decided_on,
        checklist_on,
        period,
        months,
        board_opinion,
        service_restriction: designated_services,
        status,
    })
}

pub(super) fn burden_ratios(
    tx: &mut Tx<'_>,
    rows: &[Located<BurdenRatioRow>],
    about: &TakeIn,
) -> Result<Taken, StoreError> {
    let known = People::of(tx, rows.iter().map(|row| row.value.number))?;
    let (intakes, refused) = known.with_person(rows, about, |row| row.number, |person, row| (person, row.ratio));
    Ok((tx.take_in_burden_ratios(&intakes, about.now)?, refused))
}

pub(super) fn offices(tx: &mut Tx<'_>, rows: &[Located<OfficeRow>], about: &TakeIn) -> Result<Taken, StoreError> {
    let intakes: Vec<OfficeIntake> = rows
        .iter()
        .map(|Located { value, .. }| {
            let row = value.clone();
            let shown =
                |phone: Option<exchange::organization::Phone>| phone.map(|phone| phone.shown).unwrap_or_default();
            OfficeIntake {
                office_number: row.number,
                service_code: row.service,
                municipality_code: row.municipality,
                name: row.name,
                kana: row.kana,
                address: row.address,
                phone: shown(row.phone),
                fax: shown(row.fax),
                corporation: row.corporation.unwrap_or_default(),
            }
        })
        .collect();
    Ok((tx.take_in_offices(&intakes, about.now)?, Vec::new()))
}

/// The people a batch speaks of, as far as they are known.
pub(super) struct People(pub(super) HashMap<InsuredNumber, PersonId>);

impl People {
    pub(super) fn of(tx: &mut Tx<'_>, numbers: impl Iterator<Item = InsuredNumber>) -> Result<Self, StoreError> {
        let mut numbers: Vec<InsuredNumber> = numbers.collect();
        numbers.sort_unstable();
        numbers.dedup();
        Ok(Self(tx.persons_by_number(&numbers)?))
    }

    /// The rows of known people as intakes, and a finding for each of the others.
    fn with_person<T, I>(
        &self,
        rows: &[Located<T>],
        about: &TakeIn,
        number: fn(&T) -> InsuredNumber,
        intake: impl Fn(PersonId, &T) -> I,
    ) -> (Vec<I>, Vec<Finding>) {
        let mut intakes = Vec::with_capacity(rows.len());
        let mut refused = Vec::new();
        for located in rows {
            match self.0.get(&number(&located.value)) {
                Some(person) => intakes.push(intake(*person, &located.value)),
                None => refused.push(unknown_person(about, located.row, number(&located.value))),
            }
        }
        (intakes, refused)
    }
}

pub(super) fn unknown_person(about: &TakeIn, row: u64, number: InsuredNumber) -> Finding {
    Finding::of_file(&about.file, PersonRule::Unknown)
        .in_row(row)
        .in_column("被保険者番号")
        .about(number.as_str())
}
