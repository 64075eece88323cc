//! What the writers write the readers read, in both encodings; and no bytes whatever break a reader.
#![expect(clippy::unwrap_used, reason = "a test that cannot write its file fails")]

use std::fmt::Debug;
use std::io::Cursor;

use domain::delivery::Severity;
use domain::delivery::feed::Feed;
use exchange::assignment::AssignmentRow;
use exchange::card::CardRow;
use exchange::card::burden_ratio::BurdenRatioRow;
use exchange::certification::{ApplicationRow, CertificationRow, MilestoneRow};
use exchange::consent::ConsentRow;
use exchange::document::DocumentRow;
use exchange::feed::columns;
use exchange::organization::OfficeRow;
use exchange::organization::designated::DesignatedOfficeRow;
use exchange::person::PersonRow;
use exchange::row::Row;
use exchange::table::encoding::Encoding;
use exchange::table::export::{WriteError, Writer};
use exchange::table::import::{Options, open, rows};
use proptest::prelude::*;

/// Read rows, write them, read them again: twice the same, in both encodings.
fn round_trip<T: Row + PartialEq + Debug>(lines: &str) {
    let text = format!("{}\n{lines}", T::COLUMNS.join(","));
    let original: Vec<T> = rows(Cursor::new(text.as_bytes()), "f.csv")
        .map(|row| row.unwrap().value)
        .collect();
    assert_eq!(original.len(), lines.lines().count());
    for encoding in [Encoding::Utf8, Encoding::Ms932] {
        let mut writer = Writer::create(Vec::new(), encoding).unwrap();
        for row in &original {
            writer.write_row(row).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let mut reader = open::<T, _>(Cursor::new(bytes.as_slice()), "f.csv", &Options::default()).unwrap();
        let read: Vec<T> = reader.by_ref().map(|row| row.unwrap().value).collect();
        assert_eq!(read, original, "{encoding:?}");
        assert_eq!(reader.encoding(), Some(encoding));
    }
}

#[test]
fn every_feed_comes_back_as_it_was_written() {
    round_trip::<PersonRow>(
        "0000000001,①㈱髙﨑　\u{FA19}田,ﾀｶｻｷ,昭和15年5月10日,1,\"熊本市,中央区\",,,2026-05-01 09:30:00,1,0,20250401,1,H123456789\n\
         H123456789,\"山\"\"田\",ヤマダ,1964-01-02,0,,20260430,2,20260501,3,1,,0,\n",
    );
    round_trip::<AssignmentRow>(
        "0000000001,1,4370106637,,20260501,,20260420\n0000000002,3,4370106637,4370106629,20260501,20261031,\n\
         0000000003,9,,,20260501,,\n",
    );
    round_trip::<ConsentRow>(
        "0000000001,20260401,1,1,,,2026-04,20260401,\n0000000002,20260401,2,2,甲野 花子,ケアマネジャー,2026-04,20260402,\n\
         0000000003,20260401,2,3,乙野 次郎,長男,2026-04,20260401,20260430\n",
    );
    round_trip::<ApplicationRow>(
        "0000000001,A-001,20260501,3,1,2,,縁側市社会福祉協議会,自宅,えんがわ内科医院,13\n\
         0000000002,2,20260502,5,0,,20260428,,,,\n0000000003,3,20260502,1,0,,,,,,多系統萎縮症\n",
    );
    round_trip::<MilestoneRow>(
        "0000000001,A-001,一次判定,20260520,,,\n0000000001,A-001,延期通知,20260528,9,20260630,\n\
         0000000001,A-002,却下,20260528,,,1\n",
    );
    round_trip::<CertificationRow>(
        "0000000001,A-001,22,20260605,20260510,20261130,6,継続的な見守りが必要,訪問介護,1,\n\
         0000000002,,06,,20260510,,,,,1,20260509\n0000000003,A-3,01,20260605,,,,,,2,\n",
    );
    round_trip::<BurdenRatioRow>("0000000001,1,20250801,20260731,1,20250710\n0000000002,3,20250801,20260731,2,\n");
    round_trip::<DesignatedOfficeRow>(
        "4309900016,46,1,縁側市地域包括支援センター,エンガワ,縁側市1-1,096-000-0000,,社会福祉法人 縁側会,20060401,\n\
         4370100029,居宅介護支援,2,ケアプラン いけだ,,縁側市2-1,096-333-0000,096-333-0001,,20260401,20320331\n",
    );
    round_trip::<CardRow>(
        "0000000001,1,20260501,20270430,20260421,1,\"16,765\",\"訪問介護 5,000単位\",特になし,0,,,,,,,,,\n\
         0000000001,3,20250801,20260731,20250715,1,,,,,3-2,1360,1300,1370,1370,880,1370,430,\n\
         0000000002,4,20260401,20260531,20260401,2,,,,,,,,,,,,,A-1\n",
    );
    round_trip::<DocumentRow>(
        "a.pdf,0000000001,A-1,1,20260520,2024-04,,20260601\nｂ.pdf,0000000001,A-1,2,20260521,2021-04,0,2026-06-01 08:00:00\n",
    );
    round_trip::<OfficeRow>(
        "431010,熊本県,熊本市中央区,縁側の家,エンガワノイエ,小規模多機能型居宅介護,熊本市中央区,,０９６－０００－００００,,,,4390100010,29,\n\
         431010,熊本県,熊本市中央区,縁側,エンガワ,看護小規模多機能型居宅介護（複合型サービス）,中央区,2階,096-000-0000,,1234567890123,甲会,4390100028,,https://example.jp/\n",
    );
}

#[test]
fn a_name_outside_ms932_is_reported_and_its_row_left_out_as_a_whole() {
    let text = format!(
        "{}\n0000000001,𠮷野,ヨシノ,19400101,1,,,,20260501,,,,,\n0000000002,吉野,ヨシノ,19400101,1,,,,20260501,,,,,\n",
        PersonRow::COLUMNS.join(",")
    );
    let mut writer = Writer::create(Vec::new(), Encoding::Ms932).unwrap();
    let mut lost = Vec::new();
    for row in rows::<PersonRow, _>(Cursor::new(text.as_bytes()), "f.csv") {
        match writer.write_row(&row.unwrap().value) {
            Ok(()) => {}
            Err(WriteError::Unrepresentable { column, characters }) => lost.push((column, characters)),
            Err(WriteError::Io(error)) => panic!("{error}"),
        }
    }
    assert_eq!(lost, [("氏名", "𠮷".to_owned())]);
    let bytes = writer.finish().unwrap();
    let left: Vec<_> = rows::<PersonRow, _>(Cursor::new(bytes.as_slice()), "f.csv")
        .map(|row| row.unwrap().value)
        .collect();
    assert_eq!(left.len(), 1);
    assert_eq!(left.first().unwrap().name.as_str(), "吉野");
}

#[test]
fn a_variation_selector_survives() {
    let text = format!(
        "{}\n0000000001,葛\u{E0100}城,カツラギ,19400101,1,,,,20260501,,,,,\n",
        PersonRow::COLUMNS.join(",")
    );
    let row = rows::<PersonRow, _>(Cursor::new(text.as_bytes()), "f.csv")
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(row.value.name.as_str(), "葛\u{E0100}城");
}

/// Read everything; findings and rows may come, panics may not. Returns how many of each.
fn drain<T: Row>(bytes: &[u8]) -> (usize, usize) {
    let mut counts = (0, 0);
    for row in rows::<T, _>(Cursor::new(bytes), "f.csv") {
        match row {
            Ok(_) => counts.0 += 1,
            Err(findings) => {
                assert!(findings.iter().any(|finding| finding.severity() == Severity::Error));
                counts.1 += 1;
            }
        }
    }
    counts
}

fn drain_as(feed: Feed, bytes: &[u8]) -> (usize, usize) {
    match feed {
        Feed::Person => drain::<PersonRow>(bytes),
        Feed::Assignment => drain::<AssignmentRow>(bytes),
        Feed::Consent => drain::<ConsentRow>(bytes),
        Feed::Application => drain::<ApplicationRow>(bytes),
        Feed::Milestone => drain::<MilestoneRow>(bytes),
        Feed::Certification => drain::<CertificationRow>(bytes),
        Feed::BurdenRatio => drain::<BurdenRatioRow>(bytes),
        Feed::Card => drain::<CardRow>(bytes),
        Feed::Offices => drain::<OfficeRow>(bytes),
        Feed::DesignatedOffices => drain::<DesignatedOfficeRow>(bytes),
        Feed::Documents => drain::<DocumentRow>(bytes),
    }
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,14}",
        "(R|H|S)[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?",
        "[ァ-ヶｦ-ﾟ　 ]{1,8}",
        "\\PC{0,8}",
        "[0-9]",
    ]
}

