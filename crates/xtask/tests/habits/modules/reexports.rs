//! What a crate hands on under its own name although it is defined elsewhere.

use syn::{Item, Visibility};

use super::items::{imports, plain};
use super::tree::Tree;

/// The path of everything of every `pub use` and of every `pub type` that names something.
pub fn reexports(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for item in tree.modules.iter().flat_map(|module| &module.items) {
        match item {
            Item::Use(used) if is_public(&used.vis) => {
                found.extend(imports(&used.tree).into_iter().map(|import| import.path.join("::")));
            }
            Item::Type(alias) if is_public(&alias.vis) => {
                if let syn::Type::Path(path) = &*alias.ty {
                    let words: Vec<_> = path.path.segments.iter().map(|segment| plain(&segment.ident)).collect();
                    found.push(words.join("::"));
                }
            }
            _ => {}
        }
    }
    found
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
