//! Which methods each address of the API takes, read from its own description: so that a wrong one is told apart from a
//! wrong address. Only the pattern of an address is looked at, never what it names: nothing is told of any person.

use actix_web::dev::ResourceDef;
use actix_web::http::Method;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

/// The addresses with their methods, as `Allow` lists them.
pub(crate) struct Methods(Vec<(ResourceDef, String)>);

impl Methods {
    pub(crate) fn of(document: &OpenApi) -> Self {
        let known = document.paths.paths.iter();
        Self(
            known
                .map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item)))
                .collect(),
        )
    }

    /// What this address takes instead of `method`; none if it takes it, or if there is no such address.
    pub(crate) fn instead_of(&self, method: &Method, path: &str) -> Option<&str> {
        let (_, taken) = self.0.iter().find(|(pattern, _)| pattern.is_match(path))?;
        let refused = taken.split(", ").all(|name| name != method.as_str());
        refused.then_some(taken)
    }
}

fn methods(item: &PathItem) -> String {
    let asked = [
        ("GET", item.get.is_some()),
        ("HEAD", item.get.is_some()),
        ("PUT", item.put.is_some()),
        ("POST", item.post.is_some()),
        ("DELETE", item.delete.is_some()),
        ("PATCH", item.patch.is_some()),
    ];
    let taken: Vec<_> = asked
        .into_iter()
        .filter(|(_, there)| *there)
        .map(|(name, _)| name)
        .collect();
    taken.join(", ")
}
