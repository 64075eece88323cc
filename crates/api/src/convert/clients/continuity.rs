//! What follows a certification, and a notice that is due.

use contract::clients::continuity::{ContinuityEntry, NoticeDueEntry, UsualDays};
use domain::certification::{ApplicationKind, Continuity, Filing, Leg, Pace};
use domain::language::Language;
use domain::person::notice::NoticeDue;

use crate::convert::{ToContract, ToContractIn, coded};

/// A line of the board, with what the insurer's pace says of what is left.
pub(crate) fn entry_of(line: &Continuity, pace: &Pace) -> ContinuityEntry {
    let (application, waits_for) = match line.filing {
        Filing::NotShown | Filing::None => (None, None),
        Filing::Open {
            kind,
            applied_on,
            waits_for,
        } => (Some((kind, applied_on)), waits_for),
        Filing::Decided { kind, applied_on } => (Some((kind, applied_on)), None),
    };
    let state = line.filing.state();
    ContinuityEntry {
        care_level: coded(line.level.code(), line.level.name_ja()),
        ends_on: line.ends_on,
        days_left: line.days_left,
        filing: coded(state.code(), state.name_ja()),
        application_kind: application.map(|(kind, _)| coded(kind.code(), kind.name_ja())),
        applied_on: application.map(|(_, applied_on)| applied_on),
        waits_for: waits_for.map(|reason| coded(reason.code(), reason.name_ja())),
        usual_days: usual(line.filing, pace),
        prospect: coded(line.prospect.code(), line.prospect.name_ja()),
        forecast: line.expected.map(ToContract::to_contract),
        effective_from: line.effective_from,
        provisional: line.is_provisional(),
    }
}

/// What is left of an open application; of one that is still to be made, all of a renewal.
fn usual(filing: Filing, pace: &Pace) -> Option<UsualDays> {
    let (kind, leg) = match filing {
        Filing::Open {
            kind,
            waits_for: Some(reason),
            ..
        } => (kind, Leg::waited_for(reason)),
        Filing::None => (ApplicationKind::Renewal, Leg::Whole),
        Filing::NotShown | Filing::Open { .. } | Filing::Decided { .. } => return None,
    };
    let days = pace.days(kind, leg)?;
    Some(UsualDays {
        part: leg.name_ja().to_owned(),
        median_days: days.median,
        ninetieth_days: days.ninetieth,
        counted: u32::try_from(days.courses).unwrap_or(u32::MAX),
    })
}

impl ToContractIn for NoticeDue {
    type Shape = NoticeDueEntry;

    fn to_contract_in(self, language: Language) -> NoticeDueEntry {
        let (title, detail) = (self.title(language), self.detail(language));
        let Self {
            form,
            level,
            before,
            since,
        } = self;
        NoticeDueEntry {
            form: coded(form.code(), form.name_ja()),
            care_level: coded(level.code(), level.name_ja()),
            care_level_before: before.map(|level| coded(level.code(), level.name_ja())),
            since,
            title,
            detail,
        }
    }
}
