//! The rules of all subjects under one name: what stands behind a finding.

use super::cell::CellRule;
use super::document::{ArchiveRule, ManifestRule, PdfRule};
use super::file::{FileRule, RowRule};
use super::reception::ReceptionRule;
use super::subject::{
    ApplicationRule, AssignmentRule, BurdenRatioRule, CertificationRule, ConsentRowRule, MilestoneRule, OfficeRule,
    PersonRule,
};
use crate::consent::{ConsentMeetingRule, ConsentRule};
use crate::language::Language;
use crate::person::burden_ratio::BurdenWarning;
use crate::person::card::CardRule;
use crate::rule::{Parameters, Severity};

/// Gives an enum over the rules of all subjects what each of them has.
macro_rules! rules_of_all_subjects {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$subject_meta:meta])* $subject:ident($rules:ty); )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$subject_meta])* $subject($rules), )+
        }

        impl $name {
            /// The stable name of the rule, for filters, statistics and other programs.
            pub const fn id(&self) -> &'static str {
                match self {
                    $( Self::$subject(rule) => rule.id(), )+
                }
            }

            /// How much it matters.
            pub const fn severity(&self) -> Severity {
                match self {
                    $( Self::$subject(rule) => rule.severity(), )+
                }
            }

            /// What is wrong and what to do about it.
            pub fn words(&self, language: Language) -> String {
                match self {
                    $( Self::$subject(rule) => rule.words(language), )+
                }
            }

            /// The values in its words.
            pub fn parameters(&self) -> Parameters {
                match self {
                    $( Self::$subject(rule) => rule.parameters(), )+
                }
            }

            /// The rule with this id and these values, as they were kept; none if they fit no rule.
            pub fn from_parts(id: &str, parameters: &Parameters) -> Option<Self> {
                None$( .or_else(|| <$rules>::from_parts(id, parameters).map(Self::$subject)) )+
            }

            /// Every rule, with examples of its values: for tests that walk all words.
            pub fn every() -> Vec<Self> {
                let mut every = Vec::new();
                $( every.extend(<$rules>::every().into_iter().map(Self::$subject)); )+
                every
            }
        }

        $(
            impl From<$rules> for $name {
                fn from(rule: $rules) -> Self {
                    Self::$subject(rule)
                }
            }
        )+
    };
}

rules_of_all_subjects! {
    /// The rule behind a finding.
    pub enum FindingRule {
        /// About a file before it is read.
        Reception(ReceptionRule);
        /// About a file as a whole.
        File(FileRule);
        /// About the shape of a row.
        Row(RowRule);
        /// About a cell, whatever its feed.
        Cell(CellRule);
        /// About an insured person.
        Person(PersonRule);
        /// About an application.
        Application(ApplicationRule);
        /// About a notice that names an office.
        Assignment(AssignmentRule);
        /// About a consent, as the desk has it as well.
        Consent(ConsentRule);
        /// About a row of consents.
        ConsentRow(ConsentRowRule);
        /// About a consent that contradicts what is kept.
        ConsentMeeting(ConsentMeetingRule);
        /// About a milestone or a postponement.
        Milestone(MilestoneRule);
        /// About a result.
        Certification(CertificationRule);
        /// About a burden ratio.
        BurdenRatio(BurdenRatioRule);
        /// About the period of a burden ratio.
        BurdenPeriod(BurdenWarning);
        /// About a card.
        Card(CardRule);
        /// About an office of the list.
        Office(OfficeRule);
        /// About a ZIP.
        Archive(ArchiveRule);
        /// About the manifest of a ZIP.
        Manifest(ManifestRule);
        /// About a PDF.
        Pdf(PdfRule);
    }
}
