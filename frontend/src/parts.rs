//! What the screens are made of: plain functions and small components, data in, HTML out. They fetch nothing and know no
//! screen.

pub mod client;
pub mod credential;
pub mod date;
pub mod form;
pub mod insured;
pub mod layout;
pub mod notice;
pub mod validity;
pub mod whose;
