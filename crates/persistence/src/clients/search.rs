//! What somebody types to find a client, and whom it finds.

use domain::calendar::day::Day;
use domain::person::fold_number;
use domain::record::Attributes;
use domain::text::search::{folded, folded_by_sound};

/// How many digits from the end of an insured number find somebody: what people know by heart, and few others have.
const SHORTEST_ENDING: usize = 4;

/// What was typed to find a client, folded once.
#[derive(Clone)]
pub struct Search {
    name: String,
    /// With long vowels written out.
    sound: String,
    number: String,
    born_on: Option<Day>,
    everybody: bool,
}

impl Search {
    /// Takes what was typed; nothing finds everybody. `None` if signs were typed with which nothing can be found.
    pub fn new(typed: &str) -> Option<Self> {
        let search = Self {
            name: folded(typed),
            sound: folded_by_sound(typed),
            number: fold_number(typed),
            born_on: Day::parse_feed(typed).ok(),
            everybody: typed.trim().is_empty(),
        };
        let asks = !search.name.is_empty() || search.born_on.is_some();
        (search.everybody || asks).then_some(search)
    }

    pub(crate) fn finds(&self, attributes: &Attributes) -> bool {
        self.everybody
            || self.finds_number(attributes.number.as_str())
            || self.born_on == Some(attributes.birth_date)
            || self.finds_name(attributes.kana.as_str())
            || self.finds_name(attributes.name.as_str())
    }

    fn finds_name(&self, name: &str) -> bool {
        !self.name.is_empty() && (folded(name).contains(&self.name) || folded_by_sound(name).contains(&self.sound))
    }

    fn finds_number(&self, number: &str) -> bool {
        let typed = &self.number;
        let beginning = !typed.is_empty() && number.starts_with(typed);
        beginning || typed.len() >= SHORTEST_ENDING && number.ends_with(typed)
    }
}

#[cfg(test)]
mod tests {
    use domain::person::Sex;
    use domain::person::qualification::Qualification;

    use super::*;

    fn attributes(number: &str, name: &str, kana: &str, born_on: &str) -> Attributes {
        Attributes {
            number: number.parse().unwrap(),
            name: name.parse().unwrap(),
            kana: kana.parse().unwrap(),
            birth_date: Day::parse_iso(born_on).unwrap(),
            sex: Sex::Unknown,
            address: String::new(),
            qualification: Qualification::default(),
        }
    }

    #[test]
    fn a_client_is_found_by_name_number_and_date_of_birth() {
        let client = attributes("0000100001", "葛\u{e0100}城 髙子", "カツラギ ヨシヱ", "1935-01-02");
        for typed in [
            "",
            "　",
            "葛城",
            "高子",
            "よしえ",
            "ｶﾂﾗｷﾞ",
            "0000100001",
            "00001",
            "０００-０１",
            "0001",
            "100001",
            "S10.1.2",
            "昭和10年1月2日",
            "昭10.1.2",
            "3100102",
            "1935/1/2",
            "19350102",
        ] {
            let search = Search::new(typed).unwrap_or_else(|| panic!("{typed}"));
            assert!(search.finds(&client), "{typed}");
        }
        for typed in ["高橋", "001", "1000", "S10.1.3", "1935/1/3", "H12"] {
            assert!(!Search::new(typed).unwrap().finds(&client), "{typed}");
        }
    }

    #[test]
    fn signs_alone_ask_for_nothing() {
        for typed in ["・", "ー", "-", "。", "\u{200b}", "%"] {
            assert!(Search::new(typed).is_none(), "{typed}");
        }
    }
}
