//! Only behind the feature `measure`, which nothing that is shipped turns on: the look at a person without the ledger, so
//! that `cargo xtask bench` can say what the ledger costs. What the database answers is dropped here, still sealed; what
//! goes out is about somebody who does not exist.

use std::sync::OnceLock;

use domain::audit::Operation;
use domain::calendar::day::Day;
use domain::id::PersonId;
use domain::person::Sex;
use domain::person::assignment::AssignmentKind;
use domain::person::qualification::Qualification;
use domain::record::Attributes;

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::client::ClientHead;
use crate::clients::look::Look;
use crate::error::ServiceError;

impl Allowed<ReadClients> {
    /// Reads and decides like [`Allowed::client`], drops what it read, and answers an invented person instead. A refusal
    /// is noted as ever.
    ///
    /// # Errors
    /// As [`Allowed::client`], but for the ledger.
    pub async fn look_and_drop(&self, person: PersonId) -> Result<ClientHead, ServiceError> {
        let Look { grant, reach, more: () } = self.look_at_head(person, Operation::ReadPerson).await?;
        let row_age = (reach.person.as_of, reach.person.received_at);
        let freshness = self.viewer.freshness("person", row_age, self.service.now());
        drop((grant, reach));
        let Invented { attributes, day } = Invented::one().ok_or(ServiceError::NotFound)?;
        let age = attributes.birth_date.age_on(self.service.today());
        Ok(ClientHead {
            person,
            age: u32::try_from(age).unwrap_or_default(),
            attributes: attributes.clone(),
            consent_from: *day,
            assigned_from: *day,
            assignment_kind: AssignmentKind::CareManagement,
            delegated: false,
            freshness,
        })
    }
}

/// Name, kana and address of somebody who does not exist, about as long as people's are.
const PERSON: &str = include_str!("../../texts/invented-person.ja.txt");

/// Somebody who does not exist.
struct Invented {
    attributes: Attributes,
    day: Day,
}

impl Invented {
    fn one() -> Option<&'static Self> {
        static ONE: OnceLock<Option<Invented>> = OnceLock::new();
        ONE.get_or_init(|| {
            let mut lines = PERSON.lines();
            let mut line = || lines.next();
            let attributes = Attributes {
                number: "0000000000".parse().ok()?,
                name: line()?.parse().ok()?,
                kana: line()?.parse().ok()?,
                birth_date: Day::from_ymd(1940, 1, 1)?,
                sex: Sex::Female,
                address: line()?.to_owned(),
                qualification: Qualification::default(),
            };
            let day = Day::from_ymd(2026, 4, 1)?;
            Some(Self { attributes, day })
        })
        .as_ref()
    }
}
