//! Cells of several lines, and quotes that were forgotten, in a feed as a city would deliver it.

use std::io::Cursor;

use exchange::certification::CertificationRow;
use exchange::table::import::rows;

#[test]
fn what_the_board_says_may_have_several_lines_and_nothing_else_may() {
    let header = "被保険者番号,申請番号,要介護状態区分,認定日,有効開始日,有効終了日,有効月数,審査会意見,サービス指定,状態,チェックリスト実施日\r\n";
    let line = |number: &str, opinion: &str| {
        format!("0000000001,{number},21,2026-04-20,2026-05-01,2027-04-30,12,{opinion},,1,\r\n")
    };
    let text = format!(
        "{header}{}{}{}{}",
        line("A-1", "\"短期記憶の低下がみられる。\r\n\r\n6か月後に見直す。\""),
        line("\"A\r\n-2\"", ""),
        line("A-3", "\"閉じ忘れ"),
        line("A-4", "")
    );
    let rows: Vec<_> =
        rows::<CertificationRow, _>(Cursor::new(text.as_bytes()), "431007_certification_20260501.csv").collect();
    let first = rows[0].as_ref().unwrap();
    let opinion = first.value.board_opinion.as_deref();
    assert_eq!(
        (first.row, opinion),
        (2, Some("短期記憶の低下がみられる。\n\n6か月後に見直す。"))
    );
    let rules: Vec<_> = rows[1..]
        .iter()
        .map(|row| {
            row.as_ref().map_or_else(
                |findings| (findings[0].row, findings[0].rule.id()),
                |row| (Some(row.row), ""),
            )
        })
        .collect();
    assert_eq!(
        rules,
        [(Some(5), "character.control"), (Some(7), "row.quote"), (Some(8), "")]
    );
}
