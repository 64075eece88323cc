//! The invented city behind a real listener, and a client that shows what is on the wire.

pub(crate) mod city;
pub(crate) mod delivery;
pub(crate) mod documented;
pub(crate) mod wire;
