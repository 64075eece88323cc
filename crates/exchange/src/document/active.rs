//! What in a PDF acts on the reader's machine, or changes what is shown, when the file is opened or clicked.

use domain::delivery::ActiveContent;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};

use super::pdf::InvalidPdf;

/// # Errors
/// What acts in this object.
pub(super) fn refuse(object: &Object<'_>) -> Result<(), InvalidPdf> {
    active(object, DEEPEST).map_or(Ok(()), |what| Err(InvalidPdf::Active(what)))
}

/// How deep arrays and dictionaries may nest inside one object. Deeper than any writer goes, and a document has no business
/// there, so what cannot be looked at counts as active.
const DEEPEST: usize = 40;

/// What in this object acts on the reader's machine. References are not followed: every object is looked at by itself.
fn active(object: &Object<'_>, depth: usize) -> Option<ActiveContent> {
    if depth == 0 {
        return Some(ActiveContent::TooDeep);
    }
    match object {
        Object::Dict(dict) => active_dict(dict, depth),
        Object::Stream(stream) => active_dict(stream.dict(), depth),
        Object::Array(array) => active_array(array, depth),
        _ => None,
    }
}

fn active_array(array: &Array<'_>, depth: usize) -> Option<ActiveContent> {
    array.raw_iter().find_map(|item| match item {
        MaybeRef::NotRef(object) => active(&object, depth - 1),
        MaybeRef::Ref(_) => None,
    })
}

fn active_dict(dict: &Dict<'_>, depth: usize) -> Option<ActiveContent> {
    dict.entries().find_map(|(key, value)| {
        active_key(key.as_ref()).or_else(|| match value {
            MaybeRef::NotRef(Object::Name(name)) => active_value(key.as_ref(), &name),
            MaybeRef::NotRef(object) => active(&object, depth - 1),
            MaybeRef::Ref(_) => active_elsewhere(dict, key.as_ref()),
        })
    })
}

/// The name of an action may stand in an object of its own, where nobody would look for one. If it stands nowhere that can
/// be found, other readers may find it.
fn active_elsewhere(dict: &Dict<'_>, key: &[u8]) -> Option<ActiveContent> {
    match dict.get::<Object<'_>>(key) {
        Some(Object::Name(name)) => active_value(key, &name),
        // A resource that happens to be called so.
        Some(Object::Dict(_) | Object::Stream(_) | Object::Array(_)) => None,
        _ => (key == b"S").then_some(ActiveContent::TooDeep),
    }
}

fn active_key(key: &[u8]) -> Option<ActiveContent> {
    match key {
        b"JS" | b"JavaScript" => Some(ActiveContent::Script),
        b"EF" | b"EmbeddedFiles" | b"EmbeddedFile" => Some(ActiveContent::Attachment),
        b"XFA" => Some(ActiveContent::DynamicForm),
        b"RichMediaContent" | b"RichMediaSettings" => Some(ActiveContent::RichMedia),
        _ => None,
    }
}

fn active_value(key: &[u8], value: &Name<'_>) -> Option<ActiveContent> {
    match (key, value.as_ref()) {
        (b"S", b"JavaScript") => Some(ActiveContent::Script),
        (b"S", b"Launch") => Some(ActiveContent::Launch),
        (b"S", b"GoToR" | b"GoToE" | b"ImportData" | b"SubmitForm" | b"Thread") => Some(ActiveContent::OutsideAction),
        (b"S", b"Sound" | b"Movie" | b"Rendition" | b"GoTo3DView" | b"RichMediaExecute") => {
            Some(ActiveContent::RichMedia)
        }
        (b"S", b"Hide" | b"SetOCGState" | b"ResetForm") => Some(ActiveContent::ChangesWhatIsShown),
        (b"Type", b"EmbeddedFile") | (b"Subtype", b"FileAttachment") => Some(ActiveContent::Attachment),
        (b"Subtype", b"RichMedia" | b"Screen" | b"Movie" | b"Sound" | b"3D") => Some(ActiveContent::RichMedia),
        _ => None,
    }
}
