//! Two nodes on one database. Guesses at a secret that is kept count together, whichever node they are made at: wrong install
//! keys and wrong passwords (how often strangers may knock at all is each node's own matter, `api`). What one node takes
//! back, the other believes for a second, or until it changes something of the same organization itself.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod support;

use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{AccountStatus, Role};
use domain::enrolment::device::CertificateFingerprint;
use domain::id::OrganizationId;
use domain::text::unambiguous;
use harness::{Database, TestClock};
use service::{
    Authority, AuthorityUse, EnrolDevice, EnrolmentRefusal, Lifetime, ManageDevices, NewStaff, Operator, Origins,
    Presented, Secret, Service, ServiceError, SignInError,
};
use support::node;

const LOGIN: &str = "kanri.taro";
const PASSWORD: &str = "chotto hitoyasumi shimashou";
const REQUEST: &str = "request";
/// After a failed log-in the next one counts only after this.
const BACK_OFF: TimeDelta = TimeDelta::seconds(1);
/// After five of them it pauses for this long.
const PAUSE: TimeDelta = TimeDelta::minutes(15);

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_309_200, 0).unwrap()
}

fn operator(service: &Service) -> Operator {
    service.operator("test".parse().unwrap())
}

/// A node on which devices can be enrolled.
fn enrolling(database: &Database, clock: &TestClock, name: &str) -> Service {
    let service = node(database, name, clock);
    let authority =
        Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(clock.now(), 3_650)).unwrap();
    let origins = Origins {
        enrolment: "https://localhost:8444".to_owned(),
        main: "https://localhost:8443".to_owned(),
    };
    service.enable_enrolment(authority, origins);
    service
}

fn administrator(login: &str) -> NewStaff {
    NewStaff {
        login_id: login.parse().unwrap(),
        name: "管理 太郎".to_owned(),
        role: Role::OrganizationAdministrator,
        password: Secret::new(PASSWORD.to_owned()),
    }
}

/// An office with an administrator and a device.
fn office(service: &Service, clock: &TestClock) -> CertificateFingerprint {
    office_of(service, clock, "4379900014", LOGIN).1
}

fn office_of(
    service: &Service,
    clock: &TestClock,
    number: &str,
    login: &str,
) -> (OrganizationId, CertificateFingerprint) {
    let operator = operator(service);
    let (number, kind) = (number.parse().unwrap(), "43".parse().unwrap());
    let office = operator
        .permit_organization(number, kind, "縁側支援", service.today())
        .unwrap();
    operator.add_staff(office, administrator(login)).unwrap();
    let authority =
        Authority::create(AuthorityUse::Devices, "縁側市", Lifetime::days_from(clock.now(), 3_650)).unwrap();
    let device = operator.issue_device(&authority, office, "パソコン1").unwrap().device;
    let devices = operator.devices().unwrap();
    let device = devices.iter().find(|known| known.id == device).unwrap();
    (office, device.fingerprint)
}

async fn sign_in(node: &Service, device: CertificateFingerprint, password: &str) -> Result<Presented, ServiceError> {
    sign_in_as(node, device, LOGIN, password).await
}

async fn sign_in_as(
    node: &Service,
    device: CertificateFingerprint,
    login: &str,
    password: &str,
) -> Result<Presented, ServiceError> {
    let signed_in = node
        .sign_in(device, login, Secret::new(password.to_owned()), REQUEST)
        .await?;
    Ok(Presented {
        certificate: device,
        session: signed_in.session,
        request: REQUEST.to_owned(),
    })
}

async fn redeem(node: &Service, key: &str) -> Result<(), ServiceError> {
    let asked = EnrolDevice {
        install_key: key.to_owned(),
        label: "相談室".to_owned(),
        certificate_request: None,
    };
    node.enrol_device(asked, REQUEST).await.map(drop)
}

/// Keys with the same printed part and another secret.
fn guesses(key: &str) -> Vec<String> {
    let plain = unambiguous::fold(key);
    let (kept, _) = plain.split_at(31);
    let guess = |letter: &u8| {
        let guess = format!("{kept}{}", char::from(*letter));
        let check = unambiguous::check_character(&guess).unwrap();
        format!("{guess}{check}")
    };
    unambiguous::ALPHABET
        .iter()
        .map(guess)
        .filter(|guess| *guess != plain)
        .collect()
}

