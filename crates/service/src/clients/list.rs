//! The list of an office's own clients: search, filters, pages; an entry in the ledger for every line that is shown.

use std::sync::Arc;

use domain::audit::{Operation, Outcome};
use domain::calendar::day::Day;
use domain::certification::Pace;
use domain::disclosure::{Condition, Facts, Failure, Grant, Refusal, ViewerFacts, decide};
use domain::id::{AccountId, PersonId};
use domain::record::{ApplicationRecord, CertificationRecord};
use persistence::{ClientDetails, ClientRow, Cursor, Disclosed, Entry, Sealed, Search, StoreError, Tx};

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::line::{ClientListing, is_decided_lately, is_ending, is_in_progress, is_overdue, listing};
use crate::clients::policy::Rules;
use crate::error::ServiceError;
use crate::rule::{Field, SearchRule};

/// Which clients a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFilter {
    /// Everybody.
    All,
    /// An application is open.
    InProgress,
    /// An application is open beyond its line: the legal 30 days, or for a renewal the end of the validity.
    Overdue,
    /// The certification ends within 60 days or has ended, and nothing follows it yet (間に合うか).
    Ending,
    /// A result came within the last 14 days.
    Decided,
    /// Consent is missing or over.
    ConsentMissing,
}

/// What is asked of the list.
#[derive(Clone, Debug)]
pub struct ClientQuery {
    /// Part of name or kana, the beginning of the number or its end, or the date of birth; empty for everybody.
    pub text: String,
    /// Which ones.
    pub filter: ListFilter,
    /// Where to go on.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: usize,
}

impl ClientQuery {
    /// Whose list it is and what is asked of it: a cursor goes on in the same one only. How long a page is may change.
    fn list_of(&self, viewer: AccountId) -> String {
        format!("{viewer} {:?} {}", self.filter, self.text)
    }
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct ClientPage {
    /// The lines in the order of their kana.
    pub lines: Vec<ClientListing>,
    /// Where to go on.
    pub next_cursor: Option<String>,
    /// The day of the answer.
    pub today: Day,
    /// The city's pace, for what is left.
    pub pace: Arc<Pace>,
}

/// What a filter looks at, so that nothing else is read for it.
enum Test {
    /// The decision alone.
    Decision(fn(&Judged) -> bool),
    /// The applications of those who may be seen.
    Applications(fn(&[ApplicationRecord], &Rules) -> bool),
    /// Results and applications of those who may be seen.
    Details(fn(&[CertificationRecord], &[ApplicationRecord], &Rules) -> bool),
}

impl ListFilter {
    fn test(self) -> Test {
        match self {
            Self::All => Test::Decision(|_| true),
            Self::InProgress => Test::Applications(is_in_progress),
            Self::Overdue => Test::Details(is_overdue),
            Self::Ending => Test::Details(is_ending),
            Self::Decided => Test::Details(is_decided_lately),
            Self::ConsentMissing => Test::Decision(|client| client.fails(Condition::Consent)),
        }
    }
}

/// A client with the decision about it.
pub(crate) struct Judged {
    pub(crate) row: ClientRow,
    pub(crate) decision: Result<Grant, Refusal>,
}

impl Judged {
    pub(crate) fn person(&self) -> PersonId {
        self.row.person.id
    }

    pub(crate) fn fails(&self, condition: Condition) -> bool {
        self.decision
            .as_ref()
            .is_err_and(|refusal| refusal.of(condition).is_some())
    }
}

/// Those who may be seen: of nobody else anything is read but who it is.
pub(crate) fn granted<'c>(clients: impl IntoIterator<Item = &'c Judged>) -> Vec<PersonId> {
    let seen = clients.into_iter().filter(|client| client.decision.is_ok());
    seen.map(Judged::person).collect()
}

/// What a page shows, still sealed.
struct Page {
    clients: Vec<Judged>,
    details: ClientDetails,
    more: bool,
}

impl Page {
    /// The first clients that pass the filter. What the filter asks about is read for everybody, the rest of a line for
    /// those on the page.
    fn read(
        tx: &mut Tx<'_>,
        mut clients: Vec<Judged>,
        filter: ListFilter,
        limit: usize,
        rules: &Rules,
    ) -> Result<Self, StoreError> {
        let today = rules.today;
        let more;
        let details = match filter.test() {
            Test::Decision(wanted) => {
                more = keep_first(&mut clients, limit, wanted);
                let shown = granted(&clients);
                ClientDetails {
                    certifications: tx.listed_certifications(&shown, today)?,
                    applications: tx.listed_applications(&shown, today)?,
                }
            }
            Test::Details(wanted) => {
                let seen = granted(&clients);
                let details = ClientDetails {
                    certifications: tx.listed_certifications(&seen, today)?,
                    applications: tx.listed_applications(&seen, today)?,
                };
                more = keep_first(&mut clients, limit, |client| {
                    client.decision.is_ok() && details.weighed(client.person(), wanted, rules)
                });
                details
            }
            Test::Applications(wanted) => {
                let applications = tx.listed_applications(&granted(&clients), today)?;
                more = keep_first(&mut clients, limit, |client| {
                    client.decision.is_ok() && applications.satisfies(client.person(), wanted, rules)
                });
                ClientDetails {
                    certifications: tx.listed_certifications(&granted(&clients), today)?,
                    applications,
                }
            }
        };
        Ok(Self { clients, details, more })
    }
}

/// Keeps the first that pass a test; whether there were more.
fn keep_first(clients: &mut Vec<Judged>, limit: usize, wanted: impl Fn(&Judged) -> bool) -> bool {
    clients.retain(wanted);
    let more = clients.len() > limit;
    clients.truncate(limit);
    more
}

