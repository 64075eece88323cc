//! Today's work: what changed among one's clients, what ends soon, whose consent is missing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::audit::Operation;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::certification::Pace;
use domain::disclosure::{Condition, Failure, FailureReason, Refusal};
use domain::id::PersonId;
use domain::person::burden_ratio::{BurdenRatio, changed_within, in_force};
use domain::person::notice::{Notice, NoticeDue};
use domain::record::{ApplicationRecord, CertificationRecord};
use domain::work::WorkKind;
use persistence::{ClientDetails, ClientNews, Disclosed, StoreError, Tx};

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::line::{
    ClientListing, NEW_DAYS, is_decided_lately, may_be_decided_lately, may_be_ending, took_a_step_lately,
};
use crate::clients::list::{Judged, granted};
use crate::clients::policy::{Rules, judge_card, judge_ratio};
use crate::clients::telling::{continuity, notice_due};
use crate::error::ServiceError;

/// Clients named in one group at most; the list has the rest.
const NAMED: usize = 20;

/// For so many days it is told that somebody is no client any more, and why.
const ENDED_DAYS: i64 = 30;

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
    /// 間に合うか: those whose validity ends within 60 days or has ended, the greatest risk first.
    pub board: Vec<ClientListing>,
    /// Whether there are more of them.
    pub more_on_board: bool,
    /// The groups with somebody in them.
    pub groups: Vec<WorkGroup>,
    /// The day of the answer.
    pub today: Day,
    /// The city's pace, for what is left.
    pub pace: Arc<Pace>,
}

/// The people of the groups, still sealed.
struct Grouped {
    groups: Vec<Group>,
    board: Group,
    clients: Vec<Judged>,
    details: ClientDetails,
}

impl Grouped {
    /// Results are read for everybody; applications once, for those whose validity ends and those of whom there is news.
    fn read(
        tx: &mut Tx<'_>,
        clients: Vec<Judged>,
        rules: &Rules,
        documents_since: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let today = rules.today;
        let lately = lately(today);
        let seen = granted(&clients);
        let news = tx.clients_with_news(&seen, lately, documents_since)?;
        let certifications = tx.listed_certifications(&seen, today)?;
        let of_interest = |client: &&Judged| {
            let person = client.person();
            let held = (today, news.notices_of(person));
            news.steps.contains(&person)
                || news.documents.contains(&person)
                || certifications.satisfies(person, may_be_of_interest, &held)
        };
        let applications = tx.listed_applications(&granted(clients.iter().filter(of_interest)), today)?;
        let known = Known {
            details: ClientDetails {
                certifications,
                applications,
            },
            news,
            rules,
        };
        Ok(known.grouped(clients))
    }
}

/// What groups are made of.
struct Known<'r> {
    details: ClientDetails,
    news: ClientNews,
    rules: &'r Rules,
}

impl Known<'_> {
    fn grouped(self, clients: Vec<Judged>) -> Grouped {
        let endings: HashMap<PersonId, (WorkKind, i64)> = clients
            .iter()
            .filter(|client| client.decision.is_ok())
            .filter_map(|client| {
                let person = client.person();
                Some((person, self.details.weighed(person, ending, self.rules)?))
            })
            .collect();
        let mut groups: Vec<Group> = WorkKind::ALL
            .iter()
            .map(|&kind| Group::of(kind, &clients, |client| self.holds(kind, client, &endings)))
            .collect();
        groups.retain(|group| !group.people.is_empty());
        let board = Group::by_risk(&endings);
        let named: HashSet<PersonId> = groups
            .iter()
            .chain([&board])
            .flat_map(|group| &group.people)
            .copied()
            .collect();
        Grouped {
            groups,
            board,
            clients: clients
                .into_iter()
                .filter(|client| named.contains(&client.person()))
                .collect(),
            details: self.details,
        }
    }

    /// Whether a client belongs into a group.
    fn holds(&self, kind: WorkKind, client: &Judged, endings: &HashMap<PersonId, (WorkKind, i64)>) -> bool {
        let person = client.person();
        if let Err(refusal) = &client.decision {
            return Some(kind) == withheld_kind(refusal, self.rules.today);
        }
        match kind {
            WorkKind::NoticeDue => {
                let held = (self.rules.clone(), self.news.notices_of(person));
                self.details.weighed(person, lacks_a_notice, &held)
            }
            WorkKind::Decided => self.details.weighed(person, is_decided_lately, self.rules),
            WorkKind::Progress => {
                self.news.steps.contains(&person)
                    && self
                        .details
                        .applications
                        .satisfies(person, took_a_step_lately, self.rules)
            }
            WorkKind::Documents => self.news.documents.contains(&person),
            WorkKind::BurdenRatio => self.news.ratios.satisfies(person, ratio_changed_lately, self.rules),
            WorkKind::Cards => self
                .news
                .cards_of(person)
                .iter()
                .any(|(kind, validity)| judge_card(*kind, Some(*validity), self.rules).is_ok()),
            WorkKind::Consent | WorkKind::Ended => false,
            ending => endings.get(&person).is_some_and(|(kind, _)| *kind == ending),
        }
    }
}

