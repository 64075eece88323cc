//! Which file of a crate uses what of which other: every path in code, imports, attributes and calls of macros.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItem, Item, ItemUse, Macro, Meta, Stmt, TraitItem, Visibility};

use super::attributes::is_for_tests;
use super::items::{attributes_of, imports, is_reexport, name_of, plain};
use super::names::{Found, Place};
use super::tokens::{Guess, guesses, quoted};
use super::tree::{Name, Tree};

/// One file uses things that another one defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge<'t> {
    pub from: &'t Path,
    pub to: &'t Path,
    pub names: Vec<String>,
}

/// What was found in a crate.
pub struct Uses<'t> {
    pub edges: Vec<Edge<'t>>,
    /// Paths into the crate itself that lead nowhere: the reader of paths does not understand them.
    pub lost: BTreeSet<String>,
    /// Paths through a module above to what it only hands on: for whoever reads it that module seems to be needed.
    pub roundabout: BTreeSet<String>,
}

/// Every use of one file by another. A module's declaration is none; an import is one, whether it hands on or not.
pub fn uses(tree: &Tree) -> Uses<'_> {
    let mut found = Finder {
        tree,
        module: 0,
        blocks: Vec::new(),
        edges: BTreeMap::new(),
        lost: BTreeSet::new(),
        roundabout: BTreeSet::new(),
    };
    for (module, code) in tree.modules.iter().enumerate() {
        found.module = module;
        code.items.iter().for_each(|item| found.visit_item(item));
    }
    let edge = |((from, to), names): ((usize, usize), BTreeMap<String, bool>)| Edge {
        from: &tree.files[from],
        to: &tree.files[to],
        names: names
            .into_iter()
            .map(|(name, handed_on)| if handed_on { format!("pub use {name}") } else { name })
            .collect(),
    };
    let mut edges: Vec<_> = found.edges.into_iter().map(edge).collect();
    edges.sort_by_key(|edge| (edge.from, edge.to));
    Uses {
        edges,
        lost: found.lost,
        roundabout: found.roundabout,
    }
}

struct Finder<'t> {
    tree: &'t Tree,
    module: usize,
    /// What the blocks of functions around declare or bring in, the innermost last.
    blocks: Vec<BTreeMap<String, Vec<Name>>>,
    /// Names by file and file, and whether a name is only handed on.
    edges: BTreeMap<(usize, usize), BTreeMap<String, bool>>,
    lost: BTreeSet<String>,
    roundabout: BTreeSet<String>,
}

impl Finder<'_> {
    fn note(&mut self, found: Vec<Found>, handed_on: bool) {
        let from = self.tree.modules[self.module].file;
        for one in found {
            if let Found::Item { file, name } = one
                && file != from
            {
                let only = self.edges.entry((from, file)).or_default().entry(name).or_insert(true);
                *only &= handed_on;
            }
        }
    }

    fn path(&mut self, path: &[String], handed_on: bool) {
        let place = Place {
            module: self.module,
            blocks: &self.blocks,
        };
        let found = self.tree.find(place, path);
        let is_ours = ["crate", "super", "self"].iter().any(|start| path[0] == *start);
        if is_ours && path.len() > 1 {
            let file = &self.tree.files[self.tree.modules[self.module].file];
            if found.is_empty() && self.tree.find_macro(place, path).is_empty() {
                self.lost.insert(format!("{}: {}", file.display(), path.join("::")));
            }
            for way in self.roundabout(path, &found) {
                self.roundabout.insert(format!("{}: {way}", file.display()));
            }
        }
        self.note(found, handed_on);
    }

    /// Where a path leads through a module above to what that module has from a third file.
    fn roundabout(&self, path: &[String], found: &[Found]) -> Vec<String> {
        let place = Place {
            module: self.module,
            blocks: &self.blocks,
        };
        let modules = &self.tree.modules;
        let is_above = |module: usize| {
            std::iter::successors(modules[self.module].parent, |module| modules[*module].parent)
                .any(|one| one == module)
        };
        let (here, mut ways) = (modules[self.module].file, Vec::new());
        for through in self.tree.find(place, &path[..path.len() - 1]) {
            let Found::Module(through) = through else { continue };
            for one in found {
                if let Found::Item { file, name } = one
                    && is_above(through)
                    && ![here, modules[through].file].contains(file)
                {
                    ways.push(format!("{name} is in {}", self.tree.files[*file].display()));
                }
            }
        }
        ways
    }

    /// A path in tokens, where it is not certain that it is one.
    fn perhaps(&mut self, path: &[String], is_macro: bool) {
        let place = Place {
            module: self.module,
            blocks: &self.blocks,
        };
        let found = match is_macro {
            true => self.tree.find_macro(place, path),
            false => self.tree.find(place, path),
        };
        self.note(found, false);
    }

    fn import(&mut self, item: &ItemUse, handed_on: bool) {
        if item.leading_colon.is_some() {
            return;
        }
        for import in imports(&item.tree) {
            self.path(&import.path, handed_on);
            if import.name == "*" {
                let place = Place {
                    module: self.module,
                    blocks: &self.blocks,
                };
                let all_of = |found| match found {
                    Found::Module(module) => Found::Item {
                        file: self.tree.modules[module].file,
                        name: "*".to_owned(),
                    },
                    other @ (Found::Item { .. } | Found::Outside) => other,
                };
                let found = self.tree.find(place, &import.path).into_iter().map(all_of).collect();
                self.note(found, handed_on);
            }
        }
    }

    /// Paths as tokens may have them.
    fn tokens(&mut self, tokens: &TokenStream) {
        for Guess { path, is_macro } in guesses(tokens) {
            self.perhaps(&path, is_macro);
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_for_tests(attributes_of(item)) {
            return;
        }
        if let Item::Use(used) = item {
            return self.import(used, is_reexport(item));
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes: &[Attribute] = match item {
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &[],
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        if !matches!(item, TraitItem::Fn(item) if is_for_tests(&item.attrs)) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for statement in &block.stmts {
            let Stmt::Item(item) = statement else { continue };
            if let Item::Use(used) = item {
                for import in imports(&used.tree) {
                    names.entry(import.name).or_default().push(Name::Import(import.path));
                }
            }
            if let Some(name) = name_of(item) {
                names.entry(name).or_default().push(Name::Item);
            }
        }
        self.blocks.push(names);
        visit::visit_block(self, block);
        self.blocks.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let names: Vec<_> = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
            self.path(&names, false);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        let names: Vec<_> = call.path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        self.perhaps(&names, true);
        self.tokens(&call.tokens);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("doc") {
            return;
        }
        if let Meta::List(list) = &attribute.meta {
            self.tokens(&list.tokens);
            quoted(&list.tokens).iter().for_each(|path| self.perhaps(path, false));
        }
    }

    /// Who may see something is no use of it.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}
