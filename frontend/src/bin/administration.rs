//! The module for the administration of an office, and the insurer's desk.

fn main() {
    frontend::start::<frontend::Administration>(Some(contract::module::Module::Administration));
}
