//! Every screen of the application, with what its address has to say: which person, whose accounts, what is to be done.
//! How an address is written is left to `address`.

use super::act::{AccountAct, ApplicationAct, DeviceAct, OrganizationAct};
use super::apply_step::ApplyStep;
use super::device_kind::DeviceKind;
use super::whose::Whose;
use domain::enrolment::letter::NoticeKind;
use domain::enrolment::usage_application::UsageApplicationState;
use domain::id::{
    AccountId, DeviceId, DocumentId, InstallKeyId, OrganizationId, PersonId, SessionId, UsageApplicationId,
};
use domain::insurer::TextKind;

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
    Client { id: PersonId },
    /// One document of a person.
    Document { id: PersonId, document: DocumentId },
    /// Applying for the use of the system; no sign-in.
    Apply,
    /// The state of a usage application; no sign-in.
    ApplyStatus,
    /// One page of the application; no sign-in.
    ApplyStep { step: ApplyStep },
    /// Getting a certificate for this device; no sign-in.
    Enrol,
    /// The same, in the words for one kind of device; no sign-in.
    EnrolOn { kind: DeviceKind },
    /// Whether this device has its certificate; no sign-in.
    DeviceCheck,
    /// A new certificate for this device.
    Renewal,
    /// One's own organization.
    Office,
    /// Who of one's own organization is signed in.
    Sessions,
    /// End somebody's session.
    EndSession { id: SessionId },
    /// The record of what one's own organization did.
    AccessRecord,
    /// Many accounts at once.
    Bulk,
    /// The accounts of an organization or of the insurer.
    Accounts { whose: Whose },
    /// Inviting somebody, which makes an account.
    Invite { whose: Whose },
    /// One account.
    Account { whose: Whose, id: AccountId },
    /// Change an account.
    ChangeAccount {
        whose: Whose,
        id: AccountId,
        act: AccountAct,
    },
    /// Devices.
    Devices { whose: Whose },
    /// Change a device.
    ChangeDevice { whose: Whose, id: DeviceId, act: DeviceAct },
    /// Install keys.
    InstallKeys { whose: Whose },
    /// A new install key.
    NewInstallKey { whose: Whose },
    /// Revoke an install key.
    RevokeInstallKey { whose: Whose, id: InstallKeyId },
    /// Today's work of the insurer.
    CityWork,
    /// Usage applications, all of them.
    UsageApplications,
    /// Usage applications in one state.
    UsageApplicationsIn { state: UsageApplicationState },
    /// One usage application.
    UsageApplication { id: UsageApplicationId },
    /// Decide a usage application.
    DecideUsageApplication {
        id: UsageApplicationId,
        act: ApplicationAct,
    },
    /// Make a letter about a usage application.
    MakeLetter { id: UsageApplicationId, kind: NoticeKind },
    /// Enter a usage application that came on paper.
    EnterUsageApplication,
    /// Organizations.
    Organizations,
    /// One organization.
    Organization { id: OrganizationId },
    /// Change an organization.
    ChangeOrganization { id: OrganizationId, act: OrganizationAct },
    /// The texts that people agree to.
    Texts,
    /// One of them, as it is in force.
    TextInForce { kind: TextKind },
    /// One of its versions, counted from the first.
    TextVersion { kind: TextKind, number: u32 },
    /// A new version of it.
    NewText { kind: TextKind },
    /// An address that is no screen's.
    NotFound,
}

impl Route {
    /// Where somebody's work begins: at the insurer, or in an office.
    pub const fn home(city: bool) -> Self {
        if city { Self::CityWork } else { Self::Work }
    }

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
