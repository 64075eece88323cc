//! The tables of enrolment: applications, install keys, certificates about to be made, files on their way.

diesel::table! {
    usage_applications (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        reference -> Text,
        secret_hash -> Binary,
        state -> Text,
        office_number -> Text,
        service_code -> Text,
        sealed -> Binary,
        devices -> BigInt,
        terms_version -> Text,
        channel -> Text,
        received_on -> Date,
        received_at -> Timestamp,
        proposed_by -> Nullable<Text>,
        proposed_quota -> Nullable<BigInt>,
        proposed_from -> Nullable<Date>,
        decided_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        organization_id -> Nullable<Text>,
        account_id -> Nullable<Text>,
    }
}

diesel::table! {
    usage_application_events (insurer_number, application_id, id) {
        insurer_number -> Text,
        id -> Text,
        application_id -> Text,
        at -> Timestamp,
        kind -> Text,
        account_id -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    letters (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        application_id -> Text,
        kind -> Text,
        number -> Text,
        dated_on -> Date,
        made_at -> Timestamp,
        made_by -> Text,
        superseded_at -> Nullable<Timestamp>,
        sealed -> Nullable<Binary>,
    }
}

diesel::table! {
    install_keys (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        key_id -> Text,
        secret_hash -> Binary,
        organization_id -> Nullable<Text>,
        label -> Text,
        issued_at -> Timestamp,
        expires_on -> Date,
        failures -> BigInt,
        reserved_until -> Nullable<Timestamp>,
        reserved_for -> Nullable<Text>,
        spent_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        device_id -> Nullable<Text>,
    }
}

diesel::table! {
    issuances (insurer_number, device_id) {
        insurer_number -> Text,
        device_id -> Text,
        install_key_id -> Nullable<Text>,
        serial -> Text,
        key_hash -> Binary,
        reserved_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    pick_ups (insurer_number, token_hash) {
        insurer_number -> Text,
        token_hash -> Binary,
        device_id -> Text,
        sealed -> Binary,
        expires_at -> Timestamp,
    }
}
