//! Today's work: what changed among one's clients, what ends soon, whose consent is missing.

use std::collections::{HashMap, HashSet};

use domain::day::Day;
use domain::disclosure::Condition;
use domain::id::PersonId;
use persistence::{ApplicationRecord, CertificationRecord, Disclosed};

use crate::allowed::{Allowed, ReadClients};
use crate::client::standing;
use crate::client_list::{ClientListing, Judged, NEW_DAYS, ends_within, is_decided_lately};
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

    fn holds(self, client: &Judged, today: Day) -> bool {
        let ending = |wanted| client.satisfies(wanted, today);
        match self {
            Self::Ending7 => ending(|certifications, _, today| ends_within(certifications, today, 7)),
            Self::Ending30 => ending(|certifications, _, today| {
                ends_within(certifications, today, 30) && !ends_within(certifications, today, 7)
            }),
            Self::Ending60 => ending(|certifications, _, today| {
                ends_within(certifications, today, 60) && !ends_within(certifications, today, 30)
            }),
            Self::Decided => client.satisfies(is_decided_lately, today),
            Self::Progress => client.satisfies(took_a_step_lately, today),
            Self::Documents => client.decision.is_ok() && client.row.has_new_documents(),
            Self::Consent => client.fails(Condition::Consent),
        }
    }
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

impl Allowed<ReadClients> {
    /// Today's work of the office.
    ///
    /// # Errors
    /// As for the list of clients.
    pub async fn work(&self) -> Result<Disclosed<Work>, ServiceError> {
        let rules = self.rules()?;
        let clients = self.judged_clients().await?;
        let mut groups: Vec<(WorkKind, Vec<PersonId>, bool)> = Vec::new();
        for kind in WorkKind::ALL {
            let mut people: Vec<PersonId> = clients
                .iter()
                .filter(|client| kind.holds(client, rules.today))
                .map(|client| client.row.person.id)
                .collect();
            let more = people.len() > NAMED;
            people.truncate(NAMED);
            if !people.is_empty() {
                groups.push((kind, people, more));
            }
        }
        let named: HashSet<PersonId> = groups
            .iter()
            .flat_map(|(_, people, _)| people.iter().copied())
            .collect();
        let shown = clients
            .into_iter()
            .filter(|client| named.contains(&client.row.person.id))
            .collect();
        let lines = self.release_lines(shown, "work", &rules).await?;
        Ok(lines.map(|lines| Work {
            groups: filled(groups, lines),
            today: rules.today,
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

fn took_a_step_lately(_: &[CertificationRecord], applications: &[ApplicationRecord], today: Day) -> bool {
    let since = today.add_days(-NEW_DAYS);
    applications.iter().any(|application| {
        standing(application, today).is_ok_and(|progress| {
            progress.is_open()
                && progress
                    .shown_to_offices()
                    .any(|milestone| since <= milestone.on && milestone.on <= today)
        })
    })
}
