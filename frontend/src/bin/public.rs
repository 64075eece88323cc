//! The module of the enrolment listener: applying, and getting a certificate for a device.

fn main() {
    frontend::start::<frontend::Public>(contract::module::Module::Public);
}
