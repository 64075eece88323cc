//! One page of a PDF as a PNG picture, bounded in size and cost, with the watermark in its pixels.

use std::sync::{Arc, OnceLock};

use fence::{Bounds, Closed, Done, Fence, Lacking};

use crate::bounds::{FOR_PICTURES, FOR_WORDS, MAX_HEIGHT, MAX_PDF_BYTES, MAX_RATIO, MAX_WIDTH, MIN_WIDTH};
use crate::error::PaperError;
use crate::fonts::japanese;
use crate::picture::{Picture, written};
use crate::poppler::{
    Draw, Facts, NotCarried, Task, facts, letters_are_guessed, letters_are_lost, not_begun, not_carried, refusal,
};
use crate::stand_ins::{Boxes, StandIns};
use crate::watermark::Watermark;

/// Draws pages. Cheap to clone.
#[derive(Clone)]
pub struct Drawing {
    fence: Fence,
    stand_ins: Arc<OnceLock<Result<StandIns, PaperError>>>,
}

impl std::fmt::Debug for Drawing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Drawing({:?})", self.fence)
    }
}

/// No document has this many pages, and poppler can count to them.
const MOST_PAGES: usize = 1_000_000;

/// What stands on a picture besides the mark if letters are missing from it.
const LETTERS_ARE_LOST: &str = "表示できない文字があります。PDFを保存して確かめてください";

impl Drawing {
    /// Draws in this fence.
    pub fn new(fence: Fence) -> Self {
        Self {
            fence,
            stand_ins: Arc::default(),
        }
    }

    /// Whether pages can be drawn on this machine, and what its kernel lacks for the fence; to be asked at start, so that
    /// nobody finds out at the first page.
    ///
    /// # Errors
    /// What is missing.
    pub fn check(&self) -> Result<Vec<Lacking>, PaperError> {
        let closed = self.run(&Task::Check, &[], FOR_WORDS)?;
        let mark = Watermark {
            office: "縁側".to_owned(),
            reader: String::new(),
            at: String::new(),
        };
        self.page_image(PROBE, 0, MIN_WIDTH, &mark)?;
        Ok(Closed::read(&String::from_utf8_lossy(&closed.answer)).lacking)
    }

    /// The number of pages of a PDF.
    ///
    /// # Errors
    /// Any [`PaperError`] but those about a page.
    pub fn page_count(&self, pdf: &[u8]) -> Result<usize, PaperError> {
        Ok(self.facts(pdf, 0)?.pages)
    }

    /// Page `page` (counted from 0) as a PNG, `width` pixels wide (brought between [`MIN_WIDTH`] and [`MAX_WIDTH`]; less if it
    /// would become higher than [`MAX_HEIGHT`]).
    ///
    /// Blocks for the time of drawing: some 100 to 300 ms for an ordinary page.
    ///
    /// # Errors
    /// Any [`PaperError`]; whatever the bytes are, no panic.
    pub fn page_image(&self, pdf: &[u8], page: usize, width: u32, mark: &Watermark) -> Result<Vec<u8>, PaperError> {
        let font = japanese()?;
        let number = Some(page).filter(|page| *page < MOST_PAGES).map_or(0, |page| page + 1);
        let facts = self.facts(pdf, number)?;
        let no_such_page = PaperError::NoSuchPage {
            index: page,
            pages: facts.pages,
        };
        if page >= facts.pages {
            return Err(no_such_page);
        }
        let (width, height) = size(facts.size.ok_or(no_such_page)?, width)?;
        let draw = |boxes| self.drawn(pdf, number, (width, height), boxes);
        let (picture, complaints) = draw(Boxes::Drawn)?;
        let has_boxes = || Ok(draw(Boxes::Blank)?.0 != picture);
        let lost = are_missing(self.not_carried(pdf, number, &facts)?, &complaints, has_boxes)?;
        let mut canvas = picture.canvas()?;
        mark.draw(&mut canvas, font)?;
        if lost {
            crate::watermark::draw_head(&mut canvas, font, LETTERS_ARE_LOST)?;
        }
        written(&canvas)
    }

