//! The streams of a PDF as they stand in the file, found and measured before the parser is allowed to unpack any of them.
//!
//! The parser keeps unpacked object streams and cross-reference tables in memory. A small file can blow up to gigabytes
//! there, so every stream the parser could read (`N G obj << … >> stream`) is measured first, whatever it says it is.

use std::cell::Cell;

use base16ct::mixed;

use super::inflation::inflated_size;

/// What must not be given to the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Danger {
    /// The file is encrypted.
    Encrypted,
    /// What is compressed in it becomes larger than allowed.
    TooLarge,
    /// A stream is compressed in a way that is not measured: LZW, run lengths, twice, or named indirectly.
    Filter,
}

/// How large streams may become, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sizes {
    /// All streams of the file together.
    pub(super) all: u64,
    /// The streams that hold cross-references or objects, of which the parser makes many small things in memory.
    pub(super) structure: u64,
}

/// Measure every stream of the file.
pub(super) fn measure(file: &[u8], sizes: Sizes) -> Result<(), Danger> {
    let mut left = sizes;
    // Each byte is looked at a few times in an honest file, and in each way the parser may read it; a crafted one may make
    // every object overlap the rest.
    let mut work = file.len().saturating_mul(32).saturating_add(1 << 20);
    for at in memchr::memmem::find_iter(file, "obj").chain(memchr::memmem::find_iter(file, "trailer")) {
        let keyword = if file.get(at..at + 3) == Some(b"obj") { 3 } else { 7 };
        let mut tokens = Tokens { file, at: at + keyword };
        let stream = Stream::read(&mut tokens);
        work = work.checked_sub(tokens.at - at).ok_or(Danger::TooLarge)?;
        let Some(stream) = stream else { continue };
        if stream.encrypted {
            return Err(Danger::Encrypted);
        }
        let Some(data) = tokens.stream_data() else { continue };
        let looked_at = Cell::new(0);
        let size = stream.size(data, left.all, &looked_at)?;
        work = work.checked_sub(looked_at.get()).ok_or(Danger::TooLarge)?;
        left.all = left.all.checked_sub(size).ok_or(Danger::TooLarge)?;
        if stream.structure {
            left.structure = left.structure.checked_sub(size).ok_or(Danger::TooLarge)?;
        }
    }
    Ok(())
}

/// What the dictionary of a stream says, as far as it matters here.
#[derive(Default)]
struct Stream {
    filters: Vec<Filter>,
    indirect: bool,
    structure: bool,
    encrypted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    Flate,
    Ascii85,
    AsciiHex,
    Image,
    Unmeasured,
}

impl Filter {
    /// Unknown filters are passed over by the parser, and so here.
    fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"FlateDecode" | b"Fl" => Some(Self::Flate),
            b"ASCII85Decode" | b"A85" => Some(Self::Ascii85),
            b"ASCIIHexDecode" | b"AHx" => Some(Self::AsciiHex),
            b"DCTDecode" | b"DCT" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" | b"JPXDecode" => Some(Self::Image),
            b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL" | b"Crypt" => Some(Self::Unmeasured),
            _ => None,
        }
    }
}

impl Stream {
    /// Read the dictionary that must come next; only its own keys count, not those of dictionaries inside.
    fn read(tokens: &mut Tokens<'_>) -> Option<Self> {
        if tokens.next()? != Token::Open {
            return None;
        }
        let mut stream = Self::default();
        let mut depth = 1_usize;
        // The key whose value is being read, and whether that value has begun.
        let mut key: Vec<u8> = Vec::new();
        let mut in_value = true;
        while depth > 0 {
            match tokens.next()? {
                Token::Open | Token::OpenArray => {
                    depth += 1;
                    in_value = true;
                }
                Token::Close | Token::CloseArray => depth -= 1,
                Token::Name(name) if depth == 1 && in_value => {
                    stream.note_key(&name);
                    key = name;
                    in_value = false;
                }
                Token::Name(name) => {
                    if depth <= 2 && is_filter_key(&key) {
                        stream.filters.extend(Filter::named(&name));
                    }
                    in_value = true;
                }
                Token::Other(word) => {
                    stream.indirect |= depth <= 2 && is_filter_key(&key) && word == b"R";
                    in_value = true;
                }
            }
        }
        Some(stream)
    }

    fn note_key(&mut self, key: &[u8]) {
        self.structure |= matches!(key, b"W" | b"N" | b"First");
        self.encrypted |= key == b"Encrypt";
    }

    fn size(&self, data: &[u8], most: u64, looked_at: &Cell<usize>) -> Result<u64, Danger> {
        let flates = self.filters.iter().filter(|filter| **filter == Filter::Flate).count();
        if self.indirect || flates > 1 || self.filters.contains(&Filter::Unmeasured) {
            return Err(Danger::Filter);
        }
        let data = data.iter().copied().inspect(|_| looked_at.set(looked_at.get() + 1));
        let before = self
            .filters
            .split(|filter| *filter == Filter::Flate)
            .next()
            .unwrap_or_default();
        Ok(match before {
            _ if flates == 0 => 0,
            [] => inflated_size(data, most),
            [Filter::Ascii85] => inflated_size(ascii85(data), most),
            [Filter::AsciiHex] => inflated_size(ascii_hex(data), most),
            // The parser does not unpack images, so what comes after one is never reached.
            [Filter::Image, ..] => 0,
            _ => return Err(Danger::Filter),
        })
    }
}

