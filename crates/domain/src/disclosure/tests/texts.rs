//! What people read when something is not shown: reviewed as one table.

use super::*;

#[test]
fn the_texts_of_all_failures_are_reviewed() {
    let rows = FailureReason::ALL.iter().map(|reason| {
        let failure = Failure {
            reason: *reason,
            since: Some(day("2026-03-31")),
        };
        format!(
            "[{}] {}\n  {}：{}",
            failure.condition(),
            failure.what_ja(),
            failure.who_ja(),
            failure.what_to_do_ja()
        )
    });
    // The table is as long as there are reasons: it has a file of its own.
    insta::assert_snapshot!("failures", rows.collect::<Vec<_>>().join("\n"));
    let unknown = Failure {
        reason: FailureReason::NoConsent,
        since: None,
    };
    assert_eq!(unknown.what_ja(), "ご本人の同意書が提出されていません。");
}
