//! `engawa insurer`: what an insurer has settled for itself, and a further insurer in the same database.

mod papers;
mod text;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::audit::Command;
use domain::calendar::day::Day;
use domain::certification::ValidityLimits;
use domain::insurer::shown::{ConsentOnReturn, RestrictionShown, ShownRules};
use domain::insurer::{Appeal, InsurerRules, PermitWord, SealLine};

use crate::data_dir::DataDir;
use crate::machine_clock::clock;
use papers::Papers;
use text::Text;

/// `engawa insurer`.
#[derive(Subcommand)]
pub enum Insurer {
    /// Set up a further insurer in the same database. Nodes serve it that name it in `other_insurers`; commands are about it
    /// where the variable ENGAWA_INSURER names it.
    Add {
        /// The insurer's number, 6 digits with check digit.
        #[arg(long)]
        number: String,
        /// The insurer's name.
        #[arg(long)]
        name: String,
    },
    /// Show what the insurer has settled.
    Show,
    /// Write the papers that the insurer prepares before offices use the system, as text and as PDF.
    Papers(Papers),
    /// The texts that people agree to: the terms of use and the form of consent.
    #[command(subcommand)]
    Text(Text),
    /// Settle something else; what is not named stays as it is. Holds from the next request on, on every node.
    Set(Set),
}

/// `engawa insurer set`.
#[derive(Args)]
#[group(required = true, multiple = true)]
pub struct Set {
    /// Whether a usage application needs the approval of two people.
    #[arg(long)]
    approval_by_two: Option<bool>,
    /// Versions of the terms of use that were in force before and may still stand on paper forms, the newest first,
    /// separated by commas; nothing for none.
    #[arg(long)]
    earlier_terms: Option<String>,
    /// Whom offices may ask, as the enrolment pages and the letters say it.
    #[arg(long)]
    contact: Option<String>,
    /// Who signs letters, such as 縁側市長.
    #[arg(long)]
    letter_issuer: Option<String>,
    /// The section in charge, for letters.
    #[arg(long)]
    letter_desk: Option<String>,
    /// What letters call a permit: `permit` for 許可, `approve` for 承認.
    #[arg(long, value_parser = |text: &str| PermitWord::from_code(text).ok_or("permit or approve"))]
    permit_word: Option<PermitWord>,
    /// What stands in letters where the seal would be: `omitted` for （公印省略）, `room` for room to set one.
    #[arg(long, value_parser = |text: &str| SealLine::from_code(text).ok_or("omitted or room"))]
    seal: Option<SealLine>,
    /// How to object to a decision, in one paragraph; nothing for none, `standard` for the words of the law.
    #[arg(long)]
    appeal: Option<String>,
    /// Whether 給付制限 is shown: not-covered or shown (whether there is one).
    #[arg(long)]
    restriction: Option<RestrictionShown>,
    /// What becomes of the consent of somebody who had moved out and is insured again: ends or revives.
    #[arg(long)]
    consent_on_return: Option<ConsentOnReturn>,
    /// How many months of validity are granted, for the warnings of a delivery: a file of JSON as `show` writes it, or `national`
    /// for those of the ministry's ordinance.
    #[arg(long, value_parser = limits)]
    validity_limits: Option<ValidityLimits>,
    /// How many accounts an organization may have at a time; who has left is not counted.
    #[arg(long)]
    most_staff: Option<u16>,
    /// How many sessions an account may have open at a time; one more ends the one unused for longest.
    #[arg(long)]
    most_sessions: Option<u16>,
}

impl Insurer {
    /// Runs it.
    ///
    /// # Errors
    /// If the insurer is not there, what is set breaks a rule, or the database cannot be written.
    pub fn run(&self, data: &Path, by: Command) -> anyhow::Result<ExitCode> {
        let mut operator = DataDir::open(data)?.operator_beside(by.clone())?;
        match self {
            Self::Add { number, name } => {
                let number = number.parse().context("not an insurer's number")?;
                operator = operator.service().beside(number)?.operator(by);
                operator.set_up_insurer(name, Day::in_japan(clock().now()))?;
            }
            Self::Show => {}
            Self::Text(text) => {
                text.run(&operator)?;
                return Ok(ExitCode::SUCCESS);
            }
            Self::Papers(papers) => {
                papers.write(&operator)?;
                return Ok(ExitCode::SUCCESS);
            }
            Self::Set(set) => operator.change_insurer_rules(|rules| set.changed(rules))?,
        }
        show(&operator.insurer_rules()?);
        Ok(ExitCode::SUCCESS)
    }
}

