//! Queries on `insurers`, their admitted office kinds, their disclosure policy, and how fresh their data is.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::calendar::day::Day;
use domain::calendar::period::Period;
use domain::delivery::DeliveryState;
use domain::disclosure::DisclosurePolicy;
use domain::insurer::InsurerRules;
use domain::organization::ServiceCode;

use crate::schema::{admitted_kinds, deliveries, disclosure_policies, insurers};
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed, period};
use crate::store::transaction::Tx;

/// The newest finished delivery of a feed: feed, time at the source, time of receipt.
pub type LatestDelivery = (String, DateTime<Utc>, DateTime<Utc>);

/// What holds for the whole insurer: few rows that change rarely and are needed at every look.
#[derive(Clone, Debug)]
pub struct InsurerSettings {
    /// The insurer's name.
    pub name: String,
    /// The office kinds that may use the system, and since when.
    pub admitted_kinds: Vec<(ServiceCode, Period)>,
    /// The disclosure policies, past and coming ones as well.
    pub policies: Vec<DisclosurePolicy>,
    /// What the insurer has settled for itself.
    pub rules: InsurerRules,
    /// The newest finished delivery of each feed: feed, time at the source, time of receipt.
    pub deliveries: Vec<LatestDelivery>,
}

impl Tx<'_> {
    /// Whether the insurer has been set up.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn insurer_name(&mut self) -> Result<Option<String>, StoreError> {
        let name = insurers::table
            .find(&self.insurer_text)
            .select(insurers::name)
            .get_result(self.conn)
            .optional()?;
        Ok(name)
    }

    /// Sets up the insurer with the office kinds it admits.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it exists.
    pub fn create_insurer(
        &mut self,
        name: &str,
        kinds: &[(ServiceCode, Day)],
        policy: &DisclosurePolicy,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        diesel::insert_into(insurers::table)
            .values((
                insurers::insurer_number.eq(&self.insurer_text),
                insurers::name.eq(name),
                insurers::created_at.eq(now.naive_utc()),
            ))
            .execute(self.conn)?;
        for (kind, from) in kinds {
            diesel::insert_into(admitted_kinds::table)
                .values((
                    admitted_kinds::insurer_number.eq(&self.insurer_text),
                    admitted_kinds::service_code.eq(kind.to_string()),
                    admitted_kinds::admitted_from.eq(from.naive()),
                ))
                .execute(self.conn)?;
        }
        self.create_insurer_rules(name)?;
        let rules = serde_json::to_string(policy).map_err(|_| StoreError::Corrupt {
            column: "disclosure_policies.rules",
        })?;
        diesel::insert_into(disclosure_policies::table)
            .values((
                disclosure_policies::insurer_number.eq(&self.insurer_text),
                disclosure_policies::valid_from.eq(policy.valid.first.naive()),
                disclosure_policies::rules.eq(rules),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// Everything that holds for the whole insurer.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the insurer has not been set up.
    pub fn insurer_settings(&mut self) -> Result<InsurerSettings, StoreError> {
        let name = self.insurer_name()?.ok_or(StoreError::NotFound)?;
        let kinds: Vec<(String, NaiveDate, Option<NaiveDate>)> = admitted_kinds::table
            .filter(admitted_kinds::insurer_number.eq(&self.insurer_text))
            .select((
                admitted_kinds::service_code,
                admitted_kinds::admitted_from,
                admitted_kinds::admitted_until,
            ))
            .load(self.conn)?;
        let admitted_kinds = kinds
            .into_iter()
            .map(|(code, from, until)| Ok((parsed("admitted_kinds.service_code", &code)?, period(from, until))))
            .collect::<Result<_, StoreError>>()?;
        let rules: Vec<String> = disclosure_policies::table
            .filter(disclosure_policies::insurer_number.eq(&self.insurer_text))
            .select(disclosure_policies::rules)
            .load(self.conn)?;
        let policies = rules
            .iter()
            .map(|rules| serde_json::from_str(rules))
            .collect::<Result<_, _>>()
            .map_err(|_| StoreError::Corrupt {
                column: "disclosure_policies.rules",
            })?;
        Ok(InsurerSettings {
            name,
            admitted_kinds,
            policies,
            rules: self.insurer_rules()?,
            deliveries: self.latest_deliveries()?,
        })
    }

    fn latest_deliveries(&mut self) -> Result<Vec<LatestDelivery>, StoreError> {
        let latest: Vec<(String, Option<NaiveDateTime>, Option<NaiveDateTime>)> = deliveries::table
            .filter(
                deliveries::insurer_number
                    .eq(&self.insurer_text)
                    .and(deliveries::state.eq(DeliveryState::Applied.code())),
            )
            .group_by(deliveries::feed)
            .select((
                deliveries::feed,
                diesel::dsl::max(deliveries::as_of),
                diesel::dsl::max(deliveries::finished_at),
            ))
            .load(self.conn)?;
        Ok(latest
            .into_iter()
            .filter_map(|(feed, as_of, finished)| Some((feed, moment(as_of?), moment(finished?))))
            .collect())
    }
}
