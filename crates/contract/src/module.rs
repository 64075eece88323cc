//! The browser application comes in modules, so that nobody loads what only others need. Which one shows an address is
//! said here, once: the server sends that one, and in the browser a way to the other one is a page load.

use domain::id::OrganizationId;

/// A module of the main listener. The pages of the enrolment listener are a third one, to which no way leads from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// Signing in, a care manager's day, and every address that is nobody else's.
    Day,
    /// The administration of an office, and the insurer's desk.
    Administration,
}

impl Module {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Day, Self::Administration];

    /// The one that shows this path: administration is what lies under `/office`, `/city` or an organization's id.
    pub fn of(path: &str) -> Self {
        let first = path.split('/').find(|part| !part.is_empty()).unwrap_or_default();
        if matches!(first, "office" | "city") || first.parse::<OrganizationId>().is_ok() {
            Self::Administration
        } else {
            Self::Day
        }
    }

    /// What its page and its files are called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Administration => "administration",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Module;

    #[test]
    fn what_is_nobody_elses_belongs_to_the_day() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let one = format!("/clients/{id}");
        for path in [
            "/",
            "",
            "/sign-in",
            "/clients",
            &one,
            "/device-check",
            "/renewal",
            "/apply",
            "/officer",
            "/cities/1",
        ] {
            assert_eq!(Module::of(path), Module::Day, "{path}");
        }
        let office = format!("/{id}/devices");
        for path in [
            "/office",
            "/office/",
            "//office/accounts",
            "/city",
            "/city/nowhere",
            &office,
        ] {
            assert_eq!(Module::of(path), Module::Administration, "{path}");
        }
    }
}
