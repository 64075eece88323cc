//! From what the use cases answer to the JSON of the contract, by taking apart: a new field does not compile until
//! somebody decides whether it goes out.

pub(crate) mod audit;
pub(crate) mod clients;
pub(crate) mod desk;
pub(crate) mod enrolment;
pub(crate) mod office;
mod session;
pub(crate) mod setup;

use chrono::{DateTime, FixedOffset, SubsecRound, Utc};
use contract::coded::Coded;
use contract::delivery::freshness::Freshness;
use domain::insurer::{PERMIT_MARK, PermitWord};
use domain::language::Language;

/// Seconds from UTC to the time in Japan.
const JAPAN: i32 = 9 * 3600;

/// Shapes an answer from what a use case disclosed.
pub(crate) trait ToContract {
    /// The shape.
    type Shape;
    /// Takes apart and puts together.
    fn to_contract(self) -> Self::Shape;
}

/// Shapes an answer in which something is told in words: why something is not shown, what to look at again.
pub(crate) trait ToContractIn {
    /// The shape.
    type Shape;
    /// Takes apart and puts together, with words in the reader's language.
    fn to_contract_in(self, language: Language) -> Self::Shape;
}

/// In milliseconds: what a database keeps beside them differs, and nobody's programs read nine digits.
fn in_japan(time: DateTime<Utc>) -> DateTime<FixedOffset> {
    let time = time.trunc_subsecs(3);
    FixedOffset::east_opt(JAPAN).map_or_else(|| time.fixed_offset(), |japan| time.with_timezone(&japan))
}

/// The tag of a state as it stands in `ETag` and `If-Match`.
fn etag(tag: &str) -> String {
    format!("\"{tag}\"")
}

fn coded(code: &str, label: &str) -> Coded {
    Coded {
        code: code.to_owned(),
        label: label.to_owned(),
    }
}

/// A code whose label calls a permit as the insurer does.
fn permitting(code: &str, label: &str) -> Coded {
    coded(code, &label.replace(PermitWord::Permit.name_ja(), PERMIT_MARK))
}

impl ToContract for service::Freshness {
    type Shape = Freshness;

    fn to_contract(self) -> Freshness {
        let Self {
            as_of,
            received_at,
            source,
            stale,
            not_covered,
        } = self;
        Freshness {
            as_of: in_japan(as_of),
            received_at: in_japan(received_at),
            source: source.to_owned(),
            stale,
            not_covered: not_covered.into_iter().map(str::to_owned).collect(),
        }
    }
}
