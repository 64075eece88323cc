//! Rules of accounts: what somebody new must have, and what keeps an account from being changed.

use domain::person::LONGEST_NAME;

/// The longest name of a ward office or counter, in characters.
pub const LONGEST_DESK: usize = 100;

domain::rules! {
    /// What keeps an account from being made or changed.
    pub enum AccountRule {
        Name {
            /// The most characters.
            longest: usize = LONGEST_NAME
        } = "name.form", "a name has 1 to {longest} characters and no control characters";
        RoleElsewhere = "role.side", "this role cannot be chosen here";
        DeskMissing = "desk.required", "a desk clerk needs the name of a ward office or counter";
        DeskForm {
            /// The most characters.
            longest: usize = LONGEST_DESK
        } = "desk.form", "the name of a ward office or counter has at most {longest} characters";
        LastAdministrator = "account.last-administrator", "no other administrator is in use";
        Left = "account.left", "the account has ended";
        State = "account.state", "the account's state does not allow this";
        NeverSetUp = "account.never-set-up", "the account was never set up, so it needs new provisional credentials";
        Own = "account.own", "nobody does this to an account of their own";
    }
}
