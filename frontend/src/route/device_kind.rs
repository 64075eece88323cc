//! The kinds of device on which the system runs, as addresses name them. How a certificate gets into each is left to
//! `parts`.

use std::fmt;
use std::str::FromStr;

/// A kind of device with the browser it is used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// Windows with Chrome or Edge.
    Windows,
    /// iPhone and iPad with Safari.
    Ios,
    /// Android with Chrome.
    Android,
}

impl DeviceKind {
    /// In the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Windows, Self::Ios, Self::Android];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Windows => "Windows（Chrome・Edge）",
            Self::Ios => "iPhone・iPad（Safari）",
            Self::Android => "Android（Chrome）",
        }
    }

    /// The most likely kind; the user can always choose another. An iPad calls itself a Mac, but no Mac can be touched.
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
}

impl fmt::Display for DeviceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Windows => "windows",
            Self::Ios => "ios",
            Self::Android => "android",
        })
    }
}

/// The address names no kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownDeviceKind;

impl FromStr for DeviceKind {
    type Err = UnknownDeviceKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.to_string() == text)
            .ok_or(UnknownDeviceKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_device_is_guessed_from_what_it_says_of_itself() {
        let guess = DeviceKind::guess;
        assert_eq!(
            guess("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/69", 0),
            DeviceKind::Windows
        );
        assert_eq!(
            guess("Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X)", 5),
            DeviceKind::Ios
        );
        assert_eq!(
            guess("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5),
            DeviceKind::Ios
        );
        assert_eq!(
            guess("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 0),
            DeviceKind::Windows
        );
        assert_eq!(
            guess("Mozilla/5.0 (Linux; Android 9) Chrome/69", 5),
            DeviceKind::Android
        );
    }

    #[test]
    fn a_name_in_an_address_leads_back_to_its_device() {
        for kind in DeviceKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert_eq!("status".parse::<DeviceKind>(), Err(UnknownDeviceKind));
    }
}
