//! Where the approval of two people is needed, they must be two: nobody makes a second account, or takes one over, and
//! approves with both. Who gave whom credentials is kept by others.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::id::AccountId;

/// So long after one gave the other credentials, two people do not approve together.
pub const BARRED: TimeDelta = TimeDelta::days(30);

/// That an account got credentials: it was made, or they were given anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredentialsGiven {
    /// Who got them.
    pub to: AccountId,
    /// Who gave them, and so knew them.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Until when these two may not approve together; `None` if they may.
///
/// It also bars two that are joined through others: whoever has the credentials of a second account can give credentials
/// to a third in its name.
pub fn barred_until(
    one: AccountId,
    other: AccountId,
    given: &[CredentialsGiven],
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let mut recent: Vec<_> = given.iter().filter(|given| now < given.at + BARRED).collect();
    recent.sort_by_key(|given| std::cmp::Reverse(given.at));
    // The newest that join the two are the last to end; with the oldest of them the two are apart again.
    (1..=recent.len()).find_map(|count| {
        let (newest, _) = recent.split_at_checked(count)?;
        let oldest = newest.last()?;
        joined_to(one, newest).contains(&other).then_some(oldest.at + BARRED)
    })
}

/// Everybody who is joined to somebody by credentials given either way, however many steps it takes.
fn joined_to(one: AccountId, given: &[&CredentialsGiven]) -> HashSet<AccountId> {
    let mut joined = HashSet::from([one]);
    let mut before = 0;
    while joined.len() > before {
        before = joined.len();
        for given in given {
            if joined.contains(&given.by) || joined.contains(&given.to) {
                joined.extend([given.by, given.to]);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(number: u32) -> AccountId {
        format!("01890000-0000-7000-8000-{number:012x}").parse().unwrap()
    }

    fn day(days: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::days(days)
    }

    fn given(by: u32, to: u32, days: i64) -> CredentialsGiven {
        CredentialsGiven {
            to: account(to),
            by: account(by),
            at: day(days),
        }
    }

    fn barred(one: u32, other: u32, given: &[CredentialsGiven], now: i64) -> Option<DateTime<Utc>> {
        let told = barred_until(account(one), account(other), given, day(now));
        assert_eq!(
            told,
            barred_until(account(other), account(one), given, day(now)),
            "either way"
        );
        told
    }

    #[test]
    fn who_gave_the_other_credentials_is_barred_for_thirty_days() {
        let made = [given(1, 2, 0)];
        assert_eq!(barred(1, 2, &made, 0), Some(day(30)));
        assert_eq!(barred(1, 2, &made, 29), Some(day(30)));
        assert_eq!(barred(1, 2, &made, 30), None);
        assert_eq!(barred(1, 3, &made, 0), None, "somebody else");
        assert_eq!(barred(1, 2, &[], 0), None);
    }

    #[test]
    fn a_chain_of_accounts_is_one_person_until_its_oldest_link_ends() {
        let chain = [given(1, 2, 0), given(2, 3, 5), given(4, 5, 6)];
        assert_eq!(barred(1, 3, &chain, 10), Some(day(30)));
        assert_eq!(barred(2, 3, &chain, 31), Some(day(35)));
        assert_eq!(barred(1, 3, &chain, 31), None);
        assert_eq!(barred(3, 5, &chain, 10), None, "joined to others");
    }

    #[test]
    fn of_two_ways_that_join_two_people_the_one_that_lasts_longer_counts() {
        let twice = [given(1, 2, 0), given(2, 1, 9)];
        assert_eq!(barred(1, 2, &twice, 10), Some(day(39)));
    }

    #[test]
    fn what_a_third_one_gave_does_not_undo_what_was_given_before() {
        let taken_over = [given(1, 2, 0), given(2, 3, 1), given(3, 2, 2)];
        assert_eq!(barred(1, 2, &taken_over, 3), Some(day(30)));
    }
}
