//! How a certificate gets into each kind of device: words that stay the same, hence kept as they are sent to the page.
//! Which certificate it is, is left to `enrolled`.

use crate::parts::layout::markup::fixed;
use crate::route::DeviceKind;
use yew::Html;

/// Step by step, with what one sees on the way.
pub fn how_to_install(kind: DeviceKind) -> Html {
    fixed(match kind {
        DeviceKind::Windows => include_str!("how_to_install/windows.html"),
        DeviceKind::Ios => include_str!("how_to_install/ios.html"),
        DeviceKind::Android => include_str!("how_to_install/android.html"),
    })
}

/// What to do when the system does not open although the certificate has been installed.
pub fn not_opening() -> Html {
    fixed(include_str!("how_to_install/not-opening.html"))
}
