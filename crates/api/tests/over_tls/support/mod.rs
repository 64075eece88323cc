//! The invented city behind a real listener, and a client that shows what is on the wire.

pub(crate) mod city;
pub(crate) mod delivery;
pub(crate) mod documented;
pub(crate) mod welch;
pub(crate) mod wire;

#[test]
#[ignore = "not a test: what the others start in the fence"]
fn in_the_fence() {
    if let Some(code) = service::work_in_the_fence() {
        std::process::exit(code.into());
    }
}
