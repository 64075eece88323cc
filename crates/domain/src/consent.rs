//! Consent: what the desk takes in, who may sign, from when it holds, how it ends. Scans and lists as paper are left to
//! `service` and `paper`.

mod channel;
mod entry;
mod list;
mod relation;
mod signer;

use serde::{Deserialize, Serialize};

pub use channel::Channel;
pub use entry::{Basis, ConsentEntry, ConsentMeetingRule, Origin};
pub use list::{ListLine, ListMismatch, compare_list};
pub use relation::{InvalidRelation, Relation};
pub use signer::{Contact, InvalidContact, InvalidRepresentationReason, RepresentationReason, Signer, SignerKind};

use crate::calendar::day::Day;

coded! {
    /// How an office's staff proved that they work there.
    pub enum EmploymentProof is "employment proof" {
        /// The proof was seen at the counter.
        Seen = "seen", "提示";
        /// A copy lay in the letter.
        Copy = "copy", "写しの添付";
    }
}

/// Who brought or sent the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Submitter {
    /// The person.
    Person,
    /// Somebody of the family.
    Family,
    /// Staff of an office, who must prove it.
    OfficeStaff {
        /// The proof; without one the form is refused.
        proof: Option<EmploymentProof>,
    },
}

/// What the desk enters of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentForm {
    /// The day it came in.
    pub received_on: Day,
    /// How it came in.
    pub channel: Channel,
    /// Who brought or sent it.
    pub submitter: Submitter,
    /// Who signed it.
    pub signer: Signer,
    /// The version of the printed form.
    pub form_version: String,
    /// From when it holds; not before it came in.
    pub effective_from: Day,
    /// Whether the desk has made sure that a representative whose relation hints at care does not act as staff of an office.
    pub representative_confirmed: bool,
}

finding_rules! {
    /// The rule that a form or a withdrawal breaks.
    #[derive(Copy)]
    pub enum ConsentRule {
        /// Staff of a care office cannot decide for a client.
        Error RepresentativeIsCareStaff = "consent.representative-is-care-staff",
            "介護事業所の職員は代理人になれません。ご家族などに代理をお願いするか、本人の意思を確認のうえ代筆としてください。",
            "Staff of a care office cannot be representatives. Ask the family or others, or write for the person after \
             making sure of the person's own will.";
        /// The words of the relation hint at staff of a care office; whether it is one, somebody has to make sure.
        Warning RepresentativeMayBeCareStaff = "consent.representative-may-be-care-staff",
            "代理人の続柄に介護の仕事とみられる言葉があります。介護事業所の職員としての代理でないこと（ご家族などであること）を確認してください。",
            "The relation of the representative hints at work in care. Make sure that the representative does not act as \
             staff of a care office but as family or the like.";
        /// A representative says how to be reached.
        Error RepresentativeContactMissing = "consent.representative-contact-missing",
            "代理人の連絡先を記入してください。", "Enter how the representative can be reached.";
        /// A representative says why the person did not sign.
        Error RepresentativeReasonMissing = "consent.representative-reason-missing",
            "代理の理由を記入してください。", "Enter why the person is represented.";
        /// Office staff prove their employment.
        Error EmploymentProofMissing = "consent.employment-proof-missing",
            "事業所職員の提出には、職員であることの確認が必要です。",
            "When staff of an office hand in a form, their employment must be verified.";
        /// By post the proof is a copy.
        Error EmploymentProofNotCopied = "consent.employment-proof-not-copied",
            "郵送の場合は、職員証などの写しの添付が必要です。",
            "By post, a copy of the staff card or the like must be enclosed.";
        /// A form says its version.
        Error FormVersionMissing = "consent.form-version-missing",
            "同意書の様式版を入力してください。", "Enter the version of the consent form.";
        /// A consent cannot hold before it came in.
        Error EffectiveBeforeReceived = "consent.effective-before-received",
            "効力開始日は受付日以後の日付にしてください。",
            "The consent must take effect on or after the day on which it was received.";
        /// On the day of a withdrawal nothing is shown; a new consent holds from the next day on.
        Error EffectiveOnWithdrawalDay = "consent.effective-on-withdrawal-day",
            "撤回日以前の日付から新しい同意を始めることはできません。撤回日の翌日以後にしてください。",
            "A new consent cannot take effect on or before the day of a withdrawal, but from the next day on.";
        /// A consent is withdrawn once.
        Error AlreadyWithdrawn = "consent.already-withdrawn",
            "この同意はすでに撤回されています。", "This consent has been withdrawn already.";
        /// A consent cannot be withdrawn before it came in.
        Error WithdrawnBeforeReceived = "consent.withdrawn-before-received",
            "撤回日は同意の受付日以後の日付にしてください。",
            "The day of withdrawal must be on or after the day on which the consent was received.";
    }
}