    fn not_carried(&self, pdf: &[u8], page: usize, facts: &Facts) -> Result<NotCarried, PaperError> {
        let fonts = self.run(&Task::Fonts { page }, pdf, FOR_WORDS)?;
        let named = match fonts.code {
            0 => not_carried(&String::from_utf8_lossy(&fonts.answer)),
            _ => NotCarried::Encoded,
        };
        // Values of forms are written in fonts that the page does not name.
        let at_least = if facts.has_form {
            NotCarried::Simple
        } else {
            NotCarried::Nothing
        };
        Ok(named.max(at_least))
    }

    fn drawn(
        &self,
        pdf: &[u8],
        page: usize,
        (width, height): (u32, u32),
        boxes: Boxes,
    ) -> Result<(Picture, String), PaperError> {
        let task = Task::Draw(Draw {
            page,
            width,
            height,
            settings: self.stand_ins()?.settings(boxes),
        });
        let done = self.run(&task, pdf, FOR_PICTURES)?;
        if done.code != 0 || done.answer.is_empty() {
            return Err(refusal(&done.complaints, page));
        }
        Ok((Picture::read(&done.answer)?, done.complaints))
    }

    fn facts(&self, pdf: &[u8], page: usize) -> Result<Facts, PaperError> {
        if pdf.len() > MAX_PDF_BYTES {
            return Err(PaperError::TooLarge);
        }
        let done = self.run(&Task::Facts { page }, pdf, FOR_WORDS)?;
        if done.code != 0 {
            return Err(refusal(&done.complaints, page));
        }
        facts(&String::from_utf8_lossy(&done.answer)).ok_or(PaperError::Unreadable)
    }

    fn run(&self, task: &Task, pdf: &[u8], bounds: Bounds) -> Result<Done, PaperError> {
        let done = self.fence.run(&task.job(), pdf, bounds)?;
        match not_begun(done.code, task, &done.complaints) {
            Some(error) => Err(error),
            None => Ok(done),
        }
    }

    /// Laid out at the first page, since many programs draw none.
    fn stand_ins(&self) -> Result<&StandIns, PaperError> {
        self.stand_ins
            .get_or_init(StandIns::make)
            .as_ref()
            .map_err(Clone::clone)
    }
}

/// Whether letters are missing from a picture. Only those of fonts that the document does not carry can be.
///
/// # Errors
/// [`PaperError::OtherLetters`] if there may be others in their place, and whatever keeps boxes from being looked for.
fn are_missing(
    not_carried: NotCarried,
    complaints: &str,
    has_boxes: impl FnOnce() -> Result<bool, PaperError>,
) -> Result<bool, PaperError> {
    if not_carried >= NotCarried::Numbered && letters_are_guessed(complaints) {
        return Err(PaperError::OtherLetters);
    }
    let has_boxes = not_carried > NotCarried::Nothing && has_boxes()?;
    if not_carried == NotCarried::Encoded && has_boxes {
        return Err(PaperError::OtherLetters);
    }
    Ok(has_boxes || letters_are_lost(complaints))
}

/// A PDF of one page with a letter of a font that it does not carry.
const PROBE: &[u8] = include_bytes!("drawing/probe.pdf");

/// The picture's size for a page of this size to become so wide.
fn size((page_width, page_height): (f64, f64), width: u32) -> Result<(u32, u32), PaperError> {
    let ratio = page_height / page_width;
    if !(ratio.is_finite() && page_width > 0.0 && (1.0 / MAX_RATIO..=MAX_RATIO).contains(&ratio)) {
        return Err(PaperError::PageSize);
    }
    let width = f64::from(width.clamp(MIN_WIDTH, MAX_WIDTH)).min(f64::from(MAX_HEIGHT) / ratio);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least 1, at most MAX_WIDTH and MAX_HEIGHT"
    )]
    let pixels = |length: f64| length.round().max(1.0) as u32;
    Ok((pixels(width), pixels(width * ratio)))
}

#[cfg(test)]
mod letters;
#[cfg(test)]
mod tests;
