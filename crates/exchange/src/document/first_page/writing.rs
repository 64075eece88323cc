//! Writing objects of a parsed PDF into a new file, under new numbers, each only when something refers to it.

use std::collections::{BTreeMap, VecDeque};

use base16ct::upper;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, ObjRef, Object, ObjectIdentifier, Stream};
use hayro_syntax::xref::XRef;

use super::names::{Names, own_resources};

/// An object that is needed cannot be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Damaged;

pub(super) struct Writing<'a> {
    xref: &'a XRef,
    file: Vec<u8>,
    /// Where each object of the new file stands.
    places: BTreeMap<u32, usize>,
    reserved: u32,
    numbers: BTreeMap<ObjectIdentifier, Option<u32>>,
    waiting: VecDeque<(ObjectIdentifier, u32)>,
}

/// How deep arrays and dictionaries may nest.
const DEEPEST: usize = 60;

/// Keys that lead out of a page's content: notes, structure, other pages, private data of the program that wrote them. Glyph
/// names are keys as well, so none of these may be one.
const LEFT_OUT: [&[u8]; 10] = [
    b"Parent",
    b"Annots",
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"StructParent",
    b"StructParents",
    b"Thumb",
    b"AF",
    b"OPI",
];

impl<'a> Writing<'a> {
    pub(super) fn new(xref: &'a XRef) -> Self {
        Self {
            xref,
            file: b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(),
            places: BTreeMap::new(),
            reserved: 0,
            numbers: BTreeMap::new(),
            waiting: VecDeque::new(),
        }
    }

    /// A number for an object that will be written later.
    pub(super) fn reserve(&mut self) -> u32 {
        self.reserved += 1;
        self.reserved
    }

    pub(super) fn object(&mut self, number: u32, body: &[u8]) {
        self.places.insert(number, self.file.len());
        self.file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.file.extend_from_slice(body);
        self.file.extend_from_slice(b"\nendobj\n");
    }

    /// A stream with the entries of its dictionary as text.
    pub(super) fn stream(&mut self, number: u32, entries: &[u8], data: &[u8]) {
        let length = format!(" /Length {} >>\nstream\n", data.len());
        self.object(
            number,
            &[b"<< ", entries, length.as_bytes(), data, b"\nendstream"].concat(),
        );
    }

