//! The list of an office's own clients: search, filters, pages; an entry in the ledger for every line that is shown.

use domain::certification::{ApplicationKind, Certification, MilestoneKind, RENEWAL_DAYS};
use domain::day::Day;
use domain::disclosure::{Condition, Facts, Failure, Grant, Refusal, decide};
use domain::id::PersonId;
use persistence::{
    ApplicationRecord, Attributes, CertificationRecord, ClientLine, ClientRow, Cursor, Disclosed, Entry, Outcome,
    Sealed, Wanted,
};

use crate::allowed::{Allowed, ReadClients};
use crate::client::standing;
use crate::error::ServiceError;
use crate::policy::{Rules, judge_application, judge_result};

/// Results and ended applications stay in the list for this many days.
pub(crate) const RECENT_DAYS: i64 = 14;
/// Documents and milestones count as new for this many days.
pub(crate) const NEW_DAYS: i64 = 7;

/// Which clients a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFilter {
    /// Everybody.
    All,
    /// An application is open.
    InProgress,
    /// An application is open beyond the legal 30 days.
    Overdue,
    /// The certification ends within 60 days.
    Ending,
    /// A result came within the last 14 days.
    Decided,
    /// Consent is missing or over.
    ConsentMissing,
}

/// What is asked of the list.
#[derive(Clone, Debug)]
pub struct ClientQuery {
    /// Part of name or kana, or the beginning of the number; empty for everybody.
    pub text: String,
    /// Which ones.
    pub filter: ListFilter,
    /// Where to go on.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: usize,
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
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct ClientListing {
    /// Opaque id.
    pub person: PersonId,
    /// Who it is.
    pub attributes: Attributes,
    /// Why nothing more is shown, if so.
    pub withheld: Vec<Failure>,
    /// The result in force, else the newest.
    pub certification: Option<Certification>,
    /// The open application, else one that ended lately.
    pub application: Option<ListedApplication>,
}

/// An application in one line.
#[derive(Clone, Debug)]
pub struct ListedApplication {
    /// Kind.
    pub kind: ApplicationKind,
    /// Day of application.
    pub applied_on: Day,
    /// The last milestone that offices may see.
    pub stage: MilestoneKind,
    /// Its day.
    pub stage_on: Day,
    /// Days since the application, until today or its end.
    pub elapsed_days: i64,
    /// Open beyond the legal 30 days.
    pub overdue: bool,
    /// Still open.
    pub open: bool,
}

/// A client with the decision about it.
pub(crate) struct Judged {
    pub(crate) row: ClientRow,
    pub(crate) decision: Result<Grant, Refusal>,
}

impl Judged {
    pub(crate) fn fails(&self, condition: Condition) -> bool {
        self.decision
            .as_ref()
            .is_err_and(|refusal| refusal.of(condition).is_some())
    }

    pub(crate) fn satisfies(&self, wanted: Wanted, today: Day) -> bool {
        self.decision.is_ok() && self.row.satisfies(wanted, today)
    }
}

impl Allowed<ReadClients> {
    /// A page of one's own clients.
    ///
    /// # Errors
    /// Not disclosed if the office itself may not look; a bad cursor; the ledger cannot be written.
    pub async fn clients(&self, query: ClientQuery) -> Result<Disclosed<ClientPage>, ServiceError> {
        let rules = self.rules()?;
        let vault = self.service.store().vault();
        let after = match &query.cursor {
            Some(text) => Some(Cursor::read(text, vault).ok_or(ServiceError::BadCursor)?),
            None => None,
        };
        let mut wanted: Vec<Judged> = self
            .judged_clients()
            .await?
            .into_iter()
            .filter(|client| after.as_ref().is_none_or(|cursor| cursor.is_before(&client.row)))
            .filter(|client| client.row.matches(&query.text) && passes(client, query.filter, rules.today))
            .take(query.limit + 1)
            .collect();
        let next_cursor = if wanted.len() > query.limit {
            wanted.truncate(query.limit);
            wanted.last().map(|last| last.row.cursor(vault)).transpose()?
        } else {
            None
        };
        let lines = self.release_lines(wanted, "list", &rules).await?;
        Ok(lines.map(|lines| ClientPage {
            lines,
            next_cursor,
            today: rules.today,
        }))
    }

    /// Everybody assigned to the office today, each with the decision.
    pub(crate) async fn judged_clients(&self) -> Result<Vec<Judged>, ServiceError> {
        let office = self.viewer.office()?.office_number;
        let today = self.service.today();
        let new_since = self.service.now() - chrono::Duration::days(NEW_DAYS);
        let rows = self
            .service
            .store()
            .read(move |tx| tx.clients(office, today, new_since))
            .await?;
        let viewer = self.viewer.facts()?;
        let mut clients = Vec::with_capacity(rows.len());
        for row in rows {
            let facts = Facts {
                viewer: viewer.clone(),
                person: row.person,
                consents: row.consents.clone(),
                assignments: row.assignments.clone(),
            };
            let decision = decide(&facts, today);
            if let Err(refusal) = &decision {
                self.refuse_if_not_about_the_person(refusal).await?;
            }
            clients.push(Judged { row, decision });
        }
        Ok(clients)
    }

