//! Every rule that an answer can name, one of each, with its words: for the OpenAPI document and for the tests that hold the
//! words complete.

use contract::problem::ProblemItem;
use domain::certification::MilestoneKind;
use domain::disclosure::{Condition, DocumentReason, DocumentRefusal, Failure, FailureReason, Item};
use domain::language::Language;
use service::Rule;

use super::words::request::RequestRule;
use super::wrong::{failing, item, withheld};

/// The rules of requests and of use cases, in one language.
pub(crate) fn rules(language: Language) -> Vec<ProblemItem> {
    let mut told: Vec<_> = RequestRule::one_of_each()
        .iter()
        .map(|rule| item(None, rule, language))
        .collect();
    told.extend(Rule::one_of_each().iter().map(|rule| item(None, rule, language)));
    told
}

/// What can fail of the conditions of disclosure, as far as `chosen`.
pub(crate) fn failures(language: Language, chosen: fn(Condition) -> bool) -> Vec<ProblemItem> {
    let reasons = FailureReason::ALL.iter().filter(|reason| chosen(reason.condition()));
    let failures = reasons.map(|&reason| Failure { reason, since: None });
    failures.map(|failure| failing(&failure, language)).collect()
}

/// Why the insurer's policy may keep these items back.
pub(crate) fn withholdings(language: Language, items: &[Item]) -> Vec<ProblemItem> {
    let mut told = Vec::new();
    for &item in items {
        for &reason in DocumentReason::ALL {
            let waits_for = (reason == DocumentReason::MilestoneNotReached).then_some(MilestoneKind::Decided);
            let refusal = DocumentRefusal {
                item,
                reason,
                since: None,
                waits_for,
            };
            told.push(withheld(&refusal, language));
        }
    }
    told
}
