//! Usage applications as the contract shapes them for the insurer's desk.

use contract::enrolment::usage_application::{
    CityUsageApplication, ComparedField, UsageApplicationDuplicate, UsageApplicationEvent, UsageApplicationLine,
    UsageApplicationQueue, UsageApproval,
};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::{NoticeKind, Standing, UsageApplicationEventKind, UsageApplicationState};
use domain::language::Language;
use service::{
    Compared, ComparedValue, ComparedWith, Duplicate, UsageApplicationDetail, UsageApplicationPage,
    UsageApplicationView, WhatMay,
};

use crate::convert::enrolment::usage_application::{office_name, state, warning};
use crate::convert::{coded, etag, in_japan, permitting};

/// A page of the queue.
pub(crate) fn queue(page: UsageApplicationPage, today: Day) -> UsageApplicationQueue {
    let UsageApplicationPage { items, next_cursor } = page;
    UsageApplicationQueue {
        items: items.into_iter().map(|view| line(view, today)).collect(),
        next_cursor,
    }
}

fn line(view: UsageApplicationView, today: Day) -> UsageApplicationLine {
    let UsageApplicationView {
        record,
        office_name: name,
    } = view;
    let waits = matches!(
        record.standing.state(),
        UsageApplicationState::Received | UsageApplicationState::Proposed
    );
    UsageApplicationLine {
        id: record.id,
        reference: record.reference.to_string(),
        state: state(record.standing.state()),
        received_on: record.received_on,
        waiting_days: waits.then(|| record.received_on.days_until(today)),
        channel: coded(record.channel.code(), record.channel.name_ja()),
        office_number: record.office_number.to_string(),
        office_name: office_name(name, &record),
        service_code: coded(record.service_code.as_str(), record.service_code.name_ja()),
        devices: record.devices,
    }
}

/// One application, whole.
pub(crate) fn detail(detail: UsageApplicationDetail, today: Day, language: Language) -> CityUsageApplication {
    let UsageApplicationDetail {
        view,
        tag,
        fields,
        warnings,
        duplicates,
        history,
        may,
        own_proposal,
        barred_until,
    } = detail;
    let may_not_approve = match barred_until {
        Some(day) => Some(told_barred(day, language)),
        None => own_proposal.then(|| told_own_proposal(language)),
    };
    let proposal = match view.record.standing {
        Standing::Proposed { grant, .. } => Some(UsageApproval {
            device_quota: grant.device_quota,
            permitted_from: grant.permitted_from,
            reason: None,
        }),
        _ => None,
    };
    CityUsageApplication {
        etag: etag(&tag),
        organization_id: view.record.organization,
        line: line(view, today),
        fields: fields.into_iter().map(|compared| field(compared, language)).collect(),
        warnings: warnings.into_iter().map(|fault| warning(fault, language)).collect(),
        duplicates: duplicates.into_iter().map(duplicate).collect(),
        history: history
            .into_iter()
            .map(|(event, who)| UsageApplicationEvent {
                at: in_japan(event.at),
                what: permitting(event.kind.code(), event.kind.name_ja()),
                who,
                reason: reason(event.kind, event.reason),
            })
            .collect(),
        proposal,
        may: may.into_iter().map(|what| word(what).to_owned()).collect(),
        may_not_approve,
    }
}

fn told_own_proposal(language: Language) -> String {
    let words = language.choose(
        "1人目の承認をあなたが行ったため、2人目の承認はほかの市の管理者が行います。",
        "You gave the first approval; the second is given by another administrator of the insurer.",
    );
    words.to_owned()
}

fn told_barred(until: Day, language: Language) -> String {
    let day = until.written_out(language);
    match language {
        Language::Japanese => format!(
            "1人目の承認をした職員とあなたの間で仮ログインIDの発行があったため、{day}までは2人だけで承認できません。ほかの市の管理者が\
             承認してください。"
        ),
        Language::English => format!(
            "You or whoever gave the first approval was given credentials by the other, so the two of you cannot approve \
             together until {day}. Another administrator of the insurer must approve."
        ),
    }
}

/// Why, as it was stated; of a printed letter, which one it was.
fn reason(kind: UsageApplicationEventKind, kept: Option<String>) -> Option<String> {
    match kind {
        UsageApplicationEventKind::Printed => {
            let letter = kept.and_then(|code| NoticeKind::from_code(&code));
            letter.map(|letter| permitting(letter.code(), letter.name_ja()).label)
        }
        UsageApplicationEventKind::Received
        | UsageApplicationEventKind::Corrected
        | UsageApplicationEventKind::Returned
        | UsageApplicationEventKind::Proposed
        | UsageApplicationEventKind::Approved
        | UsageApplicationEventKind::Refused
        | UsageApplicationEventKind::Withdrawn => kept,
    }
}

fn field(compared: Compared, language: Language) -> ComparedField {
    let Compared {
        field,
        applied,
        master,
        matches,
    } = compared;
    ComparedField {
        label: label(field, language).to_owned(),
        applied: applied.map(|applied| value(applied, language)),
        master: master.map(|master| value(master, language)),
        matches,
    }
}

fn label(what: ComparedWith, language: Language) -> &'static str {
    match what {
        ComparedWith::OfficeNumber => language.choose("事業所番号", "office number"),
        ComparedWith::ServiceCode => language.choose("サービス種類", "kind of service"),
        ComparedWith::ContactPhone => language.choose("電話番号", "telephone"),
        ComparedWith::AdministratorName => language.choose("利用組織管理者", "administrator"),
        ComparedWith::AdministratorKana => language.choose("フリガナ", "administrator in kana"),
        ComparedWith::ContactMail => language.choose("メールアドレス", "mail address"),
        ComparedWith::Devices => language.choose("利用端末の台数", "number of devices"),
        ComparedWith::TermsVersion => language.choose("同意した利用規約の版", "version of the accepted terms"),
        ComparedWith::OfficeName => language.choose("事業所名", "name of the office"),
        ComparedWith::Address => language.choose("所在地", "address"),
        ComparedWith::Corporation => language.choose("法人名", "corporation"),
    }
}

fn value(value: ComparedValue, language: Language) -> String {
    match value {
        ComparedValue::Text(text) => text,
        ComparedValue::Service(code) => format!("{code} {}", code.name_ja()),
        ComparedValue::LeftEmpty => language.choose("記入なし", "left empty").to_owned(),
    }
}

fn duplicate(duplicate: Duplicate) -> UsageApplicationDuplicate {
    match duplicate {
        Duplicate::Application(other) => UsageApplicationDuplicate {
            kind: coded("usage-application", "利用申請"),
            id: other.id.as_uuid(),
            reference: Some(other.reference.to_string()),
            service_code: coded(other.service_code.as_str(), other.service_code.name_ja()),
            state: state(other.standing.state()),
        },
        Duplicate::Organization(other) => UsageApplicationDuplicate {
            kind: coded("organization", "利用組織"),
            id: other.id.as_uuid(),
            reference: None,
            service_code: coded(other.service_code.as_str(), other.service_code.name_ja()),
            state: permitting(other.status.code(), other.status.name_ja()),
        },
    }
}

fn word(what: WhatMay) -> &'static str {
    match what {
        WhatMay::Approve => "approve",
        WhatMay::Return => "return",
        WhatMay::Refuse => "refuse",
        WhatMay::PrintNotices => "print-notices",
    }
}
