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
        "applicationId": "01890000-0000-7000-8000-000000000901", "kind": coded("2", "更新"), "appliedOn": "2026-04-02",
        "open": true, "stage": coded("opinion-requested", "主治医意見書依頼"), "survey": coded("done", "済み"),
        "opinion": coded("running", "提出待ち"), "elapsedDays": 38, "dueOn": "2026-05-02", "overdue": true,
        "forecastOn": "2026-06-05",
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
    assert!(html.contains("30日を 8日 超えています"));
    assert!(html.contains("主治医意見書の提出待ち"));
    assert!(html.contains("令和8年6月5日（2026年）"));
}

#[tokio::test]
async fn exactly_one_step_is_the_current_one_and_says_it_in_words() {
    let html = shown(|| progress::progress(&progress_list(waiting_for_opinion()))).await;
    assert_eq!(html.matches("aria-current=\"step\"").count(), 1);
    assert_eq!(html.matches("いまここ").count(), 1);
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
    assert_eq!(
        stands(waiting_for_opinion()),
        ["済み", "いまここ", "これから", "これから"]
    );

    let mut gathered = waiting_for_opinion();
    gathered["survey"] = coded("received", "調査票受領");
    gathered["opinion"] = coded("received", "受領済み");
    assert_eq!(stands(gathered.clone()), ["済み", "済み", "いまここ", "これから"]);

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
    assert_eq!(stands(withdrawn), ["済み", "なし", "なし", "済み"]);
}

#[test]
fn a_transfer_goes_from_the_application_to_the_result() {
    let mut transfer = waiting_for_opinion();
    transfer["survey"] = coded("not-needed", "不要");
    transfer["opinion"] = coded("not-needed", "不要");
    assert_eq!(stands(transfer), ["済み", "なし", "なし", "いまここ"]);
}
