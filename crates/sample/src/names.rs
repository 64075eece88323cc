//! Names of people who do not exist: a common family name and a common given name, put together by chance, with the
//! reading. The lists are in `data/`.

use domain::person::Sex;

use crate::error::SampleError;
use crate::random::Random;

const FAMILY: &str = include_str!("../data/family_names.csv");
const GIVEN: &str = include_str!("../data/given_names.csv");

/// A name with its reading, both with a wide space after the family name as registers have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FullName {
    pub(crate) name: String,
    pub(crate) kana: String,
}

impl FullName {
    /// The family name alone.
    pub(crate) fn family(&self) -> &str {
        self.name.split('　').next().unwrap_or_default()
    }
}

type Part = (String, String);

/// The lists, read once.
pub(crate) struct NameBook {
    families: Vec<Part>,
    men: Vec<Part>,
    women: Vec<Part>,
}

impl NameBook {
    pub(crate) fn load() -> Result<Self, SampleError> {
        let families = parts(FAMILY, 0, |_| true)?;
        let men = parts(GIVEN, 1, |sex| sex == "1")?;
        let women = parts(GIVEN, 1, |sex| sex == "2")?;
        Ok(Self { families, men, women })
    }

    pub(crate) fn person(&self, random: &mut Random, sex: Sex) -> FullName {
        let family = draw(random, &self.families);
        self.relative(random, (&family.0, &family.1), sex)
    }

    /// Somebody of the same family name.
    pub(crate) fn relative(&self, random: &mut Random, family: (&str, &str), sex: Sex) -> FullName {
        let given = draw(random, if sex == Sex::Male { &self.men } else { &self.women });
        FullName {
            name: format!("{}　{}", family.0, given.0),
            kana: format!("{}　{}", family.1, given.1),
        }
    }
}

fn parts(list: &str, first: usize, wanted: impl Fn(&str) -> bool) -> Result<Vec<Part>, SampleError> {
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let mut parts = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| SampleError::Invented(error.to_string()))?;
        let column = |at: usize| row.get(at).unwrap_or_default();
        if wanted(column(0)) {
            parts.push((column(first).to_owned(), column(first + 1).to_owned()));
        }
    }
    Ok(parts)
}

/// The front of a list is drawn more often: the lists are ordered by how common a name is.
fn draw(random: &mut Random, parts: &[Part]) -> Part {
    let count = parts.len() as u64;
    let at = random.below(count).min(random.below(count));
    usize::try_from(at)
        .ok()
        .and_then(|at| parts.get(at))
        .cloned()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::person::{Kana, PersonName};

    use super::*;

    #[test]
    fn every_part_of_a_name_is_valid_and_has_a_reading() {
        let book = NameBook::load().unwrap();
        assert!(book.families.len() > 150 && book.men.len() > 100 && book.women.len() > 100);
        for (name, kana) in book.families.iter().chain(&book.men).chain(&book.women) {
            assert!(name.parse::<PersonName>().is_ok(), "{name}");
            assert!(kana.parse::<Kana>().is_ok(), "{kana}");
        }
    }

    #[test]
    fn enough_different_names_for_a_city() {
        let book = NameBook::load().unwrap();
        let mut random = Random::new(5, 5);
        let names: std::collections::BTreeSet<String> =
            (0..2_000).map(|_| book.person(&mut random, Sex::Female).name).collect();
        assert!(names.len() > 1_500, "{}", names.len());
    }
}
