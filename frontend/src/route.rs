//! The addresses of the screens, and nothing about what the screens show. No personal value stands in an address: people
//! and documents are named by opaque ids, and what was searched for stays out.

mod act;
mod address;
mod apply_step;
mod device_kind;
#[cfg(test)]
pub(crate) mod every;
mod query;
mod screen;
mod section;
mod whose;

pub use act::{AccountAct, ApplicationAct, DeviceAct, OrganizationAct};
pub use apply_step::{ApplyStep, UnknownStep};
pub use device_kind::{DeviceKind, UnknownDeviceKind};
pub use query::{ListQuery, filter_name, list_address};
pub use screen::Route;
pub use section::Section;
pub use whose::{UnknownWord, Whose};
