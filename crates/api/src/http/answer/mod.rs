//! What leaves when all went well: JSON that nobody keeps, representations with a tag of their own, files.

pub(crate) mod file;
pub(crate) mod named;
pub(crate) mod plain;
pub(crate) mod representation;
