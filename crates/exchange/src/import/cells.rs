//! The cells of one row: text in its stored form, readers for what is common to all feeds, and the findings so far.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::day::Day;
use domain::person::{InsuredNumber, looks_like_my_number};

use super::header::Layout;
use super::{Finding, Severity, moment};
use crate::encoding::Malformed;
use crate::text::{Oddity, oddity};

/// The cells of one row. Columns are asked for by their place in [`Row::COLUMNS`](super::Row::COLUMNS).
pub struct Cells<'a> {
    file: &'a Arc<str>,
    row: u64,
    layout: &'a Layout,
    columns: &'static [&'static str],
    /// In the order of the file; `None` if the characters cannot be read, which has been reported.
    texts: Vec<Option<Cow<'a, str>>>,
    findings: Vec<Finding>,
}

/// What ends a line, by itself or together.
const BREAKS: [char; 2] = ['\r', '\n'];

fn with_plain_breaks(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

/// How many 12-digit numbers a column has held, and how many of them looked like a My Number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    seen: u64,
    alike: u64,
}

impl<'a> Cells<'a> {
    pub(super) fn new(file: &'a Arc<str>, row: u64, layout: &'a Layout, columns: &'static [&'static str]) -> Self {
        let texts = Vec::with_capacity(layout.headings.len());
        Self {
            file,
            row,
            layout,
            columns,
            texts,
            findings: Vec::new(),
        }
    }

    /// Take in the next cell in the order of the file, after a look at its characters. In columns of `several_lines` line
    /// breaks are text and become LF.
    pub(super) fn push(&mut self, text: Result<Cow<'a, str>, Malformed>, several_lines: &[usize]) {
        let place = self.texts.len();
        let (text, fault) = match text {
            Err(Malformed) => (None, Some((Severity::Error, "character.malformed", MALFORMED))),
            Ok(text) => match self.oddity(&text, place, several_lines) {
                None => (Some(with_plain_breaks(text)), None),
                Some(Oddity::Replacement) => (None, Some((Severity::Error, "character.lost", LOST))),
                Some(Oddity::Control) => (None, Some((Severity::Error, "character.control", CONTROL))),
                Some(Oddity::PrivateUse) => (
                    Some(with_plain_breaks(text)),
                    Some((Severity::Warning, "character.private-use", PRIVATE_USE)),
                ),
            },
        };
        self.texts.push(text);
        if let Some((severity, rule, message)) = fault {
            let finding = self.finding_at(place, severity, rule, message);
            self.findings.push(finding);
        }
    }

    fn oddity(&self, text: &str, place: usize, several_lines: &[usize]) -> Option<Oddity> {
        let found = oddity(text);
        let allowed = || {
            several_lines
                .iter()
                .any(|column| self.layout.places.get(*column).copied().flatten() == Some(place))
        };
        if found == Some(Oddity::Control) && text.contains(BREAKS) && allowed() {
            return oddity(&text.replace(BREAKS, ""));
        }
        found
    }

    /// Refuse every cell that looks like a My Number, whatever its column. In columns of the city's own numbers, which
    /// may have 12 digits and then pass by chance one time in eleven, the column as a whole decides.
    pub(super) fn refuse_my_numbers(&mut self, own_numbers: &[usize], tallies: &mut [Tally]) {
        for place in 0..self.texts.len() {
            let Some(text) = self.texts.get(place).and_then(Option::as_deref) else {
                continue;
            };
            let Some(alike) = twelve_digits(text) else { continue };
            let own = own_numbers
                .iter()
                .find(|own| self.layout.places.get(**own).copied().flatten() == Some(place));
            let tally = own.and_then(|own| tallies.get_mut(*own));
            let refuse = match tally {
                None => alike,
                Some(tally) => {
                    tally.seen += 1;
                    tally.alike += u64::from(alike);
                    alike && tally.alike * 2 > tally.seen
                }
            };
            if refuse {
                let finding = self.finding_at(place, Severity::Error, "my-number.present", MY_NUMBER);
                self.findings.push(finding);
            }
        }
    }

    /// The text of a cell; empty if the file leaves the column out or its characters could not be read.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.place(column)
            .and_then(|place| self.texts.get(place))
            .and_then(Option::as_deref)
            .unwrap_or_default()
    }

    /// Read a cell that must be filled.
    pub fn required<T>(
        &mut self,
        column: usize,
        rule: &'static str,
        message: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        if self.text(column).is_empty() {
            // An unreadable cell has its finding already.
            if self
                .place(column)
                .is_none_or(|place| self.texts.get(place).is_some_and(Option::is_some))
            {
                self.error(column, "cell.empty", "必須の項目が空です。");
            }
            return None;
        }
        let value = read(self.text(column));
        if value.is_none() {
            let finding = self
                .finding(column, Severity::Error, rule, message)
                .about(self.text(column));
            self.findings.push(finding);
        }
        value
    }

    /// Read a cell that may be empty. The outer `None` means an error, the inner an empty cell.
    pub fn optional<T>(
        &mut self,
        column: usize,
        rule: &'static str,
        message: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.text(column).is_empty() {
            return Some(None);
        }
        self.required(column, rule, message, read).map(Some)
    }

    /// Read a cell with the parser of the domain.
    pub fn parsed<T: FromStr>(&mut self, column: usize, rule: &'static str, message: &str) -> Option<T> {
        self.required(column, rule, message, |text| text.parse().ok())
    }

    /// Read 被保険者番号.
    pub fn insured_number(&mut self, column: usize) -> Option<InsuredNumber> {
        let shortened = self.text(column).len() < 10 && self.text(column).bytes().all(|byte| byte.is_ascii_digit());
        let message = if shortened {
            "被保険者番号が10桁ありません。先頭の0が消えていないか確認してください。"
        } else {
            "被保険者番号は10桁の数字、または「H」と9桁の数字です。"
        };
        self.required(column, "insured-number.invalid", message, |text| {
            folded(text).parse().ok()
        })
    }

    /// Read a day that must be given, in any of the written forms.
    pub fn day(&mut self, column: usize) -> Option<Day> {
        self.required(column, "day.unreadable", UNREADABLE_DAY, read_day)
    }

    /// Read a day that may be missing. Zeros and nines alone (`00000000`, `9999999`) are how older systems write no day.
    pub fn optional_day(&mut self, column: usize) -> Option<Option<Day>> {
        let text = self.text(column);
        if text.len() >= 7 && (text.bytes().all(|byte| byte == b'0') || text.bytes().all(|byte| byte == b'9')) {
            return Some(None);
        }
        self.optional(column, "day.unreadable", UNREADABLE_DAY, read_day)
    }

    /// Read a point in time such as 基準日時. Without an offset it is Japanese time; a day alone means its beginning.
    pub fn moment(&mut self, column: usize) -> Option<DateTime<Utc>> {
        self.required(column, "moment.unreadable", UNREADABLE_MOMENT, moment::read)
    }

    /// Read a code of the feed.
    pub fn choice<T: Copy>(&mut self, column: usize, codes: &[(&str, T)]) -> Option<T> {
        let message = unknown_code(codes);
        self.required(column, "code.unknown", &message, |text| lookup(text, codes))
    }

    /// Read a code of the feed that may be missing.
    pub fn optional_choice<T: Copy>(&mut self, column: usize, codes: &[(&str, T)]) -> Option<Option<T>> {
        if self.text(column).is_empty() {
            return Some(None);
        }
        self.choice(column, codes).map(Some)
    }

    /// Read free text of at most `longest` characters; an empty cell is no text.
    pub fn free_text(&mut self, column: usize, longest: usize) -> Option<Option<String>> {
        let message = format!("{longest}文字までです。");
        self.optional(column, "text.too-long", &message, |text| {
            (text.chars().count() <= longest).then(|| text.to_owned())
        })
    }

    /// Read text that must be given, of at most `longest` characters.
    pub fn required_text(&mut self, column: usize, longest: usize) -> Option<String> {
        let message = format!("{longest}文字までです。");
        self.required(column, "text.too-long", &message, |text| {
            (text.chars().count() <= longest).then(|| text.to_owned())
        })
    }

    /// Note that the row cannot be taken in because of this cell.
    pub fn error(&mut self, column: usize, rule: &'static str, message: &str) {
        self.note(column, Severity::Error, rule, message);
    }

    /// Note that somebody should look at this cell, although the row is taken in.
    pub fn warn(&mut self, column: usize, rule: &'static str, message: &str) {
        self.note(column, Severity::Warning, rule, message);
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    fn note(&mut self, column: usize, severity: Severity, rule: &'static str, message: &str) {
        let finding = self.finding(column, severity, rule, message);
        let text = self.text(column);
        let finding = if text.is_empty() { finding } else { finding.about(text) };
        self.findings.push(finding);
    }

    fn place(&self, column: usize) -> Option<usize> {
        self.layout.places.get(column).copied().flatten()
    }

    fn finding(&self, column: usize, severity: Severity, rule: &'static str, message: &str) -> Finding {
        let finding = Finding::of_file(self.file, severity, rule, message).in_row(self.row);
        match self.columns.get(column) {
            Some(heading) => finding.in_column(*heading),
            None => finding,
        }
    }

    /// A finding about a place in the file, also one that is no column of the feed. It shows no value: what cannot be read
    /// or may not be here must not travel on.
    fn finding_at(&self, place: usize, severity: Severity, rule: &'static str, message: &str) -> Finding {
        let finding = Finding::of_file(self.file, severity, rule, message).in_row(self.row);
        match self.layout.headings.get(place) {
            Some(heading) => finding.in_column(heading.clone()),
            None => finding,
        }
    }
}

