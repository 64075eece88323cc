//! Usage applications as the contract shapes them for the office.

use contract::coded::Coded;
use contract::enrolment::office_lookup::{FoundOffice, OfficeLookup};
use contract::enrolment::usage_application::{
    FieldWarning, NewUsageApplication, UsageApplicationReceipt, UsageApplicationStatus,
};
use domain::enrolment::usage_application::{FormFault, Standing, SubmittedForm, UsageApplicationState};
use domain::language::Language;
use domain::record::UsageApplicationRecord;
use service::{Broken, FoundOffices, Receipt, UsageApplicationView};

use crate::convert::{ToContract, ToContractIn, coded, in_japan, permitting};
use crate::problem::{Told, form_pointer};

/// What was typed, for the domain's rules.
pub(crate) fn given(form: NewUsageApplication) -> SubmittedForm {
    let NewUsageApplication {
        office_number,
        service_code,
        administrator_name,
        administrator_kana,
        contact_phone,
        contact_mail,
        devices,
        terms_version,
        check_digit_confirmed,
    } = form;
    SubmittedForm {
        office_number,
        service_code,
        administrator_name,
        administrator_kana,
        contact_phone,
        contact_mail,
        devices,
        terms_version,
        check_digit_confirmed,
    }
}

pub(crate) fn state(state: UsageApplicationState) -> Coded {
    permitting(state.code(), state.name_ja())
}

pub(crate) fn warning(fault: FormFault, language: Language) -> FieldWarning {
    let pointer = form_pointer(fault.field).to_owned();
    let Broken { rule, .. } = fault.into();
    FieldWarning {
        pointer,
        rule: rule.id().to_owned(),
        detail: rule.detail(language),
    }
}

/// The name of an office; one that has left the master goes by its number.
pub(crate) fn office_name(name: Option<String>, record: &UsageApplicationRecord) -> String {
    name.unwrap_or_else(|| record.office_number.to_string())
}

impl ToContract for FoundOffices {
    type Shape = OfficeLookup;

    fn to_contract(self) -> OfficeLookup {
        let Self { number, offices } = self;
        let offices = offices.into_iter().map(|(office, admitted)| FoundOffice {
            service_code: coded(office.service_code.as_str(), office.service_code.name_ja()),
            name: office.name,
            address: office.address,
            phone: office.phone,
            admitted,
            sources: office
                .sources
                .into_iter()
                .map(|source| coded(source.code(), source.name_ja()))
                .collect(),
        });
        OfficeLookup {
            office_number: number.to_string(),
            check_digit_holds: number.check_digit_holds(),
            offices: offices.collect(),
        }
    }
}

impl ToContractIn for Receipt {
    type Shape = UsageApplicationReceipt;

    fn to_contract_in(self, language: Language) -> UsageApplicationReceipt {
        let Self {
            reference,
            secret,
            received_at,
            warnings,
        } = self;
        UsageApplicationReceipt {
            reference: reference.to_string(),
            secret: secret.map(|secret| secret.reveal().to_owned()),
            received_at: in_japan(received_at),
            warnings: warnings.into_iter().map(|fault| warning(fault, language)).collect(),
        }
    }
}

impl ToContract for UsageApplicationView {
    type Shape = UsageApplicationStatus;

    fn to_contract(self) -> UsageApplicationStatus {
        let Self {
            record,
            office_name: name,
        } = self;
        let may_correct = record.standing == Standing::Returned;
        // The first of two approvals is the insurer's own affair.
        let shown = match record.standing.state() {
            UsageApplicationState::Proposed => UsageApplicationState::Received,
            other => other,
        };
        UsageApplicationStatus {
            reference: record.reference.to_string(),
            state: state(shown),
            received_at: in_japan(record.received_at),
            office_number: record.office_number.to_string(),
            office_name: office_name(name, &record),
            service_code: coded(record.service_code.as_str(), record.service_code.name_ja()),
            administrator_name: record.applicant.name.to_string(),
            devices: record.devices,
            decided_at: record.decided_at.map(in_japan),
            reason: record.reason.clone(),
            may_correct,
            application: may_correct.then(|| as_applied(record)),
        }
    }
}

fn as_applied(record: UsageApplicationRecord) -> NewUsageApplication {
    NewUsageApplication {
        office_number: record.office_number.to_string(),
        service_code: record.service_code.to_string(),
        administrator_name: record.applicant.name.to_string(),
        administrator_kana: record.applicant.kana.to_string(),
        contact_phone: record.applicant.phone,
        contact_mail: record.applicant.mail,
        devices: record.devices,
        terms_version: record.terms_version,
        check_digit_confirmed: !record.office_number.check_digit_holds(),
    }
}
