//! The cards of a person.

diesel::table! {
    cards (insurer_number, id) {
        insurer_number -> Text,
        id -> Text,
        person_id -> Text,
        kind -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        version -> BigInt,
        issued_on -> Nullable<Date>,
        sealed -> Binary,
        content_hash -> Binary,
        received_at -> Timestamp,
    }
}
