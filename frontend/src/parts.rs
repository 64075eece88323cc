//! What the screens are made of: plain functions and small components, data in, HTML out. They fetch nothing.

pub mod burden_ratio;
pub mod certification;
pub mod client_banner;
pub mod client_table;
pub mod date;
pub mod documents;
pub mod failure;
pub mod field;
pub mod freshness;
pub mod go;
pub mod heading;
pub mod more;
pub mod progress;
pub mod reasons;
pub mod restriction;
pub mod sheet;
pub mod steps;
pub mod styled;
pub mod timeline;
pub mod waiting;
