//! What stands around every page of a signed-in user: who, where, on which device, and the ways out.

use super::idle::IdleGuard;
use super::text_sizes::TextSizes;
use crate::browser;
use crate::pages::office::renewal::{RENEWABLE_DAYS, days_left};
use crate::parts::date;
use crate::parts::layout::heading::PRODUCT;
use crate::parts::layout::link::Link;
use crate::parts::notice::failure::responsible;
use crate::parts::notice::status_message::StatusMessage;
use crate::route::{Route, Section, Whose};
use crate::session::{Action, AppContext, sign_out};
use contract::session::Session;
use domain::account::{Permission, Role};
use std::rc::Rc;
use yew::prelude::*;
use yew_router::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub session: Rc<Session>,
    pub children: Html,
}

/// Head, menu and foot, with the page between them.
#[component]
pub fn Shell(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let route = use_route::<Route>();
    {
        // The menu covers the page on a phone; arriving somewhere closes it.
        let open = open.clone();
        use_effect_with(route, move |_| open.set(false));
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let session = &props.session;
    html! {
        <>
            <a class="skip" href="#main">{ "本文へ移動" }</a>
            <header class="site">
                <div class="site-top">
                    <p class="site-name"><span class="site-mark" aria-hidden="true"></span><span class="site-kind">{ "介護認定情報提供システム" }</span>{ " 縁側" }</p>
                    <p class="site-user">
                        <strong>{ &session.account_name }</strong>
                        <span class="site-office">{ format!("{}（{}）", session.organization_name, session.role.label) }</span>
                    </p>
                    <button type="button" class="button button-line site-toggle" aria-expanded={open.to_string()} aria-controls="site-menu" onclick={toggle}>
                        { if *open { "メニューを閉じる" } else { "メニュー" } }
                    </button>
                </div>
                <div id="site-menu" class={classes!("site-menu", open.then_some("is-open"))}>
                    { navigation(session, route) }
                    <Tools />
                </div>
                <IdleGuard idle_seconds={session.idle_seconds} />
            </header>
            <main id="main" tabindex="-1"><Ending /><StatusMessage />{ props.children.clone() }</main>
            <Footer session={session.clone()} />
        </>
    }
}

/// The menu: what the user's role may open, with the current part marked.
fn navigation(session: &Session, here: Option<Route>) -> Html {
    let role = Role::from_code(&session.role.code);
    let may = |permission| role.is_some_and(|role| role.allows_as(!session.city, permission));
    let home = Route::home(session.city);
    let mut places = vec![(home, "今日の仕事", here == Some(home))];
    if may(Permission::ReadClients) {
        let there = matches!(
            here,
            Some(Route::Clients | Route::Client { .. } | Route::Document { .. })
        );
        places.push((Route::Clients, "利用者", there));
    }
    let section = here.map(Section::of);
    if may(Permission::ManageStaff) {
        places.push((Route::Office, "事業所の管理", section == Some(Section::Office)));
    }
    if may(Permission::ReadOrganizations) {
        places.push((
            Route::UsageApplications,
            "利用申請",
            section == Some(Section::Applications),
        ));
        places.push((
            Route::Organizations,
            "利用組織",
            section == Some(Section::Organizations),
        ));
    }
    if may(Permission::ReadTexts) {
        let there = section == Some(Section::Texts);
        places.push((Route::Texts, "利用規約・同意書", there));
    }
    if may(Permission::ManageCityAccounts) {
        let city = Route::Accounts { whose: Whose::City };
        places.push((city, "市の職員と端末", section == Some(Section::City)));
    }
    html! {
        <nav aria-label="主なメニュー">
            <ul class="site-nav">
                { for places.into_iter().map(|(to, words, current)| html! { <li><Link {to} {current}>{ words }</Link></li> }) }
            </ul>
        </nav>
    }
}

/// The notice that the certificate of this device ends soon.
#[component]
fn Ending() -> Html {
    let context = use_context::<AppContext>();
    let left = context
        .as_ref()
        .and_then(days_left)
        .filter(|left| *left <= RENEWABLE_DAYS);
    let Some(left) = left else {
        return Html::default();
    };
    html! {
        <div class={classes!("ending", "no-print", (left <= 30).then_some("ending-soon"))}>
            <p>
                { "この端末の電子証明書は " }{ date::left(left) }{ " で使えなくなります。" }
                if left <= 7 { <strong>{ "すぐに更新してください。" }</strong> }
                { " " }<Link to={Route::Renewal}>{ "更新する" }</Link>
            </p>
        </div>
    }
}

/// Text size, lock, sign-out.
#[component]
fn Tools() -> Html {
    let context = use_context::<AppContext>();
    let navigator = use_navigator();
    let lock = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(context) = &context {
                context.dispatch(Action::Lock);
            }
        })
    };
    let leave = Callback::from(move |_: MouseEvent| {
        let (Some(context), Some(navigator)) = (context.clone(), navigator.clone()) else {
            return;
        };
        sign_out(context, navigator);
    });
    html! {
        <div class="site-tools">
            <TextSizes />
            <button type="button" class="button button-line" onclick={lock}>{ "画面をロック" }</button>
            <button type="button" class="button button-line" onclick={leave}>{ "ログアウト" }</button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FooterProps {
    session: Rc<Session>,
}

/// Device and last sign-in, so that a stranger's use is noticed; on paper, who printed this and when.
#[component]
fn Footer(props: &FooterProps) -> Html {
    let context = use_context::<AppContext>();
    let Session {
        insurer_name,
        contact,
        organization_name,
        account_name,
        device_label,
        certificate_last_day,
        ..
    } = &*props.session;
    let last = props.session.last_sign_in_at.map(date::moment);
    let printed = context
        .and_then(|context| context.now(browser::now_ms()))
        .map(date::moment);
    let responsible = responsible(Some(props.session.city));
    let certificate = domain::calendar::day::Day::parse_iso(certificate_last_day).ok();
    html! {
        <footer class="site-foot">
            <dl class="foot-facts">
                <div><dt>{ "この端末" }</dt><dd>{ device_label }</dd></div>
                if let Some(day) = certificate {
                    <div><dt>{ "電子証明書の期限" }</dt><dd>{ date::long(day) }</dd></div>
                }
                <div><dt>{ "前回のログイン" }</dt><dd>{ last.unwrap_or_else(|| "今回が初めてです".to_owned()) }</dd></div>
                <div><dt>{ "このログインの期限" }</dt><dd>{ date::moment(props.session.expires_at) }</dd></div>
                <div><dt>{ "情報の提供元" }</dt><dd>{ insurer_name }</dd></div>
                <div><dt>{ "お問い合わせ" }</dt><dd>{ contact }</dd></div>
            </dl>
            <p class="fine">{ format!("閲覧はすべて記録されています。心当たりのないログインがあるときは、{responsible}に伝えてください。") }</p>
            <p class="print-only">
                { format!("{PRODUCT}　印刷 {}　{organization_name} {account_name}　", printed.unwrap_or_default()) }
                { "給付制限の内容は、紙の介護保険被保険者証で確認してください。" }
            </p>
        </footer>
    }
}
