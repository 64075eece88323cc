//! How an application stands: its steps, its days, what is never told.

use super::freshness;
use crate::shown::{coded, shown};
use contract::clients::certification::ProgressList;
use frontend::parts::client::{progress, steps};
use serde_json::{Value, from_value, json};

fn milestone(code: &str, label: &str, on: &str) -> Value {
    json!({"kind": coded(code, label), "on": on})
}

/// An application that is 38 days old and waits for the physician.
pub fn waiting_for_opinion() -> Value {
    json!({
        "applicationId": "01890000-0000-7000-8000-000000000901", "kind": coded("new", "新規"), "appliedOn": "2026-04-02",
        "open": true, "stage": coded("opinion-requested", "主治医意見書依頼"), "survey": coded("done", "済み"),
        "opinion": coded("running", "提出待ち"), "elapsedDays": 38, "dueOn": "2026-05-02",
        "dueBasis": coded("thirty-days", "申請から30日"), "overdue": true,
        "forecasts": [{"expectedOn": "2026-06-05", "forecastBasis": coded("notice", "延期通知の見込日")}],
        "outlook": coded("named", "市から見込みの日が届いています"),
        "milestones": [milestone("received", "申請受付", "2026-04-02"),
                       milestone("survey-received", "調査票受領", "2026-04-17"),
                       milestone("opinion-requested", "主治医意見書依頼", "2026-04-06")],
        "postponements": [{"noticedOn": "2026-04-30", "reason": coded("opinion-pending", "主治医意見書の提出待ち"),
                           "expectedOn": "2026-06-05"}]
    })
}

pub fn progress_list(application: Value) -> ProgressList {
    from_value(json!({"applications": [application], "freshness": freshness()})).unwrap()
}

#[tokio::test]
async fn an_overdue_application_says_so_in_words_with_reason_and_forecast() {
    let html = shown(|| progress::progress(&progress_list(waiting_for_opinion()))).await;
    assert!(html.contains("<strong>38</strong>"), "{html}");
    assert!(html.contains("申請から30日を8日超過しています"));
    assert!(html.contains("主治医意見書の提出待ち"));
    assert!(html.contains("令和8年6月5日（2026年）") && html.contains("ごろ（延期通知の見込日）"));
}

#[tokio::test]
async fn every_forecast_says_what_it_rests_on_and_without_one_nothing_is_promised() {
    let mut both = waiting_for_opinion();
    both["forecasts"]
        .as_array_mut()
        .unwrap()
        .push(json!({"expectedOn": "2026-05-20", "forecastBasis": coded("board", "審査会の予定日")}));
    let html = shown(move || progress::progress(&progress_list(both))).await;
    assert_eq!(html.matches("結果の見込み").count(), 2);
    assert!(html.contains("ごろ（審査会の予定日）"));
    let mut none = waiting_for_opinion();
    none["forecasts"] = json!([]);
    none["postponements"] = json!([]);
    none["outlook"] = coded("unknown", "見込みは、まだ分かりません");
    let html = shown(move || progress::progress(&progress_list(none))).await;
    assert!(
        html.contains("見込みは、まだ分かりません。") && !html.contains("ごろ"),
        "{html}"
    );
}

#[tokio::test]
async fn a_renewal_is_held_against_the_end_of_the_validity() {
    let mut renewal = waiting_for_opinion();
    renewal["kind"] = coded("renewal", "更新");
    renewal["dueOn"] = json!("2026-05-31");
    renewal["dueBasis"] = coded("end-of-validity", "認定の有効期間の満了日");
    renewal["overdue"] = json!(false);
    let html = shown(move || progress::progress(&progress_list(renewal))).await;
    assert!(
        html.contains("有効期間の満了まで あと21日") && !html.contains("30日目"),
        "{html}"
    );
    let mut own = waiting_for_opinion();
    own.as_object_mut().unwrap().remove("dueOn");
    own["postponements"] = json!([]);
    let html = shown(move || progress::progress(&progress_list(own))).await;
    assert!(!html.contains("30日") && !html.contains("elapsed-bar"), "{html}");
}

#[tokio::test]
async fn what_was_turned_down_says_why_and_that_the_certification_runs_on() {
    let mut rejected = waiting_for_opinion();
    rejected["open"] = json!(false);
    rejected.as_object_mut().unwrap().remove("dueOn");
    rejected["rejectionReason"] = coded("level-unchanged", "区分に変更なし");
    rejected["milestones"]
        .as_array_mut()
        .unwrap()
        .push(milestone("rejected", "却下", "2026-05-08"));
    let html = shown(move || progress::progress(&progress_list(rejected))).await;
    assert!(html.contains("却下の理由：区分に変更なし。これまでの認定が続きます。"));
    assert!(
        html.contains("いま進んでいる申請はありません") && !html.contains("30日"),
        "{html}"
    );
}

#[tokio::test]
async fn exactly_one_step_is_the_current_one_and_says_it_in_words() {
    let html = shown(|| progress::progress(&progress_list(waiting_for_opinion()))).await;
    assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
    assert_eq!(html.matches("手続中").count(), 1);
    let current = html.split("aria-current=\"step\"").nth(1).unwrap();
    assert!(current.contains("調査・意見書") && current.find("調査・意見書") < current.find("</li>"));
}

fn stands(application: Value) -> Vec<&'static str> {
    steps::steps(&from_value(application).unwrap())
        .iter()
        .map(|step| step.stand.word())
        .collect()
}

#[test]
fn the_steps_follow_the_milestones() {
    assert_eq!(stands(waiting_for_opinion()), ["済み", "手続中", "未実施", "未実施"]);

    let mut gathered = waiting_for_opinion();
    gathered["survey"] = coded("received", "調査票受領");
    gathered["opinion"] = coded("received", "受領済み");
    assert_eq!(stands(gathered.clone()), ["済み", "済み", "手続中", "未実施"]);

    gathered["open"] = false.into();
    gathered["milestones"]
        .as_array_mut()
        .unwrap()
        .push(milestone("decided", "認定", "2026-05-08"));
    assert_eq!(stands(gathered), ["済み"; 4]);
}

#[test]
fn nothing_tells_of_the_primary_judgement() {
    let names: Vec<&str> = steps::steps(&from_value(waiting_for_opinion()).unwrap())
        .iter()
        .map(|step| step.name)
        .collect();
    assert_eq!(names, ["申請", "調査・意見書", "審査会", "結果"]);
}

#[test]
fn a_withdrawn_application_has_no_current_step_and_its_missing_steps_never_come() {
    let mut withdrawn = waiting_for_opinion();
    withdrawn["open"] = false.into();
    withdrawn["milestones"]
        .as_array_mut()
        .unwrap()
        .push(milestone("withdrawn", "取下げ", "2026-04-20"));
    assert_eq!(stands(withdrawn), ["済み", "不要", "不要", "済み"]);
}

#[test]
fn a_transfer_goes_from_the_application_to_the_result() {
    let mut transfer = waiting_for_opinion();
    transfer["survey"] = coded("not-needed", "不要");
    transfer["opinion"] = coded("not-needed", "不要");
    assert_eq!(stands(transfer), ["済み", "不要", "不要", "手続中"]);
}
