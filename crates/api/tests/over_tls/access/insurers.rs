//! Two insurers in one process and one database, with the same office numbers, login IDs and insured numbers: whatever id of
//! one is given to the other, it is not found, and is answered like an id of nothing.

use domain::account::{AccountStatus, Role};
use domain::id::{AccountId, DeviceId, OrganizationId};
use domain::organization::OrganizationStatus;
use harness::databases;
use pki::{DeviceDraft, Lifetime};
use serde_json::{Value, json};
use service::{Operator, Service, ServiceError};

use crate::enrolment::enrolling::form;
use crate::office::people::{on, staff, text, try_sign_in};
use crate::support::city::{CANARY, City, Office, PASSWORD, machines_time, office};
use crate::support::wire::{Answer, Client, Identity};

const NOBODY: &str = "0196b000-0000-7000-8000-00000000dead";
/// Every address and what it takes.
const DOCUMENT: &str = include_str!("../../../../../openapi/engawa.json");

/// One insurer as its own people see it.
struct Side {
    service: Service,
    office: Office,
    carer: Client,
    administrator: Client,
    clerk: Client,
    ids: Ids,
}

/// One id of each kind.
#[derive(Clone)]
struct Ids {
    person: String,
    document: String,
    account: String,
    device: String,
    session: String,
    install_key: String,
    organization: String,
    city_account: String,
    city_install_key: String,
    usage_application: String,
}

impl Ids {
    fn of_nothing() -> Self {
        let nobody = || NOBODY.to_owned();
        Self {
            person: nobody(),
            document: nobody(),
            account: nobody(),
            device: nobody(),
            session: nobody(),
            install_key: nobody(),
            organization: nobody(),
            city_account: nobody(),
            city_install_key: nobody(),
            usage_application: nobody(),
        }
    }

    /// The address of an operation with these ids in it.
    fn put_into(&self, path: &str) -> String {
        let own = [
            ("/api/v1/clients/", &self.person),
            ("/api/v1/organization/staff/", &self.account),
            ("/api/v1/organization/devices/", &self.device),
            ("/api/v1/organization/sessions/", &self.session),
            ("/api/v1/organization/install-keys/", &self.install_key),
            ("/api/v1/city/organizations/", &self.organization),
            ("/api/v1/city/accounts/", &self.city_account),
            ("/api/v1/city/devices/", &self.device),
            ("/api/v1/city/install-keys/", &self.city_install_key),
            ("/api/v1/city/usage-applications/", &self.usage_application),
        ];
        let (_, id) = own.iter().find(|(prefix, _)| path.starts_with(prefix)).unwrap();
        path.replace("{id}", id)
            .replace("{document}", &self.document)
            .replace("{page}", "1")
            .replace("{kind}", "usage-permit")
    }
}

impl Side {
    fn of(city: &City, service: &Service, office: Office) -> Self {
        let administrator = staff("kanri.taro", "管理 太郎", Role::OrganizationAdministrator);
        let operator = operator(service);
        let account = operator.add_staff(office.id, administrator).unwrap();
        let clerk = staff("yakusho.hanae", "役所 花江", Role::CityAdministrator);
        let city_account = operator.add_city_staff(clerk, None).unwrap();
        let issued = operator.issue_city_device(&city.devices, "窓口のパソコン1").unwrap();
        let desk = Identity::from_file(&issued.file, issued.password.reveal());
        let mut carer = signed_in(city, &office.identity, office.login);
        let mut administrator = signed_in(city, &office.identity, "kanri.taro");
        let mut clerk = signed_in(city, &desk, "yakusho.hanae");
        let ids = Ids {
            account: account.to_string(),
            city_account: city_account.to_string(),
            device: office.device.to_string(),
            organization: office.id.to_string(),
            install_key: made(&mut administrator, "/api/v1/organization/install-keys"),
            city_install_key: made(&mut clerk, "/api/v1/city/install-keys"),
            session: first(&mut administrator, "/api/v1/organization/sessions", "sessions", "id"),
            usage_application: entered(&mut clerk, service),
            ..of_a_client(&mut carer)
        };
        Self {
            service: service.clone(),
            office,
            carer,
            administrator,
            clerk,
            ids,
        }
    }

