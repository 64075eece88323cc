//! Text that people write: what may stand in a name, a label or a reason, wherever it comes in. How long one may be is left to
//! the thing that has it; who refuses what, to the entrance.

use std::fmt;

use crate::text::my_number::holds_my_number;

rules! {
    /// What may not stand in a text that somebody wrote.
    #[derive(Copy, Hash)]
    pub enum TextRule {
        Lost = "text.lost", "a character was lost in an earlier conversion (U+FFFD)";
        Control = "text.control", "the text holds a control character such as a line break or a tab";
        Direction = "text.direction", "the text holds a character that turns the direction of writing";
        Invisible = "text.invisible", "the text holds a character that nobody sees";
        Unassigned = "text.unassigned", "the text holds a code that is no character";
        LoneMark = "text.lone-mark", "a mark that belongs to a letter stands by itself";
        LoneSelector = "text.lone-selector", "a selector of a variant stands by itself";
        PrivateUse = "text.private-use", "the text holds a private-use character, which other machines cannot show";
        MyNumber = "text.my-number", "twelve digits look like a My Number";
    }
}

/// A text of one or several lines in which nothing misleads: every character is seen, none turns the others round, none is a
/// private-use character, and no My Number is among them. Space around it is gone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FreeText(String);

impl FreeText {
    /// A text of one line.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn line(text: &str) -> Result<Self, TextRule> {
        check(text, Lines::One)?;
        written(text)
    }

    /// A text that may have several lines, kept with LF.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn lines(text: &str) -> Result<Self, TextRule> {
        let text = with_plain_breaks(text);
        check(&text, Lines::Several)?;
        written(&text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }
}

impl From<FreeText> for String {
    fn from(text: FreeText) -> Self {
        text.0
    }
}

impl fmt::Display for FreeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Left out: people write about people.
impl fmt::Debug for FreeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FreeText(..)")
    }
}

/// What is refused in what people type, beside what is refused everywhere.
fn written(text: &str) -> Result<FreeText, TextRule> {
    typed(text).map_or_else(|| Ok(FreeText(text.trim().to_owned())), Err)
}

/// What may be delivered and is then named, but may not be typed: what other machines cannot show, and a My Number, which a
/// delivery is asked for by its columns.
pub fn typed(text: &str) -> Option<TextRule> {
    if text.chars().any(is_private_use) {
        return Some(TextRule::PrivateUse);
    }
    holds_my_number(text).then_some(TextRule::MyNumber)
}

/// How many lines a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One.
    One,
    /// Several, with LF between them.
    Several,
}

/// Every kind of line end as LF.
pub fn with_plain_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n")
}

/// The rule for every text from outside, delivered or typed: each character is one that is seen, and none changes how the
/// others are read.
///
/// # Errors
/// The worst rule that it breaks.
pub fn check(text: &str, lines: Lines) -> Result<(), TextRule> {
    // Most texts of machines are ASCII, which is settled bytewise.
    if text.is_ascii() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Ok(());
    }
    let mut worst: Option<TextRule> = None;
    let mut before = None;
    for character in text.trim().chars() {
        if let Some(rule) = broken(character, before, lines) {
            if rule == TextRule::Lost {
                return Err(rule);
            }
            worst.get_or_insert(rule);
        }
        before = Some(character);
    }
    worst.map_or(Ok(()), Err)
}

/// A text without what nobody sees: characters that turn the direction, invisible ones, selectors that select nothing.
pub fn without_hidden(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    for character in text.chars() {
        let rule = broken(character, seen.chars().next_back(), Lines::Several);
        if !rule.is_some_and(TextRule::is_hidden) {
            seen.push(character);
        }
    }
    seen
}

impl TextRule {
    /// Whether what breaks it can be left out without changing what is read.
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::Direction | Self::Invisible | Self::LoneSelector)
    }
}

/// The rule that a character breaks after the one before it.
fn broken(character: char, before: Option<char>, lines: Lines) -> Option<TextRule> {
    if is_usual(character) {
        return None;
    }
    let bare = before.is_none_or(|before| before.is_whitespace() || is_selector(before));
    match character {
        '\u{fffd}' => Some(TextRule::Lost),
        '\n' if lines == Lines::Several => None,
        '\u{2028}' | '\u{2029}' => Some(TextRule::Control),
        _ if character.is_control() => Some(TextRule::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(TextRule::Direction)
        }
        _ if is_invisible(character) => Some(TextRule::Invisible),
        _ if is_selector(character) => bare.then_some(TextRule::LoneSelector),
        _ if character.is_whitespace() || is_private_use(character) => None,
        _ if is_unprintable(character) => Some(TextRule::Unassigned),
        _ if is_mark(character) => bare.then_some(TextRule::LoneMark),
        _ => None,
    }
}

/// What nearly every text is made of: asked first, because the question below takes longer.
fn is_usual(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309b}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fef}' | '\u{ff01}'..='\u{ff9d}')
}

/// 外字: means something only on the machine that wrote it.
pub fn is_private_use(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

/// Format characters, joiners, tags, and letters and marks without a shape.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

/// What the standard library would not print as itself, because it is assigned to nothing: it has the tables of Unicode.
fn is_unprintable(character: char) -> bool {
    let after_a_letter = ['a', character].iter().collect::<String>();
    after_a_letter.escape_debug().nth(1) == Some('\\') && character != '\\' && !matches!(character, '"' | '\'')
}

/// A mark that is drawn on the letter before it: escaped by the standard library only where there is none.
fn is_mark(character: char) -> bool {
    let mut escaped = character.escape_debug();
    escaped.next() == Some('\\') && escaped.next() == Some('u')
}

#[cfg(test)]
mod tests;
