//! What a password must be like. Hashing, counting failures and larger block lists are left to `service`.

use crate::language::Language;
use crate::text::fold::fold_kana;

/// The rule a new password is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    /// Fewest characters.
    pub shortest: usize,
    /// Whether letters, digits and symbols must all occur.
    pub all_classes: bool,
}

/// The longest password taken, in characters: longer ones only cost hashing time.
pub const LONGEST_PASSWORD: usize = 128;

rules! {
    /// Why a password is refused.
    #[derive(Copy)]
    pub enum PasswordWeakness {
        TooShort {
            /// The fewest characters.
            shortest: usize = PasswordRule::STANDARD.shortest
        } = "password.weak", "a password has at least {shortest} characters";
        TooLong = "password.weak", "a password has at most {LONGEST_PASSWORD} characters";
        MissingClass = "password.weak", "a password has letters, digits and symbols";
        /// One of the passwords that are tried first everywhere.
        Common = "password.weak", "the password is a common one";
        Context = "password.weak", "the password is little more than a name, login id, office or birth date of its owner";
        /// Over nearly its whole length.
        Pattern = "password.weak", "the password is the same character again and again, or a run such as 12345";
    }
}

impl PasswordWeakness {
    /// What to do, for whoever chooses the password: the browser says it while they type.
    pub fn words(&self, language: Language) -> String {
        let (ja, en) = match self {
            Self::TooShort { shortest } => {
                return match language {
                    Language::Japanese => format!("パスワードは{shortest}文字以上にしてください。"),
                    Language::English => format!("Choose a password of at least {shortest} characters."),
                };
            }
            Self::TooLong => {
                return match language {
                    Language::Japanese => format!("パスワードは{LONGEST_PASSWORD}文字以内にしてください。"),
                    Language::English => format!("Choose a password of at most {LONGEST_PASSWORD} characters."),
                };
            }
            Self::MissingClass => (
                "パスワードには英字・数字・記号をすべて使ってください。",
                "Use letters, digits and symbols in the password.",
            ),
            Self::Common => (
                "よく使われるパスワードのため使えません。別の言葉を組み合わせてください。",
                "This password is a common one. Combine other words.",
            ),
            Self::Context => (
                "氏名・ログインID・事業所名・生年月日などから推測できるため使えません。",
                "This password can be guessed from the name, login ID, office or birth date.",
            ),
            Self::Pattern => (
                "同じ文字や並び順の文字の繰り返しのため使えません。",
                "This password repeats the same character, or characters in their order.",
            ),
        };
        language.choose(ja, en).to_owned()
    }
}

impl PasswordRule {
    /// The default: at least 13 characters of any kind.
    pub const STANDARD: Self = Self {
        shortest: 13,
        all_classes: false,
    };
    /// `mhlw-c`, for operators bound to the ministry's guideline: at least 8 with letters, digits and symbols.
    pub const MHLW_C: Self = Self {
        shortest: 8,
        all_classes: true,
    };

    /// Holds a password against the rule; `context` are words that others know of its owner.
    ///
    /// Common passwords and context words are refused when hardly anything else is left beside them.
    pub fn check(&self, password: &str, context: &[&str]) -> Result<(), PasswordWeakness> {
        let length = password.chars().count();
        if length < self.shortest {
            return Err(PasswordWeakness::TooShort {
                shortest: self.shortest,
            });
        }
        if length > LONGEST_PASSWORD {
            return Err(PasswordWeakness::TooLong);
        }
        if self.all_classes && !has_all_classes(password) {
            return Err(PasswordWeakness::MissingClass);
        }
        if is_pattern(password) {
            return Err(PasswordWeakness::Pattern);
        }
        let folded = fold_kana(password);
        if context
            .iter()
            .any(|word| is_little_more_than(&folded, &fold_kana(word)))
        {
            return Err(PasswordWeakness::Context);
        }
        if COMMON.iter().any(|word| is_little_more_than(&folded, word)) {
            return Err(PasswordWeakness::Common);
        }
        Ok(())
    }
}

fn has_all_classes(password: &str) -> bool {
    let has = |class: fn(char) -> bool| password.chars().any(class);
    has(|c| c.is_ascii_alphabetic()) && has(|c| c.is_ascii_digit()) && has(|c| !c.is_ascii_alphanumeric())
}

/// Whether three of four neighbouring pairs repeat or count up or down.
fn is_pattern(password: &str) -> bool {
    let codes: Vec<u32> = password.chars().map(u32::from).collect();
    let pairs = codes.len().saturating_sub(1);
    let close = codes
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.abs_diff(*b) <= 1))
        .count();
    pairs > 0 && close * 4 >= pairs * 3
}

/// Whether fewer than six characters remain when the word (of at least four) is taken out wherever it occurs.
fn is_little_more_than(password: &str, word: &str) -> bool {
    word.chars().count() >= 4 && password.contains(word) && password.replace(word, "").chars().count() < 6
}

