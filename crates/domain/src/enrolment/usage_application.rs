//! システム利用申請: the states an application passes through and who may move it, its reference and secret. What its form
//! must hold is in `form`; who has the right to decide, and what approval makes, is left to `service`.

mod fault;
mod form;

use std::{fmt, str::FromStr};

use crate::calendar::day::Day;
use crate::id::AccountId;
use crate::text::unambiguous;

pub use crate::enrolment::letter::NoticeKind;
pub use fault::{FormBroken, FormFault, FormField, FormRule, LARGEST_QUOTA};
pub use form::{Form, LONGEST_REASON, Mail, Phone, SubmittedForm};

coded! {
    /// Where an application stands.
    pub enum UsageApplicationState is "usage application state" {
        /// Waits for the insurer.
        Received = "received", "受付";
        /// Waits for the office, which may correct it.
        Returned = "returned", "差戻し";
        /// One person has approved; waits for a second one.
        Proposed = "proposed", "承認（確認待ち）";
        /// 利用許可.
        Approved = "approved", "許可";
        /// 不許可.
        Refused = "refused", "不許可";
        /// Taken back by the office.
        Withdrawn = "withdrawn", "取下げ";
    }
}

coded! {
    /// How an application reached the insurer.
    pub enum UsageApplicationChannel is "channel of a usage application" {
        /// By the enrolment pages.
        Online = "online", "オンライン";
        /// At a counter.
        Counter = "counter", "窓口";
        /// By post.
        Post = "post", "郵送";
        /// By mail.
        Mail = "mail", "電子メール";
    }
}

coded! {
    /// What can happen to an application.
    pub enum UsageApplicationEventKind is "event of a usage application" {
        /// It came in.
        Received = "received", "受付";
        /// The office sent it again, corrected.
        Corrected = "corrected", "補正";
        /// The insurer gave it back.
        Returned = "returned", "差戻し";
        /// The first of two approvals.
        Proposed = "proposed", "承認（1人目）";
        /// It was approved.
        Approved = "approved", "許可";
        /// It was refused.
        Refused = "refused", "不許可";
        /// The office took it back.
        Withdrawn = "withdrawn", "取下げ";
        /// A notice was printed.
        Printed = "printed", "通知書印刷";
    }
}

/// What an approval grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// How many devices the office may have at a time.
    pub device_quota: u16,
    /// The first day of the permit.
    pub permitted_from: Day,
}

/// Where an application stands, with what belongs to that state. Changes only by the methods below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Waits for the insurer.
    Received,
    /// Waits for the office.
    Returned,
    /// Waits for a second person.
    Proposed {
        /// The first.
        by: AccountId,
        /// What was proposed.
        grant: Grant,
    },
    /// Approved.
    Approved,
    /// Refused.
    Refused,
    /// Taken back.
    Withdrawn,
}

rules! {
    /// Why an application cannot take a step.
    #[derive(Copy)]
    pub enum StepRefused {
        State {
            /// The state, in which the step does not exist.
            state: UsageApplicationState = UsageApplicationState::Approved
        } = "usage-application.state", "an application in state {state} cannot take this step";
        SamePerson = "usage-application.same-person", "the first approval was given by the same account";
        Quota {
            /// The most devices.
            largest: u16 = LARGEST_QUOTA
        } = "usage-application.devices", "the number of devices is 1 to {largest}";
    }
}

impl Standing {
    /// The state alone.
    pub const fn state(&self) -> UsageApplicationState {
        match self {
            Self::Received => UsageApplicationState::Received,
            Self::Returned => UsageApplicationState::Returned,
            Self::Proposed { .. } => UsageApplicationState::Proposed,
            Self::Approved => UsageApplicationState::Approved,
            Self::Refused => UsageApplicationState::Refused,
            Self::Withdrawn => UsageApplicationState::Withdrawn,
        }
    }

