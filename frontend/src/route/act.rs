//! What can be done with an account, a device, an organization, a usage application: the word in the address, which is the
//! API's word too, and what people read.

use super::whose::UnknownWord;
use domain::insurer::PermitWord;
use std::fmt;
use std::str::FromStr;

/// An enumeration of acts: each with its word in addresses and in the API, and its Japanese words on the screen.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$each:meta])* $variant:ident = $code:literal, $ja:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$each])* $variant, )+
        }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// Its words on the screen.
            pub const fn name_ja(self) -> &'static str {
                match self { $( Self::$variant => $ja, )+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $( Self::$variant => $code, )+ })
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text { $( $code => Ok(Self::$variant), )+ _ => Err(UnknownWord) }
            }
        }
    };
}

words! {
    /// What can be done with an account.
    pub enum AccountAct {
        /// Give another role.
        Role = "role", "権限を変更する";
        /// Make new provisional credentials.
        Credentials = "credentials", "仮ログインIDと仮パスワードを発行し直す";
        /// Stop it for a while.
        Suspension = "suspension", "利用を停止する";
        /// End the stop.
        Reinstatement = "reinstatement", "利用を再開する";
        /// End it for good: the person has left.
        Departure = "departure", "退職（利用終了）にする";
    }
}

words! {
    /// What can be done with a device.
    pub enum DeviceAct {
        /// Give another label.
        Label = "label", "名前を変更する";
        /// Revoke its certificate, for good.
        Revocation = "revocation", "失効させる";
    }
}

words! {
    /// What can be done with an organization.
    pub enum OrganizationAct {
        /// Set another number of devices.
        DeviceQuota = "device-quota", "端末の上限を変更する";
        /// Stop it for a while.
        Suspension = "suspension", "利用を停止する";
        /// End the stop.
        Reinstatement = "reinstatement", "利用を再開する";
        /// End it for good.
        Closure = "closure", "利用を終了する";
    }
}

words! {
    /// How a usage application can be decided. The words are those of the API's `may`, too.
    pub enum ApplicationAct {
        /// Approve it, as first or second of two.
        Approve = "approve", "承認する";
        /// Send it back to be corrected.
        Return = "return", "差し戻す";
        /// Refuse it.
        Refuse = "refuse", "不許可にする";
    }
}

impl ApplicationAct {
    /// Its words on the screen of an insurer that calls a permit so.
    pub const fn called(self, word: PermitWord) -> &'static str {
        match (self, word) {
            (Self::Refuse, PermitWord::Approve) => "不承認にする",
            _ => self.name_ja(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_an_address_leads_back_to_its_act() {
        for act in AccountAct::ALL {
            assert_eq!(act.to_string().parse(), Ok(*act));
        }
        assert_eq!("office".parse::<AccountAct>(), Err(UnknownWord));
    }
}
