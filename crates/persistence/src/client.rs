//! An office's own clients, many at once: for the list and for today's work.
//!
//! Matching, sorting and cursors happen here, on sealed data, so that only the lines that are shown are disclosed.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::day::Day;
use domain::disclosure::{AssignmentFacts, ConsentFacts, Grant, PersonFacts};
use domain::id::PersonId;
use domain::organization::OfficeNumber;
use domain::person::{fold_kana, fold_number};

use crate::application::ApplicationRecord;
use crate::certification::CertificationRecord;
use crate::error::StoreError;
use crate::person::Attributes;
use crate::schema::{assignments, consents, persons};
use crate::seal::{Sealed, Vault};
use crate::store::Tx;
use crate::{assignment, consent, person};

/// A client of an office, sealed; facts in the open for the decision.
#[derive(Debug)]
pub struct ClientRow {
    /// What `domain::disclosure` needs of the person.
    pub person: PersonFacts,
    /// Every consent there ever was.
    pub consents: Vec<ConsentFacts>,
    /// The assignments to this office.
    pub assignments: Vec<AssignmentFacts>,
    line: Sealed<Line>,
    /// The folded kana and the id: the order of the list.
    order: (String, PersonId),
    has_new_documents: bool,
}

#[derive(Debug)]
struct Line {
    attributes: Attributes,
    certifications: Vec<CertificationRecord>,
    applications: Vec<ApplicationRecord>,
}

/// A line of the list as it may be shown.
#[derive(Clone, Debug)]
pub struct ClientLine {
    /// Opaque id.
    pub person: PersonId,
    /// Attributes.
    pub attributes: Attributes,
    /// Results, newest first; empty if only identification may be shown.
    pub certifications: Vec<CertificationRecord>,
    /// Applications of the last year, newest first; empty if only identification may be shown.
    pub applications: Vec<ApplicationRecord>,
}

/// A test on what is still sealed. A plain function: it cannot carry anything out but its answer.
pub type Wanted = fn(&[CertificationRecord], &[ApplicationRecord], Day) -> bool;

impl ClientRow {
    /// Whether name, kana or number match what was typed.
    pub fn matches(&self, query: &str) -> bool {
        let attributes = &self.line.peek().attributes;
        let text = fold_kana(query);
        let number = fold_number(query);
        text.is_empty()
            || fold_kana(attributes.kana.as_str()).contains(&text)
            || fold_kana(attributes.name.as_str()).contains(&text)
            || (!number.is_empty() && attributes.number.as_str().starts_with(&number))
    }

    /// Whether the certification data pass a test.
    pub fn satisfies(&self, wanted: Wanted, today: Day) -> bool {
        let line = self.line.peek();
        wanted(&line.certifications, &line.applications, today)
    }

    /// Whether documents came in lately.
    pub fn has_new_documents(&self) -> bool {
        self.has_new_documents
    }

    /// The order of the list: by kana.
    pub fn in_order(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order)
    }

    /// Where a list that ends with this line goes on: opaque, because it holds the kana.
    ///
    /// # Errors
    /// If the vault cannot encrypt.
    pub fn cursor(&self, vault: &Vault) -> Result<String, StoreError> {
        let sealed = vault.encrypt_json("cursor", &self.order)?;
        Ok(openssl::base64::encode_block(&sealed)
            .replace('+', "-")
            .replace('/', "_"))
    }

    /// The line with everything, which takes a grant for this person.
    pub fn whole(self, grant: &Grant) -> Sealed<ClientLine> {
        let person = self.person.id;
        if grant.person() != person {
            return self.identification();
        }
        self.line.map(
            |Line {
                 attributes,
                 certifications,
                 applications,
             }| ClientLine {
                person,
                attributes,
                certifications,
                applications,
            },
        )
    }

    /// Who it is, and nothing else: what the office itself wrote in its notice.
    pub fn identification(self) -> Sealed<ClientLine> {
        let person = self.person.id;
        self.line.map(|line| ClientLine {
            person,
            attributes: line.attributes,
            certifications: Vec::new(),
            applications: Vec::new(),
        })
    }
}

/// The place in the list after which a page begins.
#[derive(Debug)]
pub struct Cursor((String, PersonId));

impl Cursor {
    /// Reads what [`ClientRow::cursor`] made; `None` if it was not made here.
    pub fn read(text: &str, vault: &Vault) -> Option<Self> {
        let sealed = openssl::base64::decode_block(&text.replace('-', "+").replace('_', "/")).ok()?;
        vault.decrypt_json("cursor", &sealed).ok().map(Self)
    }