impl Set {
    fn changed(&self, rules: InsurerRules) -> InsurerRules {
        let or = |set: &Option<String>, known| set.clone().unwrap_or(known);
        InsurerRules {
            approval_by_two: self.approval_by_two.unwrap_or(rules.approval_by_two),
            earlier_terms: self.earlier_terms.as_deref().map_or(rules.earlier_terms, versions),
            contact: or(&self.contact, rules.contact),
            letter_issuer: or(&self.letter_issuer, rules.letter_issuer),
            letter_desk: or(&self.letter_desk, rules.letter_desk),
            permit_word: self.permit_word.unwrap_or(rules.permit_word),
            seal: self.seal.unwrap_or(rules.seal),
            appeal: match self.appeal.as_deref() {
                None => rules.appeal,
                Some("standard") => Appeal::Standard,
                Some(words) => Appeal::from(Some(words.to_owned())),
            },
            shown: ShownRules {
                restriction: self.restriction.unwrap_or(rules.shown.restriction),
                consent_on_return: self.consent_on_return.unwrap_or(rules.shown.consent_on_return),
            },
            limits: self.validity_limits.unwrap_or(rules.limits),
            most_staff: self.most_staff.unwrap_or(rules.most_staff),
            most_sessions: self.most_sessions.unwrap_or(rules.most_sessions),
        }
    }
}

fn limits(from: &str) -> anyhow::Result<ValidityLimits> {
    if from == "national" {
        return Ok(ValidityLimits::national());
    }
    let text = std::fs::read_to_string(from).with_context(|| format!("cannot read {from}"))?;
    serde_json::from_str(&text).with_context(|| format!("{from} holds no limits"))
}

fn versions(text: &str) -> Vec<String> {
    let versions = text.split(',').map(|version| version.trim().to_owned());
    versions.filter(|version| !version.is_empty()).collect()
}

fn show(rules: &InsurerRules) {
    let InsurerRules {
        approval_by_two,
        earlier_terms,
        contact,
        letter_issuer,
        letter_desk,
        permit_word,
        seal,
        appeal,
        shown,
        limits,
        most_staff,
        most_sessions,
    } = rules;
    println!("approval-by-two {approval_by_two}");
    println!("earlier-terms {}", earlier_terms.join(","));
    println!("contact {contact}");
    println!("letter-issuer {letter_issuer}");
    println!("letter-desk {letter_desk}");
    println!("permit-word {permit_word}");
    println!("seal {seal}");
    println!("appeal {}", appeal.kept().unwrap_or("standard"));
    println!("restriction {}", shown.restriction);
    println!("consent-on-return {}", shown.consent_on_return);
    println!("validity-limits {}", serde_json::to_string(limits).unwrap_or_default());
    println!("most-staff {most_staff}");
    println!("most-sessions {most_sessions}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays_and_an_empty_list_of_terms_is_none() {
        let known = InsurerRules {
            earlier_terms: vec!["2025-10".to_owned()],
            contact: "縁側市".to_owned(),
            ..InsurerRules::of("縁側市")
        };
        let set = Set {
            approval_by_two: Some(false),
            earlier_terms: Some(" 2025-10, 2025-04 ,".to_owned()),
            contact: None,
            letter_issuer: None,
            letter_desk: Some(String::new()),
            permit_word: Some(PermitWord::Approve),
            seal: None,
            appeal: Some(String::new()),
            restriction: Some(RestrictionShown::Shown),
            consent_on_return: None,
            validity_limits: None,
            most_staff: Some(30),
            most_sessions: None,
        };
        let changed = set.changed(known.clone());
        assert_eq!(
            (changed.permit_word, changed.seal, &changed.appeal),
            (PermitWord::Approve, known.seal, &Appeal::Nothing)
        );
        assert_eq!(changed.earlier_terms, ["2025-10", "2025-04"]);
        assert_eq!((changed.approval_by_two, changed.contact.as_str()), (false, "縁側市"));
        let shown = ShownRules {
            restriction: RestrictionShown::Shown,
            ..ShownRules::default()
        };
        assert_eq!(changed.shown, shown);
        assert_eq!((changed.most_staff, changed.most_sessions), (30, known.most_sessions));
        let none = Set {
            earlier_terms: Some(String::new()),
            ..set
        };
        assert_eq!(none.changed(known).earlier_terms, Vec::<String>::new());
    }
}
