//! Offices of the demo that are not permitted yet though they have clients: four have applied and wait for the city,
//! three are left for whoever wants to go the whole way.

use anyhow::Context;
use domain::enrolment::usage_application::SubmittedForm;
use domain::organization::ServiceCode;
use sample::{OfficeAccount, Summary};
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

/// An office that has not applied yet.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MadeApplicant {
    office_number: String,
    service_code: String,
    name: String,
}

/// Where an application can be tried out: those in the queue, and offices that may still apply.
pub(super) fn tell(applications: &[MadeApplication], applicants: &[MadeApplicant]) {
    println!("\nApplications that wait for the city (to be followed with reference and secret):");
    for application in applications {
        println!(
            "  {}  {}  office {}",
            application.reference, application.secret, application.office_number
        );
    }
    println!("\nOffices with clients that may still apply:");
    for applicant in applicants {
        println!(
            "  {} ({})  {}",
            applicant.office_number, applicant.service_code, applicant.name
        );
    }
}

const ADMINISTRATORS: [(&str, &str); 4] = [
    ("新井 のぞみ", "アライ ノゾミ"),
    ("大谷 みのる", "オオタニ ミノル"),
    ("小野寺 あかり", "オノデラ アカリ"),
    ("長谷川 たくみ", "ハセガワ タクミ"),
];

/// How many have not applied yet.
const LEFT: usize = 3;

/// The last offices of 居宅介護支援 that have clients, but for those with which the people of the demo's stories are.
pub(super) fn not_permitted(summary: &Summary) -> Vec<&OfficeAccount> {
    let in_a_story = |office: &OfficeAccount| {
        summary
            .awkward
            .iter()
            .any(|person| person.offices.contains(&office.number))
    };
    let fits = |office: &&OfficeAccount| {
        office.service == ServiceCode::CARE_MANAGEMENT && office.clients > 0 && !in_a_story(office)
    };
    // The first three have people and devices.
    summary
        .offices
        .iter()
        .skip(3)
        .rev()
        .filter(fits)
        .take(ADMINISTRATORS.len() + LEFT)
        .collect()
}

/// Has as many apply as there are administrators, the way they do in earnest; the others are what is left.
pub(super) fn apply(
    service: &Service,
    offices: &[&OfficeAccount],
) -> anyhow::Result<(Vec<MadeApplication>, Vec<MadeApplicant>)> {
    let mut made = Vec::new();
    for (office, (name, kana)) in offices.iter().zip(ADMINISTRATORS) {
        let given = SubmittedForm {
            office_number: office.number.to_string(),
            service_code: office.service.to_string(),
            administrator_name: name.to_owned(),
            administrator_kana: kana.to_owned(),
            contact_phone: "096-000-0000".to_owned(),
            contact_mail: None,
            devices: 3,
            terms_version: actix_web::rt::System::new().block_on(service.terms())?.version,
            check_digit_confirmed: true,
        };
        let receipt = actix_web::rt::System::new()
            .block_on(service.apply(given, "demo"))
            .with_context(|| format!("applying for {}", office.number))?;
        let secret = receipt.secret.context("a new application has a secret")?;
        made.push(MadeApplication {
            reference: receipt.reference.to_string(),
            secret: secret.reveal().to_owned(),
            office_number: office.number.to_string(),
        });
    }
    let left = offices.iter().skip(ADMINISTRATORS.len()).map(|office| MadeApplicant {
        office_number: office.number.to_string(),
        service_code: office.service.to_string(),
        name: office.name.clone(),
    });
    Ok((made, left.collect()))
}
