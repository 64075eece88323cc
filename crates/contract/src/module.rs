//! The browser application comes in modules, so that nobody loads what only others need. Which one shows an address is
//! said here, once: the server sends that one, and in the browser the way to another one's screen is a page load.

use domain::id::OrganizationId;

/// What is administration and no daily work of the insurer's desk: its people and devices, the texts that people agree to.
const ADMINISTRATION: [&str; 6] = [
    "accounts",
    "invitation",
    "devices",
    "install-keys",
    "new-install-key",
    "texts",
];

/// A module of the browser application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// Signing in, a care manager's day, and every address of the main listener that is no other module's.
    Day,
    /// Administration: of an organization by its own people; of people and devices of whomever, which looks the same to an
    /// organization and to the insurer, the certificate of one's own device among them; of the insurer's texts.
    Office,
    /// The insurer's desk.
    City,
    /// The pages of the enrolment listener, which asks for no certificate. No way leads from there to another module.
    Public,
}

impl Module {
    /// Those of the main listener.
    pub const MAIN: [Self; 3] = [Self::Day, Self::Office, Self::City];

    /// The one that shows this path on the main listener.
    pub fn of(path: &str) -> Self {
        let mut words = path.split('/').filter(|part| !part.is_empty());
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match first {
            "city" if !ADMINISTRATION.contains(&second) => Self::City,
            "city" | "office" | "renewal" => Self::Office,
            id if id.parse::<OrganizationId>().is_ok() => Self::Office,
            _ => Self::Day,
        }
    }

    /// What its page and its files are called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Office => "office",
            Self::City => "city",
            Self::Public => "public",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Module;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn assert_all(module: Module, paths: &[&str]) {
        for path in paths {
            assert_eq!(Module::of(path), module, "{path}");
        }
    }

    #[test]
    fn what_is_nobody_elses_belongs_to_the_day() {
        let client = format!("/clients/{ID}");
        assert_all(
            Module::Day,
            &[
                "/",
                "",
                "/sign-in",
                "/clients",
                &client,
                "/device-check",
                "/apply",
                "/officer",
                "/cities/1",
            ],
        );
    }

    #[test]
    fn an_office_and_the_citys_desk_have_a_module_each_and_people_and_devices_are_in_one() {
        let (devices, account) = (format!("/{ID}/devices"), format!("/city/accounts/{ID}"));
        assert_all(
            Module::Office,
            &[
                "/renewal",
                "/office",
                "/office/",
                "//office/accounts",
                &devices,
                "/city/accounts",
                &account,
            ],
        );
        assert_all(Module::City, &["/city", "/city/nowhere", "/city/organizations"]);
    }
}
