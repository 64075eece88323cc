//! Rules of the first log-in, beside those of names and passwords.

use domain::account::LOGIN_ID_LENGTH;

domain::rules! {
    /// What keeps an account from being set up.
    pub enum FirstLogInRule {
        Done = "setup.done", "the account has been set up already";
        LoginIdLength {
            /// The fewest characters.
            shortest: usize = LOGIN_ID_LENGTH.0,
            /// The most characters.
            longest: usize = LOGIN_ID_LENGTH.1
        } = "login-id.length", "a login ID has {shortest} to {longest} characters";
        LoginIdCharacters = "login-id.characters",
            "a login ID has letters a-z, digits and . - _ @ + only, and begins with a letter or digit";
        LoginIdProvisional = "login-id.provisional", "login IDs that begin with kari- are for provisional credentials";
        LoginIdTaken = "login-id.taken", "the login ID is taken";
        PasswordProvisional = "password.provisional", "the provisional password cannot be kept";
        TermsOutdated = "terms.outdated", "the terms of use have changed since they were shown";
    }
}
