//! Deciding a usage application: approve it, as the first or the second of two, send it back, or refuse it.

use crate::api::{Outcome, city};
use crate::browser;
use crate::pages::change::command::use_leaving;
use crate::pages::change::confirm::Confirm;
use crate::pages::city::usage_application::head;
use crate::parts::date;
use crate::parts::form::day_field;
use crate::parts::form::input::half_width;
use crate::parts::form::question::{Answers, Question};
use crate::parts::layout::page::{about, page};
use crate::parts::layout::table::or_dash;
use crate::parts::notice::waiting::answered;
use crate::route::{ApplicationAct, Route};
use crate::session::AppContext;
use crate::waiting::use_answer;
use contract::enrolment::usage_application::{CityUsageApplication, UsageApproval};
use domain::calendar::day::Day;
use domain::enrolment::usage_application::LARGEST_QUOTA;
use domain::id::UsageApplicationId;
use domain::insurer::PermitWord;
use yew::prelude::*;

const REMARK: Question = Question {
    id: "reason",
    label: "備考",
    support: "記録に残ります。",
    kind: "area",
    required: false,
    max_length: 500,
    ..Question::PLAIN
};

/// A number of devices.
pub const QUOTA: Question = Question {
    id: "quota",
    label: "端末の上限",
    support: "1台から50台まで。",
    max_length: 3,
    tidy: half_width,
    fault: quota_fault,
    ..Question::PLAIN
};

const APPROVAL: &[Question] = &[
    QUOTA,
    Question {
        id: "from",
        label: "利用の初日",
        kind: "day",
        fault: day_field::fault,
        ..Question::PLAIN
    },
    REMARK,
];

const SECOND: &[Question] = &[REMARK];

const REASON: &[Question] = &[Question {
    id: "reason",
    label: "理由",
    support: "事業所がこのまま読みます。何を直せばよいか分かるように書いてください。500文字まで。",
    kind: "area",
    max_length: 500,
    ..Question::PLAIN
}];

/// What is wrong with a number of devices.
pub fn quota_fault(text: &str) -> Option<&'static str> {
    let good = text
        .parse::<u16>()
        .is_ok_and(|quota| (1..=LARGEST_QUOTA).contains(&quota));
    (!good).then_some("1から50までの数字を入力してください。")
}

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub id: UsageApplicationId,
    pub act: ApplicationAct,
}

/// The decision on one usage application.
#[component]
pub fn DecidePage(props: &Props) -> Html {
    let Props { id, act } = *props;
    let context = use_context::<AppContext>();
    let today = context.as_ref().and_then(|context| context.today(browser::now_ms()));
    let word = context.map_or(PermitWord::Permit, |context| context.permit_word());
    let found = use_answer(id.to_string(), move || city::usage_application(id));
    let leave = use_leaving();
    let back = Route::UsageApplication { id };
    let body = answered(&found, |application| {
        let words = match (act, &application.proposal) {
            (ApplicationAct::Approve, None) => "承認を記録しました。",
            (ApplicationAct::Approve, Some(_)) => "許可しました。通知書を印刷できます。",
            (ApplicationAct::Return, _) => "差し戻しました。",
            (ApplicationAct::Refuse, _) => "不許可にしました。",
        };
        let leave = leave.clone();
        let done = Callback::from(move |_: Outcome| leave.emit((back, word.in_words(words))));
        question(*props, application, (today, word), done)
    });
    page(
        &format!("利用申請を{}", act.called(word)),
        &[(Route::UsageApplications, "利用申請"), (back, "審査")],
        body,
    )
}

fn question(
    props: Props,
    application: &CityUsageApplication,
    (today, word): (Option<Day>, PermitWord),
    done: Callback<Outcome>,
) -> Html {
    let Props { id, act } = props;
    let proposal = application.proposal.clone().filter(|_| act == ApplicationAct::Approve);
    let mut known = Answers::default();
    known.set("quota", application.line.devices.to_string());
    known.set("from", today.map(|day| day.to_string()).unwrap_or_default());
    let questions = match (act, &proposal) {
        (ApplicationAct::Approve, None) => APPROVAL,
        (ApplicationAct::Approve, Some(_)) => SECOND,
        _ => REASON,
    };
    let (proposed, etag) = (proposal.clone(), application.etag.clone());
    let change = Callback::from(move |answers: Answers| match act {
        ApplicationAct::Approve => city::approve(id, &approval(&answers, proposed.as_ref()), &etag),
        ApplicationAct::Return => city::return_application(id, answers.get("reason").to_owned(), &etag),
        ApplicationAct::Refuse => city::refuse(id, answers.get("reason").to_owned(), &etag),
    });
    html! {
        <Confirm {questions} {known} button={act.called(word)} back={Route::UsageApplication { id }} {change} {done}>
            <section class="panel" aria-label="申請">{ head(application) }</section>
            if let Some(proposal) = &proposal {
                <h2>{ "1人目の承認の内容" }</h2>
                { about([
                    ("端末の上限", format!("{}台", proposal.device_quota).into()),
                    ("利用の初日", date::long(proposal.permitted_from)),
                    ("備考", or_dash(proposal.reason.clone())),
                ]) }
                <p>{ word.in_words("この内容で確認すると、利用許可になります。") }</p>
            } else {
                <p>{ word.in_words(consequence(act)) }</p>
            }
        </Confirm>
    }
}

/// The approval: the first one's own, or the same again from the second.
pub fn approval(answers: &Answers, proposed: Option<&UsageApproval>) -> UsageApproval {
    let reason = Some(answers.get("reason").to_owned()).filter(|reason| !reason.is_empty());
    match proposed {
        Some(proposed) => UsageApproval {
            reason,
            ..proposed.clone()
        },
        // Both have been checked by their questions.
        None => UsageApproval {
            device_quota: answers.get("quota").parse().unwrap_or(1),
            permitted_from: Day::parse_iso(answers.get("from")).unwrap_or(Day::MAX),
            reason,
        },
    }
}

fn consequence(act: ApplicationAct) -> &'static str {
    match act {
        ApplicationAct::Approve => "2人での確認が必要な設定のときは、別の人が確認すると利用許可になります。",
        ApplicationAct::Return => "事業所が内容を直して、もう一度提出できるようになります。",
        ApplicationAct::Refuse => "この申請は終わりになります。事業所は新しく申請し直すことができます。",
    }
}
