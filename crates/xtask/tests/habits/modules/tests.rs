//! The reader of modules, held against small invented crates.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Tree, circles, reexports, uses};

mod tokens;

type Files<'f> = &'f [(&'f str, &'f str)];

fn grow(files: Files) -> Tree {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    let read = |file: &Path| files.get(file.to_str().unwrap()).map(|text| (*text).to_owned());
    Tree::grow(Path::new("lib.rs"), &read)
}

/// The uses of an invented crate, each as `from -> to: names`.
fn found(files: Files) -> Vec<String> {
    let tree = grow(files);
    let uses = uses(&tree);
    assert!(uses.lost.is_empty(), "{:?}", uses.lost);
    uses.edges
        .iter()
        .map(|edge| {
            format!(
                "{} -> {}: {}",
                edge.from.display(),
                edge.to.display(),
                edge.names.join(", ")
            )
        })
        .collect()
}

fn rings(files: Files) -> Vec<Vec<String>> {
    let tree = grow(files);
    let uses = uses(&tree);
    let files_of = |ring: Vec<&super::Edge>| ring.iter().map(|edge| edge.from.display().to_string()).collect();
    circles(&uses.edges).into_iter().map(files_of).collect()
}

#[test]
fn a_declaration_alone_is_no_use() {
    assert_eq!(
        found(&[("lib.rs", "mod a; pub mod b;"), ("a.rs", ""), ("b.rs", "")]),
        [""; 0]
    );
}

#[test]
fn paths_in_types_calls_patterns_and_bounds_are_uses() {
    let code = "fn f<T: crate::b::Bound>(x: super::b::Taken) -> crate::b::Given { \
                match x { crate::b::Taken::One(y) => crate::b::make(y), _ => self::g() } } \
                fn g() -> crate::b::Given { super::b::CONSTANT }";
    let b = "pub trait Bound {} pub enum Taken { One(u8), Two } pub struct Given; \
             pub fn make(_: u8) -> Given { Given } pub const CONSTANT: Given = Given;";
    assert_eq!(
        found(&[("lib.rs", "mod a; mod b;"), ("a.rs", code), ("b.rs", b)]),
        ["a.rs -> b.rs: Bound, CONSTANT, Given, Taken, make"]
    );
}

#[test]
fn a_name_is_followed_through_a_facade_to_where_it_is_defined() {
    let facade = "mod inner; mod other; pub use inner::{Thing, make as made};";
    assert_eq!(
        found(&[
            ("lib.rs", "mod user; mod facade;"),
            (
                "user.rs",
                "use crate::facade::Thing; fn f() -> Thing { crate::facade::made() }"
            ),
            ("facade/mod.rs", facade),
            ("facade/inner.rs", "pub struct Thing; pub fn make() -> Thing { Thing }"),
            ("facade/other.rs", "use super::Thing; fn f(_: Thing) {}"),
        ]),
        [
            "facade/mod.rs -> facade/inner.rs: pub use Thing, pub use make",
            "facade/other.rs -> facade/inner.rs: Thing",
            "user.rs -> facade/inner.rs: Thing, make",
        ]
    );
}

#[test]
fn a_facade_that_only_hands_on_makes_no_circle() {
    let files = [
        ("lib.rs", "mod facade;"),
        ("facade.rs", "mod one; mod two; pub use one::One; pub use two::Two;"),
        ("facade/one.rs", "pub struct One;"),
        ("facade/two.rs", "pub struct Two(super::One);"),
    ];
    assert_eq!(rings(&files), [[""; 0]; 0]);
}

#[test]
fn a_child_that_needs_its_parent_and_a_parent_that_needs_its_child_are_a_circle() {
    let mut files = [
        ("lib.rs", "mod parent;"),
        (
            "parent.rs",
            "mod child; pub struct Given; pub fn f() { child::g(Given) }",
        ),
        ("parent/child.rs", "pub fn g(_: super::Given) {}"),
    ];
    assert_eq!(rings(&files), [["parent/child.rs", "parent.rs"]]);
    // To hand on what needs oneself is no better.
    files[1].1 = "mod child; pub struct Given; pub use child::g;";
    assert_eq!(rings(&files), [["parent/child.rs", "parent.rs"]]);
}

