//! Where on a printed page a copy is filled in: kept while the form is drawn, asked for while it is written on.

use std::collections::BTreeMap;

/// Points on a page in millimetres, by the name of the field and the number of the choice; and room for text.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    choices: BTreeMap<String, Vec<(f32, f32)>>,
    rooms: BTreeMap<String, Room>,
}

/// Room for text: where its first baseline begins and how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) w: f32,
    /// Lines, one if the text is to shrink rather than wrap.
    pub(super) lines: u8,
}

impl Spots {
    /// Keeps the next choice of `field`.
    pub(super) fn keep(&mut self, field: &str, at: (f32, f32)) {
        self.choices.entry(field.to_owned()).or_default().push(at);
    }

    /// Where choice `index` of `field` stands, if the form has it.
    pub(super) fn at(&self, field: &str, index: usize) -> Option<(f32, f32)> {
        self.choices.get(field)?.get(index).copied()
    }

    /// Keeps room for the text of `field`.
    pub(super) fn keep_room(&mut self, field: &str, room: Room) {
        self.rooms.insert(field.to_owned(), room);
    }

    /// The room for the text of `field`, if the form has it.
    pub(super) fn room(&self, field: &str) -> Option<Room> {
        self.rooms.get(field).copied()
    }
}
