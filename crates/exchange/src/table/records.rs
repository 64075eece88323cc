//! CSV rows from any reader, in bounded memory: RFC 4180 with any line ends, split on bytes (neither UTF-8 nor MS932 uses a
//! comma, a quote or a line end inside a character). Decoding and meaning are left to `import`.
//!
//! Written by hand rather than taken from a CSV crate, because a delivery of a city is answered row by row: a forgotten
//! quote must cost one row and be named with its line, not swallow the rest of the file; and no row may grow in memory.

mod line;

use std::io::{self, Read};
use std::ops::Range;

/// How large a row may be. More is a finding, not memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one row, its line break included.
    pub row_bytes: usize,
    /// Fields of one row.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            row_bytes: 64 * 1024,
            columns: 200,
        }
    }
}

/// What is wrong with the shape of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the row is longer than allowed")]
    TooLong,
    #[error("the row has more columns than allowed")]
    TooManyColumns,
    #[error("a quote stands where none may stand, or is never closed")]
    Quote,
}

/// What [`Records::advance`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A row; see [`Records::fields`] and [`Records::line`].
    Row,
    /// A row that cannot be split; the next one can be asked for.
    Fault(Fault),
    /// The end of the file.
    End,
}

/// Where the text of a field is: in the read buffer as it stands or, if quotes had to be undoubled, in the scratch buffer.
#[derive(Clone, Debug)]
struct Field {
    undoubled: bool,
    at: Range<usize>,
}

pub(crate) struct Records<R> {
    reader: R,
    limits: Limits,
    /// Bytes read and not yet given out are `buffer[start..]`.
    buffer: Vec<u8>,
    start: usize,
    end_of_file: bool,
    /// Whether the bytes up to the next line break belong to a row already reported as too long.
    skipping: bool,
    /// Line (from 1) of the next unread byte, and of the current row.
    next_line: u64,
    line: u64,
    fields: Vec<Field>,
    scratch: Vec<u8>,
    /// How many fields the heading has, once it has been read.
    wanted: Option<usize>,
}

/// How much is asked from the reader at once.
const CHUNK: usize = 64 * 1024;

impl<R: Read> Records<R> {
    pub(crate) fn new(reader: R, limits: Limits) -> Self {
        Self {
            reader,
            limits,
            buffer: Vec::new(),
            start: 0,
            end_of_file: false,
            skipping: false,
            next_line: 1,
            line: 1,
            fields: Vec::new(),
            scratch: Vec::new(),
            wanted: None,
        }
    }

    /// From now on rows have this many fields. Only rows of several lines are held to it: what does not fit there is a
    /// forgotten quote rather than a cell with line breaks.
    pub(crate) fn expect(&mut self, fields: usize) {
        self.wanted = Some(fields);
    }

    /// The first bytes of the file, at most `length`, without consuming them.
    pub(crate) fn peek(&mut self, length: usize) -> io::Result<&[u8]> {
        while self.pending().len() < length && !self.end_of_file {
            self.fill()?;
        }
        let pending = self.pending();
        Ok(pending.get(..length).unwrap_or(pending))
    }

    /// Leave out `length` bytes (a byte order mark).
    pub(crate) fn skip(&mut self, length: usize) {
        self.start = self.buffer.len().min(self.start + length);
    }

    /// What has been read from the current row on: a sample for detecting the encoding.
    pub(crate) fn sample(&self) -> &[u8] {
        self.fields.first().map_or(&[], |first| {
            let from = if first.undoubled { self.start } else { first.at.start };
            self.buffer.get(from..).unwrap_or_default()
        })
    }

    /// The line of the file, counted from 1, on which the current row starts: what an editor or spreadsheet shows.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The fields of the current row.
    pub(crate) fn fields(&self) -> impl ExactSizeIterator<Item = &[u8]> + Clone {
        self.fields.iter().map(|field| {
            let from = if field.undoubled { &self.scratch } else { &self.buffer };
            from.get(field.at.clone()).unwrap_or_default()
        })
    }

    /// Go to the next row. Blank rows (nothing, or nothing but commas, or the end-of-file mark of DOS) are left out.
    pub(crate) fn advance(&mut self) -> io::Result<Step> {
        loop {
            if self.skipping && !self.skip_line()? {
                return Ok(Step::End);
            }
            let Some(extent) = self.locate()? else {
                return Ok(Step::End);
            };
            self.line = self.next_line;
            let step = self.take(&extent);
            match step {
                Step::Row if self.fields().all(|field| matches!(field, b"" | b"\x1A")) => {}
                step => return Ok(step),
            }
        }
    }

    /// Split the row that was found, or only its first line if it turns out not to be one.
    fn take(&mut self, extent: &Extent) -> Step {
        let row = match *extent {
            Extent::Row {
                first_line,
                bytes,
                lines,
            } => {
                let from = self.start;
                let split = self.split(from..from + bytes).and_then(|()| {
                    if lines > 1 && self.looks_like_several_rows(from..from + bytes) {
                        return Err(Fault::Quote);
                    }
                    Ok(())
                });
                if split.is_ok() || lines <= 1 {
                    self.start += bytes;
                    self.next_line += lines;
                } else {
                    self.start += first_line;
                    self.next_line += 1;
                }
                split
            }
            // The quote opened on this line is never closed: the line is lost, those after it are not.
            Extent::Unclosed { first_line } => {
                self.start += first_line;
                self.next_line += 1;
                Err(Fault::Quote)
            }
            Extent::TooLong => {
                self.skipping = true;
                Err(Fault::TooLong)
            }
        };
        match row {
            Ok(()) => Step::Row,
            Err(fault) => {
                self.fields.clear();
                Step::Fault(fault)
            }
        }
    }