/// The days of what is new.
fn lately(today: Day) -> Period {
    Period {
        first: today.add_days(-NEW_DAYS),
        last: Some(today),
    }
}

/// Whether what the person bears changed lately, if what she bears today may be shown.
fn ratio_changed_lately(ratios: &[BurdenRatio], rules: &Rules) -> bool {
    let shown = in_force(ratios, rules.today).is_some_and(|ratio| judge_ratio(ratio, rules).is_ok());
    shown && changed_within(ratios, lately(rules.today))
}

/// The group of somebody who may not be seen: no more in charge, or lost, since not long ago; else without consent.
fn withheld_kind(refusal: &Refusal, today: Day) -> Option<WorkKind> {
    let lately = |failure: &Failure| failure.since.is_some_and(|since| since >= today.add_days(-ENDED_DAYS));
    let is_loss = |failure: &Failure| {
        matches!(
            failure.reason,
            FailureReason::PersonDied | FailureReason::PersonMovedOut | FailureReason::InsuranceLost
        )
    };
    let consent = refusal.of(Condition::Consent);
    if refusal.of(Condition::Assignment).is_some()
        || consent.is_some_and(|failure| is_loss(&failure) && lately(&failure))
    {
        Some(WorkKind::Ended)
    } else {
        consent.map(|_| WorkKind::Consent)
    }
}

/// The group of a validity that ends or has ended, and its place by risk.
fn ending(
    results: &[CertificationRecord],
    applications: &[ApplicationRecord],
    rules: &Rules,
) -> Option<(WorkKind, i64)> {
    let line = continuity(results, applications, rules)?;
    Some((WorkKind::of_ending(&line), line.risk()))
}

/// Whether a person's results may put her into a group, whatever the policy shows of them.
fn may_be_of_interest(results: &[CertificationRecord], (today, notices): &(Day, Vec<Notice>)) -> bool {
    let known = || results.iter().map(|record| &record.certification);
    may_be_ending(results, *today)
        || may_be_decided_lately(results, *today)
        || NoticeDue::of(notices, known().collect::<Vec<_>>(), *today).is_some()
}

/// Whether no notice in force fits the level in force, as far as it may be shown.
fn lacks_a_notice(
    results: &[CertificationRecord],
    applications: &[ApplicationRecord],
    (rules, notices): &(Rules, Vec<Notice>),
) -> bool {
    notice_due(notices, results, applications, rules).is_some()
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

    fn filled(&self, lines: &HashMap<PersonId, ClientListing>) -> WorkGroup {
        WorkGroup {
            kind: self.kind,
            clients: self
                .people
                .iter()
                .filter_map(|person| lines.get(person).cloned())
                .collect(),
            more: self.more,
        }
    }

    /// Those whose validity ends or has ended, the greatest risk first.
    fn by_risk(endings: &HashMap<PersonId, (WorkKind, i64)>) -> Self {
        let mut people: Vec<(i64, PersonId)> = endings.iter().map(|(person, (_, risk))| (*risk, *person)).collect();
        people.sort_unstable();
        let more = people.len() > NAMED;
        people.truncate(NAMED);
        Self {
            kind: WorkKind::ExpiredPending,
            people: people.into_iter().map(|(_, person)| person).collect(),
            more,
        }
    }
}

impl Allowed<ReadClients> {
    /// Today's work of the office.
    ///
    /// # Errors
    /// As for the list of clients.
    pub async fn work(&self) -> Result<Disclosed<Work>, ServiceError> {
        let rules = self.paced_rules().await?;
        let today = rules.today;
        let documents_since = self.service.now() - Duration::days(NEW_DAYS);
        let reading = rules.clone();
        let Grouped {
            groups,
            board,
            clients,
            details,
        } = self
            .among_clients(
                Operation::ListWork,
                (today.add_days(-ENDED_DAYS), today),
                move |tx, clients| Grouped::read(tx, clients, &reading, documents_since),
            )
            .await?;
        let lines = self
            .release_lines(clients, details, Operation::ListWork, &rules)
            .await?;
        Ok(lines.map(|lines| {
            let lines: HashMap<PersonId, ClientListing> = lines.into_iter().map(|line| (line.person, line)).collect();
            let more_on_board = board.more;
            Work {
                groups: groups.iter().map(|group| group.filled(&lines)).collect(),
                board: board.filled(&lines).clients,
                more_on_board,
                today,
                pace: rules.pace,
            }
        }))
    }
}
