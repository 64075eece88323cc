//! Paths in tokens, where nothing says for certain that they are paths: calls of macros, attributes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::items::plain;

/// What may be a path.
pub struct Guess {
    pub path: Vec<String>,
    /// Whether a macro of that name is called.
    pub is_macro: bool,
}

/// Everything in tokens that looks like a path of several words, a type, or something called.
pub fn guesses(tokens: &TokenStream) -> Vec<Guess> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) => found.extend(guesses(&group.stream())),
            TokenTree::Ident(_) => {
                let start = at - 1;
                let (path, next) = path_at(&tokens, start);
                if begins_path(&tokens[..start], &path[0]) {
                    found.extend(guess(path, tokens.get(next)));
                }
                at = next;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

fn guess(path: Vec<String>, next: Option<&TokenTree>) -> Option<Guess> {
    let is_called = matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    let is_macro = is_punct(next, '!');
    let is_type = path[0].starts_with(char::is_uppercase);
    (path.len() > 1 || is_called || is_macro || is_type).then_some(Guess { path, is_macro })
}

/// Paths in strings, as serde's attributes have them.
pub fn quoted(tokens: &TokenStream) -> Vec<Vec<String>> {
    let path = |token| match token {
        TokenTree::Group(group) => quoted(&group.stream()),
        TokenTree::Literal(literal) => {
            let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
            let path = text.and_then(|text| text.parse::<syn::Path>());
            let words = |path: syn::Path| path.segments.iter().map(|segment| plain(&segment.ident)).collect();
            path.map(words).into_iter().collect()
        }
        TokenTree::Ident(_) | TokenTree::Punct(_) => Vec::new(),
    };
    tokens.clone().into_iter().flat_map(path).collect()
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// Whether an identifier after these tokens is the first of a path.
fn begins_path(before: &[TokenTree], ident: &str) -> bool {
    let last = before.last();
    let after_colons = is_punct(last, ':') && is_punct(before.iter().nth_back(1), ':');
    // After a dot stands a field or a method, after a quote a lifetime, after a dollar what a macro puts in.
    let is_part = is_punct(last, '.') || is_punct(last, '\'') || after_colons;
    !is_part && (!is_punct(last, '$') || ident == "crate")
}

/// The path that begins at a token, and where it ends.
fn path_at(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut path = Vec::new();
    let mut at = start;
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        path.push(plain(ident));
        at += 1;
        if !(is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')) {
            break;
        }
        at += 2;
    }
    (path, at)
}