    /// Whether a row of several lines is none: it has another number of fields than the heading, or commas enough for
    /// two rows. Two forgotten quotes in one column make of the rows between them a cell that is closed properly.
    fn looks_like_several_rows(&self, row: Range<usize>) -> bool {
        let Some(wanted) = self.wanted else { return false };
        let beyond = self.fields().skip(wanted).any(|field| !field.is_empty());
        let bytes = self.buffer.get(row).unwrap_or_default();
        let commas = memchr::memchr_iter(b',', bytes).count();
        self.fields.len() < wanted || beyond || commas >= 2 * wanted.saturating_sub(1).max(1)
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let read = self.reader.by_ref().take(CHUNK as u64).read_to_end(&mut self.buffer)?;
        self.end_of_file = read == 0;
        Ok(())
    }

    /// Drop bytes up to and including the next line break; false at the end of the file.
    fn skip_line(&mut self) -> io::Result<bool> {
        loop {
            if let Some(bytes) = line::first(self.pending(), self.end_of_file) {
                self.start += bytes;
                self.next_line += 1;
                self.skipping = false;
                return Ok(true);
            }
            // The last byte may be the first of a line end.
            let last = usize::from(!self.end_of_file && !self.pending().is_empty());
            self.start = self.buffer.len() - last;
            if self.end_of_file {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    /// Find where the next row ends: at the first line break after an even number of quotes.
    fn locate(&mut self) -> io::Result<Option<Extent>> {
        let mut scanned = 0;
        let mut lines = 0;
        let mut first_line = None;
        let mut open = false;
        loop {
            let rest = self.pending().get(scanned..).unwrap_or_default();
            if let Some(bytes) = line::first(rest, self.end_of_file) {
                let line = rest.get(..bytes).unwrap_or_default();
                open ^= memchr::memchr_iter(b'"', line).count() % 2 == 1;
                scanned += bytes;
                lines += 1;
                let first_line = *first_line.get_or_insert(scanned);
                match (open, scanned > self.limits.row_bytes) {
                    (false, false) => {
                        return Ok(Some(Extent::Row {
                            first_line,
                            bytes: scanned,
                            lines,
                        }));
                    }
                    (_, true) if lines == 1 => return Ok(Some(Extent::TooLong)),
                    (_, true) => return Ok(Some(Extent::Unclosed { first_line })),
                    (true, false) => {}
                }
            } else if self.pending().len() > self.limits.row_bytes {
                return Ok(Some(
                    first_line.map_or(Extent::TooLong, |first_line| Extent::Unclosed { first_line }),
                ));
            } else if self.end_of_file {
                open ^= memchr::memchr_iter(b'"', rest).count() % 2 == 1;
                let bytes = self.pending().len();
                let first_line = first_line.unwrap_or(bytes);
                return Ok(match bytes {
                    0 => None,
                    _ if open => Some(Extent::Unclosed { first_line }),
                    _ => Some(Extent::Row {
                        first_line,
                        bytes,
                        lines: lines + 1,
                    }),
                });
            } else {
                self.fill()?;
            }
        }
    }

    fn split(&mut self, row: Range<usize>) -> Result<(), Fault> {
        self.fields.clear();
        self.scratch.clear();
        let bytes = self.buffer.get(row.clone()).unwrap_or_default();
        let bytes = line::without_end(bytes);
        let end = row.start + bytes.len();
        let quoted = memchr::memchr(b'"', bytes).is_some();
        let mut at = row.start;
        loop {
            if self.fields.len() == self.limits.columns {
                return Err(Fault::TooManyColumns);
            }
            let rest = self.buffer.get(at..end).unwrap_or_default();
            let (field, length) = match rest.first() {
                Some(b'"') => quoted_field(rest, at, &mut self.scratch)?,
                _ => {
                    let length = memchr::memchr(b',', rest).unwrap_or(rest.len());
                    if quoted && rest.get(..length).unwrap_or_default().contains(&b'"') {
                        return Err(Fault::Quote);
                    }
                    (
                        Field {
                            undoubled: false,
                            at: at..at + length,
                        },
                        length,
                    )
                }
            };
            self.fields.push(field);
            at += length;
            if at == end {
                return Ok(());
            }
            at += 1;
        }
    }
}

/// Where a row ends, in bytes from where it starts.
enum Extent {
    Row {
        first_line: usize,
        bytes: usize,
        lines: u64,
    },
    Unclosed {
        first_line: usize,
    },
    TooLong,
}

/// Read a field that starts with a quote; returns it and its length with the quotes. A comma or the end must follow.
fn quoted_field(rest: &[u8], at: usize, scratch: &mut Vec<u8>) -> Result<(Field, usize), Fault> {
    let mut from = 1;
    let before = scratch.len();
    loop {
        let close = memchr::memchr(b'"', rest.get(from..).unwrap_or_default()).ok_or(Fault::Quote)? + from;
        match rest.get(close + 1) {
            Some(b'"') => {
                scratch.extend_from_slice(rest.get(from..=close).unwrap_or_default());
                from = close + 2;
            }
            None | Some(b',') => {
                let length = close + 1;
                if scratch.len() == before && from == 1 {
                    return Ok((
                        Field {
                            undoubled: false,
                            at: at + 1..at + close,
                        },
                        length,
                    ));
                }
                scratch.extend_from_slice(rest.get(from..close).unwrap_or_default());
                return Ok((
                    Field {
                        undoubled: true,
                        at: before..scratch.len(),
                    },
                    length,
                ));
            }
            Some(_) => return Err(Fault::Quote),
        }
    }
}

#[cfg(test)]
mod tests;
