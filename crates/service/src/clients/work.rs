//! Today's work: what changed among one's clients, what ends soon, whose consent is missing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use domain::audit::Operation;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::disclosure::Condition;
use domain::id::PersonId;
use domain::record::CertificationRecord;
use domain::work::WorkKind;
use persistence::{ClientDetails, ClientNews, Disclosed, SealedByPerson, StoreError, Tx};

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::line::{ClientListing, NEW_DAYS, ends_within, is_decided_lately, took_a_step_lately};
use crate::clients::list::{Judged, granted};
use crate::error::ServiceError;

/// Clients named in one group at most; the list has the rest.
const NAMED: usize = 20;

/// One group.
#[derive(Clone, Debug)]
pub struct WorkGroup {
    /// What there is to do.
    pub kind: WorkKind,
    /// The first clients by kana.
    pub clients: Vec<ClientListing>,
    /// Whether there are more.
    pub more: bool,
}

/// Today's work.
#[derive(Clone, Debug)]
pub struct Work {
    /// The groups with somebody in them.
    pub groups: Vec<WorkGroup>,
    /// The day of the answer.
    pub today: Day,
}

/// The people of the groups, still sealed.
struct Grouped {
    groups: Vec<Group>,
    clients: Vec<Judged>,
    details: ClientDetails,
}

impl Grouped {
    /// Results are read for everybody; applications once, for those with a step lately and those named in another group.
    fn read(
        tx: &mut Tx<'_>,
        clients: Vec<Judged>,
        today: Day,
        documents_since: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let seen = granted(&clients);
        let lately = Period {
            first: today.add_days(-NEW_DAYS),
            last: Some(today),
        };
        let news = tx.clients_with_news(&seen, lately, documents_since)?;
        let certifications = tx.listed_certifications(&seen, today)?;
        let others: Vec<Group> = WorkKind::ALL
            .iter()
            .filter(|kind| **kind != WorkKind::Progress)
            .map(|&kind| {
                Group::of(kind, &clients, |client| {
                    holds(kind, client, &certifications, &news, today)
                })
            })
            .collect();
        let named: HashSet<PersonId> = others.iter().flat_map(|group| &group.people).copied().collect();
        let of_interest = |client: &&Judged| news.steps.contains(&client.person()) || named.contains(&client.person());
        let applications = tx.listed_applications(&granted(clients.iter().filter(of_interest)), today)?;
        let progress = Group::of(WorkKind::Progress, &clients, |client| {
            client.decision.is_ok() && applications.satisfies(client.person(), took_a_step_lately, today)
        });
        let groups = in_order(others, progress);
        let named: HashSet<PersonId> = groups.iter().flat_map(|group| &group.people).copied().collect();
        Ok(Self {
            groups,
            clients: clients
                .into_iter()
                .filter(|client| named.contains(&client.person()))
                .collect(),
            details: ClientDetails {
                certifications,
                applications,
            },
        })
    }
}

/// Whether a client belongs into a group; for [`WorkKind::Progress`] that takes the applications and is asked apart.
fn holds(
    kind: WorkKind,
    client: &Judged,
    certifications: &SealedByPerson<CertificationRecord>,
    news: &ClientNews,
    today: Day,
) -> bool {
    let person = client.person();
    let seen = client.decision.is_ok();
    let result = |wanted| seen && certifications.satisfies(person, wanted, today);
    match kind {
        WorkKind::Ending7 => result(|certifications, today| ends_within(certifications, today, 7)),
        WorkKind::Ending30 => result(|certifications, today| {
            ends_within(certifications, today, 30) && !ends_within(certifications, today, 7)
        }),
        WorkKind::Ending60 => result(|certifications, today| {
            ends_within(certifications, today, 60) && !ends_within(certifications, today, 30)
        }),
        WorkKind::Decided => result(is_decided_lately),
        WorkKind::Progress => seen && news.steps.contains(&person),
        WorkKind::Documents => seen && news.documents.contains(&person),
        WorkKind::Consent => client.fails(Condition::Consent),
    }
}

/// Who is named in a group, before anything of them is opened.
struct Group {
    kind: WorkKind,
    people: Vec<PersonId>,
    more: bool,
}

impl Group {
    fn of(kind: WorkKind, clients: &[Judged], holds: impl Fn(&Judged) -> bool) -> Self {
        let holding = clients.iter().filter(|client| holds(client));
        let mut people: Vec<PersonId> = holding.map(Judged::person).collect();
        let more = people.len() > NAMED;
        people.truncate(NAMED);
        Self { kind, people, more }
    }
}

/// The groups with somebody in them, by urgency.
fn in_order(others: Vec<Group>, progress: Group) -> Vec<Group> {
    let mut groups: Vec<Group> = others.into_iter().chain([progress]).collect();
    groups.retain(|group| !group.people.is_empty());
    groups.sort_by_key(|group| WorkKind::ALL.iter().position(|kind| *kind == group.kind));
    groups
}

impl Allowed<ReadClients> {
    /// Today's work of the office.
    ///
    /// # Errors
    /// As for the list of clients.
    pub async fn work(&self) -> Result<Disclosed<Work>, ServiceError> {
        let rules = self.rules()?;
        let today = rules.today;
        let documents_since = self.service.now() - Duration::days(NEW_DAYS);
        let Grouped {
            groups,
            clients,
            details,
        } = self
            .among_clients(Operation::ListWork, today, move |tx, clients| {
                Grouped::read(tx, clients, today, documents_since)
            })
            .await?;
        let lines = self
            .release_lines(clients, details, Operation::ListWork, &rules)
            .await?;
        Ok(lines.map(|lines| Work {
            groups: filled(groups, lines),
            today,
        }))
    }
}

fn filled(groups: Vec<Group>, lines: Vec<ClientListing>) -> Vec<WorkGroup> {
    let lines: HashMap<PersonId, ClientListing> = lines.into_iter().map(|line| (line.person, line)).collect();
    groups
        .into_iter()
        .map(|Group { kind, people, more }| WorkGroup {
            kind,
            clients: people.iter().filter_map(|person| lines.get(person).cloned()).collect(),
            more,
        })
        .collect()
}