    /// What somebody of this insurer gets who may call this at all.
    fn call(&mut self, method: &str, path: &str) -> Answer {
        let client = match path.strip_prefix("/api/v1/").and_then(|path| path.split('/').next()) {
            Some("clients") => &mut self.carer,
            Some("organization") => &mut self.administrator,
            _ => &mut self.clerk,
        };
        match method {
            "get" => client.get(path),
            "post" => client.post(path, &body(path)),
            other => panic!("{other} {path}"),
        }
    }
}

fn operator(service: &Service) -> Operator {
    service.operator("test".parse().unwrap())
}

fn signed_in(city: &City, identity: &Identity, login: &str) -> Client {
    let mut client = on(city, identity);
    let answer = try_sign_in(&mut client, login, PASSWORD);
    assert_eq!(answer.status, 200, "{answer:?}");
    client
}

fn made(client: &mut Client, path: &str) -> String {
    text(&client.post(path, &json!({ "label": "相談室" })).json(), "id").to_owned()
}

fn first(client: &mut Client, path: &str, list: &str, field: &str) -> String {
    text(&client.get(path).json()[list][0], field).to_owned()
}

fn of_a_client(carer: &mut Client) -> Ids {
    let clients = carer.get("/api/v1/clients").json();
    let items = clients["items"].as_array().unwrap();
    let canary = items.iter().find(|item| text(item, "name").contains(CANARY)).unwrap();
    let person = text(canary, "personId").to_owned();
    let documents = format!("/api/v1/clients/{person}/documents");
    Ids {
        document: first(carer, &documents, "documents", "documentId"),
        person,
        ..Ids::of_nothing()
    }
}

/// A usage application that came on paper.
fn entered(clerk: &mut Client, service: &Service) -> String {
    let entered = json!({
        "application": form(), "receivedOn": service.today().to_string(), "channel": "counter",
    });
    let answer = clerk.post("/api/v1/city/usage-applications", &entered);
    assert_eq!(answer.status, 201, "{answer:?}");
    first(clerk, "/api/v1/city/usage-applications", "items", "id")
}

/// What a command takes: with less it would be refused before anything is looked for.
fn body(path: &str) -> Value {
    let reason = json!({ "reason": "端末の紛失の届出があったため" });
    match path.rsplit('/').next().unwrap() {
        "device-quota" => json!({ "deviceQuota": 9, "reason": "端末が増えるため" }),
        "label" => json!({ "label": "相談室" }),
        "role" => json!({ "role": "viewer" }),
        "approval" => json!({ "deviceQuota": 3, "permittedFrom": "2026-04-01" }),
        "end" | "usage-permit" => json!({}),
        "revocation" if path.contains("install-keys") => json!({}),
        _ => reason,
    }
}

/// Every operation whose address holds an id.
fn operations() -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        if path.contains("{id}") {
            let methods = methods.as_object().unwrap().keys();
            operations.extend(methods.map(|method| (method.clone(), path.clone())));
        }
    }
    assert!(operations.len() > 25, "{operations:?}");
    operations
}

fn two_sides(city: &City) -> [Side; 2] {
    let neighbour = city.neighbour.as_ref().unwrap();
    let theirs = office(
        &operator(neighbour),
        &city.devices,
        "4370106637",
        "sato.hanako",
        "佐藤 花子",
    );
    let ours = Office {
        id: city.ours.id,
        device: city.ours.device,
        identity: Identity {
            certificate: city.ours.identity.certificate.clone(),
            key: city.ours.identity.key.clone(),
        },
        login: city.ours.login,
    };
    [Side::of(city, &city.service, ours), Side::of(city, neighbour, theirs)]
}

