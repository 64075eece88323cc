//! The module for the administration of an organization by its own people.

fn main() {
    frontend::start::<frontend::Office>(contract::module::Module::Office);
}