    /// If device, account or organization fail, not a single name is shown.
    async fn refuse_if_not_about_the_person(&self, refusal: &Refusal) -> Result<(), ServiceError> {
        let own = [Condition::Device, Condition::Account, Condition::Organization];
        let failures: Vec<Failure> = own.into_iter().filter_map(|condition| refusal.of(condition)).collect();
        if failures.is_empty() {
            return Ok(());
        }
        let entry = Entry::act(self.viewer.who(), "list", "clients", Outcome::Refused, &self.request);
        self.service.ledger().record(vec![entry]).await?;
        Err(ServiceError::NotDisclosed(Box::new(Refusal {
            within_reach: true,
            failures,
        })))
    }

    /// Notes every line, then opens them.
    pub(crate) async fn release_lines(
        &self,
        clients: Vec<Judged>,
        operation: &str,
        rules: &Rules,
    ) -> Result<Disclosed<Vec<ClientListing>>, ServiceError> {
        let mut entries = vec![Entry::act(
            self.viewer.who(),
            operation,
            "clients",
            Outcome::Done,
            &self.request,
        )];
        let mut sealed = Vec::with_capacity(clients.len());
        let mut withheld = Vec::with_capacity(clients.len());
        for Judged { row, decision } in clients {
            let who = self.viewer.who();
            match decision {
                Ok(grant) => {
                    entries.push(Entry::granted(who, operation, "line", &grant, &self.request));
                    withheld.push(Vec::new());
                    sealed.push(row.whole(&grant));
                }
                Err(refusal) => {
                    let failed = refusal.failures.iter().map(Failure::condition).collect();
                    let entry = Entry::refused(who, operation, "line", row.person.id, failed, &self.request);
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

fn passes(client: &Judged, filter: ListFilter, today: Day) -> bool {
    match filter {
        ListFilter::All => true,
        ListFilter::InProgress => client.satisfies(is_in_progress, today),
        ListFilter::Overdue => client.satisfies(is_overdue, today),
        ListFilter::Ending => client.satisfies(
            |certifications, _, today| ends_within(certifications, today, RENEWAL_DAYS),
            today,
        ),
        ListFilter::Decided => client.satisfies(is_decided_lately, today),
        ListFilter::ConsentMissing => client.fails(Condition::Consent),
    }
}

pub(crate) fn is_in_progress(_: &[CertificationRecord], applications: &[ApplicationRecord], today: Day) -> bool {
    applications
        .iter()
        .any(|application| standing(application, today).is_ok_and(|progress| progress.is_open()))
}

fn is_overdue(_: &[CertificationRecord], applications: &[ApplicationRecord], today: Day) -> bool {
    let late = |application| standing(application, today).is_ok_and(|progress| progress.is_open() && progress.overdue);
    applications.iter().any(late)
}

pub(crate) fn is_decided_lately(certifications: &[CertificationRecord], _: &[ApplicationRecord], today: Day) -> bool {
    let since = today.add_days(-RECENT_DAYS);
    certifications.iter().any(|record| {
        record
            .certification
            .decided_on
            .is_some_and(|on| since <= on && on <= today)
    })
}

/// Whether the certification in force ends within so many days and nothing follows it.
pub(crate) fn ends_within(certifications: &[CertificationRecord], today: Day, days: i64) -> bool {
    let in_force = |record: &&CertificationRecord| record.certification.in_force(today);
    let Some(current) = certifications.iter().find(in_force) else {
        return false;
    };
    let followed = certifications
        .iter()
        .any(|record| record.certification.period.first > today);
    let left = current.certification.days_left(today);
    !followed && left.is_some_and(|left| (0..=days).contains(&left))
}

fn listing(line: ClientLine, withheld: Vec<Failure>, rules: &Rules) -> ClientListing {
    let ClientLine {
        person,
        attributes,
        certifications,
        applications,
    } = line;
    let today = rules.today;
    let may_show = |record: &&CertificationRecord| judge_result(record, &applications, rules).is_ok();
    let shown: Vec<&CertificationRecord> = certifications.iter().filter(may_show).collect();
    let certification = shown
        .iter()
        .find(|record| record.certification.in_force(today))
        .or(shown.first());
    let certification = certification.map(|record| record.certification.clone());
    let application = applications
        .iter()
        .filter(|known| judge_application(known, rules).is_ok())
        .find_map(|known| listed(known, today));
    ClientListing {
        person,
        attributes,
        withheld,
        certification,
        application,
    }
}

/// An application that is open or ended lately, in one line.
fn listed(record: &ApplicationRecord, today: Day) -> Option<ListedApplication> {
    let progress = standing(record, today).ok()?;
    let ended_lately = |on: Day| on >= today.add_days(-RECENT_DAYS);
    if !progress.outcome.is_none_or(|outcome| ended_lately(outcome.on())) {
        return None;
    }
    let last = progress
        .shown_to_offices()
        .filter(|milestone| milestone.on <= today)
        .last();
    Some(ListedApplication {
        kind: record.kind,
        applied_on: record.applied_on,
        stage: last.map_or(MilestoneKind::Received, |milestone| milestone.kind),
        stage_on: last.map_or(record.applied_on, |milestone| milestone.on),
        elapsed_days: progress.elapsed_days,
        overdue: progress.overdue && progress.is_open(),
        open: progress.is_open(),
    })
}
