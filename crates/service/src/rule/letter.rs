//! Rules of the letters that follow an approval.

domain::rules! {
    /// What keeps a letter from being printed.
    pub enum LetterRule {
        NotApproved = "notice.not-approved", "letters can be printed once the application is approved";
        Superseded = "notice.superseded", "a later application of the same office was approved";
        NotPermitted = "notice.not-permitted", "the organization is suspended or closed";
        SetUpAlready = "notice.set-up-already", "the administrator has set up the account already";
        DevicesChanged = "notice.devices-changed", "a device or the quota changed while the letter was set";
        MissingGlyphs {
            /// The characters.
            characters: Vec<char> = vec!['\u{e000}', '\u{e001}']
        } = "notice.missing-glyphs", "no font has the characters {characters:?}";
    }
}
