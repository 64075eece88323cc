//! The pages of a usage application as its addresses name them, in their order.

use std::fmt;
use std::str::FromStr;

/// One page of the application. They come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ApplyStep {
    /// The office's number.
    Office,
    /// The service, of those under this number.
    Kind,
    /// The person who will run staff and devices.
    Administrator,
    /// How the administrator is reached.
    Contact,
    /// The number of devices.
    Devices,
    /// The terms of use.
    Terms,
    /// All answers, to be checked before sending.
    Check,
    /// The reference and the secret, after sending.
    Done,
}

impl ApplyStep {
    /// In the order in which they come.
    pub const ALL: [Self; 8] = [
        Self::Office,
        Self::Kind,
        Self::Administrator,
        Self::Contact,
        Self::Devices,
        Self::Terms,
        Self::Check,
        Self::Done,
    ];

    fn address(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Kind => "kind",
            Self::Administrator => "administrator",
            Self::Contact => "contact",
            Self::Devices => "devices",
            Self::Terms => "terms",
            Self::Check => "check",
            Self::Done => "done",
        }
    }

    /// The page before; none before the first.
    pub fn before(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place.checked_sub(1)?).copied()
    }
}

impl fmt::Display for ApplyStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.address())
    }
}

/// The address names no such page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownStep;

impl FromStr for ApplyStep {
    type Err = UnknownStep;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|step| step.address() == text)
            .ok_or(UnknownStep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_know_their_addresses_and_what_came_before() {
        for step in ApplyStep::ALL {
            assert_eq!(step.to_string().parse(), Ok(step));
        }
        assert_eq!(
            (ApplyStep::Office.before(), ApplyStep::Kind.before()),
            (None, Some(ApplyStep::Office))
        );
        assert_eq!("status".parse::<ApplyStep>(), Err(UnknownStep));
    }
}
