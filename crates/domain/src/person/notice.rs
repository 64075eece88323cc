//! Whether the notice of the office that makes the care plan (居宅サービス計画作成依頼届出書 and its sisters) fits the level in
//! force. What a notice is, and which levels it fits, is `assignment`.

use super::assignment::AssignmentKind;
use crate::calendar::day::Day;
use crate::calendar::period::Period;
use crate::certification::{CareLevel, Certification, CertificationStatus, Side, in_force};
use crate::language::Language;

coded! {
    /// The form by which a fitting notice is given.
    pub enum NoticeForm is "notice form" {
        /// For 要介護.
        Care = "care", "居宅サービス計画作成依頼（変更）届出書";
        /// For 要支援 and 事業対象者.
        Prevention = "prevention", "介護予防サービス計画作成・介護予防ケアマネジメント依頼（変更）届出書";
    }
}

impl From<Side> for NoticeForm {
    fn from(side: Side) -> Self {
        match side {
            Side::Care => Self::Care,
            Side::Prevention => Self::Prevention,
        }
    }
}

/// A notice of the person's, of whichever office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its kind.
    pub kind: AssignmentKind,
    /// From when to when it holds.
    pub period: Period,
}

/// A notice is due: none of those in force fits the level in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeDue {
    /// The form that fits.
    pub form: NoticeForm,
    /// The level in force.
    pub level: CareLevel,
    /// The level before it on the other side, if it changed from there.
    pub before: Option<CareLevel>,
    /// The first day of validity on this side.
    pub since: Day,
}

impl NoticeDue {
    /// Whether a notice is due today. It is due from the first day of the new validity, not from the decision, and no
    /// longer once one that fits is in force; without any notice in force there is none that does not fit.
    pub fn of<'r>(
        notices: &[Notice],
        results: impl IntoIterator<Item = &'r Certification> + Clone,
        today: Day,
    ) -> Option<Self> {
        let current = in_force(results.clone(), today)?;
        let side = current.level.side()?;
        let mut held = notices.iter().filter(|notice| notice.period.contains(today)).peekable();
        held.peek()?;
        if held.any(|notice| notice.kind.fits(current.level)) {
            return None;
        }
        let (before, since) = crossing(current, side, results);
        Some(Self {
            form: side.into(),
            level: current.level,
            before,
            since,
        })
    }
}

impl NoticeDue {
    /// What to do, for people.
    pub fn title(&self, language: Language) -> String {
        match language {
            Language::Japanese => format!("{}の提出が必要です", self.form.name_ja()),
            Language::English => "A new notice of the office that makes the care plan is due".to_owned(),
        }
    }

    /// Why, for people.
    pub fn detail(&self, language: Language) -> String {
        let since = self.since.written_out(language);
        let level = self.level.name_ja();
        match (language, self.before) {
            (Language::Japanese, Some(before)) => format!(
                "認定が{}から{level}に変わりました（{since}から）。ご本人からの届出が要ります（事業所が提出を代行できます）。",
                before.name_ja()
            ),
            (Language::Japanese, None) => format!(
                "認定は{level}です（{since}から）。今の届出は、この区分に対応していません。ご本人からの届出が要ります（事業所が提出を代行できます）。"
            ),
            (Language::English, _) => format!(
                "No notice in force fits the level in force (since {since}). The person hands in the notice; the office may do \
                 so for them."
            ),
        }
    }
}

/// The last level on the other side, and the first day on this one.
fn crossing<'r>(
    current: &Certification,
    side: Side,
    results: impl IntoIterator<Item = &'r Certification>,
) -> (Option<CareLevel>, Day) {
    let mut earlier: Vec<&Certification> = results
        .into_iter()
        .filter(|result| result.status != CertificationStatus::Revoked && result.period.first < current.period.first)
        .collect();
    earlier.sort_by_key(|result| std::cmp::Reverse(result.period.first));
    let mut since = current.period.first;
    for result in earlier {
        match result.level.side() {
            Some(other) if other == side => since = result.period.first,
            Some(_) => return (Some(result.level), since),
            None => break,
        }
    }
    (None, since)
}

#[cfg(test)]
mod tests;
