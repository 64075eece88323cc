//! What a signer is to the person, as the form says it. Which relations may sign what is decided in `consent`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::text::fold::fold_kana;
use crate::text::free_text::{Lines, check};

/// 続柄: 1 to 50 characters as written on the form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Relation(String);

/// Empty, too long, or with characters that may stand in no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a relation has 1 to 50 characters")]
pub struct InvalidRelation;

impl Relation {
    /// What the desk's form offers for staff of a care office.
    pub const CARE_OFFICE_STAFF: &str = "介護事業所の職員";

    /// The relation as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the form's fixed choice for staff of a care office was made. Nothing else is known for certain from words.
    pub fn is_care_office_staff(&self) -> bool {
        fold_kana(&self.0) == fold_kana(Self::CARE_OFFICE_STAFF)
    }

    /// Whether the words hint that the signer works in care, for an office or a facility: something to make sure of, since a
    /// wife may be a care worker as well (妻（介護福祉士）).
    ///
    /// Staff of the municipality and of courts are no such staff, nor are guardians.
    pub fn hints_at_care_staff(&self) -> bool {
        const TRADES: [&str; 12] = [
            "ケアマネ",
            "介護支援専門員",
            "ヘルパー",
            "介護員",
            "介護士",
            "介護福祉士",
            "生活相談員",
            "支援相談員",
            "サービス提供責任者",
            "施設長",
            "ささえりあ",
            "地域包括",
        ];
        const PLACES: [&str; 8] = [
            "事業所",
            "施設",
            "介護",
            "ケア",
            "居宅",
            "小規模多機能",
            "デイ",
            "ホーム",
        ];
        const PEOPLE: [&str; 8] = [
            "職員",
            "スタッフ",
            "従業員",
            "従業者",
            "社員",
            "管理者",
            "相談員",
            "担当者",
        ];
        // Folded like a search, on both sides: the same words are written in half-width or in hiragana, with spaces between.
        let words = fold_kana(&self.0);
        let any = |list: &[&str]| list.iter().any(|word| words.contains(&fold_kana(word)));
        let alone = PEOPLE.iter().any(|word| fold_kana(word) == words) && words != "担当者";
        any(&TRADES) || any(&PLACES) && any(&PEOPLE) || alone
    }
}

impl FromStr for Relation {
    type Err = InvalidRelation;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let good = (1..=50).contains(&text.chars().count()) && check(text, Lines::One).is_ok();
        if good {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidRelation)
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

as_text!(Relation, InvalidRelation);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_of_care_offices_are_recognised_by_their_words() {
        for staff in [
            Relation::CARE_OFFICE_STAFF,
            "ケアマネジャー",
            "ｹｱﾏﾈ",
            "担当 介護支援専門員",
            "訪問ヘルパー",
            "施設職員",
            "事業所の職員",
            "職員",
            "グループホームの管理者",
            "デイサービスのスタッフ",
            "ささえりあ職員",
            "居宅介護支援事業所 管理者",
            "施設長",
            "ﾍﾙﾊﾟｰ",
            "ﾃﾞｲｻｰﾋﾞｽ職員",
            "へるぱー",
            "ｸﾞﾙｰﾌﾟﾎｰﾑ の ｽﾀｯﾌ",
        ] {
            assert!(staff.parse::<Relation>().unwrap().hints_at_care_staff(), "{staff}");
        }
        for other in [
            "妻",
            "長男",
            "長女の夫",
            "成年後見人",
            "補助人",
            "友人",
            "民生委員",
            "市職員",
            "同居人",
            "弁護士",
            "担当者",
        ] {
            assert!(!other.parse::<Relation>().unwrap().hints_at_care_staff(), "{other}");
        }
    }

    #[test]
    fn only_the_fixed_choice_is_known_for_certain() {
        let certain = |text: &str| text.parse::<Relation>().unwrap().is_care_office_staff();
        assert!(certain(Relation::CARE_OFFICE_STAFF) && certain("介護事業所の 職員"));
        for hinted in ["妻（介護福祉士）", "長女（ヘルパー）", "ケアマネジャー"] {
            assert!(
                !certain(hinted) && hinted.parse::<Relation>().unwrap().hints_at_care_staff(),
                "{hinted}"
            );
        }
    }

    #[test]
    fn a_relation_has_a_length() {
        assert_eq!(" ".parse::<Relation>(), Err(InvalidRelation));
        assert_eq!("あ".repeat(51).parse::<Relation>(), Err(InvalidRelation));
        assert_eq!(" 妻 ".parse::<Relation>().unwrap().as_str(), "妻");
        assert!("あ".repeat(50).parse::<Relation>().is_ok());
        assert_eq!("長男\nの妻".parse::<Relation>(), Err(InvalidRelation));
    }

    #[test]
    fn a_relation_is_its_text_in_json_and_comes_back() {
        let relation: Relation = "長男の妻".parse().unwrap();
        let json = serde_json::to_string(&relation).unwrap();
        assert_eq!(json, "\"長男の妻\"");
        assert_eq!(serde_json::from_str::<Relation>(&json).unwrap(), relation);
    }
}
