//! The languages that words for people are written in. Which one a reader wants is asked where the reader is.

/// A language in which every rule, finding and operation has its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// 日本語, the language of the offices and the insurers.
    Japanese,
    /// English, for those who connect other systems.
    English,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// The other one of the two.
    pub const fn other(self) -> Self {
        match self {
            Self::Japanese => Self::English,
            Self::English => Self::Japanese,
        }
    }
}