/// Stems of the most common passwords, folded. A full list of leaked passwords may be used beside it.
const COMMON: [&str; 40] = [
    "PASSWORD",
    "PASSW0RD",
    "P@SSW0RD",
    "P@SSWORD",
    "QWERTYUIOP",
    "QWERTY",
    "ASDFGHJKL",
    "ZXCVBNM",
    "1QAZ2WSX",
    "QAZWSX",
    "1Q2W3E4R",
    "123456789",
    "12345678",
    "123456",
    "12345",
    "1234",
    "987654321",
    "ABCDEFG",
    "ABC123",
    "ABCD",
    "LETMEIN",
    "WELCOME",
    "ADMINISTRATOR",
    "ADMIN",
    "LOGIN",
    "ILOVEYOU",
    "SUNSHINE",
    "PRINCESS",
    "DRAGON",
    "MONKEY",
    "FOOTBALL",
    "BASEBALL",
    "SAKURA",
    "DORAEMON",
    "ARASHI",
    "NIPPON",
    "JAPAN",
    "KAIGO",
    "KUMAMOTO",
    "ENGAWA",
];

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: [&str; 4] = ["佐藤花子", "hanako.sato", "ひまわり居宅介護支援事業所", "19700412"];

    fn standard(password: &str) -> Result<(), PasswordWeakness> {
        PasswordRule::STANDARD.check(password, &CONTEXT)
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(
            standard("twelve-chars"),
            Err(PasswordWeakness::TooShort { shortest: 13 })
        );
        assert_eq!(standard("horse battery ok"), Ok(()));
        assert_eq!(standard("うみかぜとあおいそらのした"), Ok(()));
        assert_eq!(standard(&"ab9x".repeat(32)), Ok(()));
        assert_eq!(
            standard(&format!("{}!", "ab9x".repeat(32))),
            Err(PasswordWeakness::TooLong)
        );
    }

    #[test]
    fn common_words_and_patterns_are_refused() {
        for bad in ["Password12345", "passwordpassword", "P@ssw0rd-2026", "qwertyuiop123"] {
            assert_eq!(standard(bad), Err(PasswordWeakness::Common), "{bad}");
        }
        for bad in ["aaaaaaaaaaaaa", "1234567890123", "abcdefghijklmnop", "9876543210987"] {
            assert_eq!(standard(bad), Err(PasswordWeakness::Pattern), "{bad}");
        }
    }

    #[test]
    fn three_of_four_neighbours_alike_are_a_pattern() {
        for pattern in ["aa", "abcd9", "99987x", "aaaaaaaa9x"] {
            assert!(is_pattern(pattern), "{pattern}");
        }
        for other in ["", "a", "ax", "abc9x", "aaa9xa"] {
            assert!(!is_pattern(other), "{other}");
        }
    }

    #[test]
    fn words_that_others_know_of_the_owner_are_refused() {
        for bad in [
            "hanako.sato123",
            "HanakoSato-2026",
            "佐藤花子佐藤花子佐藤花子1",
            "19700412-19700412",
            "ひまわり居宅介護支援事業所！",
        ] {
            assert_eq!(standard(bad), Err(PasswordWeakness::Context), "{bad}");
        }
        assert_eq!(standard("19700412 kx7pqm"), Ok(()), "six characters of one's own");
        assert_eq!(standard("19700412 kx7pq"), Err(PasswordWeakness::Context));
        assert_eq!(standard("19700412 hydrangea"), Ok(()));
    }

    #[test]
    fn the_ministry_preset_asks_for_classes_instead_of_length() {
        let check = |password| PasswordRule::MHLW_C.check(password, &[]);
        assert_eq!(check("kx7!pq2"), Err(PasswordWeakness::TooShort { shortest: 8 }));
        assert_eq!(check("kx7pq2mm"), Err(PasswordWeakness::MissingClass));
        assert_eq!(check("kx7!pq2m"), Ok(()));
    }

    #[test]
    fn what_a_weak_password_is_told_is_reviewed() {
        let rows = PasswordWeakness::one_of_each()
            .into_iter()
            .map(|weakness| Language::ALL.map(|language| weakness.words(language)).join("\n  "));
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
        パスワードは13文字以上にしてください。
          Choose a password of at least 13 characters.
        パスワードは128文字以内にしてください。
          Choose a password of at most 128 characters.
        パスワードには英字・数字・記号をすべて使ってください。
          Use letters, digits and symbols in the password.
        よく使われるパスワードのため使えません。別の言葉を組み合わせてください。
          This password is a common one. Combine other words.
        氏名・ログインID・事業所名・生年月日などから推測できるため使えません。
          This password can be guessed from the name, login ID, office or birth date.
        同じ文字や並び順の文字の繰り返しのため使えません。
          This password repeats the same character, or characters in their order.
        ");
    }

    #[test]
    fn the_built_in_words_are_folded() {
        for word in COMMON {
            assert_eq!(fold_kana(word), word);
        }
    }
}
