//! What a single item is called, carries and brings in.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Item, UseTree, Visibility};

/// One name that a `use` brings in.
pub struct Import {
    /// The name as the module knows it; `*` for all names.
    pub name: String,
    pub path: Vec<String>,
}

/// An identifier without the mark that lets a keyword be one.
pub fn plain(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// The name under which an item is known in its module.
pub fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(plain(ident))
}

/// The attributes of an item of any kind.
pub fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether an item is a `use` that hands on what it brings in.
pub fn is_reexport(item: &Item) -> bool {
    matches!(item, Item::Use(used) if !matches!(used.vis, Visibility::Inherited))
}

/// The names that a tree of `use` brings in.
pub fn imports(tree: &UseTree) -> Vec<Import> {
    let mut found = Vec::new();
    gather(tree, &[], &mut found);
    found
}

fn gather(tree: &UseTree, before: &[String], found: &mut Vec<Import>) {
    let with = |last: String| [before, &[last]].concat();
    match tree {
        UseTree::Path(path) => gather(&path.tree, &with(plain(&path.ident)), found),
        UseTree::Group(group) => group.items.iter().for_each(|item| gather(item, before, found)),
        UseTree::Glob(_) => found.push(Import {
            name: "*".to_owned(),
            path: before.to_vec(),
        }),
        UseTree::Name(name) if name.ident == "self" => found.push(Import {
            name: before.last().cloned().unwrap_or_default(),
            path: before.to_vec(),
        }),
        UseTree::Name(name) => found.push(Import {
            name: plain(&name.ident),
            path: with(plain(&name.ident)),
        }),
        UseTree::Rename(rename) => found.push(Import {
            name: plain(&rename.rename),
            path: match rename.ident == "self" {
                true => before.to_vec(),
                false => with(plain(&rename.ident)),
            },
        }),
    }
}

/// Every identifier in tokens.
pub fn words(tokens: &TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => {
                into.insert(plain(&ident));
            }
            TokenTree::Group(group) => words(&group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
