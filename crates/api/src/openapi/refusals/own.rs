//! What the use case behind each operation refuses besides what follows from the operation's shape.

use crate::problem::*;

/// Kinds of problems with the rules that they may name.
type Own = Vec<(&'static ProblemKind, &'static [&'static str])>;

const REASON: &str = "reason.required";
const ACCOUNT: &[&str] = &[
    "account.left",
    "account.state",
    "account.never-set-up",
    "account.last-administrator",
];
const CREDENTIALS: &[&str] = &["account.left", "account.own", "account.last-administrator"];
const ORGANIZATION: &[&str] = &["organization.closed", "organization.state"];
const KEY_OVER: &[&str] = &[
    "install-key.spent",
    "install-key.expired",
    "install-key.revoked",
    "install-key.in-use",
    "install-key.organization-stopped",
];
const FORM: &[&str] = &[
    "office.number",
    "office.check-digit",
    "office.unknown",
    "office.service-code",
    "office.kind-not-admitted",
    "administrator.name",
    "administrator.kana",
    "contact.phone",
    "contact.mail",
    "my-number",
    "usage-application.devices",
];
const OFFICE: &[&str] = &["office.unknown", "office.kind-not-admitted"];
const STAFF_TABLE: &[&str] = &[
    "staff-table.column",
    "staff-table.line",
    "staff-table.encoding",
    "staff-table.empty",
    "staff-table.length",
    "staff-table.base64",
    "staff-table.one",
];
const LETTER: &[&str] = &[
    "notice.not-approved",
    "notice.superseded",
    "notice.not-permitted",
    "notice.set-up-already",
    "notice.devices-changed",
    "notice.missing-glyphs",
    "notice.not-suspended",
    "notice.not-ended",
    "notice.not-refused",
    "notice.not-returned",
    "notice.made-already",
    "notice.made-meanwhile",
    "device.quota",
];
const LETTER_HEAD: &[&str] = &[
    REASON,
    "notice.number-missing",
    "notice.number-too-long",
    "notice.date-missing",
    "notice.date-far",
    "notice.until",
];
const TEXT_VERSION: &[&str] = &[
    "insurer-text.name",
    "insurer-text.length",
    "insurer-text.missing-glyphs",
];
const STEP: &[&str] = &["usage-application.state"];

/// Rules of fields in which people write: wherever one of them can be broken, so can those of every text.
const WRITTEN: &[&str] = &[
    REASON,
    "name.form",
    "label.form",
    "device.label",
    "desk.form",
    "administrator.name",
    "insurer-text.length",
];
/// The rules of every text.
const TEXT: &[&str] = &[
    "text.lost",
    "text.control",
    "text.direction",
    "text.invisible",
    "text.unassigned",
    "text.lone-mark",
    "text.lone-selector",
    "text.private-use",
    "text.my-number",
];

/// What this operation's use case refuses.
pub(super) fn own(operation: &str) -> Own {
    let mut own = by_area(operation);
    let written = |rules: &[&str]| rules.iter().any(|rule| WRITTEN.contains(rule));
    if own.iter().any(|(_, rules)| written(rules)) {
        own.push((&INVALID_BODY, TEXT));
    }
    own
}

fn by_area(operation: &str) -> Own {
    of_the_session(operation)
        .or_else(|| of_clients(operation))
        .or_else(|| of_staff(operation))
        .or_else(|| of_devices(operation))
        .or_else(|| of_the_city(operation))
        .or_else(|| of_the_desk(operation))
        .or_else(|| of_texts(operation))
        .or_else(|| of_enrolment(operation))
        .unwrap_or_default()
}

fn of_the_session(operation: &str) -> Option<Own> {
    Some(match operation {
        "create_session" | "unlock_session" => vec![(&SIGN_IN_FAILED, &[])],
        "confirm_session" => vec![(&SIGN_IN_FAILED, &[]), (&SESSION_LOCKED, &[])],
        "set_up_account" => vec![
            (&SESSION_LOCKED, &[]),
            (&CONFLICT, &["setup.done"]),
            (
                &INVALID_BODY,
                &[
                    "name.form",
                    "login-id.length",
                    "login-id.characters",
                    "login-id.provisional",
                    "login-id.taken",
                    "password.weak",
                    "password.provisional",
                    "terms.outdated",
                ],
            ),
        ],
        _ => return None,
    })
}

fn of_clients(operation: &str) -> Option<Own> {
    Some(match operation {
        "search_clients" => vec![
            (&INVALID_PARAMETER, &["limit.range", "cursor.unknown", "query.length"]),
            (&INVALID_BODY, &["search.nothing"]),
        ],
        "get_document_page" => vec![(&DOCUMENT_UNREADABLE, &[])],
        _ => return None,
    })
}

fn of_staff(operation: &str) -> Option<Own> {
    Some(match operation {
        "invite_staff" => vec![
            (&INVALID_BODY, &["name.form", "role.side"]),
            (&CONFLICT, &["organization.stopped", "organization.staff-full"]),
        ],
        "renew_staff_credentials" => vec![(&INVALID_BODY, &[REASON]), (&CONFLICT, CREDENTIALS)],
        "suspend_staff" | "reinstate_staff" | "release_staff" => {
            vec![(&INVALID_BODY, &[REASON]), (&CONFLICT, ACCOUNT)]
        }
        "change_staff_role" => vec![
            (&INVALID_BODY, &["role.side"]),
            (&CONFLICT, &["account.left", "account.last-administrator"]),
        ],
        "change_many_staff" => vec![
            (&INVALID_BODY, STAFF_TABLE),
            (
                &CONFLICT,
                &[
                    "organization.stopped",
                    "organization.staff-full",
                    "account.last-administrator",
                ],
            ),
        ],
        "end_session" => vec![(&INVALID_BODY, &[REASON])],
        _ => return None,
    })
}

fn of_devices(operation: &str) -> Option<Own> {
    Some(match operation {
        "relabel_device" => vec![(&INVALID_BODY, &["label.form"])],
        "revoke_device" => vec![(&INVALID_BODY, &[REASON]), (&CONFLICT, &["device.revoked"])],
        "issue_install_key" => vec![(&INVALID_BODY, &["device.label"]), (&CONFLICT, &["device.quota"])],
        "revoke_install_key" => vec![(&INSTALL_KEY_OVER, KEY_OVER)],
        "renew_device" => vec![
            (&SESSION_LOCKED, &[]),
            (&SETUP_REQUIRED, &[]),
            (&NOT_ALLOWED, &[]),
            (
                &INVALID_BODY,
                &["certificate-request.refused", "certificate-request.key-used"],
            ),
            (&CONFLICT, &["device.not-renewable-yet"]),
            (&INSTALL_KEY_OVER, &["install-key.organization-stopped"]),
        ],
        "fetch_renewed_file" => vec![(&DEVICE_FILE_GONE, &[])],
        _ => return None,
    })
}

fn of_the_city(operation: &str) -> Option<Own> {
    Some(match operation {
        "set_device_quota" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, &["device-quota.range", REASON]),
        ],
        "suspend_organization" | "reinstate_organization" | "close_organization" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, &[REASON]),
            (&CONFLICT, ORGANIZATION),
        ],
        "invite_city_staff" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (
                &INVALID_BODY,
                &["name.form", "role.side", "desk.required", "desk.form", REASON],
            ),
        ],
        "suspend_account" | "reinstate_account" | "release_account" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, &[REASON]),
            (&CONFLICT, ACCOUNT),
        ],
        "renew_account_credentials" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, &[REASON]),
            (&CONFLICT, CREDENTIALS),
        ],
        "revoke_any_device" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, &[REASON]),
            (&CONFLICT, &["device.revoked"]),
        ],
        "issue_city_install_key" => vec![(&STEP_UP_REQUIRED, &[]), (&INVALID_BODY, &["device.label"])],
        "revoke_city_install_key" => vec![(&STEP_UP_REQUIRED, &[]), (&INSTALL_KEY_OVER, KEY_OVER)],
        _ => return None,
    })
}

