//! A failed call in words: what happened, who can mend it, what to do, and the number to name when asking for help.

use crate::api::Failure;
use crate::parts::notice::contact::SOMEBODY;
use crate::parts::notice::reasons::reasons;
use crate::session::AppContext;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The failed call.
    pub failure: Failure,
    /// Tries again.
    #[prop_or_default]
    pub again: Option<Callback<()>>,
}

/// A failed call, with the button to try again where that may help.
#[component]
pub fn FailureView(props: &Props) -> Html {
    let context = use_context::<AppContext>();
    let session = context.as_ref().and_then(|context| context.session());
    let contact = session.map_or(SOMEBODY, |session| &session.contact);
    let (title, text) = words(&props.failure, session.map(|session| session.city), contact);
    let problem = props.failure.problem();
    let refused = matches!(props.failure, Failure::Refused(_));
    let again = props.again.clone().filter(|_| worth_another_try(&props.failure));
    let number = match &props.failure {
        Failure::Unreadable(number) => number.clone(),
        _ => problem
            .map(|problem| problem.instance.clone())
            .filter(|instance| !instance.is_empty()),
    };
    html! {
        <div class={classes!("notice", if refused { "notice-info" } else { "notice-error" })} role="alert">
            <p class="notice-title">{ title }</p>
            <p>{ text }</p>
            if let Some(problem) = problem {
                { reasons(&problem.errors) }
            }
            if let Some(again) = again {
                <button type="button" class="button" onclick={again.reform(|_: MouseEvent| ())}>{ "もう一度試す" }</button>
            }
            if let Some(number) = number {
                <p class="fine">{ "お問い合わせ番号 " }<span class="number">{ number }</span></p>
            }
        </div>
    }
}

fn worth_another_try(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Network | Failure::Unavailable(_) | Failure::TooMany(_) | Failure::Unreadable(_)
    )
}

/// Who looks after accounts and devices: of the insurer's own people, of an office, or of whoever has not signed in yet.
pub fn responsible(city: Option<bool>) -> &'static str {
    match city {
        Some(true) => "市の管理者",
        Some(false) => "利用組織管理者",
        None => "利用組織管理者（市の職員は市の管理者）",
    }
}

/// Title and text: the server's words where it has any. `city` is whether the reader belongs to the insurer, if anybody
/// has signed in; `contact` is whom to ask there.
fn words(failure: &Failure, city: Option<bool>, contact: &str) -> (String, String) {
    if let Some(problem) = failure.problem() {
        return (problem.title.clone(), problem.detail.clone());
    }
    let (title, text) = match failure {
        Failure::Network => {
            let text = format!(
                "ネットワークの接続を確かめて、もう一度試してください。ほかのサイトが開けるのにこの画面だけ開けないときは、\
                 この端末の電子証明書の期限切れや失効が考えられます。{}に伝えてください。",
                responsible(city)
            );
            return ("サーバーに接続できません".to_owned(), text);
        }
        Failure::NotFound if city == Some(true) => (
            "見つかりません",
            "表示できる情報がありません。一覧から選び直してください。",
        ),
        Failure::NotFound => (
            "見つかりません",
            "表示できる情報がありません。担当の届出や同意の変更で、担当から外れたときもこの表示になります。\
             利用者の一覧から選び直してください。",
        ),
        Failure::Unavailable(_) => (
            "ただいま利用できません",
            "サーバーが一時的に応答できません。情報は表示していません。数分待ってから、もう一度試してください。",
        ),
        Failure::TooMany(_) => ("操作が続きすぎています", "少し待ってから、もう一度試してください。"),
        Failure::SessionOver(_) => ("ログインが終了しました", "もう一度ログインしてください。"),
        Failure::Locked => (
            "画面がロックされています",
            "パスワードを入力してロックを解除してください。",
        ),
        Failure::Refused(_) | Failure::Problem(_) | Failure::Unreadable(_) => {
            let text = format!(
                "サーバーの応答をこの画面では読み取れませんでした。画面を再読み込みして、もう一度試してください。\
                 続くときは、下の番号を添えて、{contact}に伝えてください。"
            );
            return ("表示できませんでした".to_owned(), text);
        }
    };
    (title.to_owned(), text.to_owned())
}