const MALFORMED: &str = "文字コードとして読めない文字があります。";
const LOST: &str = "文字化けした文字（�）があります。元のデータから出力し直してください。";
const CONTROL: &str = "改行やタブなどの制御文字が入っています。";
const PRIVATE_USE: &str = "外字が入っています。正しい文字に置き換えるまで、画面に表示されません。";
const MY_NUMBER: &str = "個人番号（マイナンバー）と見られる12桁の数字があります。このシステムには入れられません。列ごと取り除いてください。";
const UNREADABLE_DAY: &str =
    "日付を読めません。20260510、2026-05-10、令和8年5月10日、R08.05.10 のいずれかで書いてください。";
const UNREADABLE_MOMENT: &str = "日時を読めません。2026-05-10 09:00:00 か 20260510090000 の形で書いてください。";

/// A refused row has at least one finding, even if its subject forgot to give one.
pub(super) fn never_empty(findings: Vec<Finding>, file: &Arc<str>, row: u64) -> Vec<Finding> {
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return findings;
    }
    let mut findings = findings;
    findings.push(Finding::of_file(file, Severity::Error, "row.unreadable", "この行は読めません。").in_row(row));
    findings
}

/// Digits and Latin letters in their plain form, spaces and hyphens gone; without a copy if nothing changes.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(domain::person::fold_number(text))
}

