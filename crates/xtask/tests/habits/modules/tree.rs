//! The modules of one crate, read from its files: what each declares and imports. Tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use syn::{Attribute, Item, ItemMod};

use super::attributes::is_for_tests;
use super::items::{Import, attributes_of, imports, name_of, plain, words};

/// What reads a file, if there is one of that name.
pub type Read<'r> = &'r dyn Fn(&Path) -> Option<String>;

/// The modules of a crate; the first is its root.
#[derive(Default)]
pub struct Tree {
    /// The files, in the order in which they are declared.
    pub files: Vec<PathBuf>,
    pub modules: Vec<Module>,
}

/// One module: a file, or a part of one in braces.
pub struct Module {
    pub parent: Option<usize>,
    /// Its file, as a place in `Tree::files`.
    pub file: usize,
    /// Everything in it that is no module of its own and no test.
    pub items: Vec<Item>,
    pub(super) names: BTreeMap<String, Vec<Name>>,
    /// What it takes from with a star.
    pub(super) stars: Vec<Vec<String>>,
    /// Words in calls of macros that stand for items, and in those macros: one of them may be what a macro defines.
    pub(super) made: BTreeSet<String>,
}

/// What a name in a module stands for.
#[derive(Clone)]
pub(super) enum Name {
    Module(usize),
    /// Something that the module's own file defines.
    Item,
    /// A macro by example that is known everywhere below: `#[macro_export]`, or declared under `#[macro_use]`.
    Macro,
    /// Brought in from elsewhere under this path.
    Import(Vec<String>),
}

impl Tree {
    /// Reads a crate from its first file, `lib.rs` or `main.rs`.
    pub fn grow(root: &Path, read: Read) -> Self {
        let mut tree = Self::default();
        let text = read(root).unwrap_or_else(|| panic!("{} is not there", root.display()));
        tree.add_file(root.to_owned(), &text, None, folder_of(root), read);
        tree
    }

    fn add_file(&mut self, file: PathBuf, text: &str, parent: Option<usize>, children: PathBuf, read: Read) -> usize {
        let code = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.files.push(file);
        self.add_module(self.files.len() - 1, code.items, parent, &children, read)
    }

    /// `children` is the folder in which the files of modules below this one are.
    fn add_module(
        &mut self,
        file: usize,
        items: Vec<Item>,
        parent: Option<usize>,
        children: &Path,
        read: Read,
    ) -> usize {
        let this = self.modules.len();
        self.modules.push(Module {
            parent,
            file,
            items: Vec::new(),
            names: BTreeMap::new(),
            stars: Vec::new(),
            made: BTreeSet::new(),
        });
        let by_example = macros_by_example(&items);
        for item in items {
            match item {
                item if is_for_tests(attributes_of(&item)) => {}
                Item::Mod(child) => self.add_child(this, child, children, read),
                item => {
                    if let Item::Macro(call) = &item
                        && let Some(body) = call.mac.path.get_ident().and_then(|name| by_example.get(&plain(name)))
                    {
                        words(body, &mut self.modules[this].made);
                    }
                    self.modules[this].take_names(&item);
                    self.modules[this].items.push(item);
                }
            }
        }
        this
    }

    fn add_child(&mut self, parent: usize, child: ItemMod, folder: &Path, read: Read) {
        let name = plain(&child.ident);
        let below = folder.join(&name);
        let id = if let Some((_, items)) = child.content {
            self.add_module(self.modules[parent].file, items, Some(parent), &below, read)
        } else {
            assert!(
                !child.attrs.iter().any(|attribute| attribute.path().is_ident("path")),
                "mod {name} stands in a file of another name: give the file the module's name"
            );
            let places = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
            let found = places.into_iter().find_map(|place| Some((read(&place)?, place)));
            let (text, place) = found.unwrap_or_else(|| panic!("mod {name} has no file in {}", folder.display()));
            self.add_file(place, &text, Some(parent), below, read)
        };
        self.modules[parent].declare(name, Name::Module(id));
        if child
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("macro_use"))
        {
            self.modules[id].open_macros();
        }
    }
}

impl Module {
    pub(super) fn declare(&mut self, name: String, meaning: Name) {
        self.names.entry(name).or_default().push(meaning);
    }

    fn take_names(&mut self, item: &Item) {
        match item {
            Item::Use(used) => {
                for Import { name, path } in imports(&used.tree) {
                    match name.as_str() {
                        "*" => self.stars.push(path),
                        _ => self.declare(name, Name::Import(path)),
                    }
                }
            }
            Item::Macro(call) => match &call.ident {
                Some(name) if has(&call.attrs, "macro_export") => self.declare(plain(name), Name::Macro),
                Some(name) => self.declare(plain(name), Name::Item),
                None => words(&call.mac.tokens, &mut self.made),
            },
            item => {
                if let Some(name) = name_of(item) {
                    self.declare(name, Name::Item);
                }
            }
        }
    }

    /// `#[macro_use]` on the module: its macros are known in all that follows.
    fn open_macros(&mut self) {
        for item in &self.items {
            if let Item::Macro(call) = item
                && let Some(name) = &call.ident
            {
                self.names.insert(plain(name), vec![Name::Macro]);
            }
        }
    }
}

/// What the macros by example of a module write, by name.
fn macros_by_example(items: &[Item]) -> BTreeMap<String, TokenStream> {
    let body = |item: &Item| match item {
        Item::Macro(call) => Some((plain(call.ident.as_ref()?), call.mac.tokens.clone())),
        _ => None,
    };
    items.iter().filter_map(body).collect()
}

fn folder_of(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).to_owned()
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}
