//! Rules about a file before it is read: its name, whose it is, whether it is the newest of its feed.

use crate::delivery::feed::Feed;
use crate::language::Language;
use crate::rule::{Parameter, WrittenOut};

impl Parameter for Feed {
    const EXAMPLES: usize = Self::ALL.len();

    fn example(place: usize) -> Self {
        Self::ALL.get(place).copied().unwrap_or(Self::Person)
    }

    fn in_words(&self, language: Language) -> String {
        self.name(language).to_owned()
    }
}

finding_rules! {
    /// Why a file is not received.
    pub enum ReceptionRule {
        /// Not built like a feed's name at all.
        Error NameForm = "file-name.form",
            "ファイル名から内容を判断できません（例: 439992_person_20261122.csv）。保険者番号_フィードの語_年月日8桁.csv の形にしてください。",
            "The file name does not say what is in it. It should be built like 439992_person_20261122.csv: insurer number, \
             feed, 8 digits of the day.";
        /// The first part is no insurer number.
        Error NameInsurer = "file-name.insurer",
            "ファイル名から内容を判断できません（例: 439992_person_20261122.csv）。先頭が正しい保険者番号ではありません。",
            "The file name does not begin with a valid insurer number (as in 439992_person_20261122.csv).";
        /// The middle names no feed.
        Error NameFeed = "file-name.feed",
            "ファイル名から内容を判断できません（例: 439992_person_20261122.csv）。フィードの語が一覧にありません。",
            "The file name names no known feed (as in 439992_person_20261122.csv).";
        /// The last part is no day.
        Error NameDay = "file-name.day",
            "ファイル名から内容を判断できません（例: 439992_person_20261122.csv）。年月日が暦にある8桁の日付ではありません。",
            "The file name holds no valid day of 8 digits (as in 439992_person_20261122.csv).";
        /// The ending does not fit the feed.
        Error NameEnding = "file-name.ending",
            "ファイル名から内容を判断できません（例: 439992_person_20261122.csv）。拡張子がフィードと合いません（文書は .zip、ほかは .csv）。",
            "The ending of the file name does not fit the feed (.zip for documents, .csv for all others).";
        /// It belongs to another insurer.
        Error OtherInsurer = "file.other-insurer",
            "保険者番号がこのシステムの保険者と違います。",
            "The insurer number is not that of the insurer of this system.";
        /// Newer rows of its feed are there already, and it would overwrite them.
        Error Older {
            /// The day for which the file holds.
            of: WrittenOut,
            /// Its feed.
            feed: Feed,
            /// The day for which the newest of its feed holds that was taken in.
            newest: WrittenOut,
        } = "file.older",
            "このファイル（{of}）より新しい{feed}のファイル（{newest}）を取り込み済みのため、取り込みませんでした。",
            "A newer file of this feed ({feed}, {newest}) has been taken in, so this one ({of}) was not.";
        /// Its bytes cannot be read from where they are.
        Error Unreadable {
            /// Why, in the words of the operating system.
            reason: String,
        } = "file.unreadable" / "not-opened", "読み込めません（{reason}）。", "The file cannot be read ({reason}).";
        /// It is not what its name says; findings tell why.
        Error Refused = "file.refused",
            "ファイル全体を取り込めませんでした。", "The file as a whole was not taken in.";
    }
}
