//! Queries on `credentials_given`: which account of the insurer gave another one credentials, and when.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::account::two_people::CredentialsGiven;

use crate::schema::credentials_given;
use crate::store::error::StoreError;
use crate::store::row::{moment, parsed};
use crate::store::transaction::Tx;

impl Tx<'_> {
    /// Notes who gave credentials to whom.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn note_credentials_given(&mut self, given: &CredentialsGiven) -> Result<(), StoreError> {
        let row = (
            credentials_given::insurer_number.eq(&self.insurer_text),
            credentials_given::account_id.eq(given.to.to_string()),
            credentials_given::given_by.eq(given.by.to_string()),
            credentials_given::given_at.eq(given.at.naive_utc()),
        );
        diesel::insert_into(credentials_given::table)
            .values(row)
            .execute(self.conn)?;
        Ok(())
    }

    /// Who gave credentials to whom since then.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn credentials_given_since(&mut self, since: DateTime<Utc>) -> Result<Vec<CredentialsGiven>, StoreError> {
        let rows: Vec<(String, String, NaiveDateTime)> = credentials_given::table
            .filter(
                credentials_given::insurer_number
                    .eq(&self.insurer_text)
                    .and(credentials_given::given_at.gt(since.naive_utc())),
            )
            .select((
                credentials_given::account_id,
                credentials_given::given_by,
                credentials_given::given_at,
            ))
            .load(self.conn)?;
        rows.into_iter()
            .map(|(to, by, at)| {
                Ok(CredentialsGiven {
                    to: parsed("credentials_given.account_id", &to)?,
                    by: parsed("credentials_given.given_by", &by)?,
                    at: moment(at),
                })
            })
            .collect()
    }
}