    /// Whether it is not over: at most one application of an office may be.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Received | Self::Returned | Self::Proposed { .. })
    }

    /// Approves. Where two people are needed (`by_two`), the first approval proposes, and the same grant from somebody
    /// else approves; another grant from somebody else is a new proposal, because two people must mean the same.
    ///
    /// # Errors
    /// [`StepRefused`].
    pub fn approve(self, by: AccountId, grant: Grant, by_two: bool) -> Result<Self, StepRefused> {
        if !(1..=LARGEST_QUOTA).contains(&grant.device_quota) {
            return Err(StepRefused::Quota { largest: LARGEST_QUOTA });
        }
        match self {
            Self::Received | Self::Proposed { .. } if !by_two => Ok(Self::Approved),
            Self::Proposed { by: first, .. } if first == by => Err(StepRefused::SamePerson),
            Self::Proposed { grant: proposed, .. } if proposed == grant => Ok(Self::Approved),
            Self::Received | Self::Proposed { .. } => Ok(Self::Proposed { by, grant }),
            Self::Returned | Self::Approved | Self::Refused | Self::Withdrawn => {
                Err(StepRefused::State { state: self.state() })
            }
        }
    }

    /// Gives it back to the office to be corrected.
    ///
    /// # Errors
    /// [`StepRefused::State`] unless it waits for the insurer.
    pub fn send_back(self) -> Result<Self, StepRefused> {
        self.waiting_for_insurer().map(|()| Self::Returned)
    }

    /// Refuses it for good; the office may apply anew.
    ///
    /// # Errors
    /// [`StepRefused::State`] unless it is open.
    pub fn refuse(self) -> Result<Self, StepRefused> {
        if self.is_open() {
            Ok(Self::Refused)
        } else {
            Err(StepRefused::State { state: self.state() })
        }
    }

    /// The office sends it again.
    ///
    /// # Errors
    /// [`StepRefused::State`] unless it was given back.
    pub fn correct(self) -> Result<Self, StepRefused> {
        match self {
            Self::Returned => Ok(Self::Received),
            other => Err(StepRefused::State { state: other.state() }),
        }
    }

    /// The office takes it back.
    ///
    /// # Errors
    /// [`StepRefused::State`] unless it is open.
    pub fn withdraw(self) -> Result<Self, StepRefused> {
        if self.is_open() {
            Ok(Self::Withdrawn)
        } else {
            Err(StepRefused::State { state: self.state() })
        }
    }

    fn waiting_for_insurer(&self) -> Result<(), StepRefused> {
        match self {
            Self::Received | Self::Proposed { .. } => Ok(()),
            other => Err(StepRefused::State { state: other.state() }),
        }
    }
}

/// 受付番号: `R` and eight characters, the last a check character. No secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

/// The text is no reference number, or was mistyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reference is R and eight characters, the last of which fits the others")]
pub struct InvalidReference;

impl Reference {
    /// A reference from chance.
    ///
    /// # Errors
    /// Never in truth: every character of chance is of the alphabet.
    pub fn from_random(random: [u8; 7]) -> Result<Self, InvalidReference> {
        let body = unambiguous::from_random(&random);
        let check = unambiguous::check_character(&body).ok_or(InvalidReference)?;
        Ok(Self(format!("R{body}{check}")))
    }

    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reference {
    type Err = InvalidReference;

    /// Case, width, spaces and hyphens do not matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded = unambiguous::fold(text);
        let body = folded.strip_prefix('R').ok_or(InvalidReference)?;
        if body.len() == 8 && unambiguous::check_holds(body) {
            Ok(Self(folded))
        } else {
            Err(InvalidReference)
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What an office proves itself with when it follows its application: 24 characters, 120 bits. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct ApplicationSecret(String);

impl ApplicationSecret {
    /// A secret from chance.
    pub fn from_random(random: [u8; 24]) -> Self {
        Self(unambiguous::from_random(&random))
    }

    /// What somebody typed; case, width, spaces and hyphens do not matter. Whether it is the right one the hash tells.
    pub fn typed(text: &str) -> Self {
        Self(unambiguous::fold(text))
    }

    /// The characters, to be hashed.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// As it is shown, in groups of four. Each caller of this is a place where it can leak.
    pub fn reveal(&self) -> String {
        unambiguous::grouped(&self.0)
    }
}

impl fmt::Debug for ApplicationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApplicationSecret(..)")
    }
}

#[cfg(test)]
mod tests;
