//! The tables of offices as they are known before any of them uses the system.

diesel::table! {
    offices (office_number, service_code) {
        office_number -> Text,
        service_code -> Text,
        municipality_code -> Text,
        name -> Text,
        kana -> Text,
        address -> Text,
        phone -> Text,
        fax -> Text,
        corporation -> Text,
        received_at -> Timestamp,
    }
}

diesel::table! {
    designated_offices (insurer_number, office_number, service_code) {
        insurer_number -> Text,
        office_number -> Text,
        service_code -> Text,
        designation -> Text,
        name -> Text,
        kana -> Text,
        address -> Text,
        phone -> Text,
        fax -> Text,
        corporation -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        received_at -> Timestamp,
    }
}