#[test]
fn a_circle_is_found_however_many_steps_it_has_and_by_itself() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "use crate::c::C; pub struct B;"),
        ("c.rs", "use crate::a::A; use crate::d::D; pub struct C;"),
        ("d.rs", "pub struct D;"),
        ("e.rs", "use crate::a::A;"),
    ];
    assert_eq!(rings(&files), [["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn tests_are_no_part_of_a_crate() {
    let tests = "#[cfg(test)] mod tests { use crate::b::B; } #[cfg(all(test, unix))] fn f() { crate::b::g() } \
                 #[cfg(not(test))] fn g() -> crate::c::C { crate::c::C } #[test] fn h() { crate::b::g() }";
    let files = [
        ("lib.rs", "mod a; mod b; mod c; #[cfg(test)] mod not_there;"),
        ("a.rs", tests),
        ("b.rs", "pub struct B; pub fn g() {}"),
        ("c.rs", "pub struct C;"),
    ];
    assert_eq!(found(&files), ["a.rs -> c.rs: C"]);
}

#[test]
fn a_module_in_braces_belongs_to_its_file() {
    let a = "pub mod inner { pub struct X; pub mod deep; fn f(_: super::Y) {} } pub struct Y(inner::X);";
    let files = [
        ("lib.rs", "mod a; fn f(_: a::inner::X, _: crate::a::inner::deep::Z) {}"),
        ("a.rs", a),
        (
            "a/inner/deep.rs",
            "pub struct Z; fn f(_: super::X, _: super::super::Y) {}",
        ),
    ];
    assert_eq!(
        found(&files),
        [
            "a/inner/deep.rs -> a.rs: X, Y",
            "lib.rs -> a/inner/deep.rs: Z",
            "lib.rs -> a.rs: X"
        ]
    );
}

#[test]
fn a_function_and_a_module_of_one_name_are_told_apart() {
    let files = [
        ("lib.rs", "mod chance; mod user; pub use chance::chance;"),
        ("chance.rs", "pub fn chance() {} pub struct Hash;"),
        (
            "user.rs",
            "use crate::chance::{self, Hash}; fn f(_: chance::Hash) { crate::chance() }",
        ),
    ];
    assert_eq!(
        found(&files),
        [
            "lib.rs -> chance.rs: pub use chance",
            "user.rs -> chance.rs: Hash, chance"
        ]
    );
}

#[test]
fn names_that_a_star_brings_in_are_found() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d; use other::*;"),
        ("a.rs", "pub struct A; pub enum E { One } fn f() -> E { use E::*; One }"),
        ("b.rs", "pub use crate::a::*;"),
        ("c.rs", "use super::b::A; use std::fmt::*; fn f(_: A, _: Display) {}"),
        ("d.rs", "use crate::c::*; use crate::d::*; fn f(_: Unknown) {}"),
    ];
    assert_eq!(
        found(&files),
        ["b.rs -> a.rs: pub use *", "c.rs -> a.rs: A", "d.rs -> c.rs: *"]
    );
}

#[test]
fn what_a_function_brings_in_or_declares_for_itself_is_known_inside_it() {
    let code = "fn f() { use crate::b::B as Other; let _ = Other::new(); } fn g() { struct C; C; } fn h(_: C) {}";
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", &format!("use crate::c::*; {code}")),
        ("b.rs", "pub struct B;"),
        ("c.rs", "pub struct C;"),
    ];
    assert_eq!(found(&files), ["a.rs -> b.rs: B", "a.rs -> c.rs: *, C"]);
}

#[test]
fn a_path_that_leads_nowhere_is_told_and_one_out_of_the_crate_is_not() {
    let tree = grow(&[
        ("lib.rs", "mod a; pub use other::Handed; use prelude::*;"),
        (
            "a.rs",
            "use crate::Handed; fn g(_: super::Starred, _: self::Gone) {} use std::fmt; use ::b::C; use domain::calendar::day::Day; fn f(_: Day) {}",
        ),
    ]);
    assert_eq!(Vec::from_iter(uses(&tree).lost), ["a.rs: self::Gone"]);
}

#[test]
fn what_a_module_above_only_hands_on_is_a_way_round() {
    let tree = grow(&[
        ("lib.rs", "mod a; mod b; pub use a::Two; struct Own;"),
        ("a.rs", "mod one; mod two; pub use two::Two; fn f(_: self::Two) {}"),
        (
            "a/one.rs",
            "use super::Two; use super::two::Two as Straight; use crate::Own; fn f(_: crate::Two) {}",
        ),
        ("a/two.rs", "pub struct Two;"),
        ("b.rs", "use crate::a::Two;"),
    ]);
    assert_eq!(Vec::from_iter(uses(&tree).roundabout), ["a/one.rs: Two is in a/two.rs"]);
}

#[test]
fn imports_that_name_each_other_come_to_an_end() {
    let files = [
        ("lib.rs", "mod a; mod b; use a::x; fn f() { x() }"),
        ("a.rs", "pub use crate::b::x; pub use crate::b::*;"),
        ("b.rs", "pub use crate::a::*;"),
    ];
    let tree = grow(&files);
    assert!(
        uses(&tree)
            .edges
            .iter()
            .all(|edge| edge.names.iter().all(|name| name.ends_with('*')))
    );
}

#[test]
fn what_a_crate_hands_on_to_others_is_found() {
    let tree = grow(&[
        (
            "lib.rs",
            "mod a; pub use other::{One, deep::Two as Second}; pub(crate) use other::Three; use other::Four;",
        ),
        (
            "a.rs",
            "pub type Five = other::Five; type Six = other::Six; pub use super::a::*;",
        ),
    ]);
    assert_eq!(
        reexports(&tree),
        ["other::One", "other::deep::Two", "other::Five", "super::a"]
    );
}
