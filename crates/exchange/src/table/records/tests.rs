//! Tests of the splitting of rows.

use proptest::prelude::*;

use super::*;

/// A reader that gives out a few bytes at a time, so that every boundary is met.
struct Dripping<'a>(&'a [u8], usize);

impl Read for Dripping<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.1.min(out.len()).min(self.0.len());
        let (now, later) = self.0.split_at(length);
        out[..length].copy_from_slice(now);
        self.0 = later;
        Ok(length)
    }
}

type Read1 = Result<Vec<String>, Fault>;

fn read_with(bytes: &[u8], limits: Limits) -> Vec<(u64, Read1)> {
    let mut records = Records::new(Dripping(bytes, 7), limits);
    let mut rows = Vec::new();
    loop {
        let row = match records.advance().unwrap() {
            Step::End => return rows,
            Step::Fault(fault) => Err(fault),
            Step::Row => Ok(records
                .fields()
                .map(|field| String::from_utf8_lossy(field).into_owned())
                .collect()),
        };
        rows.push((records.line(), row));
    }
}

fn read(text: &str) -> Vec<(u64, Read1)> {
    read_with(text.as_bytes(), Limits::default())
}

fn row(fields: &[&str]) -> Read1 {
    Ok(fields.iter().map(|field| (*field).to_owned()).collect())
}

#[test]
fn rows_end_with_crlf_or_lf_or_the_file() {
    assert_eq!(
        read("a,b\r\nc,d\ne,f"),
        [(1, row(&["a", "b"])), (2, row(&["c", "d"])), (3, row(&["e", "f"]))]
    );
}

#[test]
fn every_kind_of_line_end_ends_a_row_also_mixed() {
    for end in ["\r", "\n", "\r\n", "\u{85}"] {
        let text = format!("a,b{end}c,d{end}e,f{end}");
        assert_eq!(
            read(&text),
            [(1, row(&["a", "b"])), (2, row(&["c", "d"])), (3, row(&["e", "f"]))],
            "{end:?}"
        );
    }
    assert_eq!(
        read("a,b\rc,\"d\re\u{85}f\r\ng\"\u{85}h,i\r\nj,k\nl,m\r"),
        [
            (1, row(&["a", "b"])),
            (2, row(&["c", "d\re\u{85}f\r\ng"])),
            (6, row(&["h", "i"])),
            (7, row(&["j", "k"])),
            (8, row(&["l", "m"]))
        ]
    );
}

#[test]
fn a_line_end_is_found_wherever_a_read_is_cut() {
    let text = format!("{}\r\nb\r{}\u{85}d", "a".repeat(12), "c".repeat(11));
    for size in 1..20 {
        let mut records = Records::new(Dripping(text.as_bytes(), size), Limits::default());
        let mut lines = Vec::new();
        while records.advance().unwrap() == Step::Row {
            lines.push((records.line(), records.fields().next().unwrap().len()));
        }
        assert_eq!(lines, [(1, 12), (2, 1), (3, 11), (4, 1)], "{size}");
    }
}

#[test]
fn quoted_fields_hold_commas_breaks_and_doubled_quotes() {
    assert_eq!(
        read("\"a,\"\"b\"\"\",\"c\r\nd\",\"\"\nx,y,z"),
        [(1, row(&["a,\"b\"", "c\r\nd", ""])), (3, row(&["x", "y", "z"]))]
    );
}

#[test]
fn blank_rows_are_left_out_and_counted() {
    assert_eq!(
        read("a,b\n\n,\n\r\nc,d\n\x1A"),
        [(1, row(&["a", "b"])), (5, row(&["c", "d"]))]
    );
}

#[test]
fn a_forgotten_quote_costs_its_own_line_only() {
    assert_eq!(
        read("a,b\n\"c,d\ne,f\ng,h\n"),
        [
            (1, row(&["a", "b"])),
            (2, Err(Fault::Quote)),
            (3, row(&["e", "f"])),
            (4, row(&["g", "h"]))
        ]
    );
    assert_eq!(
        read("\"c,d\ne,\"f\ng,h\n"),
        [(1, Err(Fault::Quote)), (2, Err(Fault::Quote)), (3, row(&["g", "h"]))]
    );
}

/// The rows after a heading.
fn read_under_heading(text: &str) -> Vec<(u64, Read1)> {
    let mut records = Records::new(Dripping(text.as_bytes(), 7), Limits::default());
    assert_eq!(records.advance().unwrap(), Step::Row);
    let headings = records.fields().len();
    records.expect(headings);
    let mut rows = Vec::new();
    loop {
        let row = match records.advance().unwrap() {
            Step::End => return rows,
            Step::Fault(fault) => Err(fault),
            Step::Row => Ok(records
                .fields()
                .map(|field| String::from_utf8_lossy(field).into_owned())
                .collect()),
        };
        rows.push((records.line(), row));
    }
}

#[test]
fn a_cell_with_line_breaks_is_one_row_wherever_it_stands() {
    assert_eq!(
        read_under_heading("p,q,r\n\"1\n2, 3\",b,c\na,\"1\r\n\r\n2\",c\na,b,\"1\n2\"\nx,y,z\n"),
        [
            (2, row(&["1\n2, 3", "b", "c"])),
            (4, row(&["a", "1\r\n\r\n2", "c"])),
            (7, row(&["a", "b", "1\n2"])),
            (9, row(&["x", "y", "z"]))
        ]
    );
}

