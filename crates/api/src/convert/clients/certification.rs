//! Applications with their milestones, and results.

use contract::clients::certification::{
    ApplicationProgress, CertificationEntry, CertificationList, CertificationSummary, MilestoneEntry,
    PostponementEntry, ProgressList,
};
use contract::clients::continuity::ForecastEntry;
use contract::coded::Coded;
use domain::calendar::day::Day;
use domain::certification::{
    ApplicationDetails, Certification, Forecast, InvalidHistory, Line, Milestone, PostponementNotice, Progress,
};
use domain::language::Language;
use domain::record::{ApplicationRecord, CertificationRecord};
use service::{Certifications, ListedCertification, Progresses};

use super::continuity::entry_of;
use crate::convert::{ToContract, ToContractIn, coded};

impl ToContract for Progresses {
    type Shape = ProgressList;

    fn to_contract(self) -> ProgressList {
        let Self {
            applications,
            freshness,
        } = self;
        ProgressList {
            applications: applications
                .into_iter()
                .map(|(record, progress)| application(record, progress))
                .collect(),
            freshness: freshness.to_contract(),
        }
    }
}

fn application(record: ApplicationRecord, progress: Result<Progress, InvalidHistory>) -> ApplicationProgress {
    let ApplicationRecord {
        id,
        number: _,
        kind,
        applied_on,
        ticked_consent: _,
        details,
        milestones,
        postponements,
        rejection,
    } = record;
    // Who does the survey for the insurer is its own matter.
    let ApplicationDetails {
        by_law,
        moved_on,
        survey_contractor: _,
        survey_place,
        institution,
        specified_disease,
    } = details;
    let standing = Standing::of(progress);
    let mut shown: Vec<_> = milestones
        .into_iter()
        .filter(|milestone| milestone.kind.is_shown_to_offices())
        .collect();
    shown.sort_by_key(|milestone| (milestone.on, milestone.kind));
    let mut postponements = postponements;
    postponements.sort_by_key(|notice| std::cmp::Reverse(notice.noticed_on));
    ApplicationProgress {
        application_id: id,
        kind: coded(kind.code(), kind.name_ja()),
        applied_on,
        by_law: by_law
            .filter(|by_law| *by_law != kind)
            .map(|kind| coded(kind.code(), kind.name_ja())),
        moved_on,
        survey_place,
        institution,
        specified_disease: specified_disease.map(|disease| coded(disease.code(), disease.name_ja())),
        open: standing.open,
        stage: standing.stage,
        survey: standing.survey,
        opinion: standing.opinion,
        elapsed_days: standing.elapsed_days,
        due_on: standing.line.map(|line| line.on),
        due_basis: standing.line.map(|line| coded(line.basis.code(), line.basis.name_ja())),
        overdue: standing.overdue,
        forecasts: standing.forecasts.into_iter().map(ToContract::to_contract).collect(),
        outlook: standing.outlook,
        rejection_reason: rejection.map(|reason| coded(reason.code(), reason.name_ja())),
        milestones: shown.into_iter().map(milestone).collect(),
        postponements: postponements.into_iter().map(postponement).collect(),
    }
}

/// What can be said of an application as a whole.
struct Standing {
    open: bool,
    stage: Coded,
    survey: Coded,
    opinion: Coded,
    elapsed_days: i64,
    line: Option<Line>,
    overdue: bool,
    forecasts: Vec<Forecast>,
    outlook: Coded,
}

impl Standing {
    fn of(progress: Result<Progress, InvalidHistory>) -> Self {
        match progress {
            Ok(progress) => Self {
                open: progress.is_open(),
                stage: coded(progress.stage.code(), progress.stage.name_ja()),
                survey: coded(progress.survey.code(), progress.survey.name_ja()),
                opinion: coded(progress.opinion.code(), progress.opinion.name_ja()),
                elapsed_days: progress.elapsed_days,
                line: progress.line.filter(|_| !progress.stage.ended_undecided()),
                overdue: progress.is_overdue() && progress.is_open(),
                outlook: coded(progress.outlook.code(), progress.outlook.name_ja()),
                forecasts: progress.forecasts,
            },
            // The insurer's data contradicts itself: the milestones are shown as they came, and nothing is concluded.
            Err(_) => Self {
                open: false,
                stage: unclear(),
                survey: unclear(),
                opinion: unclear(),
                elapsed_days: 0,
                line: None,
                overdue: false,
                forecasts: Vec::new(),
                outlook: unclear(),
            },
        }
    }
}

fn unclear() -> Coded {
    coded(
        "unclear",
        "市から届いた日付が食い違っているため、段階を表示できません。〔市〕に確認してください。",
    )
}

fn milestone(Milestone { kind, on }: Milestone) -> MilestoneEntry {
    MilestoneEntry {
        kind: coded(kind.code(), kind.name_ja()),
        on,
    }
}

fn postponement(notice: PostponementNotice) -> PostponementEntry {
    let PostponementNotice {
        noticed_on,
        reason,
        expected_on,
    } = notice;
    PostponementEntry {
        noticed_on,
        reason: coded(reason.code(), reason.name_ja()),
        expected_on,
    }
}

impl ToContract for Forecast {
    type Shape = ForecastEntry;

    fn to_contract(self) -> ForecastEntry {
        let Self { expected_on, basis } = self;
        ForecastEntry {
            expected_on,
            forecast_basis: coded(basis.code(), basis.name_ja()),
        }
    }
}

impl ToContractIn for Certifications {
    type Shape = CertificationList;

    fn to_contract_in(self, language: Language) -> CertificationList {
        let Self {
            certifications,
            notice_due,
            continuity,
            pace,
            today,
            freshness,
        } = self;
        CertificationList {
            certifications: certifications.into_iter().map(|record| entry(record, today)).collect(),
            notice_due: notice_due.map(|due| due.to_contract_in(language)),
            continuity: continuity.map(|line| entry_of(&line, &pace)),
            freshness: freshness.to_contract(),
        }
    }
}

fn entry(listed: ListedCertification, today: Day) -> CertificationEntry {
    let ListedCertification { record, deemed_renewal } = listed;
    let CertificationRecord {
        id,
        application_number: _,
        certification,
    } = record;
    let summary = summary(&certification, today);
    let Certification {
        level: _,
        decided_on,
        checklist_on,
        period: _,
        months,
        board_opinion,
        service_restriction,
        status: _,
    } = certification;
    CertificationEntry {
        certification_id: id,
        summary,
        decided_on,
        checklist_on,
        months: months.map(u32::from),
        board_opinion,
        deemed_renewal,
        service_restriction,
    }
}

/// A result in one line, as it stands today.
pub(crate) fn summary(certification: &Certification, today: Day) -> CertificationSummary {
    let in_force = certification.in_force(today);
    let standing = certification.standing(today);
    CertificationSummary {
        care_level: coded(certification.level.code(), certification.level.name_ja()),
        valid_from: certification.period.first,
        valid_to: certification.period.last,
        status: coded(standing.code(), standing.name_ja()),
        days_left: certification.days_left(today).filter(|_| in_force),
        renewable: in_force
            && certification
                .renewal_window()
                .is_some_and(|window| window.contains(today)),
    }
}
