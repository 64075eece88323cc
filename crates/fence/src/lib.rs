//! Work on files from strangers, done in a process of its own that has next to no rights: the program starts itself
//! ([`Fence`]), the new process takes its rights away ([`close`]) and then does one piece of work, or becomes another program
//! that does it. Whatever the work does, it can at worst end itself: then there is no result.
//!
//! What is to be done, in words, is a [`Job`]; what the words mean is known to who gives and who takes it.

mod close;
mod job;
mod places;
mod run;
mod said;

pub use close::{Closed, Lacking, Rights, close};
pub use job::{ARGUMENT, Job, become_program, given_job};
pub use run::{Bounds, Done, Failed, Fence};
pub use said::{answer, input};