#[test]
fn two_forgotten_quotes_do_not_swallow_the_rows_between_them() {
    // One at the end of a cell, one at the beginning of a later one: closed properly, and as many fields as the heading.
    assert_eq!(
        read_under_heading("p,q,r\na,\"1,c\nd,2,f\ng,3\",i\nx,y,z\n"),
        [
            (2, Err(Fault::Quote)),
            (3, row(&["d", "2", "f"])),
            (4, Err(Fault::Quote)),
            (5, row(&["x", "y", "z"]))
        ]
    );
}

#[test]
fn a_row_of_several_lines_with_other_columns_than_the_heading_costs_its_first_line() {
    assert_eq!(
        read_under_heading("p,q,r\na,\"1\nd\"\nx,y,z\n"),
        [
            (2, Err(Fault::Quote)),
            (3, Err(Fault::Quote)),
            (4, row(&["x", "y", "z"]))
        ]
    );
    let swallowing = read_under_heading("p,q,r\na,\"1\nd,e,f\nx,y,z\",b,c\n1,2,3\n");
    assert_eq!(swallowing[1], (3, row(&["d", "e", "f"])));
    assert_eq!(swallowing.last(), Some(&(5, row(&["1", "2", "3"]))));
}

#[test]
fn a_quote_inside_a_field_is_refused() {
    assert_eq!(read("a\"b\"c,d\ne\n"), [(1, Err(Fault::Quote)), (2, row(&["e"]))]);
    assert_eq!(read("\"a\"b,c\ne\n"), [(1, Err(Fault::Quote)), (2, row(&["e"]))]);
}

#[test]
fn a_row_beyond_the_limit_is_skipped_without_growing_memory() {
    let limits = Limits {
        row_bytes: 100,
        columns: 5,
    };
    let long = "x".repeat(1_000_000);
    let mut records = Records::new(long.as_bytes(), limits);
    assert_eq!(records.advance().unwrap(), Step::Fault(Fault::TooLong));
    assert_eq!(records.advance().unwrap(), Step::End);
    assert!(records.buffer.capacity() <= 4 * CHUNK, "{}", records.buffer.capacity());

    let text = format!("a\n{}\nb\n{},\nc\n", "y".repeat(99_999), "z,".repeat(4));
    assert_eq!(
        read_with(text.as_bytes(), limits),
        [
            (1, row(&["a"])),
            (2, Err(Fault::TooLong)),
            (3, row(&["b"])),
            (4, Err(Fault::TooManyColumns)),
            (5, row(&["c"]))
        ]
    );
}

#[test]
fn an_open_quote_before_many_lines_stays_cheap_and_local() {
    let limits = Limits {
        row_bytes: 1000,
        columns: 5,
    };
    let text = format!("\"open\n{}", "a,b\n".repeat(5000));
    let rows = read_with(text.as_bytes(), limits);
    assert_eq!(rows.len(), 5001);
    assert_eq!(rows[0], (1, Err(Fault::Quote)));
    assert!(rows[1..].iter().all(|(_, row)| row.is_ok()));
}

#[test]
fn the_first_bytes_can_be_seen_without_consuming_them() {
    let mut records = Records::new(Dripping(b"\xEF\xBB\xBFa,b\n", 1), Limits::default());
    assert_eq!(records.peek(3).unwrap(), b"\xEF\xBB\xBF");
    records.skip(3);
    assert_eq!(records.advance().unwrap(), Step::Row);
    assert_eq!(records.fields().next().unwrap(), b"a");
}

proptest! {
    #[test]
    fn any_bytes_are_split_or_refused_and_every_line_is_passed(bytes in prop::collection::vec(
        prop_oneof![4 => Just(b','), 4 => Just(b'"'), 3 => Just(b'\n'), 1 => Just(b'\r'), 4 => any::<u8>()], 0..300),
        row_bytes in 5_usize..80,
    ) {
        let limits = Limits { row_bytes, columns: 4 };
        let mut last = 0;
        for (line, row) in read_with(&bytes, limits) {
            prop_assert!(line > last, "line {line} after {last}");
            last = line;
            if let Ok(row) = row {
                prop_assert!(row.len() <= limits.columns);
                prop_assert!(row.iter().any(|field| !field.is_empty()));
            }
        }
        let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r' | 0x85)).count() as u64 + 1;
        prop_assert!(last <= lines);
    }

    #[test]
    fn what_a_csv_writer_writes_comes_back(rows in prop::collection::vec(
        prop::collection::vec("[a-z\"\n\r, ]{0,6}", 3..=3), 0..20),
    ) {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let read: Vec<Vec<String>> =
            read_with(&bytes, Limits::default()).into_iter().map(|(_, row)| row.unwrap()).collect();
        let kept: Vec<Vec<String>> = rows.into_iter().filter(|row| row.iter().any(|field| !field.is_empty())).collect();
        prop_assert_eq!(read, kept);
    }
}
