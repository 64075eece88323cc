//! How the bytes of a feed become text and back: UTF-8 and MS932. Where a row starts and ends is decided in `records`;
//! what the text means is decided by the subjects.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, SHIFT_JIS};

/// The two encodings in which Japanese municipal systems write their files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows code page 932: Shift_JIS with the NEC and IBM extensions (①, ㈱, 髙, 﨑).
    Ms932,
}

/// Bytes that are not text in the encoding of their file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not text in the encoding of the file")]
pub struct Malformed;

/// A text that is not wholly in its encoding.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the byte at {bytes} is not text in the encoding of the file")]
pub struct Broken {
    /// What can be read before it.
    pub before: String,
    /// How many bytes that is.
    pub bytes: usize,
}

/// Characters that cannot be written in the encoding asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not representable: {characters}")]
pub struct Unrepresentable {
    /// Each character once, in the order of their first appearance.
    pub characters: String,
}

impl Encoding {
    /// The encoding that explains `sample` with the fewest malformed places; `None` while everything is ASCII, which
    /// decides nothing. `sample` starts at the beginning of a row and may be cut anywhere at its end.
    #[must_use]
    pub fn detect(sample: &[u8]) -> Option<Self> {
        if sample.is_ascii() {
            return None;
        }
        let utf8 = utf8_faults(sample);
        // Half-width katakana in MS932 can happen to be valid UTF-8 (ﾃｽ is C3 BD): a tie goes to UTF-8, because text of
        // any length in MS932 has faults as UTF-8, while the opposite mistake is common.
        if utf8 == 0 || utf8 <= ms932_faults(sample) {
            Some(Self::Utf8)
        } else {
            Some(Self::Ms932)
        }
    }

    /// The encoding that a row by itself speaks for; `None` if it could be either, or neither.
    #[must_use]
    pub fn of_row<'a>(fields: impl Iterator<Item = &'a [u8]> + Clone) -> Option<Self> {
        if fields.clone().all(<[u8]>::is_ascii) {
            return None;
        }
        let wide = three_byte_characters(fields.clone());
        let read_as = |encoding: Self| fields.clone().all(|field| encoding.decode(field).is_ok());
        match (read_as(Self::Utf8), read_as(Self::Ms932)) {
            (true, _) if wide >= 2 => Some(Self::Utf8),
            (true, false) => Some(Self::Utf8),
            (false, true) if wide == 0 => Some(Self::Ms932),
            _ => None,
        }
    }

    /// What the desk knows it as.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Ms932 => "MS932",
        }
    }

    /// Decode one field.
    ///
    /// # Errors
    /// [`Malformed`] rather than a replacement character: a name must never silently become another one.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, Malformed> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Malformed),
            Self::Ms932 => SHIFT_JIS
                .decode_without_bom_handling_and_without_replacement(bytes)
                .ok_or(Malformed),
        }
    }

    /// Decode a whole text.
    ///
    /// # Errors
    /// [`Broken`]: what comes before the first byte that is not text, for the same reason as [`Encoding::decode`].
    pub fn decode_whole(self, bytes: &[u8]) -> Result<String, Broken> {
        match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec()).map_err(|error| {
                let good = error.utf8_error().valid_up_to();
                Broken {
                    before: String::from_utf8_lossy(bytes.get(..good).unwrap_or_default()).into_owned(),
                    bytes: good,
                }
            }),
            Self::Ms932 => decode_whole_ms932(bytes),
        }
    }

    /// Append `text` to `out` in this encoding.
    ///
    /// # Errors
    /// [`Unrepresentable`] names every character that has no place in MS932; `out` is then unchanged.
    pub fn encode(self, text: &str, out: &mut Vec<u8>) -> Result<(), Unrepresentable> {
        match self {
            Self::Utf8 => out.extend_from_slice(text.as_bytes()),
            Self::Ms932 if text.is_ascii() => out.extend_from_slice(text.as_bytes()),
            Self::Ms932 => return encode_ms932(text, out),
        }
        Ok(())
    }
}

fn decode_whole_ms932(bytes: &[u8]) -> Result<String, Broken> {
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(bad, beyond) => Err(Broken {
            before: text,
            bytes: read.saturating_sub(usize::from(bad) + usize::from(beyond)),
        }),
        // There was room for all of it.
        DecoderResult::OutputFull => Err(Broken {
            before: text,
            bytes: read,
        }),
    }
}

fn encode_ms932(text: &str, out: &mut Vec<u8>) -> Result<(), Unrepresentable> {
    let before = out.len();
    let mut lost = String::new();
    let mut buffer = [0; 4];
    for character in text.chars() {
        let encoded = character.encode_utf8(&mut buffer);
        let (bytes, _, unmappable) = SHIFT_JIS.encode(encoded);
        // The encoder writes these three as a look-alike, which would come back as another character.
        if unmappable || matches!(character, '\u{A5}' | '\u{203E}' | '\u{2212}') {
            if !lost.contains(character) {
                lost.push(character);
            }
        } else {
            out.extend_from_slice(&bytes);
        }
    }
    if lost.is_empty() {
        return Ok(());
    }
    out.truncate(before);
    Err(Unrepresentable { characters: lost })
}

