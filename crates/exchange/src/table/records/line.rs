//! Where a line ends: CR, LF, CRLF or U+0085 (NEL, as hosts write it, in UTF-8), in one file or mixed.
//!
//! No byte of them is part of another character: CR and LF are trail bytes of neither encoding, and in MS932 no character
//! begins with 85, so that C2 85 is none.

/// NEL in UTF-8.
const NEXT_LINE: &[u8] = b"\xC2\x85";

/// How many bytes the first line has, its end included; `None` if there is no end, or if it cannot be told yet because more
/// bytes may belong to it.
pub(super) fn first(bytes: &[u8], complete: bool) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr3(b'\n', b'\r', 0x85, bytes.get(from..)?)?;
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\n'), _) => return Some(at + 1),
            (Some(b'\r'), Some(b'\n')) => return Some(at + 2),
            (Some(b'\r'), Some(_)) => return Some(at + 1),
            (Some(b'\r'), None) => return complete.then_some(at + 1),
            _ if bytes.get(..=at).is_some_and(|line| line.ends_with(NEXT_LINE)) => return Some(at + 1),
            _ => from = at + 1,
        }
    }
}

/// A row without the end of its last line.
pub(super) fn without_end(row: &[u8]) -> &[u8] {
    if let Some(row) = row.strip_suffix(b"\n") {
        return row.strip_suffix(b"\r").unwrap_or(row);
    }
    row.strip_suffix(b"\r")
        .or_else(|| row.strip_suffix(NEXT_LINE))
        .unwrap_or(row)
}
