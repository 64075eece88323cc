//! A person's page. The parts are asked for one by one, so that a part which may not be shown says so in its own place,
//! and only after the person's head has come: who may not see the head may see nothing.

use crate::api::{self, Failure};
use crate::browser;
use crate::pages::work::consent_form::ConsentForm;
use crate::parts::client::burden_ratio::burden_ratios;
use crate::parts::client::certification::certifications;
use crate::parts::client::client_banner::client_banner;
use crate::parts::client::documents::documents;
use crate::parts::client::progress::progress;
use crate::parts::insured::cards::cards;
use crate::parts::layout::heading::Heading;
use crate::parts::layout::link::Link;
use crate::parts::notice::failure::FailureView;
use crate::parts::notice::waiting::{answered, waiting};
use crate::parts::validity::strip::{Facts, strip, to_do_list};
use crate::parts::whose::WhoseRefused;
use crate::route::Route;
use crate::session::AppContext;
use crate::waiting::{Waiting, use_answer};
use contract::clients::client::Person;
use domain::id::PersonId;
use yew::prelude::*;

#[derive(Clone, Copy, Properties, PartialEq)]
pub struct Props {
    pub id: PersonId,
}

/// One person.
#[component]
pub fn ClientPage(props: &Props) -> Html {
    let id = props.id;
    let head = use_answer(id.to_string(), move || api::work::client(id));
    let body = match &head.answer {
        Waiting::Asked => html! { <>{ plain_heading() }{ waiting() }</> },
        Waiting::Failed(failure) => html! {
            <>{ plain_heading() }<WhoseRefused {id} /><FailureView failure={failure.clone()} again={Some(head.again.clone())} />
                if consent_is_missing(failure) { <ConsentForm /> }
            </>
        },
        Waiting::Ready(client) => html! { <>{ banner(client) }<Sections {id} /></> },
    };
    html! {
        <div class="page">
            <nav class="trail" aria-label="現在の位置"><Link to={Route::Clients}>{ "利用者の一覧" }</Link></nav>
            { body }
        </div>
    }
}

/// Whether a consent that somebody signs on paper would mend it.
pub fn consent_is_missing(failure: &Failure) -> bool {
    let errors = failure.problem().map_or(&[][..], |problem| &problem.errors);
    errors.iter().any(|error| error.rule.starts_with("disclosure.consent."))
}

fn plain_heading() -> Html {
    html! { <Heading title="利用者の情報">{ "利用者の情報" }</Heading> }
}

fn banner(client: &Person) -> Html {
    let heading =
        html! { <Heading title="利用者の情報">{ &client.name }<span class="honorific">{ " 様" }</span></Heading> };
    client_banner(client, heading)
}

#[component]
fn Sections(props: &Props) -> Html {
    let id = props.id;
    let today = use_context::<AppContext>().and_then(|context| context.today(browser::now_ms()));
    let progress_list = use_answer(id.to_string(), move || api::work::progress(id));
    let certification_list = use_answer(id.to_string(), move || api::work::certifications(id));
    let burden_ratio_list = use_answer(id.to_string(), move || api::work::burden_ratios(id));
    let card_list = use_answer(id.to_string(), move || api::work::cards(id));
    let document_list = use_answer(id.to_string(), move || api::work::documents(id));
    let print = Callback::from(|_: MouseEvent| browser::print());
    let facts = Facts {
        certifications: ready(&certification_list.answer),
        progress: ready(&progress_list.answer),
        ratios: ready(&burden_ratio_list.answer),
    };
    html! {
        <>
            { strip(facts) }
            { to_do_list(facts.certifications) }
            <div class="jump">
                <nav aria-label="この人の情報">
                    <ul>
                        <li><a href="#certification">{ "認定" }</a></li>
                        <li><a href="#burden-ratio">{ "負担割合" }</a></li>
                        <li><a href="#cards">{ "証" }</a></li>
                        <li><a href="#progress">{ "申請の進み具合" }</a></li>
                        <li><a href="#documents">{ "文書" }</a></li>
                    </ul>
                </nav>
                <button type="button" class="button button-line button-small" onclick={print}>{ "印刷する" }</button>
            </div>
            <div class="columns">
                { section("certification", "認定", answered(&certification_list, |list| certifications(list, today))) }
                { section("burden-ratio", "負担割合", answered(&burden_ratio_list, burden_ratios)) }
            </div>
            { section("cards", "証（支給限度・負担限度額）", answered(&card_list, cards)) }
            { section("progress", "申請の進み具合", answered(&progress_list, progress)) }
            { section("documents", "文書", answered(&document_list, |list| documents(id, list))) }
        </>
    }
}

/// What has come of a part; nothing while it has not, or may not be shown.
fn ready<T>(answer: &Waiting<T>) -> Option<&T> {
    match answer {
        Waiting::Ready(answer) => Some(answer.as_ref()),
        Waiting::Asked | Waiting::Failed(_) => None,
    }
}

fn section(id: &'static str, title: &'static str, body: Html) -> Html {
    html! {
        <section class="panel" {id} aria-labelledby={format!("{id}-h")}>
            <h2 id={format!("{id}-h")}>{ title }</h2>
            { body }
        </section>
    }
}