impl Allowed<ReadClients> {
    /// A page of one's own clients.
    ///
    /// # Errors
    /// Not disclosed if the office itself may not look; a bad cursor; the ledger cannot be written.
    pub async fn clients(&self, query: ClientQuery) -> Result<Disclosed<ClientPage>, ServiceError> {
        let rules = self.paced_rules().await?;
        let today = rules.today;
        let vault = self.service.tenant().vault();
        let list = query.list_of(self.viewer.account.id);
        let after = match &query.cursor {
            Some(text) => Some(Cursor::read(text, vault, &list).ok_or(ServiceError::BadCursor)?),
            None => None,
        };
        let search = Search::new(&query.text);
        let search = search.ok_or_else(|| ServiceError::invalid(Field::Query, SearchRule::Nothing))?;
        let ClientQuery { filter, limit, .. } = query;
        let reading = rules.clone();
        let select = move |tx: &mut Tx<'_>, mut clients: Vec<Judged>| {
            clients.retain(|client| {
                after.as_ref().is_none_or(|cursor| cursor.is_before(&client.row)) && client.row.matches(&search)
            });
            Page::read(tx, clients, filter, limit, &reading)
        };
        let Page { clients, details, more } = self
            .among_clients(Operation::ListClients, (today, today), select)
            .await?;
        let last = clients.last().filter(|_| more);
        let next_cursor = last.map(|last| last.row.cursor(vault, &list)).transpose()?;
        let lines = self
            .release_lines(clients, details, Operation::ListClients, &rules)
            .await?;
        Ok(lines.map(|lines| ClientPage {
            lines,
            next_cursor,
            today,
            pace: rules.pace,
        }))
    }

    /// Gives everybody assigned to the office today, or until `since` at the latest, each with the decision, to `select`, which
    /// may go on reading on the same snapshot.
    pub(crate) async fn among_clients<T: Send + 'static>(
        &self,
        operation: Operation,
        (since, today): (Day, Day),
        select: impl FnOnce(&mut Tx<'_>, Vec<Judged>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let office = self.viewer.office()?.office_number;
        let viewer = self.viewer.facts()?;
        let selected = self
            .service
            .tenant()
            .read(move |tx| {
                let clients = tx.clients(office, since, today)?;
                match judge(clients, viewer, today) {
                    Ok(clients) => select(tx, clients).map(Ok),
                    Err(failures) => Ok(Err(failures)),
                }
            })
            .await?;
        match selected {
            Ok(selected) => Ok(selected),
            Err(failures) => Err(self.refuse_everything(operation, failures).await?),
        }
    }

    /// If device, account or organization fail, not a single name is shown.
    async fn refuse_everything(
        &self,
        operation: Operation,
        failures: Vec<Failure>,
    ) -> Result<ServiceError, ServiceError> {
        let entry = Entry::act(self.actor.clone(), operation, None, Outcome::Refused, &self.request);
        self.service.ledger().record(vec![entry]).await?;
        Ok(ServiceError::NotDisclosed(Box::new(Refusal {
            within_reach: true,
            failures,
        })))
    }

    /// Notes every line, then opens them.
    pub(crate) async fn release_lines(
        &self,
        clients: Vec<Judged>,
        mut details: ClientDetails,
        operation: Operation,
        rules: &Rules,
    ) -> Result<Disclosed<Vec<ClientListing>>, ServiceError> {
        let mut entries = Vec::with_capacity(1 + clients.len());
        entries.push(Entry::act(
            self.actor.clone(),
            operation,
            None,
            Outcome::Done,
            &self.request,
        ));
        let mut sealed = Vec::with_capacity(clients.len());
        let mut withheld = Vec::with_capacity(clients.len());
        for Judged { row, decision } in clients {
            let actor = self.actor.clone();
            match decision {
                Ok(grant) => {
                    entries.push(Entry::granted(actor, operation, None, &grant, &self.request));
                    withheld.push(Vec::new());
                    sealed.push(row.whole(&grant, &mut details));
                }
                Err(refusal) => {
                    let failed = refusal.failures.iter().map(Failure::condition).collect();
                    let entry = Entry::refused(actor, operation, None, row.person.id, failed, &self.request);
                    entries.push(entry.with(Outcome::Listed));
                    withheld.push(refusal.failures);
                    sealed.push(row.identification());
                }
            }
        }
        let lines = self.service.ledger().release(entries, Sealed::all(sealed)).await?;
        Ok(lines.map(|lines| {
            lines
                .into_iter()
                .zip(withheld)
                .map(|(line, withheld)| listing(line, withheld, rules))
                .collect()
        }))
    }
}

/// The decision about each, or what fails with device, account or organization and so for all.
fn judge(clients: Vec<ClientRow>, viewer: ViewerFacts, today: Day) -> Result<Vec<Judged>, Vec<Failure>> {
    let mut judged = Vec::with_capacity(clients.len());
    let mut viewer = viewer;
    for mut row in clients {
        let facts = Facts {
            viewer,
            person: row.person,
            consents: std::mem::take(&mut row.consents),
            assignments: std::mem::take(&mut row.assignments),
        };
        let decision = decide(&facts, today);
        if let Err(refusal) = &decision {
            let own = [Condition::Device, Condition::Account, Condition::Organization];
            let failures: Vec<Failure> = own.into_iter().filter_map(|condition| refusal.of(condition)).collect();
            if !failures.is_empty() {
                return Err(failures);
            }
        }
        judged.push(Judged { row, decision });
        viewer = facts.viewer;
    }
    Ok(judged)
}
