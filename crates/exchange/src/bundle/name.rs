//! Names of files in a ZIP: read as they were meant, and matched with what the manifest calls them, although another program
//! spelt them. Two files are never taken for one.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use zip::read::ZipFileEntry;

use crate::table::encoding::Encoding;
use crate::table::text::normalized;

/// A file in a ZIP.
pub(super) type Entry = ZipFileEntry<'static>;

/// The files of a ZIP by their names, relative to where the manifest lies.
#[derive(Default)]
pub(super) struct Files {
    entries: BTreeMap<String, Entry>,
    /// The names of each folded name.
    spellings: BTreeMap<String, Vec<String>>,
}

/// Which file a name of the manifest means.
pub(super) enum Meant {
    /// This one.
    One(String),
    /// None.
    Nothing,
    /// Several are written so nearly alike that nobody knows.
    Several,
}

impl Files {
    pub(super) fn insert(&mut self, name: String, entry: Entry) {
        self.spellings.entry(folded(&name)).or_default().push(name.clone());
        self.entries.insert(name, entry);
    }

    /// Takes a file out. What it was called is still known, so that a second line that names it is noticed.
    pub(super) fn remove(&mut self, name: &str) -> Option<Entry> {
        self.entries.remove(name)
    }

    /// Takes out a file that no line can mean.
    pub(super) fn set_apart(&mut self, name: &str) -> Option<Entry> {
        if let Some(alike) = self.spellings.get_mut(&folded(name)) {
            alike.retain(|known| known != name);
        }
        self.remove(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.entries.keys()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The file that the manifest calls so: the one of just this name, else the only one that is spelt like it.
    pub(super) fn meant(&self, written: &str) -> Meant {
        let name = plain(written);
        let alike = self
            .spellings
            .get(&folded(&name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        match alike {
            _ if alike.contains(&name) => Meant::One(name),
            [] => Meant::Nothing,
            [one] => Meant::One(one.clone()),
            _ => Meant::Several,
        }
    }

    /// The same files by the names that they have from inside a folder.
    pub(super) fn seen_from(self, folder: &str) -> Self {
        let mut files = Self::default();
        for (name, entry) in self.entries {
            files.insert(name.strip_prefix(folder).unwrap_or(&name).to_owned(), entry);
        }
        files
    }
}

/// A name as it stands in the archive: UTF-8, or MS932 as Windows in Japan wrote it for a long time.
pub(super) fn decoded(raw: &[u8]) -> Option<String> {
    let text = Encoding::Utf8
        .decode(raw)
        .or_else(|_| Encoding::Ms932.decode(raw))
        .ok()?;
    Some(plain(&text))
}

/// Composed, because macOS writes decomposed kana; with `/` between folders, because Windows writes `\\`; without the `./` of
/// those who pack where they stand.
fn plain(text: &str) -> String {
    let text = normalized(text).replace('\\', "/");
    let mut rest = text.as_str();
    while let Some(inside) = rest.strip_prefix("./") {
        rest = inside;
    }
    rest.replace("/./", "/")
}

/// A name as it is compared: one form of width, of letters and marks, of wave dashes and hyphens; capitals do not matter, as
/// they do not on Windows and macOS.
pub(super) fn folded(name: &str) -> String {
    let one = |character: char| match character {
        '\u{301c}' | '\u{223c}' | '\u{2053}' => '~',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '\u{2043}' | '\u{2796}' => '-',
        other => other,
    };
    let folded: String = name.nfkc().map(one).flat_map(char::to_lowercase).collect();
    folded.split('/').map(str::trim).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_windows_and_macos_write_them() {
        let mut windows = Vec::new();
        Encoding::Ms932.encode("調査票.pdf", &mut windows).unwrap();
        assert_eq!(decoded(&windows).as_deref(), Some("調査票.pdf"));
        assert_eq!(decoded("カ\u{3099}.pdf".as_bytes()).as_deref(), Some("ガ.pdf"));
        assert_eq!(decoded(br"docs\a.pdf").as_deref(), Some("docs/a.pdf"));
        assert_eq!(decoded(b"./docs/./a.pdf").as_deref(), Some("docs/a.pdf"));
        // The second byte of 表 in MS932 is that of a backslash.
        windows.clear();
        Encoding::Ms932.encode("一覧表.pdf", &mut windows).unwrap();
        assert_eq!(decoded(&windows).as_deref(), Some("一覧表.pdf"));
        assert_eq!(decoded(b"\xFF\xFF"), None);
    }

    #[test]
    fn every_spelling_of_a_name_is_the_same_name() {
        for (one, other) in [
            ("調査票〜1.pdf", "調査票～1.pdf"),
            ("意見書−1.pdf", "意見書－1.pdf"),
            ("意見書‐1.pdf", "意見書-1.pdf"),
            ("ﾁｮｳｻ.pdf", "チョウサ.pdf"),
            ("ガ.pdf", "カ\u{3099}.pdf"),
            ("ＡＢＣ１.PDF", "abc1.pdf"),
            ("神.pdf", "\u{fa19}.pdf"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("ハ.pdf"), folded("バ.pdf"));
        assert_ne!(folded("a/b.pdf"), folded("ab.pdf"));
    }
}
