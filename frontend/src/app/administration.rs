//! The module of administration: the screens of those who run an organization, its city, or both.

use super::gate::Gate;
use crate::pages::city::decide::DecidePage;
use crate::pages::city::enter_application::EnterApplicationPage;
use crate::pages::city::organizations::{OrganizationChangePage, OrganizationPage, OrganizationsPage};
use crate::pages::city::usage_application::UsageApplicationPage;
use crate::pages::city::usage_applications::UsageApplicationsPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::office::access_record::AccessRecordPage;
use crate::pages::office::account_change::AccountChangePage;
use crate::pages::office::accounts::{AccountPage, AccountsPage, OneProps};
use crate::pages::office::bulk::BulkPage;
use crate::pages::office::devices::{DeviceChangePage, DevicesPage};
use crate::pages::office::install_keys::{InstallKeysPage, NewInstallKeyPage, RevokeInstallKeyPage};
use crate::pages::office::invite::InvitePage;
use crate::pages::office::organization::OfficePage;
use crate::pages::office::sessions::{EndSessionPage, SessionsPage};
use crate::route::Route;
use yew::prelude::*;
use yew_router::prelude::*;

/// See the module.
#[component]
pub fn Administration() -> Html {
    html! {
        <BrowserRouter>
            <Gate screen={Callback::from(|(route, _)| screen(route))} />
        </BrowserRouter>
    }
}

/// The screen of an address.
pub(crate) fn screen(route: Route) -> Html {
    match route {
        Route::Office => html! { <OfficePage /> },
        Route::Sessions => html! { <SessionsPage /> },
        Route::EndSession { id } => html! { <EndSessionPage {id} /> },
        Route::AccessRecord => html! { <AccessRecordPage /> },
        Route::Bulk => html! { <BulkPage /> },
        Route::Accounts { whose } => html! { <AccountsPage {whose} key={whose.to_string()} /> },
        Route::Invite { whose } => html! { <InvitePage {whose} /> },
        Route::Account { whose, id } => html! { <AccountPage {whose} {id} /> },
        Route::ChangeAccount { whose, id, act } => html! { <AccountChangePage one={OneProps { whose, id }} {act} /> },
        Route::Devices { whose } => html! { <DevicesPage {whose} key={whose.to_string()} /> },
        Route::ChangeDevice { whose, id, act } => html! { <DeviceChangePage {whose} {id} {act} /> },
        Route::InstallKeys { whose } => html! { <InstallKeysPage {whose} key={whose.to_string()} /> },
        Route::NewInstallKey { whose } => html! { <NewInstallKeyPage {whose} /> },
        Route::RevokeInstallKey { whose, id } => html! { <RevokeInstallKeyPage {whose} {id} /> },
        Route::UsageApplications => html! { <UsageApplicationsPage /> },
        Route::UsageApplicationsIn { state } => html! { <UsageApplicationsPage {state} /> },
        Route::UsageApplication { id } => html! { <UsageApplicationPage {id} key={id.to_string()} /> },
        Route::DecideUsageApplication { id, act } => html! { <DecidePage {id} {act} /> },
        Route::EnterUsageApplication => html! { <EnterApplicationPage /> },
        Route::Organizations => html! { <OrganizationsPage /> },
        Route::Organization { id } => html! { <OrganizationPage {id} key={id.to_string()} /> },
        Route::ChangeOrganization { id, act } => html! { <OrganizationChangePage {id} {act} /> },
        _ => html! { <NotFoundPage /> },
    }
}
