//! One of each screen, for the tests that hold something of all of them.

use super::act::{AccountAct, ApplicationAct, DeviceAct, OrganizationAct};
use super::apply_step::ApplyStep;
use super::device_kind::DeviceKind;
use super::screen::Route;
use super::whose::Whose;
use domain::enrolment::letter::NoticeKind;
use domain::enrolment::usage_application::UsageApplicationState;
use domain::id::Id;
use domain::insurer::TextKind;

const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// One of each screen. The compiler does not notice a missing one; add each new screen here.
pub fn every() -> Vec<Route> {
    let whose = [Whose::Office, Whose::City, Whose::Of(ID.parse().unwrap())];
    let plain = [
        Route::Work,
        Route::SignIn,
        Route::Clients,
        Route::Client {
            id: ID.parse().unwrap(),
        },
        Route::Document {
            id: ID.parse().unwrap(),
            document: ID.parse().unwrap(),
        },
        Route::Apply,
        Route::ApplyStatus,
        Route::ApplyStep { step: ApplyStep::Terms },
        Route::Enrol,
        Route::EnrolOn { kind: DeviceKind::Ios },
        Route::DeviceCheck,
        Route::Renewal,
        Route::Office,
        Route::Sessions,
        Route::EndSession {
            id: ID.parse().unwrap(),
        },
        Route::AccessRecord,
        Route::Bulk,
        Route::NotFound,
    ];
    plain
        .into_iter()
        .chain(desk())
        .chain(whose.into_iter().flat_map(of))
        .collect()
}

fn of(whose: Whose) -> [Route; 9] {
    [
        Route::Accounts { whose },
        Route::Invite { whose },
        Route::Account { whose, id: id() },
        Route::ChangeAccount {
            whose,
            id: id(),
            act: AccountAct::Departure,
        },
        Route::Devices { whose },
        Route::ChangeDevice {
            whose,
            id: id(),
            act: DeviceAct::Label,
        },
        Route::InstallKeys { whose },
        Route::NewInstallKey { whose },
        Route::RevokeInstallKey { whose, id: id() },
    ]
}

fn id<T>() -> Id<T> {
    ID.parse().unwrap()
}

fn desk() -> [Route; 14] {
    [
        Route::CityWork,
        Route::UsageApplications,
        Route::UsageApplicationsIn {
            state: UsageApplicationState::Received,
        },
        Route::UsageApplication { id: id() },
        Route::DecideUsageApplication {
            id: id(),
            act: ApplicationAct::Approve,
        },
        Route::MakeLetter {
            id: id(),
            kind: NoticeKind::InstallKeys,
        },
        Route::EnterUsageApplication,
        Route::Organizations,
        Route::Organization { id: id() },
        Route::ChangeOrganization {
            id: id(),
            act: OrganizationAct::Closure,
        },
        Route::Texts,
        Route::TextInForce { kind: TextKind::Terms },
        Route::TextVersion {
            kind: TextKind::Terms,
            number: 1,
        },
        Route::NewText {
            kind: TextKind::ConsentForm,
        },
    ]
}