#[test]
fn no_id_of_one_insurer_works_in_the_other() {
    for database in databases() {
        let city = City::with_neighbour(&database);
        let [mut ours, mut theirs] = two_sides(&city);
        let nothing = Ids::of_nothing();
        let ids = [ours.ids.clone(), theirs.ids.clone()];
        for (side, [own, foreign]) in [(&mut ours, [&ids[0], &ids[1]]), (&mut theirs, [&ids[1], &ids[0]])] {
            for (method, path) in &operations() {
                let kind = database.kind;
                let of_nobody = side.call(method, &nothing.put_into(path));
                let answer = side.call(method, &foreign.put_into(path));
                assert_eq!(
                    (answer.status, answer.problem()),
                    (404, of_nobody.problem()),
                    "{kind}: {method} {path}: {answer:?}"
                );
                // A document of the other's under one's own person.
                let mixed = Ids {
                    person: own.person.clone(),
                    ..foreign.clone()
                };
                if path.contains("{document}") {
                    assert_eq!(side.call(method, &mixed.put_into(path)).status, 404, "{kind}: {path}");
                }
                // Organizations that were set up by command have no application, and so no letters.
                if method == "get" && path != "/api/v1/city/organizations/{id}/notices" {
                    assert_eq!(side.call(method, &own.put_into(path)).status, 200, "{kind}: {path}");
                }
            }
        }
        city.entries();
    }
}

#[test]
fn each_device_comes_in_at_its_own_insurer_only() {
    for database in databases() {
        let city = City::with_neighbour(&database);
        let [mut ours, mut theirs] = two_sides(&city);
        let insurer = |side: &mut Side| text(&side.carer.get("/api/v1/session").json(), "insurerName").to_owned();
        assert_eq!(
            (insurer(&mut ours), insurer(&mut theirs)),
            ("縁側市".into(), "城下市".into()),
            "the same login ID and password"
        );
        let mut thief = on(&city, &theirs.office.identity);
        thief.cookie.clone_from(&ours.carer.cookie);
        assert_eq!(thief.get("/api/v1/clients").problem().0, "not-signed-in");
        let only_ours = staff("kobayashi", "小林", Role::CareManager);
        operator(&ours.service).add_staff(ours.office.id, only_ours).unwrap();
        let abroad = try_sign_in(&mut on(&city, &theirs.office.identity), "kobayashi", PASSWORD);
        assert_eq!(abroad.problem().0, "sign-in-failed");
        let home = try_sign_in(&mut on(&city, &ours.office.identity), "kobayashi", PASSWORD);
        assert_eq!(home.status, 200);
        // A certificate that our authority signed for one insurer's device opens nothing at the other, whatever it names.
        let draft = DeviceDraft::with_own_key(Lifetime::days_from(machines_time(), 30)).unwrap();
        let claims = city
            .devices
            .sign_device(draft, ours.office.device, theirs.service.insurer())
            .unwrap()
            .identity_file("端末")
            .unwrap();
        let claims = Identity::from_file(claims.bytes(), claims.password().reveal());
        let answer = try_sign_in(&mut on(&city, &claims), ours.office.login, PASSWORD);
        assert_eq!(answer.problem().0, "device-refused");
    }
}

#[test]
fn the_operator_of_one_insurer_does_not_find_what_is_the_others() {
    for database in databases() {
        let city = City::with_neighbour(&database);
        let [ours, theirs] = two_sides(&city);
        let account: AccountId = theirs.ids.account.parse().unwrap();
        let (device, organization): (DeviceId, OrganizationId) = (theirs.office.device, theirs.office.id);
        let operator = operator(&ours.service);
        let refused: [Result<(), ServiceError>; 6] = [
            operator.revoke_device(device),
            operator.set_account_status(account, AccountStatus::Suspended),
            operator.unlock_account(account),
            operator.renew_credentials(account).map(drop),
            operator.set_organization_status(organization, OrganizationStatus::Suspended, None),
            operator
                .add_staff(organization, staff("abroad", "外 太郎", Role::Viewer))
                .map(drop),
        ];
        for (place, refused) in refused.iter().enumerate() {
            assert!(
                matches!(refused, Err(ServiceError::NotFound)),
                "{}: {place}: {refused:?}",
                database.kind
            );
        }
        let own: Vec<_> = operator.devices().unwrap().iter().map(|known| known.id).collect();
        assert!(!own.contains(&device));
        assert!(
            operator
                .organizations()
                .unwrap()
                .iter()
                .all(|known| known.id != organization)
        );
        assert!(operator.accounts().unwrap().iter().all(|known| known.id != account));
        operator
            .change_insurer_rules(|rules| domain::insurer::InsurerRules {
                approval_by_two: false,
                ..rules
            })
            .unwrap();
        assert!(
            self::operator(&theirs.service).insurer_rules().unwrap().approval_by_two,
            "each settles its own"
        );
    }
}
