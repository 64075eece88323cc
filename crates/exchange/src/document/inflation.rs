//! How large a compressed stream becomes, found out without unpacking it anywhere.
//!
//! The PDF parser unpacks object streams as a whole and forgives damaged data. So the size is counted here first, and as
//! forgivingly: what the parser would go on reading must be counted on. Only lengths are decoded; no window is kept.

/// Decodes DEFLATE (RFC 1951), with or without the zlib header (RFC 1950), and returns how many bytes come out; stops at
/// `most` and returns what has been counted by then, which is then more than `most`.
pub(super) fn inflated_size(data: impl Iterator<Item = u8>, most: u64) -> u64 {
    let mut bits = Bits {
        data,
        buffer: 0,
        count: 0,
    };
    let fixed = (Huffman::fixed_lengths(), Huffman::new(&[5; 30]));
    let mut size = 0;
    if bits.skip_zlib_header().is_none() {
        return 0;
    }
    for _ in 0..MOST_BLOCKS {
        if size > most || matches!(bits.block(&fixed, &mut size, most), None | Some(Last::Yes)) {
            return size;
        }
    }
    most.saturating_add(1)
}

/// Blocks beyond which a stream counts as too large, whatever comes out: compressors make blocks of tens of kilobytes.
const MOST_BLOCKS: u32 = 200_000;

/// Whether a block says that it is the last one.
enum Last {
    Yes,
    No,
}

struct Bits<I> {
    data: I,
    buffer: u64,
    count: u32,
}

impl<I: Iterator<Item = u8>> Bits<I> {
    fn fill(&mut self, wanted: u32) {
        while self.count < wanted {
            let Some(byte) = self.data.next() else { return };
            self.buffer |= u64::from(byte) << self.count;
            self.count += 8;
        }
    }

    fn take(&mut self, wanted: u32) -> Option<u64> {
        self.fill(wanted);
        if self.count < wanted {
            return None;
        }
        let bits = self.buffer & ((1 << wanted) - 1);
        self.buffer >>= wanted;
        self.count -= wanted;
        Some(bits)
    }

    /// Skip the two bytes of a zlib header, if they are one.
    fn skip_zlib_header(&mut self) -> Option<()> {
        self.fill(16);
        let (first, second) = (self.buffer & 0xFF, (self.buffer >> 8) & 0xFF);
        let is_header = self.count >= 16 && first & 0x0F == 8 && (first << 8 | second) % 31 == 0 && second & 0x20 == 0;
        if is_header {
            self.take(16)?;
        }
        Some(())
    }

    fn block(&mut self, fixed: &(Huffman, Huffman), size: &mut u64, most: u64) -> Option<Last> {
        let last = if self.take(1)? == 1 { Last::Yes } else { Last::No };
        match self.take(2)? {
            0 => self.stored(size)?,
            1 => self.compressed(&fixed.0, &fixed.1, size, most)?,
            2 => {
                let (lengths, distances) = self.tables()?;
                self.compressed(&lengths, &distances, size, most)?;
            }
            _ => return None,
        }
        Some(last)
    }

    fn stored(&mut self, size: &mut u64) -> Option<()> {
        self.take(self.count % 8)?;
        let length = self.take(16)?;
        self.take(16)?;
        for _ in 0..length {
            self.take(8)?;
            *size += 1;
        }
        Some(())
    }

    fn tables(&mut self) -> Option<(Huffman, Huffman)> {
        const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let lengths = usize::try_from(self.take(5)?).ok()? + 257;
        let distances = usize::try_from(self.take(5)?).ok()? + 1;
        let codes = usize::try_from(self.take(4)?).ok()? + 4;
        let mut code_lengths = [0; 19];
        for place in ORDER.into_iter().take(codes) {
            *code_lengths.get_mut(place)? = u8::try_from(self.take(3)?).ok()?;
        }
        let code = Huffman::new(&code_lengths);
        let mut all: Vec<u8> = Vec::with_capacity(lengths + distances);
        while all.len() < lengths + distances {
            let (value, times) = match self.symbol(&code)? {
                16 => (all.last().copied().unwrap_or(0), 3 + self.take(2)?),
                17 => (0, 3 + self.take(3)?),
                18 => (0, 11 + self.take(7)?),
                length => (u8::try_from(length).ok()?, 1),
            };
            all.extend((0..times).map(|_| value));
        }
        let (first, rest) = all.split_at_checked(lengths)?;
        Some((Huffman::new(first), Huffman::new(rest.get(..distances)?)))
    }

