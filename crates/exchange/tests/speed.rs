//! How fast a city of Kumamoto's size is read. Not part of the ordinary run: only a release build says anything.
//! `cargo test --release -p exchange --test speed -- --ignored --nocapture`
#![expect(clippy::unwrap_used, reason = "a test that cannot make its file fails")]

use std::fmt::Write;
use std::io::Cursor;
use std::time::Instant;

use exchange::person::PersonRow;
use exchange::row::Row;
use exchange::table::encoding::Encoding;
use exchange::table::import::rows;

const PERSONS: usize = 200_000;

fn file(encoding: Encoding) -> Vec<u8> {
    let mut text = format!("{}\r\n", PersonRow::COLUMNS.join(","));
    for number in 0..PERSONS {
        let day = number % 28 + 1;
        writeln!(
            text,
            "{number:010},髙橋　花子{day},タカハシ　ハナコ,19{:02}{:02}{day:02},{},熊本市中央区手取本町{day}番{}号,,,2026-05-01 09:00:00,1,0,,0,\r",
            number % 60,
            number % 12 + 1,
            number % 3,
            number % 30
        )
        .unwrap();
    }
    let mut bytes = Vec::new();
    encoding.encode(&text, &mut bytes).unwrap();
    bytes
}

#[test]
#[ignore = "says something only in a release build"]
fn a_city_is_read_in_about_a_second() {
    for encoding in [Encoding::Utf8, Encoding::Ms932] {
        let bytes = file(encoding);
        let started = Instant::now();
        let read = rows::<PersonRow, _>(Cursor::new(bytes.as_slice()), "f.csv")
            .filter(Result::is_ok)
            .count();
        let took = started.elapsed();
        println!(
            "{encoding:?}: {read} rows, {} MB in {} ms",
            bytes.len() >> 20,
            took.as_millis()
        );
        assert_eq!(read, PERSONS);
        assert!(took.as_secs_f64() < 3.0, "{took:?}");
    }
}
