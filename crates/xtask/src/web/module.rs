//! The modules of the browser application, and how large each may become.

/// A module: a binary of `frontend`, made into a page of the same name and what it loads.
pub struct Module {
    /// The name of the binary and of the page.
    pub name: &'static str,
    /// What a first visit to its page may cost with gzip, in bytes: all that the page loads, of which the module may be
    /// [`LARGEST`]. What stands here is a little more than what is reached, so that no module grows unseen.
    pub limit: usize,
}

/// What a module itself may weigh with gzip, in bytes. Script, style sheet, icon and page come to 17 KB more.
pub const LARGEST: usize = 285_000;

/// All of them.
pub const MODULES: [Module; 4] = [
    Module {
        name: "day",
        limit: 295_000,
    },
    Module {
        name: "office",
        limit: 290_000,
    },
    Module {
        name: "city",
        limit: 270_000,
    },
    Module {
        name: "public",
        limit: 185_000,
    },
];
