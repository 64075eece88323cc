//! Files from and to the world: municipal CSV feeds in UTF-8 and MS932, ZIP bundles of documents, the ministry's office data.
//! Everything streams in bounded memory and is checked row by row against the words of `domain`; what is wrong becomes a
//! finding of `domain` that the desk can act on. Databases, rights and the ledger are left to others.
#![warn(missing_docs)]

pub mod assignment;
pub mod bundle;
pub mod card;
pub mod certification;
pub mod consent;
pub mod document;
pub mod feed;
pub mod organization;
pub mod person;
pub mod row;
pub mod staff;
pub mod table;

pub use table::records::Limits;
