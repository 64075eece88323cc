//! 利用記録: an office's own entries of the ledger in words its administrator can read, those of one act as one line: what
//! its people did, and what the insurer did to it. Persons are opaque ids here; whoever may see a person finds the name on
//! the person's page. Who of the insurer it was, is the insurer's matter.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::audit::{Item, Operation, Outcome};
use domain::enrolment::usage_application::NoticeKind;
use domain::id::{AccountId, DeviceId, OrganizationId, PersonId};
use persistence::{Entry, RecordPlace, RecordedAct};

use crate::access::allowed::{Allowed, ManageStaff};
use crate::access::change::Act;
use crate::error::ServiceError;

/// Entries that are read at a time.
const AT_A_TIME: usize = 500;
/// So many entries are enough for a page, even if they are fewer acts than were asked for.
const ENOUGH: usize = 2_000;

/// A page of acts.
#[derive(Clone, Debug)]
pub struct AccessRecordPage {
    /// The newest first.
    pub entries: Vec<AccessLine>,
    /// Where to go on, if there are more.
    pub next_cursor: Option<String>,
}

/// One act.
#[derive(Clone, Debug)]
pub struct AccessLine {
    /// When.
    pub at: DateTime<Utc>,
    /// The insurer's name, if it was done by the insurer.
    pub insurer: Option<String>,
    /// Who of the office, if somebody had signed in.
    pub account_name: Option<String>,
    /// Where.
    pub device_label: Option<String>,
    /// What was done.
    pub operation: Operation,
    /// To whom or what of the office it was done.
    pub about: Option<About>,
    /// Why, if that was stated and is for the office to read.
    pub reason: Option<String>,
    /// Whose data, in the order in which they were shown, and what was shown of each.
    pub people: Vec<(PersonId, Outcome)>,
    /// How it ended.
    pub outcome: Outcome,
}

/// To whom or what of the office something was done, as its people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Somebody's name, or a device's label.
    Name(String),
    /// So many devices.
    Devices(u32),
    /// A letter.
    Letter(NoticeKind),
}

impl About {
    /// Nothing for log-ins and looks, which say it elsewhere, and for what the office does not know any more.
    fn of(item: &Item, people: &HashMap<AccountId, String>, devices: &HashMap<DeviceId, String>) -> Option<Self> {
        match item {
            Item::Account { id, .. } => people.get(id).cloned().map(Self::Name),
            Item::Device(id) => devices.get(id).cloned().map(Self::Name),
            Item::DeviceQuota { devices, .. } => Some(Self::Devices(*devices)),
            Item::Notice { kind, .. } => Some(Self::Letter(*kind)),
            Item::Session(_)
            | Item::InstallKey { .. }
            | Item::Organization(_)
            | Item::UsageApplication(_)
            | Item::Document { .. }
            | Item::Delivery { .. }
            | Item::Permission(_)
            | Item::Certificate(_)
            | Item::RefusedCertificate { .. }
            | Item::RefusedCertificates { .. }
            | Item::Insurer(_)
            | Item::EntriesBefore(_)
            | Item::Text { .. }
            | Item::Count(_) => None,
        }
    }
}

impl Allowed<ManageStaff> {
    /// What was done in one's own organization and to it, the newest first. Reading this is itself an entry.
    ///
    /// # Errors
    /// [`ServiceError::BadCursor`] for a cursor that was not given out.
    pub async fn access_record(&self, cursor: Option<&str>, limit: usize) -> Result<AccessRecordPage, ServiceError> {
        let organization = self.viewer.office()?.id;
        let list = self.list_of("access-record", &organization.to_string());
        let before: Option<Place> = self.place_in(&list, cursor)?;
        let before = before.map(kept_place).transpose()?;
        self.note(Act::new(Operation::ReadAccessRecord, None), Outcome::Done)
            .await?;
        let store = self.service.tenant();
        let (acts, more) = self.acts(organization, before, limit).await?;
        let (people, devices) = store
            .read(move |tx| Ok((tx.staff_of(Some(organization))?, tx.devices_of(Some(organization))?)))
            .await?;
        let people: HashMap<AccountId, String> = people.into_iter().map(|one| (one.id, one.name)).collect();
        let devices: HashMap<DeviceId, String> = devices.into_iter().map(|one| (one.id, one.label)).collect();
        let last = acts.last().filter(|_| more).map(|last| place_of(&last.head.place));
        let next_cursor = last.map(|place| store.vault().cursor(&list, &place)).transpose()?;
        let insurer = &self.viewer.settings.name;
        let line = |act: RecordedEntries| {
            let RecordedAct { place, entry } = &act.head;
            AccessLine {
                at: place.at,
                insurer: entry.actor().organization().is_none().then(|| insurer.clone()),
                account_name: entry.actor().account().and_then(|id| people.get(&id).cloned()),
                device_label: entry.actor().device().and_then(|id| devices.get(&id).cloned()),
                operation: entry.operation(),
                about: entry.item().and_then(|item| About::of(item, &people, &devices)),
                reason: entry.readable_reason().map(str::to_owned),
                people: act.people(),
                outcome: entry.outcome(),
            }
        };
        Ok(AccessRecordPage {
            entries: acts.into_iter().map(line).collect(),
            next_cursor,
        })
    }

