//! A bounded run over changed seeds with every test run: the same changes each time, so that what fails once fails again.
//! `ENGAWA_FUZZ_RUNS=1000000 cargo nextest run -p fuzz` for a long one.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fuzz::{Target, named};

/// How many changed seeds each reader gets.
const USUALLY: u64 = 3_000;
/// Longer ones say nothing new, and cost.
const LONGEST: usize = 64 * 1024;

/// A small generator of random numbers (xorshift64*), the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % bound.max(1)
    }
}

/// What readers trip over: ends of ranges, quotes, other encodings, lengths, eras, words of the formats.
const WORDS: [&[u8]; 26] = [
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\x80",
    b"\"",
    b"\"\"",
    b",",
    b"\r\n",
    b"\xef\xbb\xbf",
    b"\x81\x40",
    b"-1",
    b"99999999999999999999",
    b"1e309",
    "令和元年5月1日".as_bytes(),
    "㋿".as_bytes(),
    "２０２６".as_bytes(),
    b"H31.04.31",
    b"{\"",
    b"[[[[",
    b"\\u0000",
    b"endobj",
    b"/Length 4294967295",
    b"stream\n",
    b"PK\x01\x02",
    b"\x30\x82",
    b"\x30\x84\xff\xff\xff\xff",
];

fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 if at < bytes.len() => bytes[at] = random.next().to_le_bytes()[0],
            2 => bytes.truncate(at),
            3 => {
                let end = (at + 1 + random.below(16)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            4 => {
                let end = (at + 1 + random.below(200)).min(bytes.len());
                let again = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, again);
            }
            5 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {
                let word = WORDS[random.below(WORDS.len())];
                bytes.splice(at..at, word.iter().copied());
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = std::fs::read_dir(target.seeds())
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no seeds", target.name);
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

fn run(name: &str) {
    let runs = std::env::var("ENGAWA_FUZZ_RUNS").map_or(USUALLY, |text| text.parse().unwrap());
    let target = named(name);
    let seeds = seeds(target);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let inputs = seeds
        .iter()
        .cloned()
        .chain(std::iter::repeat_with(|| changed(&seeds, &mut random)));
    for (number, bytes) in inputs.take(usize::try_from(runs).unwrap() + seeds.len()).enumerate() {
        if catch_unwind(AssertUnwindSafe(|| (target.read)(&bytes))).is_err() {
            let mut shown = String::new();
            for byte in &bytes {
                write!(shown, "\\x{}", base16(*byte)).unwrap();
            }
            panic!("{name} broke on input {number}: {shown}");
        }
    }
    println!("{name}: {runs} changed seeds");
}

fn base16(byte: u8) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap();
    [digit(byte >> 4), digit(byte & 15)].iter().collect()
}

#[test]
fn no_bytes_break_a_reader_of_feeds() {
    run("rows");
}

#[test]
fn no_bytes_break_a_reader_of_headings() {
    run("header");
}

#[test]
fn no_bytes_break_a_reader_of_dates() {
    run("dates");
}

#[test]
fn no_bytes_break_a_reader_of_staff_tables() {
    run("staff");
}

#[test]
fn no_bytes_break_a_reader_of_request_bodies() {
    run("json");
}

#[test]
fn no_bytes_break_a_reader_of_bundles() {
    run("bundle");
}

#[test]
fn no_bytes_break_the_measuring_of_pdfs() {
    run("pdf");
}

#[test]
fn no_bytes_break_a_reader_of_certificates() {
    run("certificate");
}

#[test]
fn no_bytes_break_the_reader_of_tokens_and_none_are_taken_for_one() {
    run("token");
}

#[test]
fn no_bytes_break_a_reader_of_heads() {
    run("head");
}
