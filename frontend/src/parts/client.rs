//! One person's disclosed data: certification, applications, burden ratio, documents, and the list of clients.

pub mod burden_ratio;
pub mod certification;
pub mod client_banner;
pub mod client_table;
pub mod documents;
pub mod freshness;
pub mod progress;
pub mod restriction;
pub mod sheet;
pub mod steps;
pub mod timeline;