    /// Whether a client comes after it.
    pub fn is_before(&self, client: &ClientRow) -> bool {
        self.0 < client.order
    }
}

/// Applications made and results over before this are not needed for a list.
const LIST_LOOKS_BACK_DAYS: i64 = 400;

impl Tx<'_> {
    /// Everybody assigned to an office on a day, in the order of their kana.
    ///
    /// # Errors
    /// If the database cannot be read or a person cannot be unsealed.
    pub fn clients(
        &mut self,
        office: OfficeNumber,
        today: Day,
        new_documents_since: DateTime<Utc>,
    ) -> Result<Vec<ClientRow>, StoreError> {
        let people = self.assigned(office, today)?;
        let ids: Vec<String> = people.iter().map(|(row, _)| row.id.clone()).collect();
        let mut consents = self.consents_of(&ids)?;
        let since = today.add_days(-LIST_LOOKS_BACK_DAYS);
        let mut certifications = self.certifications_of(&ids, since)?;
        let mut applications = self.applications_of(&ids, Some(since))?;
        let fresh: HashSet<String> = self
            .people_with_new_documents(&ids, new_documents_since)?
            .into_iter()
            .collect();
        let mut clients = Vec::with_capacity(people.len());
        for (row, assignments) in people {
            let has_new_documents = fresh.contains(&row.id);
            let record = row.open(self.vault)?;
            let id = record.facts.id;
            let kana = fold_kana(record.attributes.peek().kana.as_str());
            clients.push(ClientRow {
                person: record.facts,
                consents: consents.remove(&id.to_string()).unwrap_or_default(),
                assignments,
                order: (kana, id),
                line: record.attributes.map(|attributes| Line {
                    attributes,
                    certifications: certifications.remove(&id).unwrap_or_default(),
                    applications: applications.remove(&id).unwrap_or_default(),
                }),
                has_new_documents,
            });
        }
        clients.sort_by(ClientRow::in_order);
        Ok(clients)
    }

    /// The people with an assignment to the office that is in force, each once with all of them.
    fn assigned(
        &mut self,
        office: OfficeNumber,
        today: Day,
    ) -> Result<Vec<(person::Row, Vec<AssignmentFacts>)>, StoreError> {
        let office = office.to_string();
        let mut people: HashMap<String, (person::Row, Vec<AssignmentFacts>)> = HashMap::new();
        for delegated in [false, true] {
            for (row, facts) in self.assigned_by(&office, delegated, today)? {
                let facts = assignment::facts(facts)?;
                let known = &mut people.entry(row.id.clone()).or_insert_with(|| (row, Vec::new())).1;
                if !known.contains(&facts) {
                    known.push(facts);
                }
            }
        }
        Ok(people.into_values().collect())
    }

    /// One way of being in charge at a time: with both in one condition SQLite reads every assignment of the insurer.
    fn assigned_by(
        &mut self,
        office: &str,
        delegated: bool,
        today: Day,
    ) -> Result<Vec<(person::Row, assignment::FactRow)>, StoreError> {
        let in_force = assignments::table
            .inner_join(
                persons::table.on(persons::insurer_number
                    .eq(assignments::insurer_number)
                    .and(persons::id.eq(assignments::person_id))),
            )
            .filter(assignments::insurer_number.eq(&self.insurer_text))
            .filter(assignments::valid_from.le(today.naive()))
            .filter(
                assignments::valid_until
                    .is_null()
                    .or(assignments::valid_until.ge(today.naive())),
            )
            .select((person::Row::as_select(), assignment::FactColumns::default()));
        let lines = if delegated {
            // The second condition is what the partial index asks for.
            let named = assignments::delegated_office_number
                .eq(office)
                .and(assignments::delegated_office_number.ne(""));
            in_force.filter(named).load(self.conn)?
        } else {
            in_force.filter(assignments::office_number.eq(office)).load(self.conn)?
        };
        Ok(lines)
    }

    fn consents_of(&mut self, people: &[String]) -> Result<HashMap<String, Vec<ConsentFacts>>, StoreError> {
        let rows: Vec<(String, consent::FactRow)> = consents::table
            .filter(
                consents::insurer_number
                    .eq(&self.insurer_text)
                    .and(consents::person_id.eq_any(people)),
            )
            .select((consents::person_id, consent::FactColumns::default()))
            .load(self.conn)?;
        let mut by_person: HashMap<String, Vec<ConsentFacts>> = HashMap::new();
        for (person, facts) in rows {
            by_person.entry(person).or_default().push(consent::facts(facts)?);
        }
        Ok(by_person)
    }
}
