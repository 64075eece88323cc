//! Today's work: what changed among one's clients, what ends soon, whose consent is missing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Duration, Utc};
use domain::day::Day;
use domain::disclosure::Condition;
use domain::id::PersonId;
use persistence::{ClientDetails, Disclosed, StoreError, Tx};

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::line::{ClientListing, NEW_DAYS, ends_within, is_decided_lately, took_a_step_lately};
use crate::clients::list::{Judged, granted};
use crate::error::ServiceError;

/// Clients named in one group at most; the list has the rest.
const NAMED: usize = 20;

/// What there is to do, in the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    /// The certification ends within 7 days.
    Ending7,
    /// It ends within 30 days.
    Ending30,
    /// It ends within 60 days.
    Ending60,
    /// A result came lately.
    Decided,
    /// An open application took a step lately.
    Progress,
    /// Documents came in lately.
    Documents,
    /// Consent is missing or over.
    Consent,
}

impl WorkKind {
    /// All kinds in the order of urgency.
    pub const ALL: [Self; 7] = [
        Self::Ending7,
        Self::Ending30,
        Self::Ending60,
        Self::Decided,
        Self::Progress,
        Self::Documents,
        Self::Consent,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ending7 => "ending-7",
            Self::Ending30 => "ending-30",
            Self::Ending60 => "ending-60",
            Self::Decided => "decided",
            Self::Progress => "progress",
            Self::Documents => "documents",
            Self::Consent => "consent",
        }
    }

    /// What people read.
    pub const fn name_ja(self) -> &'static str {
        match self {
            Self::Ending7 => "7日以内に認定の有効期間が終わる方",
            Self::Ending30 => "30日以内に認定の有効期間が終わる方",
            Self::Ending60 => "60日以内に認定の有効期間が終わる方（更新申請ができます）",
            Self::Decided => "認定結果が出た方",
            Self::Progress => "申請の進捗が変わった方",
            Self::Documents => "新しい資料が届いた方",
            Self::Consent => "同意を確認できない方",
        }
    }

    fn holds(self, client: &Judged, known: &Known, today: Day) -> bool {
        let person = client.person();
        let seen = client.decision.is_ok();
        let result = |wanted| seen && known.details.certifications.satisfies(person, wanted, today);
        match self {
            Self::Ending7 => result(|certifications, today| ends_within(certifications, today, 7)),
            Self::Ending30 => result(|certifications, today| {
                ends_within(certifications, today, 30) && !ends_within(certifications, today, 7)
            }),
            Self::Ending60 => result(|certifications, today| {
                ends_within(certifications, today, 60) && !ends_within(certifications, today, 30)
            }),
            Self::Decided => result(is_decided_lately),
            Self::Progress => {
                let applications = &known.details.applications;
                seen && applications.satisfies(person, took_a_step_lately, today)
            }
            Self::Documents => seen && known.with_new_documents.contains(&person),
            Self::Consent => client.fails(Condition::Consent),
        }
    }
}

/// What the groups are made from.
struct Known {
    details: ClientDetails,
    with_new_documents: HashSet<PersonId>,
}

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
    groups: Vec<(WorkKind, Vec<PersonId>, bool)>,
    clients: Vec<Judged>,
    details: ClientDetails,
}

impl Grouped {
    /// Results are read for everybody; applications for those with a step lately, and for those named in a group.
    fn read(
        tx: &mut Tx<'_>,
        clients: Vec<Judged>,
        today: Day,
        documents_since: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let seen = granted(&clients);
        let stepped = tx.clients_with_steps(&seen, today.add_days(-NEW_DAYS), today)?;
        let with_applications: Vec<PersonId> = stepped.iter().copied().collect();
        let mut known = Known {
            details: ClientDetails {
                certifications: tx.listed_certifications(&seen, today)?,
                applications: tx.listed_applications(&with_applications, today)?,
            },
            with_new_documents: tx.clients_with_new_documents(&seen, documents_since)?,
        };
        let groups = groups(&clients, &known, today);
        let named: HashSet<PersonId> = groups.iter().flat_map(|(_, people, _)| people).copied().collect();
        let clients: Vec<Judged> = clients
            .into_iter()
            .filter(|client| named.contains(&client.person()))
            .collect();
        let missing = clients.iter().filter(|client| !stepped.contains(&client.person()));
        let missing = tx.listed_applications(&granted(missing), today)?;
        known.details.applications.extend(missing);
        let details = known.details;
        Ok(Self {
            groups,
            clients,
            details,
        })
    }
}

fn groups(clients: &[Judged], known: &Known, today: Day) -> Vec<(WorkKind, Vec<PersonId>, bool)> {
    let mut groups = Vec::new();
    for kind in WorkKind::ALL {
        let holding = clients.iter().filter(|client| kind.holds(client, known, today));
        let mut people: Vec<PersonId> = holding.map(Judged::person).collect();
        let more = people.len() > NAMED;
        people.truncate(NAMED);
        if !people.is_empty() {
            groups.push((kind, people, more));
        }
    }
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
            .among_clients(today, move |tx, clients| {
                Grouped::read(tx, clients, today, documents_since)
            })
            .await?;
        let lines = self.release_lines(clients, details, "work", &rules).await?;
        Ok(lines.map(|lines| Work {
            groups: filled(groups, lines),
            today,
        }))
    }
}

fn filled(groups: Vec<(WorkKind, Vec<PersonId>, bool)>, lines: Vec<ClientListing>) -> Vec<WorkGroup> {
    let lines: HashMap<PersonId, ClientListing> = lines.into_iter().map(|line| (line.person, line)).collect();
    groups
        .into_iter()
        .map(|(kind, people, more)| WorkGroup {
            kind,
            clients: people.iter().filter_map(|person| lines.get(person).cloned()).collect(),
            more,
        })
        .collect()
}
