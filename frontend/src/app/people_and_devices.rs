//! The screens of accounts, devices and install keys. An organization has them for its own, the insurer for its own and for
//! every organization; they look the same to both.

use crate::pages::not_found::NotFoundPage;
use crate::pages::office::account_change::AccountChangePage;
use crate::pages::office::accounts::{AccountPage, AccountsPage, OneProps};
use crate::pages::office::devices::{DeviceChangePage, DevicesPage};
use crate::pages::office::install_keys::{InstallKeysPage, NewInstallKeyPage, RevokeInstallKeyPage};
use crate::pages::office::invite::InvitePage;
use crate::route::Route;
use yew::prelude::*;

/// The screen of an address that says whose it is.
pub fn screen(route: Route) -> Html {
    match route {
        Route::Accounts { whose } => html! { <AccountsPage {whose} key={whose.to_string()} /> },
        Route::Invite { whose } => html! { <InvitePage {whose} /> },
        Route::Account { whose, id } => html! { <AccountPage {whose} {id} /> },
        Route::ChangeAccount { whose, id, act } => html! { <AccountChangePage one={OneProps { whose, id }} {act} /> },
        Route::Devices { whose } => html! { <DevicesPage {whose} key={whose.to_string()} /> },
        Route::ChangeDevice { whose, id, act } => html! { <DeviceChangePage {whose} {id} {act} /> },
        Route::InstallKeys { whose } => html! { <InstallKeysPage {whose} key={whose.to_string()} /> },
        Route::NewInstallKey { whose } => html! { <NewInstallKeyPage {whose} /> },
        Route::RevokeInstallKey { whose, id } => html! { <RevokeInstallKeyPage {whose} {id} /> },
        _ => html! { <NotFoundPage /> },
    }
}
