//! Which code is compiled into tests only, as its attributes say.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

/// Whether something with these attributes is there in test builds only.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.segments.last().is_some_and(|last| last.ident == "test"),
        Meta::List(list) => {
            // `#[actix_web::test]` and its kind may carry arguments.
            list.path.segments.last().is_some_and(|last| last.ident == "test")
                || (list.path.is_ident("cfg") && holds_outside_tests(&list.tokens) == Some(false))
        }
        Meta::NameValue(_) => false,
    })
}

/// Whether a condition of `cfg` holds in a build that is no test; `None` if that depends on more.
fn holds_outside_tests(condition: &TokenStream) -> Option<bool> {
    let mut tokens = condition.clone().into_iter();
    let TokenTree::Ident(word) = tokens.next()? else {
        return None;
    };
    let inner = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        Some(_) => return None,
        None => return (word == "test").then_some(false),
    };
    let mut parts = split_at_commas(&inner)
        .into_iter()
        .map(|part| holds_outside_tests(&part));
    match word.to_string().as_str() {
        "not" => parts.next()?.map(|holds| !holds),
        "all" => match parts.any(|holds| holds == Some(false)) {
            true => Some(false),
            false => None,
        },
        "any" => match parts.all(|holds| holds == Some(false)) {
            true => Some(false),
            false => None,
        },
        _ => None,
    }
}

fn split_at_commas(tokens: &TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens.clone() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(TokenStream::new()),
            token => parts.last_mut().unwrap().extend([token]),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
