//! Every screen of the application, with what its address has to say: which person, whose accounts, what is to be done.
//! How an address is written is left to `address`.

use super::act::{AccountAct, ApplicationAct, DeviceAct, OrganizationAct};
use super::apply_step::ApplyStep;
use super::device_kind::DeviceKind;
use super::whose::Whose;
use domain::id::{
    AccountId, DeviceId, DocumentId, InstallKeyId, OrganizationId, PersonId, SessionId, UsageApplicationId,
};
use domain::usage_application::UsageApplicationState;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route {
    /// Today's work.
    Work,
    /// Sign-in with ID and password.
    SignIn,
    /// One's own clients.
    Clients,
    /// One person.
    Client {
        /// Who.
        id: PersonId,
    },
    /// One document of a person.
    Document {
        /// Whose.
        id: PersonId,
        /// Which.
        document: DocumentId,
    },
    /// Applying for the use of the system; no sign-in.
    Apply,
    /// How one's application stands; no sign-in.
    ApplyStatus,
    /// One page of the application; no sign-in.
    ApplyStep {
        /// Which.
        step: ApplyStep,
    },
    /// Getting a certificate for this device; no sign-in.
    Enrol,
    /// The same, in the words for one kind of device; no sign-in.
    EnrolOn {
        /// Which.
        kind: DeviceKind,
    },
    /// Whether this device has its certificate; no sign-in.
    DeviceCheck,
    /// A new certificate for this device.
    Renewal,
    /// One's own organization.
    Office,
    /// Who of it is signed in.
    Sessions,
    /// End somebody's session.
    EndSession {
        /// Which.
        id: SessionId,
    },
    /// What it did.
    AccessRecord,
    /// Many accounts at once.
    Bulk,
    /// The accounts of an organization or of the insurer.
    Accounts {
        /// Whose.
        whose: Whose,
    },
    /// One account more.
    Invite {
        /// Whose.
        whose: Whose,
    },
    /// One account.
    Account {
        /// Whose.
        whose: Whose,
        /// Which.
        id: AccountId,
    },
    /// Change an account.
    ChangeAccount {
        /// Whose.
        whose: Whose,
        /// Which.
        id: AccountId,
        /// How.
        act: AccountAct,
    },
    /// Devices.
    Devices {
        /// Whose.
        whose: Whose,
    },
    /// Change a device.
    ChangeDevice {
        /// Whose.
        whose: Whose,
        /// Which.
        id: DeviceId,
        /// How.
        act: DeviceAct,
    },
    /// Install keys.
    InstallKeys {
        /// Whose.
        whose: Whose,
    },
    /// One install key more.
    NewInstallKey {
        /// Whose.
        whose: Whose,
    },
    /// Revoke an install key.
    RevokeInstallKey {
        /// Whose.
        whose: Whose,
        /// Which.
        id: InstallKeyId,
    },
    /// Usage applications, all of them.
    UsageApplications,
    /// Usage applications in one state.
    UsageApplicationsIn {
        /// Which.
        state: UsageApplicationState,
    },
    /// One usage application.
    UsageApplication {
        /// Which.
        id: UsageApplicationId,
    },
    /// Decide a usage application.
    DecideUsageApplication {
        /// Which.
        id: UsageApplicationId,
        /// How.
        act: ApplicationAct,
    },
    /// Enter a usage application that came on paper.
    EnterUsageApplication,
    /// Organizations.
    Organizations,
    /// One organization.
    Organization {
        /// Which.
        id: OrganizationId,
    },
    /// Change an organization.
    ChangeOrganization {
        /// Which.
        id: OrganizationId,
        /// How.
        act: OrganizationAct,
    },
    /// Anything else.
    NotFound,
}

impl Route {
    /// Whose accounts, devices or keys the screen is about, if it is one of those that an organization and the insurer
    /// have alike.
    pub const fn whose(self) -> Option<Whose> {
        match self {
            Self::Accounts { whose }
            | Self::Invite { whose }
            | Self::Account { whose, .. }
            | Self::ChangeAccount { whose, .. }
            | Self::Devices { whose }
            | Self::ChangeDevice { whose, .. }
            | Self::InstallKeys { whose }
            | Self::NewInstallKey { whose }
            | Self::RevokeInstallKey { whose, .. } => Some(whose),
            _ => None,
        }
    }
}