    /// Up to `limit` acts, none of them cut off, and whether there are more.
    async fn acts(
        &self,
        organization: OrganizationId,
        mut before: Option<RecordPlace>,
        limit: usize,
    ) -> Result<(Vec<RecordedEntries>, bool), ServiceError> {
        let store = self.service.tenant();
        let mut read = Reading::default();
        loop {
            let entries = store.access_record(organization, before.clone(), AT_A_TIME).await?;
            let end = entries.len() < AT_A_TIME;
            before = entries.last().map(|last| last.place.clone()).or(before);
            read.take(entries);
            if read.is_enough(end, limit) {
                return Ok(read.page(end, limit));
            }
        }
    }
}

/// What has been read for a page so far.
#[derive(Default)]
struct Reading {
    acts: Vec<RecordedEntries>,
    entries: usize,
}

impl Reading {
    fn take(&mut self, entries: Vec<RecordedAct>) {
        self.entries += entries.len();
        for entry in entries {
            match self.acts.last_mut() {
                Some(act) if act.goes_on_with(&entry) => act.push(entry),
                _ => self.acts.push(RecordedEntries::from(entry)),
            }
        }
    }

    /// How many acts are whole: unless this is the end, what comes next may belong to the last one.
    fn whole(&self, end: bool) -> usize {
        let cut_off = usize::from(!end);
        self.acts.len().saturating_sub(cut_off)
    }

    fn is_enough(&self, end: bool, limit: usize) -> bool {
        let whole = self.whole(end);
        end || whole >= limit || (self.entries >= ENOUGH && whole > 0)
    }

    /// The acts of the page, and whether there are more.
    fn page(mut self, end: bool, limit: usize) -> (Vec<RecordedEntries>, bool) {
        let whole = self.whole(end);
        self.acts.truncate(whole.min(limit));
        (self.acts, !end || whole > limit)
    }
}

/// The entries of one act. The ledger has first what was done, then a line for everybody who was shown; read backwards,
/// what was done comes last.
struct RecordedEntries {
    /// The first entry of the act, as far as it has been read.
    head: RecordedAct,
    /// Those after it, the last one first.
    after: Vec<Entry>,
}

impl From<RecordedAct> for RecordedEntries {
    fn from(head: RecordedAct) -> Self {
        Self {
            head,
            after: Vec::new(),
        }
    }
}

impl RecordedEntries {
    /// Whether an entry that is older than these belongs to the same act: only lines about people have one before them.
    fn goes_on_with(&self, older: &RecordedAct) -> bool {
        let RecordedAct { place, entry } = &self.head;
        entry.person().is_some()
            && !entry.request().is_empty()
            && entry.request() == older.entry.request()
            && entry.actor() == older.entry.actor()
            && entry.operation() == older.entry.operation()
            && (place.at, &place.stream) == (older.place.at, &older.place.stream)
    }

    fn push(&mut self, older: RecordedAct) {
        let newer = std::mem::replace(&mut self.head, older);
        self.after.push(newer.entry);
    }

    fn people(&self) -> Vec<(PersonId, Outcome)> {
        let entries = std::iter::once(&self.head.entry).chain(self.after.iter().rev());
        entries
            .filter_map(|entry| Some((entry.person()?, entry.outcome())))
            .collect()
    }
}

/// A place as a cursor holds it: microseconds since 1970, the entry's number, its stream.
type Place = (i64, i64, String);

fn place_of(place: &RecordPlace) -> Place {
    (place.at.timestamp_micros(), place.sequence, place.stream.clone())
}

fn kept_place((micros, sequence, stream): Place) -> Result<RecordPlace, ServiceError> {
    let at = DateTime::from_timestamp_micros(micros).ok_or(ServiceError::BadCursor)?;
    Ok(RecordPlace { at, stream, sequence })
}

#[cfg(test)]
mod tests;
