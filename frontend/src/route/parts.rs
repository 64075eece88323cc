//! What stands in the addresses of administration: whose things, which state, what is to be done with them.

use super::Route;
use domain::id::OrganizationId;
use std::fmt;
use std::str::FromStr;

/// Whose accounts, devices or keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One's own organization's.
    Office,
    /// The insurer's own.
    City,
    /// An organization's, seen by the insurer.
    Of(OrganizationId),
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Office => f.write_str("office"),
            Self::City => f.write_str("city"),
            Self::Of(id) => id.fmt(f),
        }
    }
}

impl FromStr for Whose {
    type Err = Elsewhere;

    fn from_str(text: &str) -> Result<Self, Elsewhere> {
        match text {
            "office" => Ok(Self::Office),
            "city" => Ok(Self::City),
            id => id.parse().map(Self::Of).map_err(|_| Elsewhere),
        }
    }
}

/// The parts of administration, as the menu has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// One's own organization.
    Office,
    /// Usage applications.
    Applications,
    /// Organizations.
    Organizations,
    /// The insurer's own people and devices.
    City,
    /// All else.
    Elsewhere,
}

impl Section {
    /// Where a screen belongs.
    pub fn of(route: Route) -> Self {
        match route {
            Route::Office | Route::Sessions | Route::EndSession { .. } | Route::AccessRecord | Route::Bulk => {
                Self::Office
            }
            Route::UsageApplications
            | Route::UsageApplicationsIn { .. }
            | Route::UsageApplication { .. }
            | Route::DecideUsageApplication { .. }
            | Route::EnterUsageApplication => Self::Applications,
            Route::Organizations | Route::Organization { .. } | Route::ChangeOrganization { .. } => Self::Organizations,
            Route::Accounts { whose }
            | Route::Invite { whose }
            | Route::Account { whose, .. }
            | Route::ChangeAccount { whose, .. }
            | Route::Devices { whose }
            | Route::ChangeDevice { whose, .. }
            | Route::InstallKeys { whose }
            | Route::NewInstallKey { whose }
            | Route::RevokeInstallKey { whose, .. } => match whose {
                Whose::Office => Self::Office,
                Whose::City => Self::City,
                Whose::Of(_) => Self::Organizations,
            },
            _ => Self::Elsewhere,
        }
    }
}

/// The address leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere;

/// A word of an address, which is also the word of the API, and what people read.
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

            /// What people read.
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
            type Err = Elsewhere;

            fn from_str(text: &str) -> Result<Self, Elsewhere> {
                match text { $( $code => Ok(Self::$variant), )+ _ => Err(Elsewhere) }
            }
        }
    };
}

words! {
    /// What can be done with an account.
    pub enum AccountAct {
        /// Another role.
        Role = "role", "権限を変更する";
        /// New provisional credentials.
        Credentials = "credentials", "仮ログインIDと仮パスワードを発行し直す";
        /// Stop it for a while.
        Suspension = "suspension", "利用を停止する";
        /// End the stop.
        Reinstatement = "reinstatement", "利用を再開する";
        /// The person has left, for good.
        Departure = "departure", "退職（利用終了）にする";
    }
}

words! {
    /// What can be done with a device.
    pub enum DeviceAct {
        /// Another label.
        Label = "label", "名前を変更する";
        /// Revoke its certificate, for good.
        Revocation = "revocation", "失効させる";
    }
}

words! {
    /// What can be done with an organization.
    pub enum OrganizationAct {
        /// Another number of devices.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_an_address_leads_back_to_it() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for whose in ["office", "city", id] {
            assert_eq!(whose.parse::<Whose>().unwrap().to_string(), whose);
        }
        assert_eq!("clients".parse::<Whose>(), Err(Elsewhere));
        for act in AccountAct::ALL {
            assert_eq!(act.to_string().parse(), Ok(*act));
        }
    }
}
