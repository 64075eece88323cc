//! Paths in calls of macros and in attributes.

use super::found;

#[test]
fn calls_of_macros_are_looked_into() {
    let code =
        "fn f(x: u8) { html! { <Page title={format!(\"{}\", texts::title(x))} on={x.b::<B>()}>{ b(c: C) }</Page> } }";
    let files = [
        ("lib.rs", "mod a; mod b; mod texts;"),
        ("a.rs", &format!("use crate::texts; use crate::b::*; {code}")),
        ("b.rs", "pub struct Page; pub fn b() {} pub struct B; pub struct C;"),
        ("texts.rs", "pub fn title(_: u8) {}"),
    ];
    assert_eq!(
        found(&files),
        ["a.rs -> b.rs: *, B, C, Page, b", "a.rs -> texts.rs: title"]
    );
}

#[test]
fn macros_by_example_are_used_and_use() {
    let dialect = "macro_rules! each { ($c:expr) => { $crate::store::Conn::new($c) } } pub(crate) use each;";
    let files = [
        (
            "lib.rs",
            "#[macro_use] mod code; mod dialect; mod store; mod user; mod last; mod kinds;",
        ),
        (
            "code.rs",
            "macro_rules! coded { ($name:ident) => { pub struct $name; } }",
        ),
        (
            "kinds.rs",
            "macro_rules! kinds { () => { pub const ALL: u8 = 1; } } kinds! {}",
        ),
        ("dialect.rs", dialect),
        ("store.rs", "pub struct Conn;"),
        (
            "user.rs",
            "use crate::dialect::each; coded! { Made } fn f() { each!(1) }",
        ),
        ("last.rs", "fn f(_: crate::user::Made) { crate::kinds::ALL }"),
    ];
    assert_eq!(
        found(&files),
        [
            "dialect.rs -> store.rs: Conn",
            "last.rs -> kinds.rs: ALL",
            "last.rs -> user.rs: Made",
            "user.rs -> code.rs: coded!",
            "user.rs -> dialect.rs: each",
        ]
    );
}

#[test]
fn attributes_are_looked_into_but_not_what_says_who_may_see() {
    let code = "#[derive(crate::b::Derived)] #[serde(with = \"crate::c::form\")] \
                /// See [`crate::d::D`].\n pub(in crate::d) struct A;";
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", code),
        ("b.rs", "pub struct Derived;"),
        ("c.rs", "pub fn form() {}"),
        ("d.rs", "pub struct D;"),
    ];
    assert_eq!(found(&files), ["a.rs -> b.rs: Derived", "a.rs -> c.rs: form"]);
}
