//! The browser application comes in modules, so that nobody loads what only others need. Which one shows an address is
//! said here, once: the server sends that one, and in the browser the way to another one's screen is a page load.

use domain::id::OrganizationId;

/// A module of the browser application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// Signing in, a care manager's day, and every address of the main listener that is no other module's.
    Day,
    /// The administration of an organization by its own people.
    Office,
    /// The insurer's desk.
    City,
    /// The pages of the enrolment listener, which asks for no certificate. No way leads from there to another module.
    Public,
}

impl Module {
    /// Those of the main listener.
    pub const MAIN: [Self; 3] = [Self::Day, Self::Office, Self::City];

    /// The one that shows this path on the main listener. An organization that is named by its id is seen by the insurer.
    pub fn of(path: &str) -> Self {
        match path.split('/').find(|part| !part.is_empty()).unwrap_or_default() {
            "office" => Self::Office,
            "city" => Self::City,
            id if id.parse::<OrganizationId>().is_ok() => Self::City,
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
                "/renewal",
                "/apply",
                "/officer",
                "/cities/1",
            ],
        );
    }

    #[test]
    fn an_office_and_the_city_have_a_module_each_and_what_is_named_by_its_id_is_the_citys() {
        assert_all(Module::Office, &["/office", "/office/", "//office/accounts"]);
        let devices = format!("/{ID}/devices");
        assert_all(Module::City, &["/city", "/city/nowhere", &devices]);
    }
}