/// The parser takes the file specification `F` for the filter if it is a name, as in inline images.
fn is_filter_key(key: &[u8]) -> bool {
    matches!(key, b"Filter" | b"F")
}

/// The bytes that ASCII85 text means (`z` is four zeros, `~` the end).
fn ascii85(text: impl Iterator<Item = u8> + Clone) -> impl Iterator<Item = u8> + Clone {
    let mut digits = text
        .take_while(|byte| *byte != b'~')
        .filter(|byte| matches!(byte, b'!'..=b'u' | b'z'));
    let mut group = Vec::with_capacity(5);
    std::iter::from_fn(move || {
        group.clear();
        while group.len() < 5 {
            match digits.next() {
                Some(b'z') if group.is_empty() => return Some(vec![0; 4]),
                Some(digit) => group.push(digit.wrapping_sub(b'!')),
                None => break,
            }
        }
        let length = group.len().checked_sub(1).filter(|length| *length > 0)?;
        group.resize(5, 84);
        let value = group
            .iter()
            .fold(0_u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(u32::from(*digit)));
        Some(value.to_be_bytes().into_iter().take(length).collect())
    })
    .flatten()
}

/// The bytes that hexadecimal text means (`>` is the end).
fn ascii_hex(text: impl Iterator<Item = u8> + Clone) -> impl Iterator<Item = u8> + Clone {
    let mut digits = text
        .take_while(|byte| *byte != b'>')
        .filter_map(|byte| char::from(byte).to_digit(16))
        .fuse();
    std::iter::from_fn(move || {
        let high = digits.next()?;
        u8::try_from(high << 4 | digits.next().unwrap_or(0)).ok()
    })
}

#[derive(PartialEq, Eq)]
enum Token<'a> {
    Open,
    Close,
    OpenArray,
    CloseArray,
    /// A name with its escapes resolved.
    Name(Vec<u8>),
    /// A number, keyword or string.
    Other(&'a [u8]),
}

/// The tokens of PDF syntax (ISO 32000-1, 7.2 and 7.3).
struct Tokens<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    fn rest(&self) -> &'a [u8] {
        self.file.get(self.at..).unwrap_or_default()
    }

    fn skip_blank(&mut self) {
        while let Some(byte) = self.rest().first() {
            match byte {
                b'%' => {
                    let rest = self.rest();
                    self.at += memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
                }
                byte if is_blank(*byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip_blank();
        let rest = self.rest();
        let (token, length) = match rest {
            [b'<', b'<', ..] => (Token::Open, 2),
            [b'>', b'>', ..] => (Token::Close, 2),
            [b'[', ..] => (Token::OpenArray, 1),
            [b']', ..] => (Token::CloseArray, 1),
            [b'/', name @ ..] => {
                let length = name.iter().position(|byte| is_delimiter(*byte)).unwrap_or(name.len());
                (Token::Name(unescaped(name.get(..length)?)), length + 1)
            }
            [b'(', ..] => (Token::Other(b"()"), self.or_the_end(string_length(rest))?),
            [b'<', ..] => (
                Token::Other(b"<>"),
                self.or_the_end(memchr::memchr(b'>', rest).map(|at| at + 1))?,
            ),
            [_, ..] => {
                let length = rest
                    .iter()
                    .position(|byte| is_delimiter(*byte))
                    .unwrap_or(rest.len())
                    .max(1);
                (Token::Other(rest.get(..length)?), length)
            }
            [] => return None,
        };
        self.at += length;
        Some(token)
    }

    /// The length of a string. One without an end has been looked at up to the end of the file, which has to be counted.
    fn or_the_end(&mut self, length: Option<usize>) -> Option<usize> {
        if length.is_none() {
            self.at = self.file.len();
        }
        length
    }

    /// The data of the stream that begins here, up to the end of the file: its length is not to be trusted.
    fn stream_data(&mut self) -> Option<&'a [u8]> {
        self.skip_blank();
        let data = self.rest().strip_prefix(b"stream")?;
        data.strip_prefix(b"\n")
            .or_else(|| data.strip_prefix(b"\r\n"))
            .or_else(|| data.strip_prefix(b"\r"))
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    is_blank(byte)
        || matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let [first, tail @ ..] = rest {
        let mut escaped = [0];
        let (byte, tail) = match (first, tail) {
            (b'#', [high, low, tail @ ..]) if mixed::decode([*high, *low], &mut escaped).is_ok() => (&escaped[0], tail),
            _ => (first, tail),
        };
        out.push(*byte);
        rest = tail;
    }
    out
}

/// The length of a string in parentheses, which may nest and be escaped.
fn string_length(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.iter().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;
