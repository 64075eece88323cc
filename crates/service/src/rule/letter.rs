//! Rules of what is printed: letters about a usage application, and texts that people agree to.

domain::rules! {
    /// What keeps a letter from being printed.
    pub enum LetterRule {
        NotApproved = "notice.not-approved", "letters can be printed once the application is approved";
        Superseded = "notice.superseded", "a later application of the same office was approved";
        NotPermitted = "notice.not-permitted", "the organization is suspended or closed";
        SetUpAlready = "notice.set-up-already", "the administrator has set up the account already";
        DevicesChanged = "notice.devices-changed", "a device or the quota changed while the letter was set";
        NotSuspended = "notice.not-suspended", "the organization is not suspended";
        NotEnded = "notice.not-ended", "the organization's use has not ended";
        NotRefused = "notice.not-refused", "the application was not refused";
        NotReturned = "notice.not-returned", "the application was not given back to be corrected";
        MadeAlready = "notice.made-already", "a letter with secrets was made already and may have been posted";
        MadeMeanwhile = "notice.made-meanwhile", "somebody else made this letter meanwhile";
        MissingGlyphs {
            /// The characters.
            characters: Vec<char> = vec!['\u{e000}', '\u{e001}']
        } = "notice.missing-glyphs", "no font has the characters {characters:?}";
    }
}

domain::rules! {
    /// What keeps a version from being published.
    pub enum PublishRule {
        NameTaken = "insurer-text.name-taken", "a version of this name was published already";
        MissingGlyphs {
            /// The characters.
            characters: Vec<char> = vec!['\u{e000}', '\u{e001}']
        } = "insurer-text.missing-glyphs", "no font has the characters {characters:?}";
    }
}
