//! What one disclosure needs of a person, in one statement: the facts of consent and assignment, and the person, still
//! encrypted.

use diesel::prelude::*;
use domain::disclosure::{AssignmentFacts, ConsentFacts};
use domain::id::PersonId;
use domain::organization::OfficeNumber;

use crate::clients::person::{self, PersonRecord};
use crate::clients::{assignment, consent};
use crate::schema::{assignments, consents, persons};
use crate::store::dialect::on_each;
use crate::store::error::StoreError;
use crate::store::transaction::Tx;

/// A person with everything the five conditions ask about it, as seen from one office.
#[derive(Debug)]
pub struct PersonInReach {
    /// The person, attributes still encrypted.
    pub person: PersonRecord,
    /// Every consent there ever was.
    pub consents: Vec<ConsentFacts>,
    /// Every assignment to this office (or delegated to it) there ever was.
    pub assignments: Vec<AssignmentFacts>,
}

impl Tx<'_> {
    /// The person as seen from an office; `None` if there is no such person, or none whom a notice ever gave to this office.
    ///
    /// Asked of the notices first: of people of other offices no more is read than of nobody.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn person_in_reach(&mut self, id: PersonId, office: OfficeNumber) -> Result<Option<PersonInReach>, StoreError> {
        type Line = (assignment::FactRow, person::Row, Option<consent::FactRow>);
        let office = office.to_string();
        let lines: Vec<Line> = on_each!(self.conn, conn => assignments::table
            .inner_join(
                persons::table.on(persons::insurer_number
                    .eq(assignments::insurer_number)
                    .and(persons::id.eq(assignments::person_id))),
            )
            .left_join(
                consents::table.on(consents::insurer_number
                    .eq(assignments::insurer_number)
                    .and(consents::person_id.eq(assignments::person_id))),
            )
            .filter(
                assignments::insurer_number
                    .eq(&self.insurer_text)
                    .and(assignments::person_id.eq(id.to_string()))
                    .and(
                        assignments::office_number
                            .eq(&office)
                            .or(assignments::delegated_office_number.eq(&office)),
                    ),
            )
            .select((
                assignment::FactColumns::default(),
                person::Row::as_select(),
                consent::FactColumns::default().nullable(),
            ))
            .load(conn))?;
        let mut reach: Option<PersonInReach> = None;
        for (assignment_row, row, consent_row) in lines {
            let reach = match &mut reach {
                Some(known) => known,
                None => reach.insert(PersonInReach {
                    person: row.try_into()?,
                    consents: Vec::new(),
                    assignments: Vec::new(),
                }),
            };
            add_once(&mut reach.consents, consent_row.map(consent::facts).transpose()?);
            add_once(&mut reach.assignments, Some(assignment::facts(assignment_row)?));
        }
        Ok(reach)
    }
}

/// The join repeats each consent for each assignment.
fn add_once<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item
        && !list.contains(&item)
    {
        list.push(item);
    }
}
