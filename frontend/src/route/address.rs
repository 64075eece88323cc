//! Routes as addresses and back. Written out by hand: what the router's own macro makes of as many routes is ten times as
//! large, on a line that is slow.

use super::screen::Route;
use super::whose::Whose;
use domain::enrolment::letter::NoticeKind;
use domain::insurer::TextKind;
use std::collections::HashMap;
use std::fmt::Display;
use yew_router::Routable;

impl Routable for Route {
    fn from_path(path: &str, _: &HashMap<&str, &str>) -> Option<Self> {
        Self::recognize(path)
    }

    fn to_path(&self) -> String {
        let parts = common(*self)
            .or_else(|| of_somebody(*self))
            .unwrap_or_else(|| desk(*self));
        let mut path = String::new();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            path.push('/');
            path.push_str(part);
        }
        if path.is_empty() { "/".to_owned() } else { path }
    }

    fn routes() -> Vec<&'static str> {
        Vec::new()
    }

    fn not_found_route() -> Option<Self> {
        Some(Self::NotFound)
    }

    fn recognize(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        Some(
            read_common(&parts)
                .or_else(|| read_desk(&parts))
                .or_else(|| read_of_somebody(&parts))
                .unwrap_or(Self::NotFound),
        )
    }
}

/// The parts of an address; empty ones are left out.
type Parts = [String; 5];

fn parts(words: &[&dyn Display]) -> Parts {
    let mut parts = Parts::default();
    for (part, word) in parts.iter_mut().zip(words) {
        *part = word.to_string();
    }
    parts
}

fn common(route: Route) -> Option<Parts> {
    Some(match route {
        Route::Work => Parts::default(),
        Route::SignIn => parts(&[&"sign-in"]),
        Route::Clients => parts(&[&"clients"]),
        Route::Client { id } => parts(&[&"clients", &id]),
        Route::Document { id, document } => parts(&[&"clients", &id, &"documents", &document]),
        Route::Apply => parts(&[&"apply"]),
        Route::ApplyStatus => parts(&[&"apply", &"status"]),
        Route::ApplyStep { step } => parts(&[&"apply", &step]),
        Route::Enrol => parts(&[&"enrol"]),
        Route::EnrolOn { kind } => parts(&[&"enrol", &kind]),
        Route::DeviceCheck => parts(&[&"device-check"]),
        Route::Renewal => parts(&[&"renewal"]),
        Route::Office => parts(&[&"office"]),
        Route::Sessions => parts(&[&"office", &"sessions"]),
        Route::EndSession { id } => parts(&[&"office", &"sessions", &id, &"end"]),
        Route::AccessRecord => parts(&[&"office", &"record"]),
        Route::Bulk => parts(&[&"office", &"bulk"]),
        _ => return None,
    })
}

fn read_common(words: &[&str]) -> Option<Route> {
    Some(match *words {
        [] => Route::Work,
        ["sign-in"] => Route::SignIn,
        ["clients"] => Route::Clients,
        ["clients", id] => Route::Client { id: id.parse().ok()? },
        ["clients", id, "documents", document] => Route::Document {
            id: id.parse().ok()?,
            document: document.parse().ok()?,
        },
        ["apply"] => Route::Apply,
        ["apply", "status"] => Route::ApplyStatus,
        ["apply", step] => Route::ApplyStep {
            step: step.parse().ok()?,
        },
        ["enrol"] => Route::Enrol,
        ["enrol", kind] => Route::EnrolOn {
            kind: kind.parse().ok()?,
        },
        ["device-check"] => Route::DeviceCheck,
        ["renewal"] => Route::Renewal,
        ["office"] => Route::Office,
        ["office", "sessions"] => Route::Sessions,
        ["office", "sessions", id, "end"] => Route::EndSession { id: id.parse().ok()? },
        ["office", "record"] => Route::AccessRecord,
        ["office", "bulk"] => Route::Bulk,
        _ => return None,
    })
}

/// The screens that an organization and the insurer have alike: `/office/accounts`, `/city/accounts`, `/{organization}/accounts/{id}/…`.
fn of_somebody(route: Route) -> Option<Parts> {
    Some(match route {
        Route::Accounts { whose } => parts(&[&whose, &"accounts"]),
        Route::Invite { whose } => parts(&[&whose, &"invitation"]),
        Route::Account { whose, id } => parts(&[&whose, &"accounts", &id]),
        Route::ChangeAccount { whose, id, act } => parts(&[&whose, &"accounts", &id, &act]),
        Route::Devices { whose } => parts(&[&whose, &"devices"]),
        Route::ChangeDevice { whose, id, act } => parts(&[&whose, &"devices", &id, &act]),
        Route::InstallKeys { whose } => parts(&[&whose, &"install-keys"]),
        Route::NewInstallKey { whose } => parts(&[&whose, &"new-install-key"]),
        Route::RevokeInstallKey { whose, id } => parts(&[&whose, &"install-keys", &id, &"revocation"]),
        _ => return None,
    })
}