impl std::error::Error for ConsentRule {}

/// Where a consent is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentState {
    /// It holds from a later day on.
    NotYet,
    /// It holds.
    InForce,
    /// It was withdrawn, on this day at the latest.
    Withdrawn,
}

/// A consent that was taken in. Once per person, not per office; it survives a change of office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    form: ConsentForm,
    withdrawn_on: Option<Day>,
}

/// What a newly accepted form means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The first consent of the person, or the first after a withdrawal.
    Begins,
    /// A consent holds or is about to: this one is kept and changes nothing.
    ChangesNothing,
}

impl Consent {
    /// Takes in a form; every broken rule is named.
    pub fn accept(form: ConsentForm) -> Result<Self, Vec<ConsentRule>> {
        let mut broken = signer_rules(&form.signer, form.representative_confirmed);
        if let Submitter::OfficeStaff { proof } = form.submitter {
            match (proof, form.channel) {
                (None, _) => broken.push(ConsentRule::EmploymentProofMissing),
                (Some(EmploymentProof::Seen), Channel::Post) => broken.push(ConsentRule::EmploymentProofNotCopied),
                (Some(_), _) => {}
            }
        }
        if form.form_version.trim().is_empty() {
            broken.push(ConsentRule::FormVersionMissing);
        }
        if form.effective_from < form.received_on {
            broken.push(ConsentRule::EffectiveBeforeReceived);
        }
        if broken.is_empty() {
            Ok(Self {
                form,
                withdrawn_on: None,
            })
        } else {
            Err(broken)
        }
    }

    /// Puts together again what was accepted before and kept.
    pub const fn from_parts(form: ConsentForm, withdrawn_on: Option<Day>) -> Self {
        Self { form, withdrawn_on }
    }

    /// The form.
    pub const fn form(&self) -> &ConsentForm {
        &self.form
    }

    /// The day of withdrawal.
    pub const fn withdrawn_on(&self) -> Option<Day> {
        self.withdrawn_on
    }

    /// Whether it holds on this day. On the very day of withdrawal it does not.
    pub fn in_force(&self, today: Day) -> bool {
        self.state(today) == ConsentState::InForce
    }

    /// Where it is on this day.
    pub fn state(&self, today: Day) -> ConsentState {
        if self.withdrawn_on.is_some_and(|on| on <= today) {
            ConsentState::Withdrawn
        } else if self.form.effective_from <= today {
            ConsentState::InForce
        } else {
            ConsentState::NotYet
        }
    }

    /// Ends it, for good. A withdrawal is the person's, so it ends all consents of the person taken in until then.
    pub fn withdraw(self, on: Day) -> Result<Self, ConsentRule> {
        if self.withdrawn_on.is_some() {
            Err(ConsentRule::AlreadyWithdrawn)
        } else if on < self.form.received_on {
            Err(ConsentRule::WithdrawnBeforeReceived)
        } else {
            Ok(Self {
                withdrawn_on: Some(on),
                ..self
            })
        }
    }

    /// What this consent means beside the others of the same person.
    pub fn effect_beside(&self, others: &[Self]) -> Result<Effect, ConsentRule> {
        let withdrawn = others.iter().filter_map(|other| other.withdrawn_on).max();
        if withdrawn.is_some_and(|on| self.form.effective_from <= on) {
            Err(ConsentRule::EffectiveOnWithdrawalDay)
        } else if others.iter().any(|other| other.withdrawn_on.is_none()) {
            Ok(Effect::ChangesNothing)
        } else {
            Ok(Effect::Begins)
        }
    }
}

fn signer_rules(signer: &Signer, confirmed: bool) -> Vec<ConsentRule> {
    let Signer::Represented {
        name: _,
        relation,
        contact,
        reason,
    } = signer
    else {
        return Vec::new();
    };
    let is_staff = relation.is_care_office_staff();
    let may_be_staff = !is_staff && !confirmed && relation.hints_at_care_staff();
    [
        (is_staff, ConsentRule::RepresentativeIsCareStaff),
        (may_be_staff, ConsentRule::RepresentativeMayBeCareStaff),
        (contact.is_none(), ConsentRule::RepresentativeContactMissing),
        (reason.is_none(), ConsentRule::RepresentativeReasonMissing),
    ]
    .into_iter()
    .filter(|(is_broken, _)| *is_broken)
    .map(|(_, rule)| rule)
    .collect()
}

#[cfg(test)]
mod tests;
