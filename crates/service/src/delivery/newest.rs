//! Which row of a file holds, of several that say the same thing for different moments: the one for the newest moment at the
//! source, whatever their order. Files with a person's history would otherwise undo a loss of qualification.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{DateTime, Utc};
use domain::person::InsuredNumber;

/// What a row with a moment of its own speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    /// An insured person.
    Person(InsuredNumber),
    /// A document, by what makes it this one and no other.
    Document(String),
}

/// The newest row so far of each thing that the file speaks of. It takes some fifty bytes a thing, as long as the file is read.
#[derive(Default)]
pub(super) struct Newest(HashMap<Subject, (DateTime<Utc>, u64)>);

/// What a row is beside those of the same thing before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It holds.
    Holds,
    /// It holds, and the row of this number, which came before, is history.
    Supersedes(u64),
    /// It is history: the row of this number holds.
    SupersededBy(u64),
}

impl Newest {
    /// How a row stands that says something for a moment.
    pub(super) fn standing(&mut self, subject: Subject, as_of: DateTime<Utc>, row: u64) -> Standing {
        match self.0.entry(subject) {
            Entry::Vacant(first) => {
                first.insert((as_of, row));
                Standing::Holds
            }
            Entry::Occupied(mut known) => {
                let (newest, before) = *known.get();
                if as_of < newest {
                    return Standing::SupersededBy(before);
                }
                known.insert((as_of, row));
                if newest < as_of {
                    Standing::Supersedes(before)
                } else {
                    Standing::Holds
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_moment_holds_whatever_the_order() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
        let person = |number: &str| Subject::Person(number.parse().unwrap());
        let mut newest = Newest::default();
        let mut standing = |number, moment, row| newest.standing(person(number), at(moment), row);
        assert_eq!(standing("0000000001", 20, 2), Standing::Holds);
        assert_eq!(standing("0000000002", 10, 3), Standing::Holds);
        assert_eq!(standing("0000000001", 10, 4), Standing::SupersededBy(2));
        assert_eq!(standing("0000000001", 30, 5), Standing::Supersedes(2));
        assert_eq!(
            standing("0000000001", 30, 6),
            Standing::Holds,
            "the later of two for one moment"
        );
        assert_eq!(standing("0000000001", 20, 7), Standing::SupersededBy(6));
    }
}
