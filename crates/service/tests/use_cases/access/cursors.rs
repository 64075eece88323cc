//! Where lists go on: the same each time, in the very list they were given out for and in no other one.

use domain::enrolment::usage_application::UsageApplicationState;
use service::{ManageOrganizations, ManageStaff, ReadOrganizations, ServiceError};

use crate::desk::{filed, queued};
use crate::town::{ADMINISTRATOR, CITY, CLERK, OTHER_ADMINISTRATOR, SECOND_CITY, Town, on_both};

fn is_bad<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::BadCursor))
}

/// The cursor with one letter changed.
fn altered(cursor: &str) -> String {
    let (first, rest) = cursor.split_at(cursor.len() / 2);
    let other = if rest.starts_with('A') { 'B' } else { 'A' };
    format!("{first}{other}{}", &rest[1..])
}

async fn organizations(town: &Town, login: &str, text: &str, cursor: Option<&str>) -> Result<String, ServiceError> {
    let desk = town.allowed::<ReadOrganizations>(login).await;
    let page = desk.organizations(text, cursor, 1).await?;
    Ok(page.next_cursor.unwrap_or_default())
}

async fn queue(
    town: &Town,
    login: &str,
    state: Option<UsageApplicationState>,
    cursor: Option<&str>,
) -> Result<String, ServiceError> {
    let desk = town.allowed::<ReadOrganizations>(login).await;
    let page = desk.usage_applications(state, cursor, 1).await?;
    Ok(page.next_cursor.unwrap_or_default())
}

async fn record(town: &Town, login: &str, cursor: Option<&str>) -> Result<String, ServiceError> {
    let staff = town.allowed::<ManageStaff>(login).await;
    let page = staff.access_record(cursor, 1).await?;
    Ok(page.next_cursor.unwrap_or_default())
}

#[test]
fn the_list_of_organizations_goes_on_for_its_reader_and_its_words_only() {
    on_both(async |town| {
        let cursor = organizations(town, CITY, "ケアプラン", None).await.unwrap();
        assert_eq!(
            organizations(town, CITY, "ケアプラン", None).await.unwrap(),
            cursor,
            "{}: the same each time",
            town.kind
        );
        let last = organizations(town, CITY, "ケアプラン", Some(&cursor)).await.unwrap();
        assert_eq!(last, "", "{}: the second of two is the last", town.kind);
        for refused in [
            organizations(town, SECOND_CITY, "ケアプラン", Some(&cursor)).await,
            organizations(town, CITY, "", Some(&cursor)).await,
            organizations(town, CITY, "ケアプラン", Some(&altered(&cursor))).await,
            organizations(town, CITY, "ケアプラン", Some("4370106637-43")).await,
            queue(town, CITY, None, Some(&cursor)).await,
        ] {
            assert!(is_bad(&refused), "{}: {refused:?}", town.kind);
        }
    });
}

#[test]
fn the_queue_of_usage_applications_goes_on_for_its_reader_and_its_state_only() {
    on_both(async |town| {
        filed(town).await;
        let insurer = town.allowed::<ManageOrganizations>(CITY).await;
        let id = queued(town).await;
        insurer.refuse_usage_application(id, "指定がないため").await.unwrap();
        filed(town).await;
        let cursor = queue(town, CLERK, None, None).await.unwrap();
        assert_eq!(queue(town, CLERK, None, None).await.unwrap(), cursor, "{}", town.kind);
        let last = queue(town, CLERK, None, Some(&cursor)).await.unwrap();
        assert_eq!(last, "", "{}: the second of two is the last", town.kind);
        let refused = Some(UsageApplicationState::Refused);
        for refused in [
            queue(town, CITY, None, Some(&cursor)).await,
            queue(town, CLERK, refused, Some(&cursor)).await,
            queue(town, CLERK, None, Some(&altered(&cursor))).await,
            queue(town, CLERK, None, Some(&id.to_string())).await,
            organizations(town, CLERK, "", Some(&cursor)).await,
        ] {
            assert!(is_bad(&refused), "{}: {refused:?}", town.kind);
        }
    });
}

#[test]
fn the_access_record_goes_on_for_its_reader_only() {
    on_both(async |town| {
        let staff = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let first = staff.access_record(None, 1).await.unwrap().next_cursor.unwrap();
        let page = staff.access_record(Some(&first), 1).await.unwrap();
        let again = staff.access_record(Some(&first), 1).await.unwrap();
        assert_eq!(page.next_cursor, again.next_cursor, "{}: the same each time", town.kind);
        for refused in [
            record(town, OTHER_ADMINISTRATOR, Some(&first)).await,
            record(town, ADMINISTRATOR, Some(&altered(&first))).await,
            record(town, ADMINISTRATOR, Some("1800000000000000.1.6e6f6465")).await,
        ] {
            assert!(is_bad(&refused), "{}: {refused:?}", town.kind);
        }
    });
}
