//! A care manager's day: today's work, clients, documents, and the certificate of her device.

pub mod client;
pub mod clients;
pub mod consent_form;
pub mod device_check;
pub mod document;
pub mod today;
