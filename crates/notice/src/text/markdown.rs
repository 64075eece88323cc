//! Reads the little Markdown that documents of the insurer are written in: headings, paragraphs, lists, tables, bold. What it
//! does not know stays as it is written.

use serde::Serialize;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Block {
    /// `#` to `###`.
    Heading { level: u8, text: String },
    /// Lines that belong together.
    Paragraph { runs: Vec<Run> },
    /// `- `.
    Bullets { items: Vec<Vec<Run>> },
    /// `1. `; the first number is that of the first item.
    Numbers { first: u32, items: Vec<Vec<Run>> },
    /// `| |`, the first row is the heading.
    Table { rows: Vec<Vec<Vec<Run>>> },
}

/// Text of one weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    bold: bool,
    text: String,
}

/// Text between `**` is bold; marks of code are left out.
fn runs(text: &str) -> Vec<Run> {
    let plain = text.replace('`', "");
    let parts = plain.split("**").enumerate();
    let runs = parts.map(|(place, text)| Run {
        bold: place % 2 == 1,
        text: text.to_owned(),
    });
    runs.filter(|run| !run.text.is_empty()).collect()
}

fn number(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = line.split_once(". ")?;
    Some((number.parse().ok()?, rest))
}

fn cells(line: &str) -> Vec<Vec<Run>> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(|cell| runs(cell.trim())).collect()
}

/// The parts of a document.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // Whether the line before belongs to the paragraph that a plain line would go on with.
    let mut open = false;
    for line in markdown.lines().map(str::trim_end) {
        let heading = line.bytes().take_while(|byte| *byte == b'#').count();
        if line.is_empty() {
            open = false;
            continue;
        }
        match (line, blocks.last_mut()) {
            _ if (1..=3).contains(&heading) && line.as_bytes().get(heading) == Some(&b' ') => {
                blocks.push(Block::Heading {
                    level: u8::try_from(heading).unwrap_or(1),
                    text: line.trim_start_matches('#').trim().to_owned(),
                });
                open = false;
                continue;
            }
            (row, _) if row.starts_with("|-") => {}
            (row, Some(Block::Table { rows })) if open && row.starts_with('|') => rows.push(cells(row)),
            (row, _) if row.starts_with('|') => blocks.push(Block::Table { rows: vec![cells(row)] }),
            (item, Some(Block::Bullets { items })) if open && item.starts_with("- ") => items.push(runs(&item[2..])),
            (item, _) if item.starts_with("- ") => blocks.push(Block::Bullets {
                items: vec![runs(&item[2..])],
            }),
            (item, last) => match (number(item), last) {
                (Some((_, text)), Some(Block::Numbers { items, .. })) if open => items.push(runs(text)),
                (Some((first, text)), _) => blocks.push(Block::Numbers {
                    first,
                    items: vec![runs(text)],
                }),
                (None, Some(Block::Paragraph { runs: known })) if open => known.extend(runs(item)),
                (None, _) => blocks.push(Block::Paragraph { runs: runs(item) }),
            },
        }
        open = true;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Run> {
        vec![Run {
            bold: false,
            text: text.to_owned(),
        }]
    }

    #[test]
    fn headings_paragraphs_lists_and_tables_are_told_apart() {
        let text = "# 題\n\n一行目\n二行目\n\n- 甲\n- 乙\n\n3. 三\n4. 四\n\n| 項目 | 内容 |\n|---|---|\n| 名 | 値 |\n";
        assert_eq!(
            blocks(text),
            [
                Block::Heading {
                    level: 1,
                    text: "題".to_owned()
                },
                Block::Paragraph {
                    runs: [plain("一行目"), plain("二行目")].concat()
                },
                Block::Bullets {
                    items: vec![plain("甲"), plain("乙")]
                },
                Block::Numbers {
                    first: 3,
                    items: vec![plain("三"), plain("四")]
                },
                Block::Table {
                    rows: vec![vec![plain("項目"), plain("内容")], vec![plain("名"), plain("値")]]
                },
            ]
        );
    }

    #[test]
    fn bold_is_a_run_of_its_own_and_marks_that_are_no_marks_stay() {
        let bold = |bold, text: &str| Run {
            bold,
            text: text.to_owned(),
        };
        assert_eq!(
            runs("前**太**後`x`"),
            [bold(false, "前"), bold(true, "太"), bold(false, "後x")]
        );
        assert_eq!(blocks("####四"), [Block::Paragraph { runs: plain("####四") }]);
        assert_eq!(blocks("1.五"), [Block::Paragraph { runs: plain("1.五") }]);
        assert_eq!(blocks(""), []);
    }
}
