//! What was done, in the words of the reader's language.

pub(crate) mod access_record;