/// Characters that take three bytes in UTF-8, as all kana and nearly all kanji do; in MS932 hardly any text looks so.
fn three_byte_characters<'a>(fields: impl Iterator<Item = &'a [u8]>) -> usize {
    let characters = |field: &'a [u8]| field.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
    fields
        .flat_map(characters)
        .filter(|character| *character >= '\u{800}')
        .count()
}

/// Malformed places as UTF-8; a character cut off by the end of the sample is none.
fn utf8_faults(sample: &[u8]) -> usize {
    let faults = sample.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let cut = sample
        .utf8_chunks()
        .last()
        .is_some_and(|last| is_utf8_prefix(last.invalid()));
    faults - usize::from(cut)
}

/// Whether the bytes are the beginning of a character that needs more bytes.
fn is_utf8_prefix(bytes: &[u8]) -> bool {
    !bytes.is_empty() && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Malformed places as MS932; a character cut off by the end of the sample is none.
fn ms932_faults(sample: &[u8]) -> usize {
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let mut text = [0_u8; 1024];
    let mut rest = sample;
    let mut faults = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut text, false);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return faults,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => faults += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms932(text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        Encoding::Ms932.encode(text, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn the_extensions_of_ms932_survive_a_round_trip() {
        for text in ["①㈱髙﨑", "ﾃｽﾄ", "～－∥￠￡￢", "山田　太郎", "Ⅳ纊", "\u{FA19}\u{FA1B}"]
        {
            assert_eq!(Encoding::Ms932.decode(&ms932(text)).unwrap(), text);
        }
    }

    #[test]
    fn every_character_outside_ms932_is_named_once() {
        let mut out = b"kept".to_vec();
        let error = Encoding::Ms932.encode("𠮷野家𠮷ゔ−", &mut out).unwrap_err();
        assert_eq!(error.characters, "𠮷ゔ−");
        assert_eq!(out, b"kept");
    }

    #[test]
    fn malformed_bytes_are_an_error_in_both_encodings() {
        assert_eq!(Encoding::Utf8.decode(b"\xE5\xB1"), Err(Malformed));
        assert_eq!(Encoding::Ms932.decode(b"\x8E"), Err(Malformed));
        assert_eq!(Encoding::Ms932.decode(b"\xFF\xFF"), Err(Malformed));
    }

    #[test]
    fn a_whole_text_is_read_up_to_its_first_broken_byte() {
        for encoding in [Encoding::Utf8, Encoding::Ms932] {
            let mut bytes = Vec::new();
            encoding.encode("氏名,①髙﨑\r\n", &mut bytes).unwrap();
            assert_eq!(encoding.decode_whole(&bytes).unwrap(), "氏名,①髙﨑\r\n");
            let good = bytes.len();
            for broken in [&b"\xFF,x"[..], b"\xE5", b"\xE5,x"] {
                let mut bytes = bytes.clone();
                bytes.extend_from_slice(broken);
                let told = encoding.decode_whole(&bytes).unwrap_err();
                assert_eq!(
                    (told.before.as_str(), told.bytes),
                    ("氏名,①髙﨑\r\n", good),
                    "{encoding:?} {broken:?}"
                );
            }
        }
    }

    #[test]
    fn a_row_speaks_for_its_encoding_whatever_comes_after_it() {
        let of_row = |row: &[u8]| Encoding::of_row(row.split(|byte| *byte == b','));
        for text in ["被保険者番号,氏名", "1,縁側 花子,エンガワ"] {
            assert_eq!(of_row(text.as_bytes()), Some(Encoding::Utf8), "{text}");
            assert_eq!(of_row(&ms932(text)), Some(Encoding::Ms932), "{text}");
        }
        assert_eq!(of_row(b"1,YAMA"), None);
        assert_eq!(of_row(&ms932("ﾃｽ")), None, "it could be either");
        let mut broken = "縁側 花子".as_bytes().to_vec();
        broken[4] = 0xFF;
        assert_ne!(of_row(&broken), Some(Encoding::Ms932), "one broken byte");
    }

    #[test]
    fn detection_tells_the_encodings_apart() {
        let text = "被保険者番号,氏名,氏名カナ\r\n";
        assert_eq!(Encoding::detect(text.as_bytes()), Some(Encoding::Utf8));
        assert_eq!(Encoding::detect(&ms932(text)), Some(Encoding::Ms932));
        assert_eq!(Encoding::detect(b"number,name\r\n"), None);
    }

    #[test]
    fn detection_survives_a_sample_cut_inside_a_character() {
        let text = "被保険者番号,氏名";
        for cut in 1..text.len() {
            assert_eq!(Encoding::detect(&text.as_bytes()[..cut]), Some(Encoding::Utf8), "{cut}");
        }
        let bytes = ms932(text);
        for cut in 2..bytes.len() {
            assert_eq!(Encoding::detect(&bytes[..cut]), Some(Encoding::Ms932), "{cut}");
        }
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding_of_the_file() {
        let mut bytes = "被保険者番号,氏名\n0000000001,山田\n".repeat(20).into_bytes();
        bytes[40] = 0xFF;
        assert_eq!(Encoding::detect(&bytes), Some(Encoding::Utf8));
    }
}
