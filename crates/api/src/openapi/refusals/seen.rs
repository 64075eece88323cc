//! Which changes say what they have seen of the thing (`If-Match`).

use utoipa::openapi::Required;

/// Whether this operation takes it, and whether it must be said. Required where a new value takes the place of one that was
/// shown, or something that was shown is decided on. Whatever stops somebody or something, or moves it by one state, never
/// waits for it.
pub(super) fn of(operation: &str) -> Option<Required> {
    match operation {
        "relabel_device"
        | "change_staff_role"
        | "set_device_quota"
        | "approve_usage_application"
        | "return_usage_application"
        | "refuse_usage_application"
        | "publish_text" => Some(Required::True),
        "renew_staff_credentials"
        | "suspend_staff"
        | "reinstate_staff"
        | "release_staff"
        | "revoke_device"
        | "suspend_organization"
        | "reinstate_organization"
        | "close_organization"
        | "suspend_account"
        | "reinstate_account"
        | "release_account"
        | "renew_account_credentials"
        | "revoke_any_device" => Some(Required::False),
        _ => None,
    }
}