fn of_the_desk(operation: &str) -> Option<Own> {
    Some(match operation {
        "enter_usage_application" => vec![
            (&INVALID_BODY, FORM),
            (
                &INVALID_BODY,
                &["terms.unknown", "received-on.future", "channel.unknown"],
            ),
            (&CONFLICT, &["usage-application.duplicate"]),
        ],
        "approve_usage_application" => vec![
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, OFFICE),
            (&INVALID_BODY, &[REASON]),
            (&CONFLICT, STEP),
            (
                &CONFLICT,
                &[
                    "usage-application.same-person",
                    "usage-application.devices",
                    "usage-application.duplicate",
                ],
            ),
        ],
        "return_usage_application" | "refuse_usage_application" => {
            vec![(&STEP_UP_REQUIRED, &[]), (&INVALID_BODY, &[REASON]), (&CONFLICT, STEP)]
        }
        "print_usage_notice" | "print_organization_notice" => {
            vec![
                (&STEP_UP_REQUIRED, &[]),
                (&INVALID_BODY, LETTER_HEAD),
                (&CONFLICT, LETTER),
            ]
        }
        _ => return None,
    })
}

fn of_texts(operation: &str) -> Option<Own> {
    Some(match operation {
        "get_text_version" => vec![(&NOT_FOUND, &[])],
        "preview_text" => vec![(&NOT_FOUND, &[]), (&INVALID_BODY, TEXT_VERSION)],
        "publish_text" => vec![
            (&NOT_FOUND, &[]),
            (&STEP_UP_REQUIRED, &[]),
            (&INVALID_BODY, TEXT_VERSION),
            (&CONFLICT, &["insurer-text.name-taken"]),
        ],
        _ => return None,
    })
}

fn of_enrolment(operation: &str) -> Option<Own> {
    Some(match operation {
        "search_offices" => vec![(&INVALID_BODY, &["office.number"])],
        "create_usage_application" => vec![
            (&INVALID_BODY, FORM),
            (&INVALID_BODY, &["terms.outdated"]),
            (&CONFLICT, &["usage-application.duplicate"]),
        ],
        "follow_usage_application" => vec![(&NOT_FOUND, &[])],
        "correct_usage_application" => vec![
            (&NOT_FOUND, &[]),
            (&INVALID_BODY, FORM),
            (&INVALID_BODY, &["usage-application.office-fixed", "terms.outdated"]),
            (&CONFLICT, STEP),
        ],
        "withdraw_usage_application" => vec![(&NOT_FOUND, &[]), (&CONFLICT, STEP)],
        "enrol_device" => vec![
            (
                &INVALID_BODY,
                &[
                    "install-key.mistyped",
                    "device.label",
                    "certificate-request.refused",
                    "certificate-request.key-used",
                ],
            ),
            (&INSTALL_KEY_REFUSED, &[]),
            (&INSTALL_KEY_OVER, KEY_OVER),
        ],
        "fetch_device_file" => vec![(&DEVICE_FILE_GONE, &[])],
        _ => return None,
    })
}