    fn compressed(&mut self, lengths: &Huffman, distances: &Huffman, size: &mut u64, most: u64) -> Option<()> {
        while *size <= most {
            match self.symbol(lengths)? {
                0..=255 => *size += 1,
                256 => return Some(()),
                symbol => {
                    let (base, extra) = LENGTHS.get(usize::from(symbol - 257)).copied().unwrap_or((0, 0));
                    let length = base + self.take(extra)?;
                    let distance = self.symbol(distances)?;
                    self.take(if distance < 4 { 0 } else { u32::from(distance) / 2 - 1 }.min(13))?;
                    *size += length;
                }
            }
        }
        Some(())
    }

    fn symbol(&mut self, code: &Huffman) -> Option<u16> {
        self.fill(Huffman::LONGEST);
        let (symbol, length) = code.symbol(self.buffer)?;
        self.take(length)?;
        Some(symbol)
    }
}

/// Base and extra bits of the length symbols from 257 on (RFC 1951, 3.2.5).
const LENGTHS: [(u64, u32); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// A canonical code: short codes by a table from the next bits, longer ones by counting (as zlib's `puff` does).
struct Huffman {
    /// (symbol, length) for the next [`Huffman::SHORT`] bits; length 0 means a longer code, or none.
    table: Vec<(u16, u8)>,
    /// How many codes have each length, and the symbols in the order of their codes.
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Huffman {
    const SHORT: u32 = 10;
    const LONGEST: u32 = 15;

    fn new(lengths: &[u8]) -> Self {
        let mut huffman = Self {
            table: vec![(0, 0); 1 << Self::SHORT],
            counts: [0; 16],
            symbols: Vec::new(),
        };
        let mut code: usize = 0;
        for (length, count) in (0..=15_u8).zip(&mut huffman.counts).skip(1) {
            for (symbol, _) in (0_u16..).zip(lengths).filter(|(_, own)| **own == length) {
                if u32::from(length) <= Self::SHORT {
                    let reversed = code.reverse_bits() >> (usize::BITS - u32::from(length));
                    for slot in huffman.table.iter_mut().skip(reversed).step_by(1 << length) {
                        *slot = (symbol, length);
                    }
                }
                huffman.symbols.push(symbol);
                *count += 1;
                code += 1;
            }
            code <<= 1;
        }
        huffman
    }

    /// The symbol that the next bits begin with, and its length.
    fn symbol(&self, bits: u64) -> Option<(u16, u32)> {
        let short = usize::try_from(bits & ((1 << Self::SHORT) - 1)).ok()?;
        if let Some((symbol, length)) = self.table.get(short).filter(|(_, length)| *length > 0) {
            return Some((*symbol, u32::from(*length)));
        }
        let (mut code, mut first, mut place) = (0, 0, 0);
        for (length, count) in (1..=Self::LONGEST).zip(self.counts.iter().skip(1)) {
            let count = i64::from(*count);
            code |= i64::try_from(bits >> (length - 1) & 1).ok()?;
            if code - count < first {
                let symbol = self.symbols.get(usize::try_from(place + code - first).ok()?)?;
                return Some((*symbol, length));
            }
            place += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }

    fn fixed_lengths() -> Self {
        let lengths: Vec<u8> = [(8, 144), (9, 112), (7, 24), (8, 8)]
            .into_iter()
            .flat_map(|(length, times)| std::iter::repeat_n(length, times))
            .collect();
        Self::new(&lengths)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn deflated(data: &[u8], level: u32) -> Vec<u8> {
        let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(level));
        writer.write_all(data).unwrap();
        writer.finish().unwrap()
    }

    fn size(data: &[u8]) -> u64 {
        inflated_size(data.iter().copied(), u64::MAX)
    }

    #[test]
    fn a_bomb_is_counted_only_as_far_as_it_matters() {
        let bomb = deflated(&vec![0; 10_000_000], 9);
        assert!(bomb.len() < 12_000);
        assert_eq!(size(&bomb), 10_000_000);
        let counted = inflated_size(bomb.iter().copied(), 1_000_000);
        assert!((1_000_001..=1_000_300).contains(&counted), "{counted}");
    }

    #[test]
    fn damage_does_not_hide_what_was_counted_before() {
        let mut data = deflated(&vec![7; 100_000], 6);
        data.truncate(data.len() - 6);
        assert!(size(&data) > 90_000);
    }

    #[test]
    fn endless_empty_blocks_are_given_up() {
        // Empty blocks with the fixed code: 3 bits of header and 7 of end, so 5 bytes hold 4 of them.
        let empty = [0b0000_0010_u8, 0b0000_1000, 0b0010_0000, 0b1000_0000, 0];
        let blocks: Vec<u8> = empty.iter().copied().cycle().take(5_000_000).collect();
        assert_eq!(inflated_size(blocks.iter().copied(), 1000), 1001);
    }

    /// A PDF whose only page has these bytes as its compressed content.
    fn pdf(content: &[u8]) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
            3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>\nendobj\n4 0 obj\n"
            .to_vec();
        write!(file, "<</Length {}/Filter/FlateDecode>>\nstream\n", content.len()).unwrap();
        file.extend(content);
        file.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n");
        file
    }

    /// What the PDF parser makes of the bytes.
    fn parsers_size(content: &[u8]) -> u64 {
        let pdf = hayro_syntax::Pdf::new(pdf(content)).unwrap();
        let size = pdf.pages().first().unwrap().page_stream().map_or(0, <[u8]>::len);
        size as u64
    }

    /// What a decoder makes of them that stops at the first fault.
    fn strict_size(content: &[u8]) -> u64 {
        let mut decoder = flate2::read::ZlibDecoder::new(content);
        let mut out = Vec::new();
        let _ = std::io::Read::read_to_end(&mut decoder, &mut out);
        out.len() as u64
    }

    #[test]
    fn a_decoder_that_stops_at_the_first_fault_would_count_less_than_the_parser_unpacks() {
        // A stored block whose length and its complement disagree: zlib refuses it, the parser does not look.
        let mut content = vec![0x78, 0x9C, 1, 0xE8, 3, 0, 0];
        content.extend([b' '; 1000]);
        assert_eq!((strict_size(&content), parsers_size(&content)), (0, 1000));
        assert_eq!(size(&content), 1000);
    }

    proptest! {
        #[test]
        fn the_parser_never_unpacks_more_than_was_counted(
            part in prop::collection::vec(any::<u8>(), 1..60), times in 1_usize..400, at in any::<prop::sample::Index>(),
            damage in any::<u8>(), level in 1_u32..=9,
        ) {
            let mut content = deflated(&part.repeat(times), level);
            *at.get_mut(&mut content) = damage;
            prop_assert!(parsers_size(&content) <= size(&content), "{} {}", parsers_size(&content), size(&content));
        }

        #[test]
        fn the_count_is_the_size(
            parts in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..200), 1_usize..50), 0..30), level in 0_u32..=9,
        ) {
            let data: Vec<u8> = parts.into_iter().flat_map(|(part, times)| part.repeat(times)).collect();
            prop_assert_eq!(size(&deflated(&data, level)), data.len() as u64);
            let raw = deflated(&data, level);
            prop_assert_eq!(size(&raw[2..]), data.len() as u64, "without the header");
        }

        #[test]
        fn any_bytes_are_counted(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            inflated_size(bytes.into_iter(), 10_000);
        }
    }
}
