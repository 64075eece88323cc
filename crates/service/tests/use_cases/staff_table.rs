//! Many changes to an office's staff from one table.

use domain::account::AccountStatus;
use service::{AccountRule, ManageStaff, Rule, StaffRowRule, StaffTable};

use crate::town::{ADMINISTRATOR, MANAGER, on_both};

fn table(rows: &str) -> StaffTable {
    StaffTable::Text(format!("氏名,権限,操作,ログインID\r\n{rows}"))
}

#[test]
fn a_table_is_tried_without_changing_anything_and_then_done_as_a_whole() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let rows = "新人 さくら,ケアマネジャー,,\r\n新人 かえで,閲覧者,追加,\r\n,,停止,sato.hanako\r\n";
        let before = allowed.staff().await.unwrap().accounts;
        let tried = allowed.staff_table(table(rows), true).await.unwrap();
        assert!(!tried.applied && tried.rows.len() == 3, "{}", town.kind);
        assert_eq!(allowed.staff().await.unwrap().accounts, before, "{}", town.kind);
        let done = allowed.staff_table(table(rows), false).await.unwrap();
        assert!(done.applied, "{}", town.kind);
        assert_eq!(town.account(MANAGER).status, AccountStatus::Suspended);
        for row in done.rows.iter().take(2) {
            town.arrived(town.device, row.credentials.as_ref().unwrap()).await;
        }
    });
}

#[test]
fn one_bad_row_keeps_the_whole_table_out() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let before = allowed.staff().await.unwrap().accounts;
        let rows = "新人 さくら,ケアマネジャー,,\r\n誰か,,停止,nobody.at.all\r\n";
        let told = allowed.staff_table(table(rows), false).await.unwrap();
        let errors: Vec<_> = told.rows.iter().map(|row| row.errors.clone()).collect();
        assert_eq!(
            errors,
            [vec![], vec![Rule::from(StaffRowRule::Unknown)]],
            "{}",
            town.kind
        );
        assert!(!told.applied);
        assert_eq!(allowed.staff().await.unwrap().accounts, before, "{}", town.kind);
    });
}

#[test]
fn a_table_does_not_take_the_last_administrator_away() {
    on_both(async |town| {
        let allowed = town.allowed::<ManageStaff>(ADMINISTRATOR).await;
        let told = allowed
            .staff_table(table(",,退職,kanri.taro\r\n"), false)
            .await
            .unwrap();
        assert!(!told.applied, "{}", town.kind);
        let errors: Vec<_> = told.rows.iter().flat_map(|row| row.errors.clone()).collect();
        assert_eq!(errors, [Rule::from(AccountRule::LastAdministrator)], "{}", town.kind);
    });
}
