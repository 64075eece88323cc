//! The module for the insurer's desk.

fn main() {
    frontend::start::<frontend::City>(contract::module::Module::City);
}
