//! Where on a printed page a copy is filled in: kept while the form is drawn, asked for while it is written on.

use std::collections::BTreeMap;

/// Points on a page in millimetres, by the name of the field and the number of the choice.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    by_field: BTreeMap<String, Vec<(f32, f32)>>,
}

impl Spots {
    /// Keeps the next choice of `field`.
    pub(super) fn keep(&mut self, field: &str, at: (f32, f32)) {
        self.by_field.entry(field.to_owned()).or_default().push(at);
    }

    /// Where choice `index` of `field` stands, if the form has it.
    pub(super) fn at(&self, field: &str, index: usize) -> Option<(f32, f32)> {
        self.by_field.get(field)?.get(index).copied()
    }
}
