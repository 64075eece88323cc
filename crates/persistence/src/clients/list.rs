//! An office's own clients, many at once: for the list and for today's work.
//!
//! Matching, sorting and cursors happen here, on sealed data, so that only the lines that are shown are disclosed. What a
//! line says beyond who it is, is read apart, for those only whom a page or a filter asks about.

pub(crate) mod news;

use std::cmp::Ordering;
use std::collections::HashMap;

use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::disclosure::{AssignmentFacts, ConsentFacts, Grant, PersonFacts};
use domain::id::PersonId;
use domain::organization::OfficeNumber;
use domain::person::fold_kana;
use domain::record::{ApplicationRecord, Attributes, CertificationRecord};

use crate::clients::search::Search;
use crate::clients::{assignment, consent, person};
use crate::schema::{assignments, consents, persons};
use crate::seal::Sealed;
use crate::store::dialect::on_each;
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// A client of an office, sealed; facts in the open for the decision.
#[derive(Debug)]
pub struct ClientRow {
    /// What `domain::disclosure` needs of the person.
    pub person: PersonFacts,
    /// Every consent there ever was.
    pub consents: Vec<ConsentFacts>,
    /// The assignments to this office.
    pub assignments: Vec<AssignmentFacts>,
    attributes: Sealed<Attributes>,
    /// The folded kana and the id: the order of the list.
    order: (String, PersonId),
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

/// Results, applications or burden ratios of many people, sealed.
pub struct SealedByPerson<T>(HashMap<PersonId, Vec<T>>);

impl<T> Default for SealedByPerson<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> SealedByPerson<T> {
    pub(crate) fn new(by_person: HashMap<PersonId, Vec<T>>) -> Self {
        Self(by_person)
    }

    /// Whether what is known of a person passes a test. A plain function: it cannot carry anything out but its answer.
    pub fn satisfies<C>(&self, person: PersonId, wanted: fn(&[T], &C) -> bool, context: &C) -> bool {
        wanted(self.of(person), context)
    }

    fn of(&self, person: PersonId) -> &[T] {
        self.0.get(&person).map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, person: PersonId) -> Vec<T> {
        self.0.remove(&person).unwrap_or_default()
    }
}

/// What lines say beyond who it is, of the people it was read for.
pub struct ClientDetails {
    /// Results.
    pub certifications: SealedByPerson<CertificationRecord>,
    /// Applications.
    pub applications: SealedByPerson<ApplicationRecord>,
}

impl ClientDetails {
    /// What a plain function makes of everything known of a person: a word or a number, by which groups and orders are
    /// made. It cannot carry anything else out.
    pub fn weighed<C, W: Copy>(
        &self,
        person: PersonId,
        weigh: fn(&[CertificationRecord], &[ApplicationRecord], &C) -> W,
        context: &C,
    ) -> W {
        weigh(self.certifications.of(person), self.applications.of(person), context)
    }
}

impl ClientRow {
    /// Whether name, kana, number or date of birth match what was typed.
    pub fn matches(&self, search: &Search) -> bool {
        search.finds(self.attributes.peek())
    }

    /// The order of the list: by kana.
    pub fn in_order(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order)
    }

    /// Where `list` goes on if it ends with this line. It holds the kana.
    ///
    /// # Errors
    /// If the vault cannot encrypt.
    pub fn cursor(&self, vault: &Vault, list: &str) -> Result<String, StoreError> {
        vault.cursor(list, &self.order)
    }

    /// The line with everything, which takes a grant for this person.
    pub fn whole(self, grant: &Grant, details: &mut ClientDetails) -> Sealed<ClientLine> {
        let person = self.person.id;
        if grant.person() != person {
            return self.identification();
        }
        let certifications = details.certifications.take(person);
        let applications = details.applications.take(person);
        self.attributes.map(|attributes| ClientLine {
            person,
            attributes,
            certifications,
            applications,
        })
    }

    /// Who it is, and nothing else: what the office itself wrote in its notice.
    pub fn identification(self) -> Sealed<ClientLine> {
        let person = self.person.id;
        self.attributes.map(|attributes| ClientLine {
            person,
            attributes,
            certifications: Vec::new(),
            applications: Vec::new(),
        })
    }
}

/// The place in the list after which a page begins.
#[derive(Debug)]
pub struct Cursor((String, PersonId));

impl Cursor {
    /// Reads what [`ClientRow::cursor`] made for this list; `None` if it was not made here, or for another one.
    pub fn read(text: &str, vault: &Vault, list: &str) -> Option<Self> {
        vault.place(list, text).map(Self)
    }

    /// Whether a client comes after it.
    pub fn is_before(&self, client: &ClientRow) -> bool {
        self.0 < client.order
    }
}

/// Applications made and results over before this are not needed for a list.
pub(super) const LIST_LOOKS_BACK_DAYS: i64 = 400;

/// The assignments to an office that are in force on one of the days, from the first to the second: `named` says in which column the office stands. One way of
/// being in charge at a time: with both in one condition SQLite reads every assignment of the insurer.
macro_rules! in_force {
    ($tx:expr, $named:expr, $days:expr) => {
        assignments::insurer_number
            .eq(&$tx.insurer_text)
            .and($named)
            .and(assignments::valid_from.le($days.1.naive()))
            .and(
                assignments::valid_until
                    .is_null()
                    .or(assignments::valid_until.ge($days.0.naive())),
            )
    };
}

