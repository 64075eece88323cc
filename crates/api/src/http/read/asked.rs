//! What somebody asks of a list, checked: how long a page may be, and how long a text to search for.

use contract::page::{MOST, PageLimit};

use crate::problem::{ApiError, RequestRule};

/// How many entries a page of a list may hold.
pub(crate) fn checked_limit(limit: Option<PageLimit>) -> Result<usize, ApiError> {
    PageLimit::checked(limit).ok_or_else(|| ApiError::named_parameter("limit", &RequestRule::Limit { most: MOST }))
}

/// The longest text that is searched for, in characters.
const LONGEST_QUERY: usize = 100;

/// Refuses a text that is too long to be searched for.
pub(crate) fn checked_text(text: &str) -> Result<(), ApiError> {
    if text.chars().count() <= LONGEST_QUERY {
        return Ok(());
    }
    let longest = LONGEST_QUERY;
    Err(ApiError::parameter(&RequestRule::QueryLength { longest }))
}
