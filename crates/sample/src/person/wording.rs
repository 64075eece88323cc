//! Sentences the city writes into records: what the review board adds to a result.

use domain::certification::CareLevel;

use crate::random::Random;

/// (opinion of the board, services the person is limited to), mostly neither.
pub(crate) fn board(random: &mut Random, level: CareLevel, months: u8) -> (Option<String>, Option<String>) {
    let opinion = match random.below(100) {
        0..4 => Some(format!("状態が安定しているため、認定有効期間を{months}か月とする。")),
        4..7 => Some("今後状態が変化する可能性があるため、認定有効期間を短縮する。".to_owned()),
        7..10 if level.is_support() => {
            Some("生活機能の維持・改善のため、介護予防サービスの利用が望ましい。".to_owned())
        }
        10..12 if level.is_care() => Some("廃用の進行を防ぐため、リハビリテーションの利用を検討されたい。".to_owned()),
        12..13 => Some("服薬及び栄養の管理に留意すること。".to_owned()),
        _ => None,
    };
    let services = random.permille(4).then(|| "訪問看護に限る。".to_owned());
    (opinion, services)
}
