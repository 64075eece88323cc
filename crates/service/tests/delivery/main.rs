//! The city's data coming in, on both databases: received, judged, applied, reported.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod apply;
mod consent;
mod findings;
mod judge;
mod months;
mod numbers;
mod offices;
#[path = "../support/mod.rs"]
mod support;
mod whole_files;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, Utc};
use domain::calendar::day::Day;
use domain::delivery::Finding;
use harness::{Database, TestClock};
use sample::{OpenData, Settings, Size, Summary};
use service::{DeliveryError, DeliveryReport, Operator, Reading, Service};
use support::node;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_309_200, 0).unwrap()
}

/// A small municipality, written once for all tests.
fn delivery() -> &'static (tempfile::TempDir, Summary) {
    static WRITTEN: OnceLock<(tempfile::TempDir, Summary)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings {
            size: Size::Insured(sample::LEAST_INSURED),
            seed: 7,
            today: Day::in_japan(now()),
            offices: OpenData::BuiltIn,
            typeface: None,
            progress: &mut |_| {},
        };
        let summary = sample::write(&mut settings, folder.path()).unwrap();
        (folder, summary)
    })
}

fn on_both(test: impl Fn(&Database, &Service)) {
    for database in harness::databases() {
        let service = node(&database, "test", &TestClock::at(now()));
        test(&database, &service);
    }
}

fn operator(service: &Service) -> Operator {
    service.operator("import".parse().unwrap())
}

type Done = (Result<DeliveryReport, DeliveryError>, Vec<Finding>);

fn apply(service: &Service, file: &Path, reading: &Reading) -> Done {
    let mut findings = Vec::new();
    let operator = operator(service);
    let done = operator
        .receive_file(file)
        .and_then(|received| operator.apply(received, reading, &mut findings));
    (done, findings)
}

fn take_in(service: &Service, file: &Path) -> Done {
    apply(service, file, &Reading::default())
}

fn judge(service: &Service, file: &Path) -> Done {
    let mut findings = Vec::new();
    let operator = operator(service);
    let done = operator
        .receive_file(file)
        .and_then(|mut received| operator.judge(&mut received, &Reading::default(), &mut findings));
    (done, findings)
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

const PEOPLE: &str = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時\n";

fn person(name: &str, day: &str) -> String {
    format!("{PEOPLE}0000000001,{name},エンガワ タロウ,1940-02-03,1,縁側市1,,,{day}T00:00:00+09:00\n")
}
