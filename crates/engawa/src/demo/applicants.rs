//! Offices of the demo that are not permitted yet: they have applied, and wait for the city.

use anyhow::Context;
use domain::usage_application::Given;
use sample::OfficeAccount;
use serde::{Deserialize, Serialize};
use service::Service;

/// An application in the queue, and what follows it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MadeApplication {
    reference: String,
    secret: String,
    office_number: String,
}

/// Invented administrators, one for each office that applies.
const ADMINISTRATORS: [(&str, &str); 2] = [("新井 のぞみ", "アライ ノゾミ"), ("大谷 みのる", "オオタニ ミノル")];

/// The offices that use the system already, and those that apply.
pub(super) fn apart(offices: &[OfficeAccount]) -> (&[OfficeAccount], &[OfficeAccount]) {
    offices.split_at(offices.len().saturating_sub(ADMINISTRATORS.len()))
}

/// Has offices apply, the way they do in earnest.
pub(super) fn apply(service: &Service, offices: &[OfficeAccount]) -> anyhow::Result<Vec<MadeApplication>> {
    let system = actix_web::rt::System::new();
    let mut made = Vec::with_capacity(offices.len());
    for (office, (name, kana)) in offices.iter().zip(ADMINISTRATORS) {
        let office_number = office.number.to_string();
        let given = Given {
            office_number: office_number.clone(),
            service_code: office.service.to_string(),
            administrator_name: name.to_owned(),
            administrator_kana: kana.to_owned(),
            contact_phone: "096-000-0000".to_owned(),
            contact_mail: None,
            devices: 3,
            terms_version: service.terms().version,
            check_digit_confirmed: true,
        };
        let receipt = system.block_on(service.apply(given, "demo"))?;
        let secret = receipt.secret.context("a new application has a secret")?;
        made.push(MadeApplication {
            reference: receipt.reference.to_string(),
            secret: secret.reveal().to_owned(),
            office_number,
        });
    }
    Ok(made)
}
