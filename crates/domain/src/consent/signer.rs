//! Who signed a consent form, and what must be known of somebody who signed for the person.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::relation::Relation;
use crate::person::PersonName;
use crate::text::free_text::FreeText;

coded! {
    /// 署名区分: in which way a form was signed.
    pub enum SignerKind is "signer" {
        /// By the person.
        SelfSigned = "self", "本人", "The person";
        /// By somebody who wrote for the person.
        Scribed = "scribe", "代筆", "A scribe";
        /// By somebody who decided in the person's place.
        Represented = "representative", "代理", "A representative";
    }
}

/// Who signed the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Signer {
    /// 本人: the person.
    SelfSigned,
    /// 代筆: somebody wrote for the person, who decided. A form typed by somebody else counts as scribed. Staff of a care
    /// office may be scribes.
    Scribed {
        /// Who wrote.
        name: PersonName,
        /// What the scribe is to the person.
        relation: Relation,
    },
    /// 代理: somebody decided in the person's place. Never staff of a care office.
    Represented {
        /// Who decided.
        name: PersonName,
        /// What the representative is to the person.
        relation: Relation,
        /// How the representative can be reached. The desk asks for it, a delivery does not bring it.
        contact: Option<Contact>,
        /// Why the person could not sign. The desk asks for it, a delivery does not bring it.
        reason: Option<RepresentationReason>,
    },
}

impl Signer {
    /// In which way the form was signed.
    pub const fn kind(&self) -> SignerKind {
        match self {
            Self::SelfSigned => SignerKind::SelfSigned,
            Self::Scribed { .. } => SignerKind::Scribed,
            Self::Represented { .. } => SignerKind::Represented,
        }
    }

    /// The name of whoever signed for the person.
    pub const fn name(&self) -> Option<&PersonName> {
        match self {
            Self::SelfSigned => None,
            Self::Scribed { name, .. } | Self::Represented { name, .. } => Some(name),
        }
    }

    /// What whoever signed is to the person.
    pub const fn relation(&self) -> Option<&Relation> {
        match self {
            Self::SelfSigned => None,
            Self::Scribed { relation, .. } | Self::Represented { relation, .. } => Some(relation),
        }
    }

    /// How a representative can be reached.
    pub const fn contact(&self) -> Option<&Contact> {
        match self {
            Self::SelfSigned | Self::Scribed { .. } => None,
            Self::Represented { contact, .. } => contact.as_ref(),
        }
    }

    /// Why a representative signed.
    pub const fn reason(&self) -> Option<&RepresentationReason> {
        match self {
            Self::SelfSigned | Self::Scribed { .. } => None,
            Self::Represented { reason, .. } => reason.as_ref(),
        }
    }

    /// Puts together again what was kept apart; none if the parts do not belong together.
    pub fn from_parts(
        kind: SignerKind,
        name: Option<PersonName>,
        relation: Option<Relation>,
        contact: Option<Contact>,
        reason: Option<RepresentationReason>,
    ) -> Option<Self> {
        match (kind, name, relation, contact, reason) {
            (SignerKind::SelfSigned, None, None, None, None) => Some(Self::SelfSigned),
            (SignerKind::Scribed, Some(name), Some(relation), None, None) => Some(Self::Scribed { name, relation }),
            (SignerKind::Represented, Some(name), Some(relation), contact, reason) => Some(Self::Represented {
                name,
                relation,
                contact,
                reason,
            }),
            _ => None,
        }
    }
}

/// A text of 1 to `LONGEST` characters, as the desk types it.
macro_rules! short_text {
    ($(#[$meta:meta])* $name:ident, $error:ident, $message:literal) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        /// Empty, too long, or with what may stand in no text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error($message)]
        pub struct $error;

        impl $name {
            /// The longest one, in characters.
            pub const LONGEST: usize = 200;

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = FreeText::line(text).map_err(|_| $error)?;
                let good = (1..=Self::LONGEST).contains(&text.length());
                if good { Ok(Self(text.into())) } else { Err($error) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        as_text!($name, $error);
    };
}

short_text!(
    /// 連絡先: an address or a telephone number.
    Contact,
    InvalidContact,
    "a contact has 1 to 200 characters"
);
short_text!(
    /// 代理の理由: why a person could not sign.
    RepresentationReason,
    InvalidRepresentationReason,
    "a reason has 1 to 200 characters"
);
