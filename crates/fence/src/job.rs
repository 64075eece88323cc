//! What is to be done in the fence, and how it is handed over: in an environment that holds nothing else.

use std::ffi::OsString;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// The argument with which a program starts itself for work in the fence.
pub const ARGUMENT: &str = "--in-the-fence";

/// Where the words of the job are.
pub(crate) const VARIABLE: &str = "ENGAWA_JOB";

const BETWEEN: char = '\n';

/// A kind of work and what it needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The kind, and after it what that kind asks for; without line breaks.
    pub words: Vec<String>,
}

impl Job {
    /// A job of these words.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Self {
            words: words.into_iter().map(Into::into).collect(),
        }
    }

    pub(crate) fn written(&self) -> OsString {
        self.words.join(&BETWEEN.to_string()).into()
    }

    fn read(text: &str) -> Self {
        Self::new(text.split(BETWEEN))
    }
}

/// The job this process was started for, if it was.
#[must_use]
pub fn given_job() -> Option<Job> {
    std::env::var(VARIABLE).ok().map(|text| Job::read(&text))
}

/// Becomes another program, which gets the input and gives the answer as its standard input and output. Returns only if that
/// did not work.
#[must_use]
pub fn become_program(program: &str, arguments: &[OsString], environment: &[(&str, &str)]) -> io::Error {
    let answer = match io::stdin().as_fd().try_clone_to_owned() {
        Ok(answer) => answer,
        Err(error) => return error,
    };
    Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::inherit())
        .stdout(Stdio::from(answer))
        .stderr(Stdio::inherit())
        .exec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_arrive_as_they_were_sent() {
        let job = Job::new(["draw", "3", "", "/a b/ｃ"]);
        assert_eq!(Job::read(job.written().to_str().unwrap()), job);
    }

    #[test]
    fn a_process_that_nobody_started_for_it_has_no_job() {
        assert_eq!(given_job(), None);
    }
}
