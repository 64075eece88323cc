//! Queries on `sign_in_failures`: attempts to give a password, by login ID and device. An attempt is counted before it is
//! looked at, and taken back if it was right. When attempts are too many is decided in `service`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::account::LoginId;
use domain::calendar::day::Day;
use domain::id::{DeviceId, OrganizationId};

use crate::schema::{devices, sign_in_failures};
use crate::store::error::StoreError;
use crate::store::row::{count, moment};
use crate::store::transaction::Tx;
use crate::vault::Vault;

/// What was typed as a login ID, as it is counted: under a keyed hash, for people type passwords there.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LoginHash(Vec<u8>);

impl std::fmt::Debug for LoginHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LoginHash(..)")
    }
}

impl Vault {
    /// What was typed as a login ID, as it is counted. Spellings of one login ID are one.
    ///
    /// # Errors
    /// [`StoreError::Unsealable`] if the key cannot be used.
    pub fn login_hash(&self, typed: &str) -> Result<LoginHash, StoreError> {
        let login = typed.parse::<LoginId>();
        let text = login.as_ref().map_or(typed, LoginId::as_str);
        Ok(LoginHash(self.hash("login-id", text.as_bytes())?))
    }
}

/// Failed attempts with one login ID on one device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignInFailures {
    /// Failures since the last success.
    pub in_a_row: u32,
    /// When the last one was.
    pub last_at: Option<DateTime<Utc>>,
    /// Failures of this login ID today, on every device that counts for it.
    pub today: u32,
    /// Failures on this device today, whatever login ID.
    pub on_device: u32,
}

/// On which devices failures of a login ID count together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedOn {
    /// Those on which its account may sign in: of an organization or, without one, of the insurer itself.
    DevicesOf(Option<OrganizationId>),
    /// The one device alone: nobody of this login ID may sign in there.
    OneDevice,
}

type Counters = (i64, NaiveDateTime, NaiveDate, i64);

