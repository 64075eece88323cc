//! Offices of the demo that have applied and wait for the city: real ones of the open data that are not permitted yet,
//! with invented administrators.

use std::path::Path;

use anyhow::Context;
use domain::usage_application::Given;
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

const APPLICANTS: [(&str, &str); 2] = [("新井 のぞみ", "アライ ノゾミ"), ("大谷 みのる", "オオタニ ミノル")];
/// 小規模多機能型居宅介護, a kind whose open data comes with the sample.
const SERVICE: &str = "73";
const FILE: &str = "jigyosho_730.csv";
/// The column with the office number among the first ones, which hold no quotes.
const NUMBER: usize = 1;

/// Has two offices apply, the way they do in earnest.
pub(super) fn apply(service: &Service, deliveries: &Path) -> anyhow::Result<Vec<MadeApplication>> {
    let text = std::fs::read_to_string(deliveries.join(FILE)).with_context(|| format!("{FILE} of the sample"))?;
    let numbers = text.lines().skip(1).filter_map(|line| line.split(',').nth(NUMBER));
    let mut made = Vec::new();
    for number in numbers {
        let Some((name, kana)) = APPLICANTS.get(made.len()) else {
            break;
        };
        let given = Given {
            office_number: number.to_owned(),
            service_code: SERVICE.to_owned(),
            administrator_name: (*name).to_owned(),
            administrator_kana: (*kana).to_owned(),
            contact_phone: "096-000-0000".to_owned(),
            contact_mail: None,
            devices: 3,
            terms_version: service.terms().version,
            check_digit_confirmed: true,
        };
        // Offices that are permitted already cannot apply.
        let received = actix_web::rt::System::new().block_on(service.apply(given, "demo"));
        if let Ok(receipt) = received {
            made.push(MadeApplication {
                reference: receipt.reference.to_string(),
                secret: receipt
                    .secret
                    .map(|secret| secret.reveal().to_owned())
                    .unwrap_or_default(),
                office_number: number.to_owned(),
            });
        }
    }
    Ok(made)
}
