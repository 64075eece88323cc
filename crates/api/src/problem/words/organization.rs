//! The words of the rules of organizations.

use service::OrganizationRule;

use crate::problem::told::words;

words! {
    OrganizationRule {
        Stopped:
            "この利用組織は利用停止または利用終了のため、職員（アカウント）や端末を加えることはできません。"
            then "〔市〕に確認してください。",
            "This organization is suspended or closed, so no people and no devices can be added."
            then "Ask the insurer's desk.";
        Closed:
            "この利用組織は利用を終了しているため、変更できません。"
            then "もう一度利用する場合は、新しい利用申請が必要です。",
            "This organization is closed, so it cannot be changed."
            then "To use the system again, a new usage application is needed.";
        State:
            "この利用組織は、すでにその状態です。"
            then "一覧を読み込み直して、状態を確認してください。",
            "This organization is in that state already."
            then "Load the list again and look at its state.";
        StaffFull { most }:
            "職員（アカウント）の数が、この利用組織の上限の{most}人を超えます。"
            then "退職した人の利用を終了するか、〔市〕に上限の変更を依頼してください。",
            "This would be more than the {most} people that the insurer lets this organization have."
            then "Release those who have left, or ask the insurer's desk to let you have more.";
        DeviceQuota { largest }:
            "端末の台数は1から{largest}までの数で指定してください。",
            "Give a number of devices from 1 to {largest}.";
    }
}
