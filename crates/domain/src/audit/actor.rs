//! Who acts: each kind of actor with exactly what is known of it. Nothing in the ledger is done by nobody.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::account::Role;
use crate::id::{AccountId, DeviceId, OrganizationId, PersonId, SessionId};

coded! {
    /// The kinds of actors.
    pub enum ActorKind is "kind of actor" {
        /// Somebody of an organization who has signed in.
        Staff = "staff", "利用組織の職員", "Staff of an organization";
        /// Somebody of the insurer who has signed in.
        CityStaff = "city-staff", "市の職員", "Staff of the insurer";
        /// A program that has signed in by itself.
        Machine = "machine", "連携システム", "Connected system";
        /// Somebody at the machine on which the program runs.
        Operator = "operator", "システムの運用者", "Operator of the system";
        /// The program by itself, at its own time.
        System = "system", "システム", "The system";
        /// Somebody who has not signed in.
        Stranger = "stranger", "ログイン前の利用者", "Somebody not signed in";
        /// The insured person.
        Person = "person", "被保険者本人", "The insured person";
    }
}

/// Who acts, taken from the verified session or from where the program was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Actor {
    /// Somebody of an organization who has signed in.
    Staff {
        /// The account.
        account: AccountId,
        /// Its role at that time.
        role: Role,
        /// The organization it belongs to.
        organization: OrganizationId,
        /// The device of the session.
        device: DeviceId,
        /// The session.
        session: SessionId,
    },
    /// Somebody of the insurer who has signed in.
    CityStaff {
        /// The account.
        account: AccountId,
        /// Its role at that time.
        role: Role,
        /// The ward office or counter at that time, if the account has one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        desk: Option<String>,
        /// The device of the session.
        device: DeviceId,
        /// The session.
        session: SessionId,
    },
    /// A program that has signed in by itself: care software of an organization, or a script of the insurer.
    Machine {
        /// The account of the integration client.
        client: AccountId,
        /// The organization it belongs to; none for a script of the insurer.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        organization: Option<OrganizationId>,
    },
    /// Somebody at the machine on which the program runs.
    Operator {
        /// The command that was given.
        command: Command,
    },
    /// The program by itself, at its own time.
    System,
    /// Somebody who has not signed in, or could not.
    Stranger {
        /// The organization whose key or device was presented, if that is known.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        organization: Option<OrganizationId>,
        /// The device whose certificate was presented, if it is a known one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        device: Option<DeviceId>,
    },
    /// The insured person.
    Person {
        /// The person.
        person: PersonId,
    },
}

impl Actor {
    /// Somebody of whom nothing is known.
    pub const STRANGER: Self = Self::Stranger {
        organization: None,
        device: None,
    };

    /// What kind of actor it is.
    pub const fn kind(&self) -> ActorKind {
        match self {
            Self::Staff { .. } => ActorKind::Staff,
            Self::CityStaff { .. } => ActorKind::CityStaff,
            Self::Machine { .. } => ActorKind::Machine,
            Self::Operator { .. } => ActorKind::Operator,
            Self::System => ActorKind::System,
            Self::Stranger { .. } => ActorKind::Stranger,
            Self::Person { .. } => ActorKind::Person,
        }
    }

    /// The account that acts; none where nobody has signed in.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Staff { account, .. } | Self::CityStaff { account, .. } | Self::Machine { client: account, .. } => {
                Some(*account)
            }
            Self::Operator { .. } | Self::System | Self::Stranger { .. } | Self::Person { .. } => None,
        }
    }

    /// The organization on whose side the actor stands, in whose record the act belongs; none for the insurer's side.
    pub const fn organization(&self) -> Option<OrganizationId> {
        match self {
            Self::Staff { organization, .. } => Some(*organization),
            Self::Machine { organization, .. } | Self::Stranger { organization, .. } => *organization,
            Self::CityStaff { .. } | Self::Operator { .. } | Self::System | Self::Person { .. } => None,
        }
    }

    /// The device on which it was done, if there was one.
    pub const fn device(&self) -> Option<DeviceId> {
        match self {
            Self::Staff { device, .. } | Self::CityStaff { device, .. } => Some(*device),
            Self::Stranger { device, .. } => *device,
            Self::Machine { .. } | Self::Operator { .. } | Self::System | Self::Person { .. } => None,
        }
    }
}

/// The longest name of a command, in characters.
const LONGEST_COMMAND: usize = 40;

/// The name of a command of the program without its arguments, such as `import` or `device revoke`: words of `a-z`, `0-9`
/// and `-` that begin with a letter, with one space between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Command(String);

/// The text is not the name of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a command has words of a-z, 0-9 and -, and at most {LONGEST_COMMAND} characters")]
pub struct InvalidCommand;

impl FromStr for Command {
    type Err = InvalidCommand;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_word = |word: &str| {
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(good)
        };
        if text.len() <= LONGEST_COMMAND && text.split(' ').all(is_word) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidCommand)
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

as_text!(Command, InvalidCommand);
