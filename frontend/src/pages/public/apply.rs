//! システム利用申請書: one thing per page, then everything once more, then the reference number. What is known so far and
//! which page comes next is `draft`'s matter.

mod asked;
mod check;
pub mod done;
pub mod draft;
mod office;

use crate::pages::public::public_state::PublicState;
use crate::parts::form::question::{Answers, Question};
use crate::parts::form::question_form::QuestionForm;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::layout::markup::{points, words};
use crate::route::{ApplyStep, Route};
use asked::{ADMINISTRATOR, CONTACT, DEVICES, TERMS};
use contract::enrolment::redemption::EnrolmentInfo;
use draft::Draft;
use yew::prelude::*;
use yew_router::prelude::Redirect;

/// How many pages there are to fill in and to look at.
const PAGES: usize = 7;

/// A page of the application; the words before the first if none is given.
pub fn apply_page(step: Option<ApplyStep>, state: &PublicState) -> Html {
    let Some(step) = step else {
        return before_the_first(&state.info);
    };
    if !state.draft.reaches(step, &state.info.terms.version) {
        // Opened anew, or by its address: nothing of what had been typed is left.
        return html! { <Redirect<Route> to={Route::Apply} /> };
    }
    let page = match step {
        ApplyStep::Office => office::number(state),
        ApplyStep::Kind => office::kind(state),
        ApplyStep::Administrator => questions(
            state,
            "利用組織管理者",
            words("lead", ADMINISTRATOR_LEAD),
            ADMINISTRATOR,
        ),
        ApplyStep::Contact => questions(state, "連絡先", words("lead", "利用組織管理者の連絡先です。"), CONTACT),
        ApplyStep::Devices => questions(state, "端末の台数", words("lead", DEVICES_LEAD), DEVICES),
        ApplyStep::Terms => questions(state, "利用規約", terms(&state.info), TERMS),
        ApplyStep::Check => check::check(state),
        ApplyStep::Done => return done::done(state),
    };
    html! { <>{ above(step, state.draft.correcting.is_some()) }{ page }</> }
}

const ADMINISTRATOR_LEAD: &str = "事業所の職員と端末を管理する方です。ふつうは、運営基準でいう事業所の管理者がなります。利用が始まるときに、最初にログインをする方です。";
const DEVICES_LEAD: &str = "端末ごとに電子証明書を入れます。あとから増やすこともできます。";

/// Where one is, and the way back.
fn above(step: ApplyStep, correcting: bool) -> Html {
    let place = ApplyStep::ALL
        .iter()
        .position(|known| *known == step)
        .unwrap_or_default()
        + 1;
    // A correction begins with everything at a look.
    let back = match (correcting, step) {
        (true, ApplyStep::Check) => Route::ApplyStatus,
        (true, _) => Route::ApplyStep { step: ApplyStep::Check },
        (false, step) => step.before().map_or(Route::Apply, |step| Route::ApplyStep { step }),
    };
    html! {
        <p class="trail">
            <Link to={back}>{ "戻る" }</Link>
            <span class="trail-place">{ if correcting { "利用申請の訂正".to_owned() } else { format!("利用申請　{place} / {PAGES}") } }</span>
        </p>
    }
}

const NEEDED: [&str; 3] = [
    "事業所番号（介護保険の指定を受けた10桁の番号）",
    "利用組織管理者の氏名、カナ、電話番号",
    "利用する端末の台数",
];

fn before_the_first(info: &EnrolmentInfo) -> Html {
    let lead = format!(
        "{}の介護認定情報提供システムを利用したい事業所の申請です。10分ほどで終わります。",
        info.insurer_name
    );
    html! {
        <>
            <Heading title="システム利用申請">{ "システム利用申請" }</Heading>
            { words("lead", lead) }
            <h2>{ "申請できる事業所" }</h2>
            { points(info.admitted_kinds.iter().map(|kind| kind.label.clone().into())) }
            <h2>{ "用意するもの" }</h2>
            { points(NEEDED.map(AttrValue::Static)) }
            { words("", "入力の途中の内容は保存されません。終わるまで、この画面を閉じないでください。") }
            <p><Link to={Route::ApplyStep { step: ApplyStep::Office }} class="button button-wide">{ "申請をはじめる" }</Link></p>
        </>
    }
}

/// The whole text, in a box of its own that the keyboard can scroll.
fn terms(info: &EnrolmentInfo) -> Html {
    html! {
        <>
            { words("lead", format!("版 {}", info.terms.version)) }
            <div class="terms" role="region" aria-label="利用規約の本文" tabindex="0">{ &info.terms.text }</div>
        </>
    }
}

/// A page that is nothing but questions.
fn questions(state: &PublicState, title: &'static str, lead: Html, questions: &'static [Question]) -> Html {
    let mut known = state.draft.answers.clone();
    let accepted = known.get("termsVersion") == state.info.terms.version;
    known.set("termsVersion", if accepted { "yes".to_owned() } else { String::new() });
    let onanswer = {
        let state = state.clone();
        Callback::from(move |mut answers: Answers| {
            if !answers.get("termsVersion").is_empty() {
                answers.set("termsVersion", state.info.terms.version.clone());
            }
            let draft = (*state.draft).clone();
            state.keep(Draft {
                answers: draft.answers.clone().with(answers),
                ..draft
            });
            None
        })
    };
    html! {
        <>
            <Heading {title}>{ title }</Heading>
            // Without a name of its own, one page's form would keep the fields of the one before.
            <QuestionForm key={title} {questions} {known} {onanswer}>{ lead }</QuestionForm>
        </>
    }
}
