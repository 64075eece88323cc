//! Offices as the ministry's open data and the insurer's own list know them: looked up before a form is filled in.

use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::{CodedOfficeSource, CodedServiceKind};

/// An office number to look up in the ministry's open data and among the offices that the insurer designates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeSearch {
    /// The office number: full-width characters, small letters and spaces are taken as they are meant.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637", max_length = 40))]
    pub office_number: String,
}

/// What the office master knows of a number; one number can carry several services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OfficeLookup {
    /// The number as it was understood.
    #[cfg_attr(feature = "openapi", schema(example = "4370106637"))]
    pub office_number: String,
    /// Whether its check digit follows from the other digits. If not: look again; real numbers exist that fail.
    pub check_digit_holds: bool,
    /// The services known under this number; empty if the number is unknown.
    pub offices: Vec<FoundOffice>,
}

/// One service of an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FoundOffice {
    /// Kind of service.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedServiceKind))]
    pub service_code: Coded,
    /// Name.
    #[cfg_attr(feature = "openapi", schema(example = "居宅介護支援事業所 えんがわ"))]
    pub name: String,
    /// Address.
    #[cfg_attr(feature = "openapi", schema(example = "縁側市中央1丁目2番3号"))]
    pub address: String,
    /// Telephone number.
    #[cfg_attr(feature = "openapi", schema(example = "096-000-0000"))]
    pub phone: String,
    /// Whether the insurer admits this kind of office today.
    pub admitted: bool,
    /// Where the insurer knows it from: the ministry's open data, its own designation, or both.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<CodedOfficeSource>))]
    pub sources: Vec<Coded>,
}
