//! Documents of the insurer that are written as text: terms, the form of consent, papers to be adapted. Set from the same
//! Markdown that people edit.

mod markdown;

use domain::calendar::day::Day;
use serde::Serialize;

use crate::error::NoticeError;
use crate::press;
use markdown::{Block, blocks};

/// A document as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDocument {
    /// The title of the file, and of the page where the text has none.
    pub title: String,
    /// At the foot of every page, such as 「縁側市　利用規約　2026-04版」.
    pub foot: String,
    /// The only date in the file.
    pub date: Day,
    /// The text: Markdown with headings, paragraphs, lists, tables and bold.
    pub markdown: String,
}

#[derive(Serialize)]
struct Sheet<'a> {
    title: &'a str,
    foot: &'a str,
    blocks: Vec<Block>,
}

impl TextDocument {
    /// The document as a PDF.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn pdf(&self) -> Result<Vec<u8>, NoticeError> {
        let Self {
            title,
            foot,
            date,
            markdown,
        } = self;
        let mut blocks = blocks(markdown);
        if !matches!(blocks.first(), Some(Block::Heading { level: 1, .. })) {
            let heading = Block::Heading {
                level: 1,
                text: title.clone(),
            };
            blocks.insert(0, heading);
        }
        press::print(press::Template::Text, *date, &Sheet { title, foot, blocks })
    }
}
