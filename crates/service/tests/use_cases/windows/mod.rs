//! What was judged is judged again where it is acted: somebody else comes in between, and what they did holds. Each test lets
//! them in at the very moment at which the use case has judged and has not acted yet.

mod changes;
mod devices;
mod letters;
mod session;

use domain::account::AccountStatus;
use domain::audit::Operation;
use service::{Operator, ServiceError};

use crate::town::Town;

/// Lets the operator in at that moment.
pub fn meanwhile(town: &Town, operation: Operation, act: impl FnOnce(&Operator) + Send + 'static) {
    let service = town.service.clone();
    town.service.come_between(operation, move || {
        let acting = std::thread::spawn(move || act(&service.operator("test".parse().unwrap())));
        acting.join().unwrap();
    });
}

/// Suspends somebody at that moment.
pub fn suspended_meanwhile(town: &Town, operation: Operation, login: &str) {
    let id = town.account(login).id;
    meanwhile(town, operation, move |operator| {
        operator.set_account_status(id, AccountStatus::Suspended).unwrap();
    });
}

pub fn is_over<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::SessionEnded | ServiceError::RoleRefused))
}

fn open_sessions(town: &Town) -> usize {
    let now = town.clock.now();
    let open = town
        .tenant
        .read_here(|tx| tx.open_sessions(Some(town.office), now, now));
    open.unwrap().len()
}
