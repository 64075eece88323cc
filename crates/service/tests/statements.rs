//! What each list asks of the database: at most six statements, and as many for two hundred rows as for one. The
//! statements of a request whose viewer is remembered already; the ledger writes on connections of its own.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

mod crowd;
mod support;

use std::fmt::Write;
use std::sync::Mutex;

use domain::id::PersonId;
use persistence::fresh_id;
use service::{
    ClientQuery, ListFilter, ManageCityAccounts, ManageDevices, ManageStaff, Presented, ReadClients, ReadDocuments,
    ReadOrganizations, ServiceError,
};

use crate::crowd::{City, PAGE};

/// More than that no list may ask.
const MOST: usize = 6;

/// What is asked is counted in one place for the whole process, so one test counts at a time.
static COUNTING: Mutex<()> = Mutex::new(());

#[test]
fn a_list_asks_as_much_for_two_hundred_rows_as_for_one() {
    let _counting = COUNTING.lock().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut seen = Vec::new();
    for database in [harness::sqlite, harness::postgres] {
        let few = runtime.block_on(count(&City::with(database(), 1)));
        let many = runtime.block_on(count(&City::with(database(), PAGE)));
        assert_eq!(few, many);
        seen.push(few);
    }
    let table = table(&seen);
    assert!(
        seen.iter().flatten().all(|(_, asked)| (1..=MOST).contains(asked)),
        "{table}"
    );
    insta::assert_snapshot!(table);
}

#[test]
fn of_a_person_of_others_no_more_is_read_than_of_nobody() {
    let _counting = COUNTING.lock().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in [harness::sqlite, harness::postgres] {
        let city = City::with(database(), 1);
        let outsider = city.outsider();
        runtime.block_on(async {
            let manager = city.service.allow::<ReadClients>(&city.manager).await.unwrap();
            let query = ClientQuery {
                text: String::new(),
                filter: ListFilter::All,
                cursor: None,
                limit: PAGE,
            };
            let page = manager.clients(query).await.unwrap().into_inner();
            let foreign = page.lines[0].person;
            let looks = looks(&city, &outsider, foreign).await;
            assert_eq!(looks, self::looks(&city, &outsider, fresh_id()).await);
        });
    }
}

/// What each look at somebody asks who is none of one's own.
async fn looks(city: &City, outsider: &Presented, person: PersonId) -> Vec<Vec<String>> {
    let allowed = city.service.allow::<ReadClients>(outsider).await.unwrap();
    let reader = city.service.allow::<ReadDocuments>(outsider).await.unwrap();
    let mut asked = Vec::new();
    crowd::begin();
    let mut note = |answer: Result<(), ServiceError>| {
        assert!(matches!(answer, Err(ServiceError::NotFound)), "{answer:?}");
        // Whom they asked about is in what was bound.
        let bare = |text: String| text.split("-- binds").next().unwrap_or_default().to_owned();
        asked.push(persistence::take_statements().into_iter().map(bare).collect());
    };
    note(allowed.client(person).await.map(drop));
    note(allowed.progress(person).await.map(drop));
    note(allowed.certifications(person).await.map(drop));
    note(allowed.burden_ratios(person).await.map(drop));
    note(allowed.documents(person).await.map(drop));
    note(reader.document(person, fresh_id()).await.map(drop));
    asked
}

/// One line a list: SQLite, PostgreSQL.
fn table(seen: &[Counts]) -> String {
    let mut table = String::new();
    let lists = seen.first().into_iter().flatten();
    for (place, (list, _)) in lists.enumerate() {
        let asked = seen.iter().filter_map(|counts| counts.get(place));
        let asked: Vec<String> = asked.map(|(_, asked)| asked.to_string()).collect();
        writeln!(table, "{list}: {}", asked.join(" ")).unwrap();
    }
    table
}

/// Lists by name, with what each asked.
type Counts = Vec<(String, usize)>;

async fn count(city: &City) -> Counts {
    let mut counts = Counts::new();
    let mut note = |list: &str| counts.push((list.to_owned(), persistence::take_statements().len()));

    let manager = city.service.allow::<ReadClients>(&city.manager).await.unwrap();
    for filter in [
        ListFilter::All,
        ListFilter::InProgress,
        ListFilter::Overdue,
        ListFilter::Ending,
        ListFilter::Decided,
        ListFilter::ConsentMissing,
    ] {
        crowd::begin();
        let query = ClientQuery {
            text: String::new(),
            filter,
            cursor: None,
            limit: PAGE,
        };
        manager.clients(query).await.unwrap();
        note(&format!("clients, {filter:?}"));
    }
    crowd::begin();
    manager.work().await.unwrap();
    note("work");

    let staff = city.service.allow::<ManageStaff>(&city.administrator).await.unwrap();
    crowd::begin();
    staff.staff().await.unwrap();
    note("staff");
    staff.sessions().await.unwrap();
    note("sessions");
    let devices = city.service.allow::<ManageDevices>(&city.administrator).await.unwrap();
    crowd::begin();
    devices.devices().await.unwrap();
    note("devices");
    devices.install_keys().await.unwrap();
    note("install keys");
    crowd::begin();
    staff.access_record(None, PAGE).await.unwrap();
    note("access record");

    let desk = city.service.allow::<ReadOrganizations>(&city.clerk).await.unwrap();
    crowd::begin();
    desk.organizations("", None, PAGE).await.unwrap();
    note("organizations");
    desk.organization_detail(city.office).await.unwrap();
    note("one organization with its people and devices");
    desk.usage_applications(None, None, PAGE).await.unwrap();
    note("usage applications");
    let own = city.service.allow::<ManageCityAccounts>(&city.clerk).await.unwrap();
    crowd::begin();
    own.city_staff().await.unwrap();
    note("the insurer's staff");
    own.city_devices().await.unwrap();
    note("the insurer's devices");
    own.install_keys().await.unwrap();
    note("the insurer's install keys");
    counts
}
