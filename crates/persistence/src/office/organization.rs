//! Queries on `organizations` (offices that the insurer has permitted) and `offices` (the ministry's office master).

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::id::OrganizationId;
use domain::organization::{OfficeNumber, OrganizationStatus, ServiceCode};
use domain::record::OrganizationRecord;
use domain::text::search::folded;

use crate::schema::{offices, organizations};
use crate::store::error::StoreError;
use crate::store::row::{count, moment, parsed, period};
use crate::store::transaction::Tx;

/// An organization to be permitted.
#[derive(Clone, Debug)]
pub struct NewOrganization {
    /// Opaque id.
    pub id: OrganizationId,
    /// The office's number.
    pub office_number: OfficeNumber,
    /// The office's kind.
    pub service_code: ServiceCode,
    /// The office's name.
    pub name: String,
    /// First day of the permit.
    pub permitted_from: Day,
    /// How many devices it may have at a time: active ones and open install keys together.
    pub device_quota: u32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organizations)]
struct Row {
    insurer_number: String,
    id: String,
    office_number: String,
    service_code: String,
    name: String,
    name_folded: String,
    status: String,
    permitted_from: NaiveDate,
    permitted_until: Option<NaiveDate>,
    device_quota: i64,
    status_since: Option<NaiveDateTime>,
}

impl TryFrom<Row> for OrganizationRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: parsed("organizations.id", &row.id)?,
            office_number: parsed("organizations.office_number", &row.office_number)?,
            service_code: parsed("organizations.service_code", &row.service_code)?,
            name: row.name,
            status: parsed("organizations.status", &row.status)?,
            permitted: period(row.permitted_from, row.permitted_until),
            device_quota: count("organizations.device_quota", row.device_quota)?,
            status_since: row.status_since.map(moment),
        })
    }
}

/// An office of the master as it is kept.
#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone, PartialEq, Eq, Debug)]
#[diesel(table_name = offices, treat_none_as_default_value = false)]
pub(crate) struct OfficeRow {
    pub(crate) office_number: String,
    pub(crate) service_code: String,
    pub(crate) municipality_code: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) address: String,
    pub(crate) phone: String,
    pub(crate) fax: String,
    pub(crate) corporation: String,
    pub(crate) received_at: NaiveDateTime,
}

/// What makes the wildcards of a pattern ordinary letters.
const ESCAPE: char = '\\';

/// The pattern of every text that contains this one.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

impl Tx<'_> {
    /// Permits an organization.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if this office has one already.
    pub fn create_organization(&mut self, new: NewOrganization) -> Result<(), StoreError> {
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            id: new.id.to_string(),
            office_number: new.office_number.to_string(),
            service_code: new.service_code.to_string(),
            name_folded: folded(&new.name),
            name: new.name,
            status: OrganizationStatus::Permitted.to_string(),
            permitted_from: new.permitted_from.naive(),
            permitted_until: None,
            device_quota: i64::from(new.device_quota),
            status_since: None,
        };
        diesel::insert_into(organizations::table)
            .values(row)
            .execute(self.conn)?;
        Ok(())
    }

    /// An organization by its id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn organization(&mut self, id: OrganizationId) -> Result<OrganizationRecord, StoreError> {
        organizations::table
            .find((&self.insurer_text, id.to_string()))
            .select(Row::as_select())
            .get_result(self.conn)?
            .try_into()
    }

    /// Every organization of the insurer, by office number.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn organizations(&mut self) -> Result<Vec<OrganizationRecord>, StoreError> {
        organizations::table
            .filter(organizations::insurer_number.eq(&self.insurer_text))
            .order((organizations::office_number, organizations::service_code))
            .select(Row::as_select())
            .load(self.conn)?
            .into_iter()
            .map(OrganizationRecord::try_from)
            .collect()
    }

    /// A page of organizations by office number: those whose name or number contains `text`, after the office of the
    /// last page.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn organizations_page(
        &mut self,
        text: &str,
        after: Option<(OfficeNumber, ServiceCode)>,
        limit: usize,
    ) -> Result<Vec<OrganizationRecord>, StoreError> {
        let wanted = containing(&folded(text));
        let mut query = organizations::table
            .filter(organizations::insurer_number.eq(self.insurer_text.clone()))
            .filter(
                organizations::name_folded
                    .like(wanted.clone())
                    .escape(ESCAPE)
                    .or(organizations::office_number.like(wanted).escape(ESCAPE)),
            )
            .order((organizations::office_number, organizations::service_code))
            .limit(i64::try_from(limit).unwrap_or(i64::MAX))
            .select(Row::as_select())
            .into_boxed();
        if let Some((office, service)) = after {
            let same_office = organizations::office_number
                .eq(office.to_string())
                .and(organizations::service_code.gt(service.to_string()));
            query = query.filter(organizations::office_number.gt(office.to_string()).or(same_office));
        }
        let rows: Vec<Row> = query.load(self.conn)?;
        rows.into_iter().map(OrganizationRecord::try_from).collect()
    }

    /// The organization of an office, whatever its status.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn organization_of_office(
        &mut self,
        office: OfficeNumber,
        service: ServiceCode,
    ) -> Result<Option<OrganizationRecord>, StoreError> {
        organizations::table
            .filter(
                organizations::insurer_number
                    .eq(&self.insurer_text)
                    .and(organizations::office_number.eq(office.to_string()))
                    .and(organizations::service_code.eq(service.to_string())),
            )
            .select(Row::as_select())
            .get_result(self.conn)
            .optional()?
            .map(OrganizationRecord::try_from)
            .transpose()
    }

    /// Sets how many devices an organization may have at a time.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_device_quota(&mut self, id: OrganizationId, quota: u32) -> Result<(), StoreError> {
        let touched = diesel::update(organizations::table.find((&self.insurer_text, id.to_string())))
            .set(organizations::device_quota.eq(i64::from(quota)))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// Suspends, closes or permits again; `until` is the last day of the permit.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_organization_status(
        &mut self,
        id: OrganizationId,
        status: OrganizationStatus,
        until: Option<Day>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let touched = diesel::update(organizations::table.find((&self.insurer_text, id.to_string())))
            .set((
                organizations::status.eq(status.to_string()),
                organizations::permitted_until.eq(until.map(Day::naive)),
                organizations::status_since.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// How many offices the master holds.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn office_count(&mut self) -> Result<i64, StoreError> {
        Ok(offices::table.count().get_result(self.conn)?)
    }

    /// When the newest office was received, for the operator's overview.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn offices_received_at(&mut self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let newest: Option<NaiveDateTime> = offices::table
            .select(diesel::dsl::max(offices::received_at))
            .get_result(self.conn)?;
        Ok(newest.map(|at| at.and_utc()))
    }
}
