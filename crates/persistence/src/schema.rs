//! The tables as diesel sees them: portable column types only, the same for SQLite and PostgreSQL.

mod access;
mod card;
mod enrolment;
mod office;

pub(crate) use access::*;
pub(crate) use card::*;
pub(crate) use enrolment::*;
pub(crate) use office::*;

diesel::table! {
    insurers (insurer_number) {
        insurer_number -> Text,
        name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    insurer_settings (insurer_number) {
        insurer_number -> Text,
        approval_by_two -> Bool,
        earlier_terms -> Text,
        contact -> Text,
        letter_issuer -> Text,
        letter_desk -> Text,
        permit_word -> Text,
        seal_line -> Text,
        appeal -> Nullable<Text>,
        restriction_shown -> Text,
        consent_on_return -> Text,
        validity_limits -> Nullable<Text>,
        most_staff -> BigInt,
        most_sessions -> BigInt,
    }
}

diesel::table! {
    texts (insurer_number, kind, version) {
        insurer_number -> Text,
        kind -> Text,
        version -> Text,
        body -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    folds (name) {
        name -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    organizations (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        office_number -> Text,
        service_code -> Text,
        name -> Text,
        name_folded -> Text,
        status -> Text,
        permitted_from -> Date,
        permitted_until -> Nullable<Date>,
        device_quota -> BigInt,
        status_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    admitted_kinds (insurer_number, service_code) {
        insurer_number -> Text,
        service_code -> Text,
        admitted_from -> Date,
        admitted_until -> Nullable<Date>,
    }
}

diesel::table! {
    disclosure_policies (insurer_number, valid_from) {
        insurer_number -> Text,
        valid_from -> Date,
        rules -> Text,
    }
}

diesel::table! {
    devices (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        organization_id -> Nullable<Text>,
        label -> Text,
        fingerprint -> Text,
        serial -> Text,
        valid_from -> Timestamp,
        valid_until -> Timestamp,
        status -> Text,
        revoked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        replaces -> Nullable<Text>,
        last_sign_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    accounts (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        organization_id -> Nullable<Text>,
        login_id -> Text,
        name -> Text,
        role -> Text,
        status -> Text,
        password_hash -> Text,
        last_sign_in_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        desk -> Nullable<Text>,
        provisional_until -> Nullable<Timestamp>,
        provisional_used_at -> Nullable<Timestamp>,
        terms_version -> Nullable<Text>,
        terms_accepted_at -> Nullable<Timestamp>,
        status_since -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_failures (insurer_number, login_hash, device_id) {
        insurer_number -> Text,
        login_hash -> Binary,
        device_id -> Text,
        in_a_row -> BigInt,
        last_at -> Timestamp,
        day -> Date,
        on_day -> BigInt,
    }
}

diesel::table! {
    sessions (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        account_id -> Text,
        device_id -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        previous_sign_in_at -> Nullable<Timestamp>,
        locked_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        renewed_at -> Nullable<Timestamp>,
        provisional -> Bool,
    }
}

diesel::table! {
    credentials_given (insurer_number, account_id, given_by, given_at) {
        insurer_number -> Text,
        account_id -> Text,
        given_by -> Text,
        given_at -> Timestamp,
    }
}

diesel::table! {
    deliveries (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        feed -> Text,
        file_name -> Text,
        as_of -> Timestamp,
        state -> Text,
        started_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        rows_new -> BigInt,
        rows_changed -> BigInt,
        rows_unchanged -> BigInt,
        rows_refused -> BigInt,
        warnings -> BigInt,
        findings -> BigInt,
    }
}

diesel::table! {
    delivery_findings (insurer_number, delivery_id, sequence) {
        insurer_number -> Text,
        delivery_id -> Text,
        sequence -> BigInt,
        file -> Text,
        row_number -> Nullable<BigInt>,
        column_name -> Nullable<Text>,
        rule -> Text,
        parameters -> Text,
        severity -> Text,
        masked_value -> Nullable<Text>,
    }
}

diesel::table! {
    former_numbers (insurer_number, number_hash) {
        insurer_number -> Text,
        number_hash -> Binary,
        person_id -> Text,
        received_at -> Timestamp,
    }
}

diesel::table! {
    persons (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        number_hash -> Binary,
        content_hash -> Binary,
        sealed -> Binary,
        lost_on -> Nullable<Date>,
        loss_reason -> Nullable<Text>,
        as_of -> Timestamp,
        received_at -> Timestamp,
        lapsed_on -> Nullable<Date>,
    }
}

diesel::table! {
    consents (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        received_on -> Date,
        channel -> Text,
        basis -> Text,
        origin -> Text,
        signer -> Text,
        sealed_signer_name -> Nullable<Binary>,
        sealed_signer_relation -> Nullable<Binary>,
        sealed_signer_contact -> Nullable<Binary>,
        sealed_signer_reason -> Nullable<Binary>,
        form_version -> Text,
        effective_from -> Date,
        withdrawn_on -> Nullable<Date>,
        received_at -> Timestamp,
    }
}

diesel::table! {
    assignments (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        kind -> Text,
        office_number -> Text,
        delegated_office_number -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        notified_on -> Date,
        received_at -> Timestamp,
    }
}

diesel::table! {
    applications (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        application_number -> Text,
        kind -> Text,
        applied_on -> Date,
        ticked_consent -> Bool,
        received_at -> Timestamp,
        by_law -> Nullable<Text>,
        moved_on -> Nullable<Date>,
        survey_contractor -> Nullable<Text>,
        institution -> Nullable<Text>,
        sealed_details -> Nullable<Binary>,
        details_hash -> Nullable<Binary>,
    }
}

diesel::table! {
    milestones (insurer_number, application_id, kind, day) {
        insurer_number -> Text,
        application_id -> Text,
        kind -> Text,
        day -> Date,
        reason -> Nullable<Text>,
        received_at -> Timestamp,
    }
}

diesel::table! {
    postponements (insurer_number, application_id, noticed_on) {
        insurer_number -> Text,
        application_id -> Text,
        noticed_on -> Date,
        reason -> Text,
        expected_on -> Date,
        received_at -> Timestamp,
    }
}

diesel::table! {
    certifications (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        application_number -> Text,
        care_level -> Text,
        decided_on -> Nullable<Date>,
        checklist_on -> Nullable<Date>,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        months -> Nullable<BigInt>,
        sealed_notes -> Nullable<Binary>,
        notes_hash -> Binary,
        status -> Text,
        received_at -> Timestamp,
    }
}

diesel::table! {
    burden_ratios (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        tenths -> BigInt,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        version -> BigInt,
        issued_on -> Nullable<Date>,
        received_at -> Timestamp,
    }
}

diesel::table! {
    documents (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        application_number -> Text,
        kind -> Text,
        dated_on -> Date,
        form_version -> Text,
        physician_consent -> Nullable<Bool>,
        pages -> BigInt,
        content_hash -> Binary,
        as_of -> Timestamp,
        received_at -> Timestamp,
    }
}

diesel::table! {
    document_contents (insurer_number, document_id) {
        insurer_number -> Text,
        document_id -> Text,
        sealed -> Binary,
    }
}

diesel::table! {
    ledger_entries (insurer_number, stream, sequence) {
        insurer_number -> Text,
        stream -> Text,
        sequence -> BigInt,
        at -> Timestamp,
        commitment -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    ledger_details (insurer_number, stream, sequence) {
        insurer_number -> Text,
        stream -> Text,
        sequence -> BigInt,
        at -> Timestamp,
        operation -> Text,
        person_id -> Nullable<Text>,
        organization_id -> Nullable<Text>,
        salt -> Binary,
        fields -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query! {
    insurers, offices, organizations, admitted_kinds, disclosure_policies, devices, accounts, sign_in_failures,
    sessions, credentials_given, deliveries, delivery_findings, persons, consents, assignments, applications, milestones, postponements, certifications,
    burden_ratios, cards, documents, document_contents, ledger_entries, ledger_details,
}
