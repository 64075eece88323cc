//! What every request and answer has in common, whatever it is about.

pub(crate) mod answer;
pub(crate) mod cookie;
pub(crate) mod credential;
pub(crate) mod edge;
pub(crate) mod headers;
pub(crate) mod language;
pub(crate) mod methods;
pub(crate) mod origin;
pub(crate) mod read;
pub(crate) mod reading;
pub(crate) mod repeat;
pub(crate) mod throttle;
