//! The kinds of device the product runs on, and how a certificate gets into each: words that stay the same, hence kept
//! as they are sent to the page. Which certificate it is, is left to `enrolled`.

use crate::parts::layout::markup::fixed;
use std::fmt;
use std::str::FromStr;
use yew::Html;

/// A kind of device with the browser it is used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Windows with Chrome or Edge.
    Windows,
    /// iPhone and iPad with Safari.
    Ios,
    /// Android with Chrome.
    Android,
}

impl System {
    /// In the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Windows, Self::Ios, Self::Android];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows => "Windows（Chrome・Edge）",
            Self::Ios => "iPhone・iPad（Safari）",
            Self::Android => "Android（Chrome）",
        }
    }

    /// The most likely one; the user can always choose another. An iPad calls itself a Mac, but no Mac can be touched.
    pub fn guess(user_agent: &str, touch_points: i32) -> Self {
        let says = |word| user_agent.contains(word);
        if says("iPhone") || says("iPad") || (says("Macintosh") && touch_points > 1) {
            Self::Ios
        } else if says("Android") {
            Self::Android
        } else {
            Self::Windows
        }
    }

    /// How the file gets into this device, step by step, with what one sees on the way.
    pub fn how_to_install(self) -> Html {
        fixed(match self {
            Self::Windows => include_str!("system/windows.html"),
            Self::Ios => include_str!("system/ios.html"),
            Self::Android => include_str!("system/android.html"),
        })
    }
}

impl fmt::Display for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Windows => "windows",
            Self::Ios => "ios",
            Self::Android => "android",
        })
    }
}

/// No such kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSystem;

impl FromStr for System {
    type Err = UnknownSystem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|system| system.to_string() == text)
            .ok_or(UnknownSystem)
    }
}

/// What to do when the system does not open although the certificate has been installed.
pub fn not_opening() -> Html {
    fixed(include_str!("system/not-opening.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_device_is_guessed_from_what_it_says_of_itself() {
        let guess = System::guess;
        assert_eq!(
            guess("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/69", 0),
            System::Windows
        );
        assert_eq!(
            guess("Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X)", 5),
            System::Ios
        );
        assert_eq!(guess("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5), System::Ios);
        assert_eq!(
            guess("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 0),
            System::Windows
        );
        assert_eq!(guess("Mozilla/5.0 (Linux; Android 9) Chrome/69", 5), System::Android);
    }

    #[test]
    fn a_name_in_an_address_leads_back_to_its_device() {
        for system in System::ALL {
            assert_eq!(system.to_string().parse(), Ok(system));
        }
        assert_eq!("status".parse::<System>(), Err(UnknownSystem));
    }
}
