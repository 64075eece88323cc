//! Usage applications as the contract shapes them for the insurer's desk.

use contract::enrolment::usage_application::{
    CityUsageApplication, ComparedField, UsageApplicationDuplicate, UsageApplicationEvent, UsageApplicationLine,
    UsageApplicationQueue, UsageApproval,
};
use domain::day::Day;
use domain::usage_application::{Standing, UsageApplicationState};
use service::{Compared, Duplicate, UsageApplicationDetail, UsageApplicationPage, UsageApplicationView, WhatMay};

use crate::convert::enrolment::usage_application::{office_name, state, warning};
use crate::convert::{coded, in_japan};

/// A page of the queue.
pub(crate) fn queue(page: UsageApplicationPage, today: Day) -> UsageApplicationQueue {
    let UsageApplicationPage { items, next } = page;
    UsageApplicationQueue {
        items: items.into_iter().map(|view| line(view, today)).collect(),
        next_cursor: next.map(|id| id.to_string()),
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
pub(crate) fn detail(detail: UsageApplicationDetail, today: Day) -> CityUsageApplication {
    let UsageApplicationDetail {
        view,
        fields,
        warnings,
        duplicates,
        history,
        may,
        own_proposal,
    } = detail;
    let proposal = match view.record.standing {
        Standing::Proposed { grant, .. } => Some(UsageApproval {
            device_quota: grant.device_quota,
            permitted_from: grant.permitted_from,
            reason: None,
        }),
        _ => None,
    };
    CityUsageApplication {
        organization_id: view.record.organization,
        line: line(view, today),
        fields: fields.into_iter().map(field).collect(),
        warnings: warnings.into_iter().map(warning).collect(),
        duplicates: duplicates.into_iter().map(duplicate).collect(),
        history: history
            .into_iter()
            .map(|(event, who)| UsageApplicationEvent {
                at: in_japan(event.at),
                what: coded(event.kind.code(), event.kind.name_ja()),
                who,
                reason: event.reason,
            })
            .collect(),
        proposal,
        may: may.into_iter().map(|what| word(what).to_owned()).collect(),
        may_not_approve: own_proposal
            .then(|| "1人目の承認をあなたが行ったため、2人目の承認はほかの保険者管理者が行います。".to_owned()),
    }
}

fn field(field: Compared) -> ComparedField {
    let Compared {
        label,
        applied,
        master,
        matches,
    } = field;
    ComparedField {
        label: label.to_owned(),
        applied,
        master,
        matches,
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
            state: coded(other.status.code(), other.status.name_ja()),
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
