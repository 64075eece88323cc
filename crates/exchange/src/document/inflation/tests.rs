//! Tests of the measuring of compressed streams, held to the parser whose memory is at stake.

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

/// Bits as they come, least significant first, as bytes behind a zlib header.
fn packed(bits: &[u8]) -> Vec<u8> {
    let bytes = bits
        .chunks(8)
        .map(|byte| byte.iter().rev().fold(0, |all, bit| all << 1 | bit));
    [0x78, 0x9C].into_iter().chain(bytes).collect()
}

/// The bits of a code's first bit first, as DEFLATE writes codes.
fn code(bits: &mut Vec<u8>, code: u16, length: u16) {
    bits.extend((0..length).rev().map(|at| (code >> at & 1) as u8));
}

fn number(bits: &mut Vec<u8>, number: u16, length: u16) {
    bits.extend((0..length).map(|at| (number >> at & 1) as u8));
}

/// A length in the code of lengths: the symbols 0 to 12 have 4 bits, 13 to 18 have 5.
fn length(bits: &mut Vec<u8>, symbol: u16) {
    if symbol < 13 {
        code(bits, symbol, 4);
    } else {
        code(bits, symbol + 13, 5);
    }
}

/// A block that is nothing but its end, whose code has 1 bit while the longest has 15; then the head of a stored one.
fn short_end_before_stored() -> Vec<u8> {
    const ORDER: [u16; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let mut bits = Vec::new();
    number(&mut bits, 0b100, 3);
    number(&mut bits, 0, 5);
    number(&mut bits, 0, 5);
    number(&mut bits, 15, 4);
    for symbol in ORDER {
        number(&mut bits, if symbol < 13 { 4 } else { 5 }, 3);
    }
    (2..=15).chain([15]).for_each(|own| length(&mut bits, own));
    for zeros in [138, 103] {
        length(&mut bits, 18);
        number(&mut bits, zeros - 11, 7);
    }
    length(&mut bits, 1);
    length(&mut bits, 1);
    bits.push(0);
    number(&mut bits, 0b001, 3);
    bits
}

#[test]
fn where_the_parser_loses_a_byte_before_a_stored_block_it_is_followed() {
    // A correct decoder finds one byte; the parser's own takes the length from one byte later and finds what lies behind.
    // Which of the two the parser asks depends on what else is built into the program.
    let mut content = packed(&short_end_before_stored());
    // Length and its complement, the byte, and the checksum of zlib.
    content.extend([1, 0, 0xFE, 0xFF, b' ', 0, 0x21, 0, 0x21]);
    content.extend([b' '; 65_000]);
    assert_eq!(strict_size(&content), 1);
    assert!(
        [1, 65_000].contains(&(parsers_size(&content) / 1000 * 1000).max(1)),
        "{}",
        parsers_size(&content)
    );
    assert!(size(&content) > 60_000);
}

#[test]
fn where_a_correct_decoder_finds_more_than_the_parsers_own_that_counts() {
    // The other way round: what lies behind is for the correct decoder.
    let mut content = packed(&short_end_before_stored());
    content.extend(60_000_u16.to_le_bytes());
    content.extend((!60_000_u16).to_le_bytes());
    content.extend([0; 60_000]);
    assert_eq!(size(&content), 60_000);
    assert!(parsers_size(&content) <= 60_000);
}

#[test]
fn what_looks_like_a_header_may_be_the_beginning_of_a_stored_block() {
    // 78 9C as DEFLATE: a stored block, of which 9C is the first half of the length.
    let length: u16 = 0xEA9C;
    let mut content = vec![0x78];
    content.extend(length.to_le_bytes());
    content.extend((!length).to_le_bytes());
    content.extend(vec![b' '; usize::from(length)]);
    content.extend([1, 0, 0, 0xFF, 0xFF]);
    assert!(size(&content) >= u64::from(length));
    assert!(parsers_size(&content) <= size(&content));
}

proptest! {
    #[test]
    fn the_parser_never_unpacks_more_of_any_bytes_than_was_counted(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let content: Vec<u8> = [0x78, 0x9C].into_iter().chain(bytes).collect();
        prop_assert!(parsers_size(&content) <= size(&content), "{} {}", parsers_size(&content), size(&content));
    }

    #[test]
    fn stored_and_compressed_blocks_in_turn_are_followed(
        parts in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<u8>(), 0..40)), 1..8),
    ) {
        let mut compressor = flate2::Compress::new(flate2::Compression::new(6), true);
        let mut content = Vec::with_capacity(100_000);
        for (stored, part) in parts {
            // A sync flush ends with an empty stored block.
            let flush = if stored { flate2::FlushCompress::Sync } else { flate2::FlushCompress::Partial };
            compressor.compress_vec(&part, &mut content, flush).unwrap();
        }
        compressor.compress_vec(&[], &mut content, flate2::FlushCompress::Finish).unwrap();
        prop_assert!(parsers_size(&content) <= size(&content), "{} {}", parsers_size(&content), size(&content));
    }

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
    fn the_count_is_the_size_that_the_parser_finds(
        parts in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..200), 1_usize..50), 0..30), level in 0_u32..=9,
    ) {
        let data: Vec<u8> = parts.into_iter().flat_map(|(part, times)| part.repeat(times)).collect();
        let packed = deflated(&data, level);
        // What is whole is read the same way by all of them; what the header would be as data counts beside it.
        let own = |content: &[u8]| {
            let header = if is_header([content.first().copied(), content.get(1).copied()]) { 2 } else { 0 };
            size_as_read(content[header..].iter().copied(), true, u64::MAX).0
        };
        prop_assert_eq!(own(&packed), parsers_size(&packed));
        prop_assert_eq!(own(&packed[2..]), parsers_size(&packed[2..]), "without the header");
        prop_assert!(size(&packed) >= own(&packed));
        prop_assert!(size(&packed) <= own(&packed).max(packed.len() as u64 * 1032));
    }

    #[test]
    fn any_bytes_are_counted(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        inflated_size(bytes.into_iter(), 10_000);
    }
}
