//! Rules as data: each has a stable id, a severity, the values that its words need, and its words in both languages. The
//! rules themselves stand with their subjects; where their words are shown, and in which language, is decided elsewhere.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::calendar::day::{Day, InvalidDay};
use crate::language::Language;

coded! {
    /// How much it matters that a rule is broken.
    pub enum Severity is "severity" {
        /// The row (or the file) is taken in; somebody should look at it.
        Warning = "warning", "警告", "warning";
        /// The row (or the file) is not taken in.
        Error = "error", "エラー", "error";
    }
}

/// The values that a rule's words need, by name, as text: how they are kept and sent.
pub type Parameters = BTreeMap<String, String>;

/// The name of the parameter that tells apart rules of one id.
pub(crate) const CASE: &str = "case";

/// A value in a rule's words. Its `Display` is what is kept and sent, its `FromStr` reads that back.
pub(crate) trait Parameter: Sized + ToString + FromStr {
    /// How many examples there are.
    const EXAMPLES: usize = 1;

    /// One of them, for tests that walk all words; counted from 0.
    fn example(place: usize) -> Self;

    /// As it stands in a sentence.
    fn in_words(&self, _language: Language) -> String {
        self.to_string()
    }
}

impl Parameter for String {
    fn example(_place: usize) -> Self {
        "x".to_owned()
    }
}

impl Parameter for u64 {
    fn example(_place: usize) -> Self {
        2
    }
}

impl Parameter for Day {
    fn example(_place: usize) -> Self {
        Self::MIN
    }
}

/// A day that stands written out in a sentence: 「令和8年5月10日（2026年）」, “10 May 2026”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenOut(pub Day);

impl fmt::Display for WrittenOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for WrittenOut {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Parameter for WrittenOut {
    fn example(place: usize) -> Self {
        Self(Day::example(place))
    }

    fn in_words(&self, language: Language) -> String {
        self.0.written_out(language)
    }
}

/// The parameters of a rule from what the macro below lists.
pub(crate) fn parameters(listed: Vec<(&str, String)>) -> Parameters {
    let owned = listed.into_iter().map(|(name, value)| (name.to_owned(), value));
    owned.collect()
}

/// Rules of one subject, of the kind that findings tell: with words in both languages here, because a report of findings
/// goes wherever a delivery goes, and read back from where it was kept. `Severity Name { value: Type } = "id" / "case", "日本語", "English";` where the values may stand
/// in the words as `{value}`; several rules of one id are told apart by a case. Words in one language only do not compile.
macro_rules! finding_rules {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$rule_meta:meta])*
                $severity:ident $rule:ident
                $({ $($(#[$value_meta:meta])* $value:ident: $type:ty),+ $(,)? })?
                = $id:literal $(/ $case:literal)?, $ja:literal, $en:literal;
            )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$rule_meta])* $rule $({ $($(#[$value_meta])* $value: $type),+ })?, )+
        }

        impl $name {
            /// The stable name of the rule, for filters, statistics and other programs.
            pub const fn id(&self) -> &'static str {
                match self {
                    $( Self::$rule { .. } => $id, )+
                }
            }

            /// How much it matters.
            pub const fn severity(&self) -> $crate::rule::Severity {
                match self {
                    $( Self::$rule { .. } => $crate::rule::Severity::$severity, )+
                }
            }

            /// What is wrong and what to do about it.
            pub fn words(&self, language: $crate::language::Language) -> String {
                match self {
                    $(
                        Self::$rule $({ $($value),+ })? => {
                            $($( let $value = $crate::rule::Parameter::in_words($value, language); )+)?
                            match language {
                                $crate::language::Language::Japanese => format!($ja),
                                $crate::language::Language::English => format!($en),
                            }
                        }
                    )+
                }
            }

            /// The values in its words.
            pub fn parameters(&self) -> $crate::rule::Parameters {
                match self {
                    $(
                        Self::$rule $({ $($value),+ })? => $crate::rule::parameters(vec![
                            $( ($crate::rule::CASE, $case.to_owned()), )?
                            $($( (stringify!($value), $value.to_string()), )+)?
                        ]),
                    )+
                }
            }

            /// The rule with this id and these values, as they were kept; none if they fit no rule.
            pub fn from_parts(id: &str, parameters: &$crate::rule::Parameters) -> Option<Self> {
                let given = parameters.get($crate::rule::CASE).map(String::as_str);
                $(
                    let case: &[&str] = &[$($case)?];
                    if id == $id && given == case.first().copied() {
                        return Some(Self::$rule $({
                            $($value: parameters.get(stringify!($value))?.parse().ok()?),+
                        })?);
                    }
                )+
                None
            }

            /// Every rule, with examples of its values: for tests that walk all words.
            pub fn every() -> Vec<Self> {
                let mut every = Vec::new();
                $(
                    let examples: usize = [1 $($(, <$type as $crate::rule::Parameter>::EXAMPLES)+)?].iter().product();
                    every.extend((0..examples).map(|_place| Self::$rule $({
                        $($value: $crate::rule::Parameter::example(_place)),+
                    })?));
                )+
                every
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_a_sentence_as_it_is_kept_unless_a_language_writes_it_otherwise() {
        let words = |language| ["x".to_owned().in_words(language), 2.in_words(language)];
        assert_eq!(Language::ALL.map(words), [["x", "2"]; 2]);
    }
}
