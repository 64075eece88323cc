//! The letters of the insurer about a usage application.

use chrono::{DateTime, FixedOffset};
use domain::calendar::day::Day;
use domain::id::UsageApplicationId;
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::CodedNotice;

/// What a letter is made with. A letter without secrets that was made is given out again as it was, whatever stands here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MakeLetter {
    /// 文書番号; letters with secrets may have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "openapi", schema(example = "縁介保第123号", max_length = 40))]
    pub number: String,
    /// The date of the letter, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub dated_on: Option<Day>,
    /// Why, in letters of suspension and of the end of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub reason: Option<String>,
    /// Until when, in a letter that asks for a correction, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub until: Option<Day>,
    /// Whether a letter that was made is made anew. Keys and passwords of the one before end.
    #[serde(default)]
    pub anew: bool,
}

/// The letters about an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LetterList {
    /// The application.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub application_id: UsageApplicationId,
    /// A line for each kind that was made or may be.
    pub letters: Vec<LetterLine>,
}

/// One kind of letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LetterLine {
    /// Which letter, with its title in the insurer's words.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedNotice))]
    pub kind: Coded,
    /// Whether it carries keys or passwords: it is not printed twice, only made anew.
    pub holds_secrets: bool,
    /// Whether it must have a number.
    pub needs_number: bool,
    /// Whether whoever makes it writes the reason.
    pub needs_reason: bool,
    /// Whether it may be made as things stand.
    pub may_make: bool,
    /// The one that holds now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<MadeLetter>,
    /// Those before it, oldest first.
    pub before: Vec<MadeLetter>,
}

/// A letter that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MadeLetter {
    /// 文書番号; may be empty.
    #[cfg_attr(feature = "openapi", schema(example = "縁介保第123号"))]
    pub number: String,
    /// Its date.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub dated_on: Day,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "役所 花江"))]
    pub made_by: Option<String>,
}