fn read_of_somebody(words: &[&str]) -> Option<Route> {
    let (whose, rest) = words.split_first()?;
    let whose: Whose = whose.parse().ok()?;
    Some(match *rest {
        ["accounts"] => Route::Accounts { whose },
        ["invitation"] => Route::Invite { whose },
        ["accounts", id] => Route::Account {
            whose,
            id: id.parse().ok()?,
        },
        ["accounts", id, act] => Route::ChangeAccount {
            whose,
            id: id.parse().ok()?,
            act: act.parse().ok()?,
        },
        ["devices"] => Route::Devices { whose },
        ["devices", id, act] => Route::ChangeDevice {
            whose,
            id: id.parse().ok()?,
            act: act.parse().ok()?,
        },
        ["install-keys"] => Route::InstallKeys { whose },
        ["new-install-key"] => Route::NewInstallKey { whose },
        ["install-keys", id, "revocation"] => Route::RevokeInstallKey {
            whose,
            id: id.parse().ok()?,
        },
        _ => return None,
    })
}

/// The insurer's desk.
fn desk(route: Route) -> Parts {
    match route {
        Route::CityWork => parts(&[&"city"]),
        Route::UsageApplications => parts(&[&"city", &"applications"]),
        Route::UsageApplicationsIn { state } => parts(&[&"city", &"applications", &"in", &state]),
        Route::UsageApplication { id } => parts(&[&"city", &"applications", &"of", &id]),
        Route::DecideUsageApplication { id, act } => parts(&[&"city", &"applications", &"of", &id, &act]),
        Route::MakeLetter { id, kind } => parts(&[&"city", &"letters", &id, &kind]),
        Route::EnterUsageApplication => parts(&[&"city", &"new-application"]),
        Route::Organizations => parts(&[&"city", &"organizations"]),
        Route::Organization { id } => parts(&[&"city", &"organizations", &id]),
        Route::ChangeOrganization { id, act } => parts(&[&"city", &"organizations", &id, &act]),
        Route::Texts => parts(&[&"city", &"texts"]),
        Route::TextInForce { kind } => parts(&[&"city", &"texts", &kind]),
        Route::TextVersion { kind, number } => parts(&[&"city", &"texts", &kind, &number]),
        Route::NewText { kind } => parts(&[&"city", &"texts", &kind, &"new"]),
        _ => parts(&[&"not-found"]),
    }
}

fn read_desk(words: &[&str]) -> Option<Route> {
    let ["city", rest @ ..] = words else { return None };
    Some(match *rest {
        [] => Route::CityWork,
        ["applications"] => Route::UsageApplications,
        ["applications", "in", state] => Route::UsageApplicationsIn {
            state: state.parse().ok()?,
        },
        ["applications", "of", id] => Route::UsageApplication { id: id.parse().ok()? },
        ["applications", "of", id, act] => Route::DecideUsageApplication {
            id: id.parse().ok()?,
            act: act.parse().ok()?,
        },
        ["letters", id, kind] => Route::MakeLetter {
            id: id.parse().ok()?,
            kind: NoticeKind::from_code(kind)?,
        },
        ["new-application"] => Route::EnterUsageApplication,
        ["organizations"] => Route::Organizations,
        ["organizations", id] => Route::Organization { id: id.parse().ok()? },
        ["texts"] => Route::Texts,
        ["texts", kind] => Route::TextInForce {
            kind: TextKind::from_code(kind)?,
        },
        ["texts", kind, "new"] => Route::NewText {
            kind: TextKind::from_code(kind)?,
        },
        ["texts", kind, number] => Route::TextVersion {
            kind: TextKind::from_code(kind)?,
            number: number.parse().ok()?,
        },
        ["organizations", id, act] => Route::ChangeOrganization {
            id: id.parse().ok()?,
            act: act.parse().ok()?,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::every::every;

    #[test]
    fn every_address_leads_back_to_its_screen_and_no_two_are_alike() {
        let mut seen = Vec::new();
        for route in every() {
            let path = route.to_path();
            assert_eq!(Route::recognize(&path), Some(route), "{path}");
            assert!(!seen.contains(&path), "{path}");
            seen.push(path);
        }
    }

    #[test]
    fn what_leads_nowhere_says_so() {
        for path in [
            "/clients/12",
            "/office/accounts/x/y",
            "/nowhere",
            "/city/applications/in/lost",
            "/apply/a/b",
        ] {
            assert_eq!(Route::recognize(path), Some(Route::NotFound), "{path}");
        }
        assert_eq!(Route::recognize("/clients/"), Some(Route::Clients));
    }
}
