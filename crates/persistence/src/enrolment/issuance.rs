//! Queries on `issuances`, certificates about to be signed, and `pick_ups`, files on their way to a device.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::id::{DeviceId, InstallKeyId};

use crate::random::SecretHash;
use crate::schema::{devices, issuances, pick_ups};
use crate::store::error::StoreError;
use crate::store::row::parsed;
use crate::store::transaction::Tx;

/// A certificate about to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssuance {
    /// The device it will be for.
    pub device: DeviceId,
    /// The install key it rests on; a renewal has none.
    pub install_key: Option<InstallKeyId>,
    /// Its serial number, hexadecimal.
    pub serial: String,
    /// SHA-256 of its public key.
    pub key_hash: [u8; 32],
}

/// How many certificates were begun, how many of them finished, and how many devices there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuanceCount {
    /// Noted before signing.
    pub begun: i64,
    /// Of those, with a device.
    pub finished: i64,
    /// Devices, also those made on the machine without an issuance.
    pub devices: i64,
}

#[derive(Insertable)]
#[diesel(table_name = issuances)]
struct Row {
    insurer_number: String,
    device_id: String,
    install_key_id: Option<String>,
    serial: String,
    key_hash: Vec<u8>,
    reserved_at: NaiveDateTime,
    finished_at: Option<NaiveDateTime>,
}

fn place(device: DeviceId) -> String {
    format!("pick_ups/{device}")
}

impl Tx<'_> {
    /// Notes a certificate before it is signed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if its public key has been certified before.
    pub fn reserve_issuance(&mut self, new: &NewIssuance, now: DateTime<Utc>) -> Result<(), StoreError> {
        let known: i64 = issuances::table
            .filter(
                issuances::insurer_number
                    .eq(&self.insurer_text)
                    .and(issuances::key_hash.eq(new.key_hash.to_vec()))
                    .and(issuances::finished_at.is_not_null()),
            )
            .count()
            .get_result(self.conn)?;
        if known > 0 {
            return Err(StoreError::Conflict);
        }
        let row = Row {
            insurer_number: self.insurer_text.clone(),
            device_id: new.device.to_string(),
            install_key_id: new.install_key.map(|id| id.to_string()),
            serial: new.serial.clone(),
            key_hash: new.key_hash.to_vec(),
            reserved_at: now.naive_utc(),
            finished_at: None,
        };
        diesel::insert_into(issuances::table).values(row).execute(self.conn)?;
        Ok(())
    }

    /// Notes that the device of an issuance is made; in the same transaction as the device.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if nothing was noted before, [`StoreError::Conflict`] if its public key was certified in
    /// the meantime.
    pub fn finish_issuance(&mut self, device: DeviceId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let open = issuances::table
            .find((&self.insurer_text, device.to_string()))
            .filter(issuances::finished_at.is_null());
        let touched = diesel::update(open)
            .set(issuances::finished_at.eq(now.naive_utc()))
            .execute(self.conn)?;
        if touched == 0 {
            Err(StoreError::NotFound)
        } else {
            Ok(())
        }
    }

    /// How many certificates were begun and finished, for whoever checks that none is astray.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn issuances(&mut self) -> Result<IssuanceCount, StoreError> {
        let own = issuances::table.filter(issuances::insurer_number.eq(self.insurer_text.clone()));
        let begun = own.clone().count().get_result(self.conn)?;
        let finished = own
            .filter(issuances::finished_at.is_not_null())
            .count()
            .get_result(self.conn)?;
        let devices = devices::table
            .filter(devices::insurer_number.eq(&self.insurer_text))
            .count()
            .get_result(self.conn)?;
        Ok(IssuanceCount {
            begun,
            finished,
            devices,
        })
    }

    /// Keeps a device's file, sealed, until it is fetched or its time is over.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn keep_pick_up(
        &mut self,
        token: SecretHash,
        device: DeviceId,
        file: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let sealed = self.vault.encrypt(&place(device), file)?;
        diesel::insert_into(pick_ups::table)
            .values((
                pick_ups::insurer_number.eq(&self.insurer_text),
                pick_ups::token_hash.eq(token.bytes()),
                pick_ups::device_id.eq(device.to_string()),
                pick_ups::sealed.eq(sealed),
                pick_ups::expires_at.eq(expires_at.naive_utc()),
            ))
            .execute(self.conn)?;
        Ok(())
    }

    /// Takes a device's file out, once.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the token is none of ours, was used, or its time is over.
    pub fn take_pick_up(&mut self, token: SecretHash, now: DateTime<Utc>) -> Result<(DeviceId, Vec<u8>), StoreError> {
        let (insurer, token) = (self.insurer_text.clone(), token.bytes());
        let key = (&insurer, &token);
        let (device, sealed, expires_at): (String, Vec<u8>, NaiveDateTime) = pick_ups::table
            .find(key)
            .select((pick_ups::device_id, pick_ups::sealed, pick_ups::expires_at))
            .get_result(self.conn)?;
        if expires_at <= now.naive_utc() {
            return Err(StoreError::NotFound);
        }
        diesel::delete(pick_ups::table.find(key)).execute(self.conn)?;
        let device = parsed("pick_ups.device_id", &device)?;
        let file = self.vault.decrypt(&place(device), &sealed)?;
        Ok((device, file))
    }

    /// Deletes files whose time is over; how many there were.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn drop_old_pick_ups(&mut self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        let old = pick_ups::table.filter(
            pick_ups::insurer_number
                .eq(&self.insurer_text)
                .and(pick_ups::expires_at.le(now.naive_utc())),
        );
        Ok(diesel::delete(old).execute(self.conn)?)
    }
}
