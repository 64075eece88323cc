//! The texts that people agree to, in versions of the insurer's own.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::coded::Coded;
#[cfg(feature = "openapi")]
use crate::coded::list::CodedText;

/// The texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TextList {
    /// Each text with its versions.
    pub texts: Vec<TextEntry>,
}

/// A text with its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TextEntry {
    /// Which text.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedText))]
    pub kind: Coded,
    /// The tag of what is in force: whoever publishes another version says it in `If-Match`.
    #[cfg_attr(feature = "openapi", schema(example = "\"5f0c1d2e3a4b5c6d7e8f90a1b2c3d4e5\""))]
    pub etag: String,
    /// Every version that was ever in force, the one in force first.
    pub versions: Vec<TextVersionEntry>,
}

/// A version of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TextVersionEntry {
    /// Its name: whoever agrees names it.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10"))]
    pub version: String,
    /// When it was published; absent for the one that comes with the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<FixedOffset>>,
    /// Whether it is the one in force.
    pub in_force: bool,
}

/// One version of a text with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TextDetail {
    /// Which text.
    #[cfg_attr(feature = "openapi", schema(value_type = CodedText))]
    pub kind: Coded,
    /// The tag of what is in force, as in the list.
    #[cfg_attr(feature = "openapi", schema(example = "\"5f0c1d2e3a4b5c6d7e8f90a1b2c3d4e5\""))]
    pub etag: String,
    /// Which version.
    #[serde(flatten)]
    pub version: TextVersionEntry,
    /// The text in Markdown, as it was written: with the mark 〔市〕 where the insurer is named.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "# 利用規約\n\n1. このシステムは、〔市〕が提供します。")
    )]
    pub text: String,
}

/// A version that is to be looked at or published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTextVersion {
    /// Its name, which no version of this text has yet: letters, digits and `-`, `_`, `.`.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10", min_length = 1, max_length = 20))]
    pub version: String,
    /// The text in Markdown, with the mark 〔市〕 where the insurer is named.
    #[cfg_attr(
        feature = "openapi",
        schema(
            example = "# 利用規約\n\n1. このシステムは、〔市〕が提供します。",
            min_length = 1,
            max_length = 20000
        )
    )]
    pub text: String,
}
