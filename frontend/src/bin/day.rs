//! The module for signing in and a care manager's day.

fn main() {
    frontend::start::<frontend::Day>(Some(contract::module::Module::Day));
}