    /// Write everything that is referred to, and what that refers to.
    pub(super) fn write_referenced(&mut self) -> Result<(), Damaged> {
        let xref = self.xref;
        while let Some((id, number)) = self.waiting.pop_front() {
            let mut body = Vec::new();
            match xref.get::<Object<'_>>(id) {
                Some(Object::Stream(stream)) => {
                    self.stream_entries(&mut body, &stream)?;
                    self.stream(number, &body, &stream.raw_data());
                }
                Some(object) => {
                    self.value(&mut body, &object, DEEPEST)?;
                    self.object(number, &body);
                }
                None => self.object(number, b"null"),
            }
        }
        Ok(())
    }

    /// The finished file.
    pub(super) fn finish(mut self, catalogue: u32) -> Vec<u8> {
        let start = self.file.len();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.reserved + 1);
        for number in 1..=self.reserved {
            match self.places.get(&number) {
                Some(place) => table.push_str(&format!("{place:010} 00000 n \n")),
                None => table.push_str("0000000000 65535 f \n"),
            }
        }
        let size = self.reserved + 1;
        table.push_str(&format!(
            "trailer\n<< /Size {size} /Root {catalogue} 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ));
        self.file.extend_from_slice(table.as_bytes());
        self.file
    }

    /// One category of resources with the entries that are used.
    pub(super) fn category(
        &mut self,
        out: &mut Vec<u8>,
        category: &[u8],
        entries: &Dict<'_>,
        used: &Names,
    ) -> Result<(), Damaged> {
        name(out, category);
        out.extend_from_slice(b"<< ");
        for (key, entry) in entries.entries().filter(|(key, _)| used.contains(key.as_ref())) {
            name(out, key.as_ref());
            self.maybe_ref(out, &entry, DEEPEST)?;
        }
        out.extend_from_slice(b">> ");
        Ok(())
    }

    fn stream_entries(&mut self, out: &mut Vec<u8>, stream: &Stream<'_>) -> Result<(), Damaged> {
        let dict = stream.dict();
        for (key, entry) in dict.entries() {
            if matches!(key.as_ref(), b"Length" | b"Resources") || LEFT_OUT.contains(&key.as_ref()) {
                continue;
            }
            name(out, key.as_ref());
            self.maybe_ref(out, &entry, DEEPEST)?;
        }
        if let Some(resources) = own_resources(dict) {
            let content = stream.decoded_data().map_err(|_| Damaged)?;
            self.resources(out, &resources, &Names::of(&content))?;
        }
        Ok(())
    }

    fn resources(&mut self, out: &mut Vec<u8>, resources: &Dict<'_>, used: &Names) -> Result<(), Damaged> {
        out.extend_from_slice(b"/Resources << ");
        for key in resources.keys() {
            if let Some(entries) = resources.get::<Dict<'_>>(key.as_ref()) {
                self.category(out, key.as_ref(), &entries, used)?;
            }
        }
        out.extend_from_slice(b">> ");
        Ok(())
    }

    fn maybe_ref(&mut self, out: &mut Vec<u8>, entry: &MaybeRef<Object<'_>>, depth: usize) -> Result<(), Damaged> {
        match entry {
            MaybeRef::NotRef(object) => self.value(out, object, depth),
            MaybeRef::Ref(reference) => {
                self.reference(out, *reference);
                Ok(())
            }
        }
    }

    fn reference(&mut self, out: &mut Vec<u8>, reference: ObjRef) {
        let id = ObjectIdentifier::from(reference);
        let number = match self.numbers.get(&id) {
            Some(number) => *number,
            None => {
                let wanted = self
                    .xref
                    .get::<Object<'_>>(id)
                    .is_some_and(|object| !is_structural(&object));
                let number = wanted.then(|| self.reserve());
                self.numbers.insert(id, number);
                self.waiting.extend(number.map(|number| (id, number)));
                number
            }
        };
        match number {
            Some(number) => out.extend_from_slice(format!("{number} 0 R ").as_bytes()),
            None => out.extend_from_slice(b"null "),
        }
    }

    fn value(&mut self, out: &mut Vec<u8>, object: &Object<'_>, depth: usize) -> Result<(), Damaged> {
        if depth == 0 {
            return Err(Damaged);
        }
        match object {
            Object::Null(_) | Object::Stream(_) => out.extend_from_slice(b"null "),
            Object::Boolean(value) => out.extend_from_slice(if *value { b"true " } else { b"false " }),
            Object::Number(value) => number(out, value),
            Object::Name(value) => name(out, value.as_ref()),
            Object::String(value) => string(out, value.as_bytes()),
            Object::Array(array) => self.array(out, array, depth)?,
            Object::Dict(dict) => self.dict(out, dict, depth)?,
        }
        Ok(())
    }

    fn array(&mut self, out: &mut Vec<u8>, array: &Array<'_>, depth: usize) -> Result<(), Damaged> {
        out.push(b'[');
        for item in array.raw_iter() {
            self.maybe_ref(out, &item, depth - 1)?;
        }
        out.extend_from_slice(b"] ");
        Ok(())
    }

    fn dict(&mut self, out: &mut Vec<u8>, dict: &Dict<'_>, depth: usize) -> Result<(), Damaged> {
        out.extend_from_slice(b"<< ");
        for (key, entry) in dict.entries() {
            if key.as_ref() == b"Resources" || LEFT_OUT.contains(&key.as_ref()) {
                continue;
            }
            name(out, key.as_ref());
            self.maybe_ref(out, &entry, depth - 1)?;
        }
        let is_type3 = dict
            .get::<Name<'_>>(b"Subtype")
            .is_some_and(|kind| kind.as_ref() == b"Type3");
        if let Some(resources) = own_resources(dict).filter(|_| is_type3) {
            self.resources(out, &resources, &Names::of_glyphs(dict))?;
        }
        out.extend_from_slice(b">> ");
        Ok(())
    }
}

fn number(out: &mut Vec<u8>, value: &Number) {
    out.extend_from_slice(format!("{} ", value.as_f64()).as_bytes());
}

fn string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'<');
    out.extend_from_slice(upper::encode_string(bytes).as_bytes());
    out.extend_from_slice(b"> ");
}

fn name(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'/');
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b',' | b'@' | b'*' | b'\'' | b':')
        {
            out.push(*byte);
        } else {
            out.push(b'#');
            out.extend_from_slice(upper::encode_string(&[*byte]).as_bytes());
        }
    }
    out.push(b' ');
}

/// Whether an object belongs to the page tree or the catalogue. References to those are cut: through them everything could
/// be reached again.
fn is_structural(object: &Object<'_>) -> bool {
    let Object::Dict(dict) = object else { return false };
    let kind: Option<hayro_syntax::object::Name<'_>> = dict.get(b"Type");
    kind.is_some_and(|kind| matches!(kind.as_ref(), b"Page" | b"Pages" | b"Catalog"))
}
