//! Choosing a password: twice, with the rule checked at each letter by the same code that the server runs.

use crate::parts::form::errors::{ErrorSummary, Fault, fault_of};
use crate::parts::form::field::Field;
use crate::parts::form::input::typed;
use domain::account::password::PasswordRule;
use domain::language::Language;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// What others know of the one who chooses.
    pub known: Vec<AttrValue>,
    /// Called with the chosen password.
    pub chosen: Callback<String>,
}

/// What is said of a password while it is being typed: nothing, what is missing, or that it will do.
pub fn judged(password: &str, known: &[AttrValue]) -> Option<Result<(), String>> {
    if password.is_empty() {
        return None;
    }
    let known: Vec<&str> = known.iter().map(AttrValue::as_str).collect();
    Some(
        PasswordRule::STANDARD
            .check(password, &known)
            .map_err(|weakness| weakness.words(Language::Japanese)),
    )
}

/// What is wrong with the two passwords when they are sent.
pub fn faults(password: &str, again: &str, known: &[AttrValue]) -> Vec<Fault> {
    let fault = |id: &str, words: &str| vec![(id.to_owned(), words.to_owned())];
    match judged(password, known) {
        None => fault("password", "パスワードを入力してください。"),
        Some(Err(words)) => fault("password", &words),
        Some(Ok(())) if password != again => fault("password-again", "2回のパスワードが同じではありません。"),
        Some(Ok(())) => Vec::new(),
    }
}

/// The form for the new password.
#[component]
pub fn PasswordForm(props: &Props) -> Html {
    let (first, second) = (use_node_ref(), use_node_ref());
    let shown = use_state_eq(|| false);
    let now = use_state_eq(|| None::<Result<(), String>>);
    let wrong = use_state(|| (0_u32, Vec::<Fault>::new()));
    let oninput = {
        let (first, now, known) = (first.clone(), now.clone(), props.known.clone());
        Callback::from(move |_: InputEvent| now.set(judged(&typed(&first), &known)))
    };
    let show = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let onsubmit = {
        let (first, second, wrong) = (first.clone(), second.clone(), wrong.clone());
        let (known, chosen) = (props.known.clone(), props.chosen.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let password = typed(&first);
            let faults = faults(&password, &typed(&second), &known);
            if faults.is_empty() {
                chosen.emit(password);
            } else {
                wrong.set((wrong.0 + 1, faults));
            }
        })
    };
    let kind = if *shown { "text" } else { "password" };
    let (attempt, faults) = &*wrong;
    html! {
        <form {onsubmit} novalidate=true>
            <ErrorSummary faults={faults.clone()} attempt={*attempt} />
            <Field id="password" label="新しいパスワード" {kind} autocomplete="new-password" max_length={256} node={first} {oninput}
                support="13文字以上。言葉をいくつかつなげた長いものが、覚えやすく安全です。氏名、ログインID、事業所名などから分かるものは使えません。"
                error={fault_of(faults, "password")} />
            <p class="judged" role="status">
                { match &*now {
                    None => Html::default(),
                    Some(Ok(())) => html! { <><span class="tag tag-blue">{ "使えます" }</span>{ " このパスワードは使えます。" }</> },
                    Some(Err(words)) => html! { <><span class="tag tag-gray">{ "まだ使えません" }</span>{ " " }{ words.clone() }</> },
                } }
            </p>
            <Field id="password-again" label="新しいパスワード（もう一度）" {kind} autocomplete="new-password" max_length={256}
                node={second} error={fault_of(faults, "password-again")} />
            <p><button type="button" class="button button-line button-small" aria-pressed={shown.to_string()} onclick={show}>
                { if *shown { "パスワードを隠す" } else { "パスワードを表示する" } }
            </button></p>
            <button type="submit" class="button button-wide">{ "次へ" }</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_judged_by_the_rule_of_the_server() {
        let known = [AttrValue::from("sato.hanako")];
        assert_eq!(judged("", &known), None);
        assert_eq!(
            judged("みじかい", &known).unwrap(),
            Err("パスワードは13文字以上にしてください。".to_owned())
        );
        assert!(
            judged("sato.hanako123", &known)
                .unwrap()
                .unwrap_err()
                .contains("推測できる")
        );
        assert_eq!(judged("縁側で飲むお茶はとても格別です", &known).unwrap(), Ok(()));
    }

    #[test]
    fn two_different_passwords_are_one_fault_at_the_second() {
        let good = "縁側で飲むお茶はとても格別です";
        assert_eq!(faults(good, "縁側", &[]).first().unwrap().0, "password-again");
        assert!(faults(good, good, &[]).is_empty());
        assert_eq!(faults("", "", &[]).first().unwrap().0, "password");
    }
}