/// Digits and Latin letters in their plain width; nothing is left out, so that a sign stays one.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |character: char| match character {
        '０'..='９' | 'Ａ'..='Ｚ' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        _ => character,
    };
    Cow::Owned(text.chars().map(plain).collect())
}

/// A whole number of at most nine digits, of any width, without a sign.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    let digits = narrow(text);
    let plain = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

fn read_day(text: &str) -> Option<Day> {
    Day::parse_feed(text).ok()
}

fn lookup<T: Copy>(text: &str, codes: &[(&str, T)]) -> Option<T> {
    let text = narrow(text);
    codes.iter().find(|(code, _)| *code == text).map(|(_, value)| *value)
}

fn unknown_code<T>(codes: &[(&str, T)]) -> String {
    let codes: Vec<&str> = codes.iter().map(|(code, _)| *code).collect();
    format!("コードが正しくありません。使えるのは {} です。", codes.join("、"))
}

/// Whether a cell holds twelve digits (`None` if not), and if so whether they look like a My Number. Digits may be written
/// wide or in groups; inside other text an unbroken run of exactly twelve counts.
fn twelve_digits(text: &str) -> Option<bool> {
    if text.len() < 12 {
        return None;
    }
    let is_digit = |character: char| matches!(character, '0'..='9' | '０'..='９');
    if text.chars().filter(|character| is_digit(*character)).count() < 12 {
        return None;
    }
    let folded = domain::person::fold_number(text);
    if folded.len() == 12 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(looks_like_my_number(&folded));
    }
    // Decimal fractions (latitudes) may have as many digits by chance.
    let mut runs = text
        .split(|character| !is_digit(character) && character != '.')
        .filter(|run| !run.contains('.') && run.chars().count() == 12)
        .peekable();
    runs.peek()?;
    Some(runs.any(looks_like_my_number))
}
