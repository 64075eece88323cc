//! What an insurer has settled for itself about usage applications and letters. It holds on every node that serves the insurer;
//! where a node listens and keeps its data is the node's own matter.

use crate::certification::ValidityLimits;
use crate::insurer::letters::{Appeal, LONGEST_APPEAL, PermitWord, SealLine};
use crate::insurer::shown::ShownRules;
use crate::text::free_text::FreeText;

/// The longest version of terms of use, in characters: what the form has room for.
pub const LONGEST_TERMS_VERSION: usize = 20;
/// The longest line of a letterhead, in characters.
pub const LONGEST_LINE: usize = 100;
/// The most accounts that an organization may be let have.
pub const LARGEST_STAFF: u16 = 5_000;
/// The most open sessions that an account may be let have.
pub const LARGEST_SESSIONS: u16 = 100;

/// What an insurer has settled for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsurerRules {
    /// Whether a usage application needs the approval of two people.
    pub approval_by_two: bool,
    /// Versions of the terms of use that were in force before and may still stand on paper forms, the newest first.
    pub earlier_terms: Vec<String>,
    /// Whom offices may ask, as the enrolment pages and the letters say it.
    pub contact: String,
    /// Who signs letters, such as 縁側市長.
    pub letter_issuer: String,
    /// The section in charge, for letters; may be empty.
    pub letter_desk: String,
    /// What a permit is called in letters and on screens.
    pub permit_word: PermitWord,
    /// What stands in letters where the official seal would be.
    pub seal: SealLine,
    /// How to object to a decision, as letters say it.
    pub appeal: Appeal,
    /// What its data tells offices.
    pub shown: ShownRules,
    /// How many months of validity it grants: what lies outside is a warning at the delivery.
    pub limits: ValidityLimits,
    /// How many accounts an organization may have at a time; who has left is not counted.
    pub most_staff: u16,
    /// How many sessions an account may have open at a time; one more ends the one unused for longest.
    pub most_sessions: u16,
}

impl InsurerRules {
    /// What holds for an insurer of this name that has settled nothing yet: all of it can be said with the name alone.
    pub fn of(insurer: &str) -> Self {
        let fitting = |text: String| {
            if is_line(&text, LONGEST_LINE) {
                text
            } else {
                insurer.to_owned()
            }
        };
        Self {
            approval_by_two: true,
            earlier_terms: Vec::new(),
            contact: fitting(format!("{insurer}の介護保険担当窓口")),
            letter_issuer: fitting(format!("{insurer}長")),
            letter_desk: String::new(),
            permit_word: PermitWord::Permit,
            seal: SealLine::Omitted,
            appeal: Appeal::Standard,
            shown: ShownRules::default(),
            limits: ValidityLimits::national(),
            most_staff: 200,
            most_sessions: 10,
        }
    }

    /// How words for people name an insurer of this name: with the section in charge, if it has said which.
    pub fn called(&self, insurer: &str) -> String {
        if self.letter_desk.is_empty() {
            insurer.to_owned()
        } else {
            format!("{insurer} {}", self.letter_desk)
        }
    }
}

/// What is wrong with a rule of an insurer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidInsurerRule {
    /// A version of the terms.
    #[error("earlier terms: each version has 1 to {LONGEST_TERMS_VERSION} characters")]
    EarlierTerms,
    /// Whom to ask.
    #[error("contact: 1 to {LONGEST_LINE} characters on one line")]
    Contact,
    /// Who signs.
    #[error("letter issuer: 1 to {LONGEST_LINE} characters on one line")]
    LetterIssuer,
    /// How to object.
    #[error("appeal: at most {LONGEST_APPEAL} characters on one line")]
    Appeal,
    /// The section.
    #[error("letter desk: at most {LONGEST_LINE} characters on one line")]
    LetterDesk,
    /// How many months of validity.
    #[error(
        "validity limits: each kind has least, usual, most and most-if-unchanged from 1 to 60 months, none below the one before"
    )]
    Limits,
    /// How many accounts.
    #[error("most staff: 1 to {LARGEST_STAFF}")]
    MostStaff,
    /// How many sessions.
    #[error("most sessions: 1 to {LARGEST_SESSIONS}")]
    MostSessions,
}

