//! 仮ログインID・仮パスワード: what an administrator hands to somebody new. Good for one log-in, which leads to the set-up
//! and nothing else. Chance is an argument; hashing, storing and counting are left to `service` and `persistence`.

use super::login_id::LoginId;
use crate::text::unambiguous;

/// How many days provisional credentials are good.
pub const PROVISIONAL_DAYS: i64 = 14;
/// How every provisional login ID begins; nobody may choose one that begins so.
pub const PROVISIONAL_PREFIX: &str = "kari-";

const ID_LENGTH: usize = 8;
/// 16 characters of 5 bits: 80 bits.
const PASSWORD_LENGTH: usize = 16;

/// A login ID and a password made by chance. No `Display`; `Debug` hides the password.
#[derive(Clone, PartialEq, Eq)]
pub struct ProvisionalCredentials {
    login_id: LoginId,
    password: String,
}

impl ProvisionalCredentials {
    /// Credentials from 24 bytes of chance. `None` never happens: every character of chance is one of a login ID.
    pub fn from_random(random: [u8; ID_LENGTH + PASSWORD_LENGTH]) -> Option<Self> {
        let text = unambiguous::from_random(&random);
        let (id, password) = text.split_at_checked(ID_LENGTH)?;
        let login_id = format!("{PROVISIONAL_PREFIX}{id}").parse().ok()?;
        Some(Self {
            login_id,
            password: password.to_owned(),
        })
    }

    /// 仮ログインID.
    pub fn login_id(&self) -> &LoginId {
        &self.login_id
    }

    /// 仮パスワード as it is printed, in groups of four. Each caller of this is a place where it can leak.
    pub fn reveal(&self) -> String {
        unambiguous::grouped(&self.password)
    }
}

impl std::fmt::Debug for ProvisionalCredentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProvisionalCredentials({}, ..)", self.login_id)
    }
}

/// What is hashed and compared of a provisional password: case, width, spaces and hyphens do not matter, because it is
/// copied from paper.
pub fn folded_provisional_password(typed: &str) -> String {
    unambiguous::fold(typed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_chance_makes_credentials_that_can_be_typed_carelessly(random in any::<[u8; 24]>()) {
            let made = ProvisionalCredentials::from_random(random).unwrap();
            prop_assert!(made.login_id().as_str().starts_with(PROVISIONAL_PREFIX));
            prop_assert_eq!(made.login_id().as_str().len(), 13);
            let shown = made.reveal();
            prop_assert_eq!(shown.len(), 19);
            let folded = folded_provisional_password(&shown);
            prop_assert_eq!(folded.len(), PASSWORD_LENGTH);
            prop_assert_eq!(folded_provisional_password(&shown.to_lowercase().replace('-', " ")), folded);
        }
    }

    #[test]
    fn the_password_is_not_told_by_debug() {
        let mut random = [7; 24];
        random[8..].fill(9);
        let made = ProvisionalCredentials::from_random(random).unwrap();
        let shown = format!("{made:?}");
        assert!(!shown.contains(&made.reveal()[..4]));
        assert_eq!(shown, format!("ProvisionalCredentials({}, ..)", made.login_id()));
    }
}
