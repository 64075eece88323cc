//! Both ends of the one connection that work in the fence has: the input comes and the answer goes through what was its
//! standard input.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;

/// Everything that was given.
///
/// # Errors
/// If reading fails.
pub fn input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    connection()?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Gives the answer.
///
/// # Errors
/// If nobody takes it.
pub fn answer(bytes: &[u8]) -> io::Result<()> {
    connection()?.write_all(bytes)
}

fn connection() -> io::Result<File> {
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}
