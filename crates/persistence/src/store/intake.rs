//! Taking in rows of a delivery: what is new is inserted, what changed is updated, what is the same is left alone, so
//! that the same file taken in again changes nothing.

use std::collections::HashMap;
use std::hash::Hash;

use domain::delivery::Tally;
use domain::id::Id;
use uuid::Uuid;

/// A fresh identifier (UUIDv7: grows with time, so that new rows lie together).
pub fn fresh_id<T>() -> Id<T> {
    Id::from_uuid(Uuid::now_v7())
}

/// A row that can be told apart by a natural key and compared with its stored self.
pub(crate) trait Kept {
    /// What makes it this row and no other.
    type Key: Hash + Eq;

    fn key(&self) -> Self::Key;

    /// Whether the content is the same; ids and times of receipt do not count.
    fn says_the_same(&self, stored: &Self) -> bool;

    /// Takes over the identity of the stored row that it replaces.
    fn take_identity(&mut self, stored: &Self);
}

/// What has to be written.
pub(crate) struct Merged<R> {
    pub(crate) new: Vec<R>,
    pub(crate) changed: Vec<R>,
    pub(crate) tally: Tally,
}

/// Compares incoming rows with the stored ones; of two incoming rows with one key the later one holds.
pub(crate) fn merge<R: Kept>(stored: Vec<R>, incoming: impl IntoIterator<Item = R>) -> Merged<R> {
    let stored: HashMap<R::Key, R> = stored.into_iter().map(|row| (row.key(), row)).collect();
    let mut tally = Tally::default();
    let mut pending: Vec<R> = Vec::new();
    let mut place: HashMap<R::Key, usize> = HashMap::new();
    for mut row in incoming {
        let key = row.key();
        if let Some(earlier) = place.get(&key).and_then(|at| pending.get_mut(*at)) {
            if row.says_the_same(earlier) {
                tally.unchanged += 1;
            } else {
                tally.changed += 1;
                row.take_identity(earlier);
                *earlier = row;
            }
            continue;
        }
        match stored.get(&key) {
            Some(old) if row.says_the_same(old) => {
                tally.unchanged += 1;
                continue;
            }
            Some(old) => {
                tally.changed += 1;
                row.take_identity(old);
            }
            None => tally.new += 1,
        }
        place.insert(key, pending.len());
        pending.push(row);
    }
    let (changed, new) = pending.into_iter().partition(|row| stored.contains_key(&row.key()));
    Merged { new, changed, tally }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Row(u32, &'static str, &'static str);

    impl Kept for Row {
        type Key = &'static str;
        fn key(&self) -> &'static str {
            self.1
        }
        fn says_the_same(&self, stored: &Self) -> bool {
            self.2 == stored.2
        }
        fn take_identity(&mut self, stored: &Self) {
            self.0 = stored.0;
        }
    }

    #[test]
    fn each_row_is_new_changed_or_unchanged_and_keeps_its_identity() {
        let merged = merge(
            vec![Row(1, "a", "x"), Row(2, "b", "x")],
            vec![Row(8, "a", "x"), Row(9, "b", "y"), Row(10, "c", "z")],
        );
        assert_eq!(
            merged.tally,
            Tally {
                new: 1,
                changed: 1,
                unchanged: 1
            }
        );
        assert_eq!(merged.new, [Row(10, "c", "z")]);
        assert_eq!(merged.changed, [Row(2, "b", "y")]);
    }

    #[test]
    fn of_two_rows_with_one_key_the_later_one_holds() {
        let merged = merge(vec![], vec![Row(8, "a", "x"), Row(9, "a", "y"), Row(10, "a", "y")]);
        assert_eq!(
            merged.tally,
            Tally {
                new: 1,
                changed: 1,
                unchanged: 1
            }
        );
        assert_eq!(merged.new, [Row(8, "a", "y")]);
    }
}