proptest! {
    #[test]
    fn no_bytes_break_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), feed in 0..Feed::ALL.len()) {
        let feed = Feed::ALL[feed];
        drain_as(feed, &bytes);
        let mut with_header = format!("{}\n", columns(feed).join(",")).into_bytes();
        with_header.extend_from_slice(&bytes);
        drain_as(feed, &with_header);
    }

    #[test]
    fn every_row_is_accounted_for(
        lines in prop::collection::vec(prop::collection::vec(any_cell(), 20), 0..8), feed in 0..Feed::ALL.len(), ms932 in any::<bool>(),
    ) {
        let feed = Feed::ALL[feed];
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns(feed)).unwrap();
        let mut expected = 0;
        for line in &lines {
            let cells = line.get(..columns(feed).len()).unwrap();
            expected += usize::from(cells.iter().any(|cell| !cell.is_empty()));
            writer.write_record(cells).unwrap();
        }
        let mut bytes = writer.into_inner().unwrap();
        if ms932 {
            let text = String::from_utf8(bytes).unwrap();
            bytes = Vec::new();
            for character in text.chars() {
                let _ = Encoding::Ms932.encode(character.encode_utf8(&mut [0; 4]), &mut bytes);
            }
        }
        let (accepted, refused) = drain_as(feed, &bytes);
        if !ms932 {
            prop_assert_eq!(accepted + refused, expected);
        }
    }
}
