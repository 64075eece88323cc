//! Which heading a vendor uses for each of our columns. A mapping changes names only; it can neither add a meaning nor
//! switch off a check.

use std::collections::BTreeMap;

use domain::delivery::feed::Feed;
use serde::Deserialize;

use crate::feed::columns as columns_of;

/// The headings of one vendor's files; without entries, our own headings.
///
/// As TOML, a table per feed, our heading = the vendor's heading:
/// ```toml
/// version = 1
/// name = "○○システム 2026年4月版"
/// [person]
/// "被保険者番号" = "被保番"
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    name: String,
    headings: BTreeMap<Feed, BTreeMap<String, String>>,
}

/// Why a mapping cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMapping {
    /// Not TOML, or not in the shape of a mapping.
    #[error("the mapping cannot be read: {0}")]
    Unreadable(String),
    /// Written for another version of this program.
    #[error("the mapping has version {0}; this program knows version 1")]
    Version(u32),
    /// A table with the name of no feed.
    #[error("there is no feed named {0:?}")]
    UnknownFeed(String),
    /// A heading on the left that the feed does not have.
    #[error("the feed {feed} has no column {heading:?}")]
    UnknownColumn {
        /// The feed's name.
        feed: &'static str,
        /// The heading that is none of its columns.
        heading: String,
    },
    /// Two of our columns would be read from one of theirs.
    #[error("the feed {feed} takes two columns from {heading:?}")]
    TakenTwice {
        /// The feed's name.
        feed: &'static str,
        /// The vendor's heading.
        heading: String,
    },
}

#[derive(Deserialize)]
struct File {
    version: u32,
    #[serde(default)]
    name: String,
    #[serde(flatten)]
    feeds: BTreeMap<String, BTreeMap<String, String>>,
}

impl Mapping {
    /// Read a mapping from TOML.
    ///
    /// # Errors
    /// [`InvalidMapping`] names what is wrong: a mistake in a mapping must be found when it is set up, not in a delivery.
    pub fn from_toml(text: &str) -> Result<Self, InvalidMapping> {
        let file: File =
            toml::from_str(text).map_err(|error| InvalidMapping::Unreadable(error.message().to_owned()))?;
        if file.version != 1 {
            return Err(InvalidMapping::Version(file.version));
        }
        let mut headings = BTreeMap::new();
        for (feed, columns) in file.feeds {
            let known = Feed::from_code(&feed).ok_or(InvalidMapping::UnknownFeed(feed))?;
            headings.insert(known, checked(known, columns)?);
        }
        Ok(Self {
            name: file.name,
            headings,
        })
    }

    /// What the mapping is called, for reports; empty for our own headings.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The heading to look for in a file of this feed.
    #[must_use]
    pub fn heading<'a>(&'a self, feed: Feed, canonical: &'a str) -> &'a str {
        self.headings
            .get(&feed)
            .and_then(|columns| columns.get(canonical))
            .map_or(canonical, String::as_str)
    }
}

fn checked(feed: Feed, columns: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, InvalidMapping> {
    if let Some(heading) = columns
        .keys()
        .find(|heading| !columns_of(feed).contains(&heading.as_str()))
    {
        return Err(InvalidMapping::UnknownColumn {
            feed: feed.code(),
            heading: heading.clone(),
        });
    }
    let mut theirs = std::collections::BTreeSet::new();
    for canonical in columns_of(feed) {
        let heading = columns.get(*canonical).map_or(*canonical, String::as_str);
        if !theirs.insert(heading) {
            return Err(InvalidMapping::TakenTwice {
                feed: feed.code(),
                heading: heading.to_owned(),
            });
        }
    }
    // Headings are compared in the form in which they are read from files.
    Ok(columns
        .into_iter()
        .map(|(ours, heading)| (ours, crate::table::text::normalized(&heading).into_owned()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_renames_what_it_names_and_leaves_the_rest() {
        let mapping =
            Mapping::from_toml("version = 1\nname = \"甲\"\n[person]\n\"被保険者番号\" = \"被保番\"").unwrap();
        assert_eq!(mapping.heading(Feed::Person, "被保険者番号"), "被保番");
        assert_eq!(mapping.heading(Feed::Person, "氏名"), "氏名");
        assert_eq!(mapping.heading(Feed::Consent, "被保険者番号"), "被保険者番号");
        assert_eq!(mapping.name(), "甲");
    }

    #[test]
    fn every_mistake_in_a_mapping_has_its_name() {
        let error = |text: &str| Mapping::from_toml(text).unwrap_err().to_string();
        assert_eq!(
            error("version = 2"),
            "the mapping has version 2; this program knows version 1"
        );
        assert_eq!(
            error("version = 1\n[persons]\n\"氏名\" = \"a\""),
            "there is no feed named \"persons\""
        );
        assert_eq!(
            error("version = 1\n[person]\n\"名前\" = \"a\""),
            "the feed person has no column \"名前\""
        );
        assert_eq!(
            error("version = 1\n[person]\n\"氏名\" = \"住所\""),
            "the feed person takes two columns from \"住所\""
        );
        assert!(error("[person]").starts_with("the mapping cannot be read"));
        assert!(error("version = 1\nextra = 2").starts_with("the mapping cannot be read"));
    }
}
