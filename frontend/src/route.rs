//! The addresses of the screens. No personal value stands in them: people and documents are named by opaque ids, and
//! what was searched for stays out.

mod address;
mod parts;

use crate::pages::public::apply::draft::Step;
use crate::parts::credential::system::System;
use contract::clients::client::ClientFilter;
use domain::id::{
    AccountId, DeviceId, DocumentId, InstallKeyId, OrganizationId, PersonId, SessionId, UsageApplicationId,
};
use domain::usage_application::UsageApplicationState;
pub use parts::{AccountAct, ApplicationAct, DeviceAct, OrganizationAct, Section, Whose};
use serde::{Deserialize, Serialize};

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
        step: Step,
    },
    /// Getting a certificate for this device; no sign-in.
    Enrol,
    /// The same, in the words for one kind of device; no sign-in.
    EnrolOn {
        /// Which.
        system: System,
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

/// What may follow `/clients?`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Which clients.
    #[serde(default)]
    pub filter: ClientFilter,
}

/// The filter's name in an address.
pub fn filter_name(filter: ClientFilter) -> &'static str {
    match filter {
        ClientFilter::All => "all",
        ClientFilter::InProgress => "in-progress",
        ClientFilter::Overdue => "overdue",
        ClientFilter::Ending => "ending",
        ClientFilter::Decided => "decided",
        ClientFilter::ConsentMissing => "consent-missing",
    }
}

/// The address of a list.
pub fn list_address(filter: ClientFilter) -> String {
    match filter {
        ClientFilter::All => "/clients".to_owned(),
        filter => format!("/clients?filter={}", filter_name(filter)),
    }
}
