//! The texts that people agree to.

use contract::setup::text::{TextDetail, TextEntry, TextList, TextVersionEntry};
use domain::insurer::{PublishedText, TextVersion};
use service::VersionedText;

use crate::convert::{ToContract, coded, etag, in_japan};

/// A version without its words; the first of all is the one in force.
fn entry(place: usize, known: &PublishedText) -> TextVersionEntry {
    TextVersionEntry {
        version: known.version.version.clone(),
        published_at: known.published_at.map(in_japan),
        in_force: place == 0,
    }
}

impl ToContract for VersionedText {
    type Shape = TextEntry;

    fn to_contract(self) -> TextEntry {
        let Self { kind, tag, versions } = self;
        TextEntry {
            kind: coded(kind.code(), kind.name_ja()),
            etag: etag(&tag),
            versions: versions
                .iter()
                .enumerate()
                .map(|(place, known)| entry(place, known))
                .collect(),
        }
    }
}

impl ToContract for Vec<VersionedText> {
    type Shape = TextList;

    fn to_contract(self) -> TextList {
        TextList {
            texts: self.into_iter().map(ToContract::to_contract).collect(),
        }
    }
}

/// The version of this name, if there is one.
pub(crate) fn detail(text: VersionedText, name: &str) -> Option<TextDetail> {
    let VersionedText { kind, tag, versions } = text;
    let mut numbered = versions.into_iter().enumerate();
    let (place, known) = numbered.find(|(_, known)| known.version.version == name)?;
    let version = entry(place, &known);
    let TextVersion { version: _, text } = known.version;
    Some(TextDetail {
        kind: coded(kind.code(), kind.name_ja()),
        etag: etag(&tag),
        version,
        text,
    })
}
