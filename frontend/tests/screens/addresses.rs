//! Addresses as people type and keep them: each leads to its own screen.

use crate::office::ID;
use frontend::route::Route;
use yew_router::Routable;

#[test]
fn every_address_of_administration_leads_to_its_own_screen() {
    for address in [
        "/office",
        "/office/accounts",
        "/office/invitation",
        "/office/bulk",
        "/office/sessions",
        "/city/accounts",
        "/city/applications",
        "/city/applications/in/received",
        "/city/new-application",
        "/city/organizations",
    ] {
        let route = Route::recognize(address).unwrap();
        assert_eq!(route.to_path(), address);
        assert_ne!(route, Route::NotFound);
    }
    let organization = format!("/city/organizations/{ID}");
    assert_eq!(
        Route::recognize(&organization),
        Some(Route::Organization {
            id: ID.parse().unwrap()
        })
    );
    let change = format!("/{ID}/accounts/{ID}/suspension");
    assert_eq!(Route::recognize(&change).unwrap().to_path(), change);
    assert_eq!(Route::recognize("/office/accounts/x/y"), Some(Route::NotFound));
}

#[test]
fn the_pages_without_sign_in_are_found_by_their_addresses() {
    for path in [
        "/apply",
        "/apply/status",
        "/apply/office",
        "/apply/done",
        "/enrol",
        "/enrol/ios",
        "/device-check",
    ] {
        let route = Route::recognize(path).filter(|route| *route != Route::NotFound);
        assert_eq!(route.map(|route| route.to_path()).as_deref(), Some(path));
    }
    for path in ["/apply/nothing", "/enrol/amiga", "/device"] {
        assert_eq!(Route::recognize(path), Some(Route::NotFound), "{path}");
    }
}
