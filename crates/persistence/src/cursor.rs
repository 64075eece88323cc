//! Where a list goes on: opaque to whoever holds it, the same each time, so that an unchanged page is known again, and good for
//! one list of one insurer only.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::error::StoreError;
use crate::vault::Vault;

impl Vault {
    /// The cursor for a place in a list. `list` names everything that makes it another list: whose it is, what it is of, what
    /// was asked.
    ///
    /// # Errors
    /// If the vault cannot encrypt.
    pub fn cursor<P: Serialize>(&self, list: &str, place: &P) -> Result<String, StoreError> {
        Ok(written(&self.encrypt_json_alike(&of(list), place)?))
    }

    /// The place that [`Vault::cursor`] was asked for; none if it was not made here, or for another list, or if so much as a
    /// letter of it was changed.
    pub fn place<P: DeserializeOwned>(&self, list: &str, cursor: &str) -> Option<P> {
        let sealed = openssl::base64::decode_block(&cursor.replace('-', "+").replace('_', "/")).ok()?;
        // Base64 has several ways to write the same bytes.
        if written(&sealed) != cursor {
            return None;
        }
        self.decrypt_json(&of(list), &sealed).ok()
    }
}

fn of(list: &str) -> String {
    format!("cursor of {list}")
}

fn written(sealed: &[u8]) -> String {
    openssl::base64::encode_block(sealed)
        .replace('+', "-")
        .replace('/', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::tests::vault_of;

    #[test]
    fn a_cursor_is_the_same_each_time_and_comes_back_from_its_own_list_only() {
        let vault = vault_of("431007", &[1]);
        let place = ("4370106637".to_owned(), 43);
        let cursor = vault.cursor("a list", &place).unwrap();
        assert_eq!(vault.cursor("a list", &place).unwrap(), cursor);
        assert_eq!(vault.place("a list", &cursor), Some(place));
        let read = |vault: &Vault, list, cursor: &str| vault.place::<(String, i32)>(list, cursor);
        assert_eq!(read(&vault, "another list", &cursor), None);
        assert_eq!(
            read(&vault_of("439992", &[1]), "a list", &cursor),
            None,
            "another insurer's"
        );
        assert!(!cursor.contains("4370106637"));
    }

    #[test]
    fn no_letter_of_a_cursor_can_be_changed() {
        let vault = vault_of("431007", &[1]);
        for place in ["", "a", "ab", "abc"] {
            let cursor = vault.cursor("a list", &place).unwrap();
            for at in 0..cursor.len() {
                for letter in ["A", "B", "g", "-", "=", " ", ""] {
                    let changed = format!("{}{letter}{}", &cursor[..at], &cursor[at + 1..]);
                    let read: Option<String> = vault.place("a list", &changed);
                    assert_eq!(read.is_some(), changed == cursor, "{cursor} {changed}");
                }
            }
        }
        for nonsense in ["", "=", "4370106637-43", "\u{3042}"] {
            assert_eq!(vault.place::<String>("a list", nonsense), None, "{nonsense}");
        }
    }
}
