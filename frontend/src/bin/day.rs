//! The module for signing in and a care manager's day.

fn main() {
    frontend::start::<frontend::Day>(contract::module::Module::Day);
}
