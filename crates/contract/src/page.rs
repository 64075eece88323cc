//! Pages of long lists: how many entries one may hold, the same for every list. Where a page ended is each list's own.

use serde::{Deserialize, Serialize};

/// Entries on a page, unless told otherwise.
pub const USUAL: u32 = 50;
/// Entries on a page at most.
pub const MOST: u32 = 200;

/// How many entries somebody wants on a page: any number until it is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageLimit(pub u32);

impl PageLimit {
    /// The number of entries, if it is one from 1 to [`MOST`]; [`USUAL`] if none was asked for.
    pub fn checked(asked: Option<Self>) -> Option<usize> {
        let Self(limit) = asked.unwrap_or(Self(USUAL));
        (1..=MOST).contains(&limit).then_some(limit as usize)
    }
}

#[cfg(feature = "openapi")]
mod openapi {
    use utoipa::openapi::schema::{KnownFormat, SchemaFormat, SchemaType, Type};
    use utoipa::openapi::{Object, ObjectBuilder, RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    use super::{MOST, PageLimit, USUAL};

    fn number(kind: SchemaType) -> ObjectBuilder {
        ObjectBuilder::new()
            .schema_type(kind)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
            .minimum(Some(1))
            .maximum(Some(MOST))
    }

    impl PartialSchema for PageLimit {
        fn schema() -> RefOr<Schema> {
            number(Type::Integer.into()).default(Some(USUAL.into())).into()
        }
    }

    impl ToSchema for PageLimit {}

    /// The limit as one of the fields of a body, where it may be null.
    #[expect(
        deprecated,
        reason = "the derived descriptions of all other fields have `example` as well"
    )]
    pub(crate) fn field() -> Object {
        number(SchemaType::from_iter([Type::Integer, Type::Null]))
            .description(Some(format!("How many at most: 1 to {MOST}, {USUAL} unless told.")))
            .example(Some(USUAL.into()))
            .build()
    }
}

#[cfg(feature = "openapi")]
pub(crate) use openapi::field;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_one_entry_at_least_and_two_hundred_at_most() {
        assert_eq!(PageLimit::checked(None), Some(50));
        for (asked, checked) in [(0, None), (1, Some(1)), (200, Some(200)), (201, None), (u32::MAX, None)] {
            assert_eq!(PageLimit::checked(Some(PageLimit(asked))), checked, "{asked}");
        }
    }
}
