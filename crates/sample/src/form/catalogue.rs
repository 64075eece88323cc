//! The items of both papers with their options, read from the catalogues in the top `data/` folder. How they are
//! answered is decided by `condition`; where they are printed by the form.

/// One question of 基本調査, or one part of a question that is printed as one (1-1, 1-2, 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The group with its number, e.g. 第1群 身体機能・起居動作.
    pub group: String,
    /// The number, e.g. `2-5` or `1-1-3`.
    pub number: String,
    /// The wording.
    pub name: String,
    /// The kind of scale, e.g. `assistance`.
    pub kind: String,
    /// The wordings of the options in order.
    pub options: Vec<String>,
}

/// The catalogue cannot be read; only a broken build can show this.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue of survey items cannot be read: {0}")]
pub struct CatalogueError(#[from] csv::Error);

const SURVEY_ITEMS: &str = include_str!("../../../../data/survey_items.csv");
const OPINION_ITEMS: &str = include_str!("../../../../data/opinion_items.csv");

/// The 74 basic items and the two independence scales, in the order of the form.
///
/// # Errors
/// If the catalogue is not the CSV file it should be.
pub fn survey_items() -> Result<Vec<Item>, CatalogueError> {
    items(SURVEY_ITEMS)
}

/// The fields of the physician's opinion, in the order of the form.
///
/// # Errors
/// If the catalogue is not the CSV file it should be.
pub fn opinion_items() -> Result<Vec<Item>, CatalogueError> {
    items(OPINION_ITEMS)
}

fn items(catalogue: &str) -> Result<Vec<Item>, CatalogueError> {
    let mut reader = csv::Reader::from_reader(catalogue.as_bytes());
    let mut items = Vec::new();
    for row in reader.records() {
        let row = row?;
        let column = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let options = column(4).split('|').map(|option| wording(option).to_owned()).collect();
        items.push(Item {
            group: column(0),
            number: column(1),
            name: column(2),
            kind: column(3),
            options,
        });
    }
    Ok(items)
}

/// `2:一部介助` → `一部介助`.
fn wording(option: &str) -> &str {
    option.split_once(':').map_or(option, |(_, wording)| wording)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_has_74_items_and_two_scales() {
        let items = survey_items().unwrap();
        let (scales, basic): (Vec<_>, Vec<_>) = items.iter().partition(|item| item.kind == "independence_level");
        assert_eq!((basic.len(), scales.len()), (74, 2));
        assert!(
            items.iter().all(|item| item.options.len() >= 2),
            "a question without a choice"
        );
    }

    #[test]
    fn an_option_loses_its_code_but_not_its_words() {
        let items = survey_items().unwrap();
        let bathing = items.iter().find(|item| item.number == "1-10").unwrap();
        assert_eq!(
            bathing.options,
            ["介助されていない", "一部介助", "全介助", "行っていない"]
        );
    }
}