#[test]
fn wrong_secrets_count_together_on_all_nodes() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in harness::databases() {
        let kind = database.kind;
        let clock = TestClock::at(start());
        let nodes = ["node-1", "node-2"].map(|name| enrolling(&database, &clock, name));
        let [first, second] = &nodes;
        let device = office(first, &clock);
        runtime.block_on(async {
            let presented = sign_in(first, device, PASSWORD).await.unwrap();
            let allowed = first.allow::<ManageDevices>(&presented).await.unwrap();
            let key = allowed.issue_install_key("相談室").await.unwrap().key;
            for (node, guess) in nodes.iter().cycle().zip(guesses(key.reveal()).iter().take(5)) {
                let told = redeem(node, guess).await;
                assert!(
                    matches!(told, Err(ServiceError::Enrolment(EnrolmentRefusal::Unfit))),
                    "{kind}: {told:?}"
                );
            }
            for node in &nodes {
                let told = redeem(node, key.reveal()).await;
                assert!(
                    matches!(told, Err(ServiceError::Enrolment(EnrolmentRefusal::Unfit))),
                    "{kind}: locked: {told:?}"
                );
            }

            for node in nodes.iter().cycle().take(5) {
                clock.advance(BACK_OFF);
                let told = sign_in(node, device, "a wrong password").await;
                assert!(
                    matches!(told, Err(ServiceError::SignIn(SignInError::Refused))),
                    "{kind}"
                );
            }
            for node in [second, first] {
                clock.advance(BACK_OFF);
                let told = sign_in(node, device, PASSWORD).await;
                assert!(
                    matches!(told, Err(ServiceError::SignIn(SignInError::Refused))),
                    "{kind}: the log-in pauses everywhere"
                );
            }
            clock.advance(PAUSE);
            assert!(sign_in(second, device, PASSWORD).await.is_ok(), "{kind}: and goes on");
        });
    }
}

#[test]
fn what_another_node_takes_back_is_believed_for_a_second_and_not_when_the_clock_is_set_back() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in harness::databases() {
        let kind = database.kind;
        let clock = TestClock::at(start());
        let [first, second] = ["node-1", "node-2"].map(|name| enrolling(&database, &clock, name));
        let device = office(&first, &clock);
        let account = operator(&first).accounts().unwrap()[0].id;
        for passed in [TimeDelta::seconds(1), TimeDelta::milliseconds(-1)] {
            let presented = runtime.block_on(sign_in(&first, device, PASSWORD)).unwrap();
            let allowed = || runtime.block_on(first.allow::<ManageDevices>(&presented)).is_ok();
            assert!(allowed(), "{kind}");
            operator(&second)
                .set_account_status(account, AccountStatus::Suspended)
                .unwrap();
            assert!(allowed(), "{kind}: within the second");
            clock.advance(passed);
            assert!(!allowed(), "{kind}: {passed} later");
            operator(&second)
                .set_account_status(account, AccountStatus::Active)
                .unwrap();
        }
    }
}

#[test]
fn a_change_forgets_what_is_remembered_of_the_organization_that_it_concerns_and_of_no_other() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in harness::databases() {
        let kind = database.kind;
        let clock = TestClock::at(start());
        let [first, second] = ["node-1", "node-2"].map(|name| enrolling(&database, &clock, name));
        let (changed, device) = office_of(&first, &clock, "4379900014", LOGIN);
        let there = runtime.block_on(sign_in(&first, device, PASSWORD)).unwrap();
        let (_, device) = office_of(&first, &clock, "4379900022", "kanri.jiro");
        let elsewhere = sign_in_as(&first, device, "kanri.jiro", PASSWORD);
        let elsewhere = runtime.block_on(elsewhere).unwrap();
        let allowed = |who: &Presented| runtime.block_on(first.allow::<ManageDevices>(who)).is_ok();
        assert!(allowed(&there) && allowed(&elsewhere), "{kind}");
        // What the other node takes back stays believed here as long as nothing is forgotten.
        for account in operator(&first).accounts().unwrap() {
            operator(&second)
                .set_account_status(account.id, AccountStatus::Suspended)
                .unwrap();
        }
        assert!(allowed(&there) && allowed(&elsewhere), "{kind}: remembered");
        operator(&first)
            .add_staff(changed, administrator("kanri.saburo"))
            .unwrap();
        assert!(!allowed(&there), "{kind}: forgotten with its organization");
        assert!(allowed(&elsewhere), "{kind}: another organization");
        operator(&first).change_insurer_rules(|rules| rules).unwrap();
        assert!(
            !allowed(&elsewhere),
            "{kind}: the insurer's own change concerns everybody"
        );
    }
}
