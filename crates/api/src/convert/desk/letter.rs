//! The letters about a usage application.

use contract::enrolment::letter::{LetterLine, LetterList, MadeLetter, MakeLetter};
use domain::insurer::PermitWord;
use domain::record::LetterRecord;
use service::{LetterAsked, Letters};

use crate::convert::{ToContract, coded, in_japan};

/// What a letter is asked for with.
pub(crate) fn asked(body: MakeLetter) -> LetterAsked {
    let MakeLetter {
        number,
        dated_on,
        reason,
        until,
        anew,
    } = body;
    LetterAsked {
        number,
        dated_on,
        reason,
        until,
        anew,
    }
}

impl ToContract for Letters {
    type Shape = LetterList;

    fn to_contract(self) -> LetterList {
        let Self {
            application,
            word,
            lines,
        } = self;
        LetterList {
            application_id: application,
            letters: lines.into_iter().map(|letter| line(letter, word)).collect(),
        }
    }
}

fn line(line: service::LetterLine, word: PermitWord) -> LetterLine {
    let service::LetterLine {
        kind,
        may_make,
        made: in_force,
        before,
    } = line;
    LetterLine {
        kind: coded(kind.code(), &kind.title(word)),
        holds_secrets: kind.holds_secrets(),
        needs_number: kind.needs_number(),
        needs_reason: kind.needs_reason(),
        may_make,
        made: in_force.map(made),
        before: before.into_iter().map(made).collect(),
    }
}

fn made(letter: service::MadeLetter) -> MadeLetter {
    let service::MadeLetter { record, by } = letter;
    let LetterRecord {
        id: _,
        application: _,
        kind: _,
        number,
        dated_on,
        made_at,
        made_by: _,
        superseded_at: _,
    } = record;
    MadeLetter {
        number,
        dated_on,
        made_at: in_japan(made_at),
        made_by: by,
    }
}
