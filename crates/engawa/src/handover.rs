//! What is printed once and handed to a person: credentials, and the file of a device with what opens it.

use std::path::Path;

use domain::calendar::day::Day;
use service::{IssuedCredentials, IssuedIdentity};

/// Prints provisional credentials, the only time they are seen.
pub fn tell_credentials(issued: &IssuedCredentials) {
    println!("account {}", issued.account);
    println!("provisional login ID {}", issued.login_id);
    println!("provisional password {}", issued.password.reveal());
    println!("good for one log-in until {}", Day::in_japan(issued.valid_until));
}

/// Prints where a device's file lies and what opens it.
pub fn tell_device(issued: &IssuedIdentity, file: &Path) {
    println!("device {}", issued.device);
    println!("file {}", file.display());
    println!("password of the file {}", issued.password.reveal());
}