impl Tx<'_> {
    /// The failures so far of a login ID, whether or not it exists.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn sign_in_failures(
        &mut self,
        login: &LoginHash,
        device: DeviceId,
        counted_on: CountedOn,
        today: Day,
    ) -> Result<SignInFailures, StoreError> {
        let mut failures = SignInFailures {
            on_device: self.failures_on(device, today)?,
            ..SignInFailures::default()
        };
        let own = device.to_string();
        for (device_id, organization, (in_a_row, last_at, day, on_day)) in self.failures_of(login)? {
            let counts = match counted_on {
                CountedOn::DevicesOf(house) => organization == house.map(|id| id.to_string()),
                CountedOn::OneDevice => device_id == own,
            };
            if counts && day == today.naive() {
                failures.today += count::<u32>("sign_in_failures.on_day", on_day)?;
            }
            if device_id == own {
                failures.in_a_row = count("sign_in_failures.in_a_row", in_a_row)?;
                failures.last_at = Some(moment(last_at));
            }
        }
        Ok(failures)
    }

    /// Each device with its organization and what is counted there.
    fn failures_of(&mut self, login: &LoginHash) -> Result<Vec<(String, Option<String>, Counters)>, StoreError> {
        let found = sign_in_failures::table
            .inner_join(
                devices::table.on(devices::insurer_number
                    .eq(sign_in_failures::insurer_number)
                    .and(devices::id.eq(sign_in_failures::device_id))),
            )
            .filter(
                sign_in_failures::insurer_number
                    .eq(&self.insurer_text)
                    .and(sign_in_failures::login_hash.eq(&login.0)),
            )
            .select((
                sign_in_failures::device_id,
                devices::organization_id,
                (
                    sign_in_failures::in_a_row,
                    sign_in_failures::last_at,
                    sign_in_failures::day,
                    sign_in_failures::on_day,
                ),
            ))
            .load(self.conn)?;
        Ok(found)
    }

    fn failures_on(&mut self, device: DeviceId, today: Day) -> Result<u32, StoreError> {
        let on_day: Vec<i64> = sign_in_failures::table
            .filter(
                sign_in_failures::insurer_number
                    .eq(&self.insurer_text)
                    .and(sign_in_failures::device_id.eq(device.to_string()))
                    .and(sign_in_failures::day.eq(today.naive())),
            )
            .select(sign_in_failures::on_day)
            .load(self.conn)?;
        count("sign_in_failures.on_day", on_day.iter().sum())
    }

    /// Counts an attempt as a failure, until it turns out to be none.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn count_sign_in(&mut self, login: &LoginHash, device: DeviceId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let today = Day::in_japan(now).naive();
        let known = self.counters(login, device)?;
        let counters = match known {
            Some((in_a_row, _, day, on_day)) => {
                let on_day = if day == today { on_day + 1 } else { 1 };
                (in_a_row + 1, now.naive_utc(), today, on_day)
            }
            None => (1, now.naive_utc(), today, 1),
        };
        self.keep_counters(login, device, counters, known.is_some())
    }

    /// Writes what is counted as it is: an attempt that is not counted takes as long as one that is.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn leave_sign_in_uncounted(
        &mut self,
        login: &LoginHash,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let known = self.counters(login, device)?;
        // Paused because of failures on other devices: a row that counts nothing.
        let counters = known.unwrap_or((0, now.naive_utc(), Day::in_japan(now).naive(), 0));
        self.keep_counters(login, device, counters, known.is_some())
    }

    /// Takes an attempt back that was right: it was no failure, and those in a row before it are over.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn take_sign_in_back(
        &mut self,
        login: &LoginHash,
        device: DeviceId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let Some((_, last_at, day, on_day)) = self.counters(login, device)? else {
            return Ok(());
        };
        let counted_today = day == Day::in_japan(now).naive();
        let on_day = if counted_today { on_day - 1 } else { on_day };
        self.keep_counters(login, device, (0, last_at, day, on_day.max(0)), true)
    }

    /// Forgets the failed log-ins of a login ID on every device.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn forget_sign_in_failures(&mut self, login: &LoginHash) -> Result<(), StoreError> {
        let of_this = sign_in_failures::insurer_number
            .eq(&self.insurer_text)
            .and(sign_in_failures::login_hash.eq(&login.0));
        diesel::delete(sign_in_failures::table.filter(of_this)).execute(self.conn)?;
        Ok(())
    }

    fn counters(&mut self, login: &LoginHash, device: DeviceId) -> Result<Option<Counters>, StoreError> {
        let known = sign_in_failures::table
            .find((&self.insurer_text, &login.0, device.to_string()))
            .select((
                sign_in_failures::in_a_row,
                sign_in_failures::last_at,
                sign_in_failures::day,
                sign_in_failures::on_day,
            ))
            .get_result(self.conn)
            .optional()?;
        Ok(known)
    }

    fn keep_counters(
        &mut self,
        login: &LoginHash,
        device: DeviceId,
        (in_a_row, last_at, day, on_day): Counters,
        known: bool,
    ) -> Result<(), StoreError> {
        let counters = (
            sign_in_failures::in_a_row.eq(in_a_row),
            sign_in_failures::last_at.eq(last_at),
            sign_in_failures::day.eq(day),
            sign_in_failures::on_day.eq(on_day),
        );
        let device = device.to_string();
        if known {
            diesel::update(sign_in_failures::table.find((&self.insurer_text, &login.0, &device)))
                .set(counters)
                .execute(self.conn)?;
        } else {
            let key = (
                sign_in_failures::insurer_number.eq(&self.insurer_text),
                sign_in_failures::login_hash.eq(&login.0),
                sign_in_failures::device_id.eq(&device),
            );
            diesel::insert_into(sign_in_failures::table)
                .values((key, counters))
                .execute(self.conn)?;
        }
        Ok(())
    }
}