/// The office named as the one that makes the plan. The second condition is what the partial index asks for.
macro_rules! delegated_to {
    ($office:expr) => {
        assignments::delegated_office_number
            .eq($office)
            .and(assignments::delegated_office_number.ne(""))
    };
}

impl Tx<'_> {
    /// Everybody assigned to an office today or whose assignment ended on `since` or later, in the order of their kana.
    ///
    /// # Errors
    /// If the database cannot be read or a person cannot be unsealed.
    pub fn clients(&mut self, office: OfficeNumber, since: Day, today: Day) -> Result<Vec<ClientRow>, StoreError> {
        let office = office.to_string();
        let days = (since, today);
        let mut consents = self.consents_by_client(&office, days)?;
        let mut clients: HashMap<PersonId, ClientRow> = HashMap::new();
        for (row, facts) in self.assigned(&office, days)? {
            let facts = assignment::facts(facts)?;
            let id = parsed("persons.id", &row.0)?;
            let known = match clients.get_mut(&id) {
                Some(known) => known,
                None => clients.entry(id).or_insert(self.client(id, row, &mut consents)?),
            };
            if !known.assignments.contains(&facts) {
                known.assignments.push(facts);
            }
        }
        let mut clients: Vec<ClientRow> = clients.into_values().collect();
        clients.sort_unstable_by(ClientRow::in_order);
        Ok(clients)
    }

    fn client(
        &self,
        id: PersonId,
        row: person::LineRow,
        consents: &mut HashMap<PersonId, Vec<ConsentFacts>>,
    ) -> Result<ClientRow, StoreError> {
        let (person, attributes) = person::line(id, row, self.vault)?;
        Ok(ClientRow {
            order: (fold_kana(attributes.peek().kana.as_str()), id),
            person,
            consents: consents.remove(&id).unwrap_or_default(),
            assignments: Vec::new(),
            attributes,
        })
    }

    /// Who is assigned, by the notice itself or by delegation: two ways in one statement, each with its own index.
    fn assigned(
        &mut self,
        office: &str,
        days: (Day, Day),
    ) -> Result<Vec<(person::LineRow, assignment::FactRow)>, StoreError> {
        macro_rules! lines {
            ($named:expr) => {
                assignments::table
                    .inner_join(
                        persons::table.on(persons::insurer_number
                            .eq(assignments::insurer_number)
                            .and(persons::id.eq(assignments::person_id))),
                    )
                    .filter(in_force!(self, $named, days))
                    .select((person::LineColumns::default(), assignment::FactColumns::default()))
            };
        }
        let named = lines!(assignments::office_number.eq(office));
        let delegated = lines!(delegated_to!(office));
        let all = named.union_all(delegated);
        Ok(on_each!(self.conn, conn => all.load::<(person::LineRow, assignment::FactRow)>(conn))?)
    }

    /// The consents of an office's clients. Asked by office and not by the people already found: so the statement stays
    /// the same, and prepared, however many there are.
    fn consents_by_client(
        &mut self,
        office: &str,
        days: (Day, Day),
    ) -> Result<HashMap<PersonId, Vec<ConsentFacts>>, StoreError> {
        macro_rules! given {
            ($named:expr) => {
                assignments::table
                    .inner_join(
                        consents::table.on(consents::insurer_number
                            .eq(assignments::insurer_number)
                            .and(consents::person_id.eq(assignments::person_id))),
                    )
                    .filter(in_force!(self, $named, days))
                    .select((consents::person_id, consent::FactColumns::default()))
            };
        }
        let by_named = given!(assignments::office_number.eq(office));
        let by_delegated = given!(delegated_to!(office));
        let all = by_named.union_all(by_delegated);
        let rows = on_each!(self.conn, conn => all.load::<(String, consent::FactRow)>(conn))?;
        let mut by_person: HashMap<PersonId, Vec<ConsentFacts>> = HashMap::new();
        for (person, facts) in rows {
            let known = by_person.entry(parsed("consents.person_id", &person)?).or_default();
            let facts = consent::facts(facts)?;
            // Who is assigned twice comes twice.
            if !known.contains(&facts) {
                known.push(facts);
            }
        }
        Ok(by_person)
    }

    /// The results of some clients that a list may need, sealed.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn listed_certifications(
        &mut self,
        clients: &[PersonId],
        today: Day,
    ) -> Result<SealedByPerson<CertificationRecord>, StoreError> {
        let since = today.add_days(-LIST_LOOKS_BACK_DAYS);
        self.certifications_of(&texts(clients), since).map(SealedByPerson::new)
    }

    /// The applications of some clients that a list may need, sealed.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn listed_applications(
        &mut self,
        clients: &[PersonId],
        today: Day,
    ) -> Result<SealedByPerson<ApplicationRecord>, StoreError> {
        let since = today.add_days(-LIST_LOOKS_BACK_DAYS);
        self.applications_of(&texts(clients), Some(since))
            .map(SealedByPerson::new)
    }
}

pub(super) fn texts(people: &[PersonId]) -> Vec<String> {
    people.iter().map(ToString::to_string).collect()
}