impl InsurerRules {
    /// Everything that is wrong, at once; nothing if they may be kept.
    pub fn faults(&self) -> Vec<InvalidInsurerRule> {
        let filled = |text: &str, longest| !text.trim().is_empty() && is_line(text, longest);
        let checks = [
            (
                self.earlier_terms
                    .iter()
                    .all(|version| filled(version, LONGEST_TERMS_VERSION)),
                InvalidInsurerRule::EarlierTerms,
            ),
            (filled(&self.contact, LONGEST_LINE), InvalidInsurerRule::Contact),
            (
                filled(&self.letter_issuer, LONGEST_LINE),
                InvalidInsurerRule::LetterIssuer,
            ),
            (is_line(&self.letter_desk, LONGEST_LINE), InvalidInsurerRule::LetterDesk),
            (
                is_line(self.appeal.kept().unwrap_or_default(), LONGEST_APPEAL),
                InvalidInsurerRule::Appeal,
            ),
            (self.limits.are_sound(), InvalidInsurerRule::Limits),
            (
                (1..=LARGEST_STAFF).contains(&self.most_staff),
                InvalidInsurerRule::MostStaff,
            ),
            (
                (1..=LARGEST_SESSIONS).contains(&self.most_sessions),
                InvalidInsurerRule::MostSessions,
            ),
        ];
        let faults = checks.into_iter().filter(|(good, _)| !good);
        faults.map(|(_, fault)| fault).collect()
    }
}

fn is_line(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.contains(char::is_control) && FreeText::line(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insurer_that_has_settled_nothing_has_rules_that_hold() {
        let rules = InsurerRules::of("縁側市");
        assert_eq!(rules.faults(), []);
        assert_eq!(
            (
                rules.contact.as_str(),
                rules.letter_issuer.as_str(),
                rules.called("縁側市")
            ),
            ("縁側市の介護保険担当窓口", "縁側市長", "縁側市".to_owned())
        );
        assert_eq!(InsurerRules::of(&"市".repeat(LONGEST_LINE)).faults(), []);
    }

    #[test]
    fn the_section_is_named_with_the_insurer_once_it_is_known() {
        let rules = InsurerRules {
            letter_desk: "健康福祉部 高齢介護課".to_owned(),
            ..InsurerRules::of("縁側市")
        };
        assert_eq!(rules.called("縁側市"), "縁側市 健康福祉部 高齢介護課");
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let mut limits = ValidityLimits::national();
        limits.new.least = 0;
        let wrong = InsurerRules {
            limits,
            earlier_terms: vec!["2025-10".to_owned(), " ".to_owned()],
            contact: String::new(),
            letter_issuer: "縁側市長\n".to_owned(),
            letter_desk: "課".repeat(LONGEST_LINE + 1),
            appeal: Appeal::Own("教示\n".to_owned()),
            most_staff: 0,
            most_sessions: LARGEST_SESSIONS + 1,
            ..InsurerRules::of("縁側市")
        };
        let all = [
            InvalidInsurerRule::EarlierTerms,
            InvalidInsurerRule::Contact,
            InvalidInsurerRule::LetterIssuer,
            InvalidInsurerRule::LetterDesk,
            InvalidInsurerRule::Appeal,
            InvalidInsurerRule::Limits,
            InvalidInsurerRule::MostStaff,
            InvalidInsurerRule::MostSessions,
        ];
        assert_eq!(wrong.faults(), all);
    }

    #[test]
    fn the_longest_that_fits_is_taken_and_one_more_is_not() {
        let with = |version: usize, line: usize, more: u16| InsurerRules {
            earlier_terms: vec!["版".repeat(version)],
            contact: "窓".repeat(line),
            letter_issuer: "長".repeat(line),
            letter_desk: "課".repeat(line),
            appeal: Appeal::Own("教".repeat(line - LONGEST_LINE + LONGEST_APPEAL)),
            most_staff: LARGEST_STAFF + more,
            most_sessions: LARGEST_SESSIONS + more,
            ..InsurerRules::of("縁側市")
        };
        assert_eq!(with(LONGEST_TERMS_VERSION, LONGEST_LINE, 0).faults(), []);
        assert_eq!(with(LONGEST_TERMS_VERSION + 1, LONGEST_LINE + 1, 1).faults().len(), 7);
    }
}
