//! Identifiers of things: one type per thing. Ids are made outside (UUIDv7); here they are only carried, printed, parsed.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The identifier of a `T`; `Id<Person>` and `Id<Device>` do not mix.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id<T>(Uuid, #[serde(skip)] PhantomData<fn() -> T>);

/// The text is no UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct InvalidId;

impl<T> Id<T> {
    /// Takes a UUID made elsewhere.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The UUID inside.
    pub const fn as_uuid(&self) -> Uuid {
        self.0
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self::from_uuid).map_err(|_| InvalidId)
    }
}

/// What an id can be the id of. The types have no values; they only keep ids apart.
pub mod of {
    /// 被保険者.
    pub enum Person {}
    /// 利用組織.
    pub enum Organization {}
    /// A user's or an integration client's account.
    pub enum Account {}
    /// 端末.
    pub enum Device {}
    /// A login session.
    pub enum Session {}
    /// 同意.
    pub enum Consent {}
    /// 担当.
    pub enum Assignment {}
    /// 要介護認定申請.
    pub enum Application {}
    /// 認定.
    pub enum Certification {}
    /// 負担割合.
    pub enum BurdenRatio {}
    /// 証 of a person, other than 負担割合証.
    pub enum Card {}
    /// A survey sheet or physician's opinion.
    pub enum Document {}
    /// One import of municipal files.
    pub enum Delivery {}
    /// システム利用申請.
    pub enum UsageApplication {}
    /// 電子証明書インストールキー.
    pub enum InstallKey {}
    /// A letter of the insurer.
    pub enum Letter {}
}

/// Identifier of an insured person.
pub type PersonId = Id<of::Person>;
/// Identifier of an organization.
pub type OrganizationId = Id<of::Organization>;
/// Identifier of an account.
pub type AccountId = Id<of::Account>;
/// Identifier of a device.
pub type DeviceId = Id<of::Device>;
/// Identifier of a session.
pub type SessionId = Id<of::Session>;
/// Identifier of a consent.
pub type ConsentId = Id<of::Consent>;
/// Identifier of an assignment.
pub type AssignmentId = Id<of::Assignment>;
/// Identifier of a certification application.
pub type ApplicationId = Id<of::Application>;
/// Identifier of a certification.
pub type CertificationId = Id<of::Certification>;
/// Identifier of a burden ratio.
pub type BurdenRatioId = Id<of::BurdenRatio>;
/// Identifier of a document.
pub type DocumentId = Id<of::Document>;
/// Identifier of a delivery.
pub type DeliveryId = Id<of::Delivery>;
/// A [`of::UsageApplication`].
pub type UsageApplicationId = Id<of::UsageApplication>;
/// A [`of::Letter`].
pub type LetterId = Id<of::Letter>;
/// An [`of::InstallKey`].
pub type InstallKeyId = Id<of::InstallKey>;

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    #[test]
    fn an_id_is_a_plain_string_in_json_and_comes_back() {
        let id: PersonId = TEXT.parse().unwrap();
        assert_eq!(id.to_string(), TEXT);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, format!("\"{TEXT}\""));
        assert_eq!(serde_json::from_str::<PersonId>(&json).unwrap(), id);
    }

    #[test]
    fn ids_are_ordered_hashed_and_logged_by_their_uuid() {
        use hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
        let [one, two] = [1, 2].map(|number| PersonId::from_uuid(Uuid::from_u128(number)));
        assert!(one < two);
        assert_eq!(one.max(two), two);
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        assert_eq!(hasher.hash_one(one), hasher.hash_one(one.as_uuid()));
        assert_eq!(format!("{one:?}"), "Id(00000000-0000-0000-0000-000000000001)");
    }

    #[test]
    fn what_is_no_uuid_is_no_id() {
        assert_eq!("12".parse::<DeviceId>(), Err(InvalidId));
    }
}
