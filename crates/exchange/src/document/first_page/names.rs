//! Which resources a content stream names. Too many are better than too few only among those of remaining pages: a name is
//! looked for in all categories.

use std::collections::BTreeSet;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, Stream};

/// The names that stand as operands in a content stream.
#[derive(Default)]
pub(super) struct Names(BTreeSet<Vec<u8>>);

/// How deep forms without resources of their own may draw each other, and operands may nest.
const DEEPEST: usize = 20;

impl Names {
    pub(super) fn of(content: &[u8]) -> Self {
        let mut names = Self::default();
        names.add_content(content);
        names
    }

    pub(super) fn contains(&self, name: &[u8]) -> bool {
        self.0.contains(name)
    }

    /// The names that the glyphs of a Type 3 font use, which are small content streams.
    pub(super) fn of_glyphs(font: &Dict<'_>) -> Self {
        let mut names = Self::default();
        if let Some(glyphs) = font.get::<Dict<'_>>(b"CharProcs") {
            for key in glyphs.keys() {
                if let Some(data) = glyphs
                    .get::<Stream<'_>>(key.as_ref())
                    .and_then(|glyph| glyph.decoded_data().ok())
                {
                    names.add_content(&data);
                }
            }
        }
        names
    }

    fn add_content(&mut self, content: &[u8]) {
        let mut instructions = UntypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            for operand in instruction.operands() {
                self.add_operand(operand, DEEPEST);
            }
        }
    }

    fn add_operand(&mut self, operand: &Object<'_>, depth: usize) {
        if depth == 0 {
            return;
        }
        match operand {
            Object::Name(name) => {
                self.0.insert(name.as_ref().to_vec());
            }
            Object::Array(array) => array
                .iter::<Object<'_>>()
                .for_each(|item| self.add_operand(&item, depth - 1)),
            // Inline images name colour spaces.
            Object::Dict(dict) => self.add_values(dict, depth),
            Object::Stream(stream) => self.add_values(stream.dict(), depth),
            _ => {}
        }
    }

    fn add_values(&mut self, dict: &Dict<'_>, depth: usize) {
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(value) = value {
                self.add_operand(&value, depth - 1);
            }
        }
    }

    /// Old forms have no resources and use those of the page that draws them.
    pub(super) fn add_forms_without_resources(&mut self, x_objects: &Dict<'_>) {
        let mut looked_at = BTreeSet::new();
        for _ in 0..DEEPEST {
            let unseen: Vec<Name<'_>> = x_objects
                .keys()
                .filter(|name| self.contains(name.as_ref()) && looked_at.insert(name.as_ref().to_vec()))
                .collect();
            if unseen.is_empty() {
                return;
            }
            for name in unseen {
                let Some(form) = x_objects.get::<Stream<'_>>(name.as_ref()) else {
                    continue;
                };
                if own_resources(form.dict()).is_none()
                    && let Ok(content) = form.decoded_data()
                {
                    self.add_content(&content);
                }
            }
        }
    }
}

/// The resources of a form, a pattern or a font, if it has any of its own.
pub(super) fn own_resources<'a>(dict: &Dict<'a>) -> Option<Dict<'a>> {
    dict.get(b"Resources")
}
