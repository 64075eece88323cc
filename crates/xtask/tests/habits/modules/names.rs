//! What a path in a module stands for, followed through every import to the file that really defines it.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Name, Tree};

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    Module(usize),
    /// Something that this file defines, under this name.
    Item {
        file: usize,
        name: String,
    },
    /// Something of another crate, or of the language, or a parameter.
    Outside,
}

/// Where a path stands: its module, and what the blocks around it declare or bring in.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub module: usize,
    pub blocks: &'p [BTreeMap<String, Vec<Name>>],
}

/// Names that are being looked up, so that imports which name each other come to an end.
type Under = BTreeSet<(usize, String, bool)>;

impl Tree {
    /// What `path` stands for: several things if a module and a function share a name, nothing if a module of the crate
    /// does not have the name.
    pub(super) fn find(&self, place: Place<'_>, path: &[String]) -> Vec<Found> {
        let mut found = self.follow(place, path, &mut Under::new());
        found.sort();
        found.dedup();
        found
    }

    /// A macro by its name alone, which may also be known without an import.
    pub(super) fn find_macro(&self, place: Place<'_>, path: &[String]) -> Vec<Found> {
        let found = self.find(place, path);
        let is_ours = found.iter().any(|one| *one != Found::Outside);
        let (false, Some(name)) = (is_ours, path.last()) else {
            return found;
        };
        let above = std::iter::successors(Some(place.module), |module| self.modules[*module].parent);
        let defines = |module: &usize| {
            let names = &self.modules[*module].names;
            names
                .get(name)
                .is_some_and(|all| all.iter().any(|one| matches!(one, Name::Item)))
        };
        let everywhere = || {
            let is_open = |module: &&super::tree::Module| {
                let all = module.names.get(name);
                all.is_some_and(|all| all.iter().any(|one| matches!(one, Name::Macro)))
            };
            self.modules.iter().find(is_open).map(|module| module.file)
        };
        let file = above.into_iter().find(defines).map(|module| self.modules[module].file);
        file.or_else(everywhere)
            .map(|file| Found::Item {
                file,
                name: format!("{name}!"),
            })
            .into_iter()
            .collect()
    }

    fn follow(&self, place: Place<'_>, path: &[String], under: &mut Under) -> Vec<Found> {
        let Some((first, rest)) = path.split_first() else {
            return Vec::new();
        };
        let is_last = rest.is_empty();
        let begun = match first.as_str() {
            "crate" | "$crate" => vec![Found::Module(0)],
            "self" => vec![Found::Module(place.module)],
            "super" => self.parent(place.module).into_iter().collect(),
            name => {
                let block = place.blocks.iter().rev().find_map(|block| block.get(name));
                match block {
                    Some(meanings) => self.meanings(place.module, name, meanings, is_last, under),
                    None => match self.look_up(place.module, name, is_last, under) {
                        found if found.is_empty() => vec![Found::Outside],
                        found => found,
                    },
                }
            }
        };
        self.step(begun, rest, under)
    }

    /// From what has been found along the rest of a path. What stands inside an item (a variant, a method) is the item's.
    fn step(&self, found: Vec<Found>, rest: &[String], under: &mut Under) -> Vec<Found> {
        let Some((next, rest)) = rest.split_first() else {
            return found;
        };
        let modules: Vec<usize> = found
            .iter()
            .filter_map(|one| match one {
                Found::Module(module) => Some(*module),
                Found::Item { .. } | Found::Outside => None,
            })
            .collect();
        if modules.is_empty() {
            return found;
        }
        let mut reached = Vec::new();
        for module in modules {
            let next = match next.as_str() {
                "super" => self.parent(module).into_iter().collect(),
                name => self.look_up(module, name, rest.is_empty(), under),
            };
            reached.extend(self.step(next, rest, under));
        }
        reached
    }

    fn parent(&self, module: usize) -> Option<Found> {
        self.modules[module].parent.map(Found::Module)
    }

    fn look_up(&self, module: usize, name: &str, is_last: bool, under: &mut Under) -> Vec<Found> {
        // Of a module and a function of one name, the function is meant only at the end of a path.
        if !under.insert((module, name.to_owned(), is_last)) {
            return Vec::new();
        }
        let this = &self.modules[module];
        let mut found = match this.names.get(name) {
            Some(meanings) => self.meanings(module, name, meanings, is_last, under),
            None => Vec::new(),
        };
        if found.is_empty() {
            for star in &this.stars {
                let place = Place { module, blocks: &[] };
                let from = self.follow(place, star, under);
                found.extend(self.step(from.into_iter().filter(is_no_item).collect(), &[name.to_owned()], under));
            }
        }
        if found.is_empty() && this.made.contains(name) {
            found.push(self.item(module, name));
        }
        under.remove(&(module, name.to_owned(), is_last));
        found
    }

    fn meanings(&self, module: usize, name: &str, all: &[Name], is_last: bool, under: &mut Under) -> Vec<Found> {
        let mut found = Vec::new();
        for meaning in all {
            match meaning {
                Name::Module(id) => found.push(Found::Module(*id)),
                Name::Item | Name::Macro => found.push(self.item(module, name)),
                Name::Import(path) => {
                    let place = Place { module, blocks: &[] };
                    found.extend(self.follow(place, path, under));
                }
            }
        }
        if !is_last && found.iter().any(is_module) {
            found.retain(is_module);
        }
        found
    }

    fn item(&self, module: usize, name: &str) -> Found {
        Found::Item {
            file: self.modules[module].file,
            name: name.to_owned(),
        }
    }
}

fn is_no_item(found: &Found) -> bool {
    !matches!(found, Found::Item { .. })
}

fn is_module(found: &Found) -> bool {
    matches!(found, Found::Module(_))
}
