//! Tests of roles, states and login ids; the matrix of permissions is a snapshot to review.

use super::*;

fn matrix(cell: impl Fn(Role, Permission) -> &'static str) -> String {
    let rows = Permission::ALL.iter().map(|permission| {
        let cells: String = Role::ALL
            .iter()
            .map(|role| format!(" {}", cell(*role, *permission)))
            .collect();
        format!("{permission:<22}{cells}").trim_end().to_owned()
    });
    let heads: String = Role::ALL.iter().map(|role| format!(" {}", &role.code()[..4])).collect();
    std::iter::once(format!("{:<22}{heads}", "permission"))
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_whole_matrix_of_roles_and_permissions_is_reviewed() {
    insta::assert_snapshot!(matrix(|role, permission| if role.allows(permission) { "yes " } else { "-   " }), @"
    permission             orga care view city desk audi inte
    read-clients           yes  yes  yes  -    -    -    yes
    read-documents         yes  yes  -    -    -    -    yes
    export-clients         yes  yes  -    -    -    -    yes
    read-client-access     yes  yes  -    -    -    -    -
    read-events            -    -    -    -    -    -    yes
    prepare-consent-list   yes  yes  -    -    -    -    -
    manage-staff           yes  -    -    -    -    -    -
    manage-devices         yes  -    -    -    -    -    -
    read-persons           -    -    -    yes  yes  -    -
    enter-consents         -    -    -    yes  yes  -    -
    confirm-consents       -    -    -    yes  yes  -    -
    manage-assignments     -    -    -    yes  yes  -    -
    read-organizations     -    -    -    yes  yes  yes  -
    manage-organizations   -    -    -    yes  -    -    -
    enter-applications     -    -    -    yes  yes  -    -
    deliver-files          -    -    -    yes  -    -    yes
    confirm-deliveries     -    -    -    yes  -    -    -
    read-deliveries        -    -    -    yes  -    -    yes
    manage-policy          -    -    -    yes  -    -    -
    merge-persons          -    -    -    yes  -    -    -
    manage-city-accounts   -    -    -    yes  -    -    -
    read-texts             -    -    -    yes  yes  yes  -
    manage-texts           -    -    -    yes  -    -    -
    print-consent-form     yes  yes  yes  yes  yes  yes  yes
    publish-announcements  -    -    -    yes  -    -    -
    read-announcements     yes  yes  yes  yes  yes  yes  -
    read-audit             -    -    -    -    -    yes  -
    report-access          -    -    -    yes  yes  yes  -
    review-disclosures     -    -    -    -    -    yes  -
    report-breach          -    -    -    yes  -    yes  -
    ");
}

#[test]
fn an_account_has_only_what_its_side_does() {
    let cell = |role: Role, permission| match (role.allows_as(true, permission), role.allows_as(false, permission)) {
        (true, true) => "both",
        (true, false) => "offi",
        (false, true) => "city",
        (false, false) => "-   ",
    };
    insta::assert_snapshot!(matrix(cell), @"
    permission             orga care view city desk audi inte
    read-clients           offi offi offi -    -    -    offi
    read-documents         offi offi -    -    -    -    offi
    export-clients         offi offi -    -    -    -    offi
    read-client-access     offi offi -    -    -    -    -
    read-events            -    -    -    -    -    -    offi
    prepare-consent-list   offi offi -    -    -    -    -
    manage-staff           offi -    -    -    -    -    -
    manage-devices         offi -    -    -    -    -    -
    read-persons           -    -    -    city city -    -
    enter-consents         -    -    -    city city -    -
    confirm-consents       -    -    -    city city -    -
    manage-assignments     -    -    -    city city -    -
    read-organizations     -    -    -    city city city -
    manage-organizations   -    -    -    city -    -    -
    enter-applications     -    -    -    city city -    -
    deliver-files          -    -    -    city -    -    city
    confirm-deliveries     -    -    -    city -    -    -
    read-deliveries        -    -    -    city -    -    city
    manage-policy          -    -    -    city -    -    -
    merge-persons          -    -    -    city -    -    -
    manage-city-accounts   -    -    -    city -    -    -
    read-texts             -    -    -    city city city -
    manage-texts           -    -    -    city -    -    -
    print-consent-form     offi offi offi city city city both
    publish-announcements  -    -    -    city -    -    -
    read-announcements     offi offi offi city city city -
    read-audit             -    -    -    -    -    city -
    report-access          -    -    -    city city city -
    review-disclosures     -    -    -    -    -    city -
    report-breach          -    -    -    city -    city -
    ");
}

#[test]
fn where_a_role_stands_and_which_one_runs_a_side_is_reviewed() {
    let rows = Role::ALL.iter().map(|role| {
        let told = [
            (role.stands(true), "office"),
            (role.stands(false), "city"),
            (role.is_administrator(), "administrator"),
        ];
        let told: Vec<_> = told.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect();
        format!("{role}: {}", told.join(" "))
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    organization-administrator: office administrator
    care-manager: office
    viewer: office
    city-administrator: city administrator
    desk-clerk: city
    auditor: city
    integration-client: office city
    ");
    let of_the_city: Vec<_> = Role::standing(false).collect();
    assert_eq!(
        of_the_city,
        [
            Role::CityAdministrator,
            Role::DeskClerk,
            Role::Auditor,
            Role::IntegrationClient
        ]
    );
}

#[test]
fn nobody_of_the_office_side_reads_persons_and_nobody_of_the_city_reads_as_an_office() {
    for role in Role::ALL {
        assert!(!role.allows_as(true, Permission::ReadPersons));
        assert!(!role.allows_as(false, Permission::ReadClients));
    }
}

#[test]
fn who_has_left_does_not_come_back() {
    for next in AccountStatus::ALL {
        assert!(!AccountStatus::Left.may_become(*next));
        assert!(!next.may_become(*next));
    }
}

#[test]
fn which_state_of_an_account_follows_which_is_reviewed() {
    let rows = AccountStatus::ALL.iter().map(|status| {
        let next: Vec<_> = AccountStatus::ALL
            .iter()
            .filter(|next| status.may_become(**next))
            .map(|next| next.code())
            .collect();
        format!("{status}: {}", next.join(" ")).trim_end().to_owned()
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    provisional: active suspended left
    active: provisional suspended left
    suspended: provisional active left
    left:
    ");
}

#[test]
fn login_ids_are_plain_and_small() {
    assert_eq!(
        "Hanako.Sato@example.jp".parse::<LoginId>().unwrap().as_str(),
        "hanako.sato@example.jp"
    );
    assert_eq!("abc".parse::<LoginId>(), Err(InvalidLoginId::Length(3)));
    assert_eq!("a".repeat(65).parse::<LoginId>(), Err(InvalidLoginId::Length(65)));
    for bad in [".abcd", "ab cd", "佐藤花子", "abcd\n"] {
        assert_eq!(bad.parse::<LoginId>(), Err(InvalidLoginId::Character), "{bad}");
    }
}

#[test]
fn a_login_id_is_its_text_in_json_and_comes_back() {
    let id: LoginId = "hanako.sato".parse().unwrap();
    let json = serde_json::to_string(&id).unwrap();
    assert_eq!(json, "\"hanako.sato\"");
    assert_eq!(serde_json::from_str::<LoginId>(&json).unwrap(), id);
}
