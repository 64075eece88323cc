//! How large a compressed stream becomes, found out without unpacking it anywhere.
//!
//! The PDF parser unpacks object streams as a whole and forgives damaged data. So the size is counted here first, and bit by
//! bit as the parser reads: what it would go on reading must be counted on, and where it goes astray this must follow.
//! Only lengths are decoded; no window is kept.

/// Decodes DEFLATE (RFC 1951), with or without the zlib header (RFC 1950), and returns how many bytes come out at most,
/// whichever way the parser reads it; stops at `most` and returns what has been counted by then, which is then more than
/// `most`.
///
/// Built into a program with page images the parser asks zlib first, then plain DEFLATE, and only then its own decoder;
/// built alone it has its own decoder only. Any of them may be the one that unpacks.
pub(super) fn inflated_size(data: impl Iterator<Item = u8> + Clone, most: u64) -> u64 {
    let mut behind_header = data.clone();
    if !is_header([behind_header.next(), behind_header.next()]) {
        return larger_size(data, most);
    }
    match larger_size(behind_header, most) {
        size if size > most => size,
        // What looks like a header may be the beginning of a block.
        size => size.max(larger_size(data, most)),
    }
}

/// What the parser's own decoder makes of it, or a correct one if that is more.
fn larger_size(data: impl Iterator<Item = u8> + Clone, most: u64) -> u64 {
    let (size, parted) = size_as_read(data.clone(), true, most);
    if parted && size <= most {
        size.max(size_as_read(data, false, most).0)
    } else {
        size
    }
}

/// The size, and whether a correct decoder would have gone on from elsewhere.
fn size_as_read(data: impl Iterator<Item = u8>, loses_bytes: bool, most: u64) -> (u64, bool) {
    let mut bits = Bits::new(data, loses_bytes);
    let fixed = (Huffman::fixed_lengths(), Huffman::new(&[5; 30]));
    let (mut size, mut tables) = (0, 0);
    for _ in 0..MOST_BLOCKS {
        if size > most || matches!(bits.block(&fixed, &mut tables, &mut size, most), None | Some(Last::Yes)) {
            return (size, bits.has_lost);
        }
        if tables > MOST_TABLES {
            break;
        }
    }
    (most.saturating_add(1), bits.has_lost)
}

/// Blocks beyond which a stream counts as too large, whatever comes out: compressors make blocks of tens of kilobytes.
const MOST_BLOCKS: u32 = 200_000;

/// Blocks with codes of their own beyond which a stream counts as too large: their tables cost more than they unpack.
const MOST_TABLES: u32 = 20_000;

/// Whether a block says that it is the last one.
enum Last {
    Yes,
    No,
}

/// Whether these two bytes begin a zlib stream without a dictionary (RFC 1950 §2.2).
fn is_header(first: [Option<u8>; 2]) -> bool {
    match first.map(|byte| byte.map(u16::from)) {
        [Some(first), Some(second)] => first & 0x0F == 8 && (first << 8 | second) % 31 == 0 && second & 0x20 == 0,
        _ => false,
    }
}

struct Bits<I> {
    data: I,
    buffer: u64,
    count: u32,
    /// Whether the whole bytes that were read ahead are lost when a stored block begins, as by the parser's own decoder.
    loses_bytes: bool,
    /// Whether that has happened.
    has_lost: bool,
}

impl<I: Iterator<Item = u8>> Bits<I> {
    fn new(data: I, loses_bytes: bool) -> Self {
        Self {
            data,
            buffer: 0,
            count: 0,
            loses_bytes,
            has_lost: false,
        }
    }

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

    fn block(&mut self, fixed: &(Huffman, Huffman), tables: &mut u32, size: &mut u64, most: u64) -> Option<Last> {
        let last = if self.take(1)? == 1 { Last::Yes } else { Last::No };
        match self.take(2)? {
            0 => self.stored(size)?,
            1 => self.compressed(&fixed.0, &fixed.1, size, most)?,
            2 => {
                *tables += 1;
                let (lengths, distances) = self.tables()?;
                self.compressed(&lengths, &distances, size, most)?;
            }
            _ => return None,
        }
        Some(last)
    }

    fn stored(&mut self, size: &mut u64) -> Option<()> {
        self.take(self.count % 8)?;
        if self.loses_bytes && self.count > 0 {
            (self.buffer, self.count) = (0, 0);
            self.has_lost = true;
        }
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
        self.fill(code.longest);
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

/// A canonical code as one table from the next bits. Where a broken code gives the same bits to two symbols, the one that is
/// written last has them, as in the parser's table.
struct Huffman {
    /// (symbol, length) for the next `longest` bits; length 0 means none.
    table: Vec<(u16, u8)>,
    longest: u32,
}

impl Huffman {
    fn new(lengths: &[u8]) -> Self {
        let longest = lengths.iter().copied().max().unwrap_or(0).max(1);
        let mut table = vec![(0, 0); 1 << longest];
        let mut code: usize = 0;
        for length in 1..=longest {
            for (symbol, _) in (0_u16..).zip(lengths).filter(|(_, own)| **own == length) {
                let reversed = code.reverse_bits() >> (usize::BITS - u32::from(length));
                for slot in table.iter_mut().skip(reversed).step_by(1 << length) {
                    *slot = (symbol, length);
                }
                code += 1;
            }
            code <<= 1;
        }
        Self {
            table,
            longest: u32::from(longest),
        }
    }

    /// The symbol that the next bits begin with, and its length.
    fn symbol(&self, bits: u64) -> Option<(u16, u32)> {
        let next = usize::try_from(bits & ((1 << self.longest) - 1)).ok()?;
        let (symbol, length) = *self.table.get(next)?;
        (length > 0).then_some((symbol, u32::from(length)))
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
mod tests;
