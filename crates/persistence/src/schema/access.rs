//! The tables of requests as such.

diesel::table! {
    request_claims (insurer_number, name) {
        insurer_number -> Text,
        name -> Binary,
        body_hash -> Binary,
        attempt -> Text,
        began_at -> Timestamp,
        changed_at -> Nullable<Timestamp>,
        answer -> Nullable<Binary>,
        answer_until -> Nullable<Timestamp>,
        forgotten_at -> Timestamp,
    }
}
