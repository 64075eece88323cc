//! The side that gives the work: starts the process, feeds it, waits, and ends it when its time is over.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use crate::job::{ARGUMENT, Job, VARIABLE};
use crate::places::Places;

/// What is done at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// For how long one waits for a place, and then for the result.
    pub time: Duration,
    /// Bytes of an answer; a longer one is no answer.
    pub answer: u64,
}

/// How a program starts itself for work in the fence, and how often at a time. Cheap to clone.
#[derive(Clone)]
pub struct Fence {
    program: PathBuf,
    arguments: Vec<OsString>,
    places: Arc<Places>,
}

/// What the work gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its answer.
    pub answer: Vec<u8>,
    /// What it had to complain of, as far as one reads on.
    pub complaints: String,
    /// The code it ended with; zero is good.
    pub code: i32,
}

/// There is no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// All places were taken all the time.
    #[error("too much is being done at the same time")]
    Busy,
    /// The process could not be started.
    #[error("no process could be started: {0}")]
    NoProcess(String),
    /// It was not ready in time and was ended.
    #[error("the work was not done within {0:?}")]
    TooSlow(Duration),
    /// It ended itself, or the kernel ended it: it wanted more memory, processor time or rights than it has.
    #[error("the work ended by signal {0}")]
    Died(i32),
    /// It answered more than is taken.
    #[error("the answer is too long")]
    TooLong,
}

/// Complaints beyond this many bytes are not read.
const COMPLAINTS: u64 = 64 * 1024;

impl std::fmt::Debug for Fence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fence({} {:?})", self.program.display(), self.arguments)
    }
}

impl Fence {
    /// The program that runs, started again with [`ARGUMENT`].
    ///
    /// # Errors
    /// If the program cannot be found any more.
    pub fn of_this_program() -> io::Result<Self> {
        Self::started_with([ARGUMENT])
    }

    /// The program that runs, started again with other arguments: a program of tests has its own.
    ///
    /// # Errors
    /// As [`Fence::of_this_program`].
    pub fn started_with(arguments: impl IntoIterator<Item = impl Into<OsString>>) -> io::Result<Self> {
        Ok(Self {
            program: std::env::current_exe()?,
            arguments: arguments.into_iter().map(Into::into).collect(),
            places: Arc::new(Places::for_this_machine()),
        })
    }

    /// The same with places of its own, so that neither waits for the other.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            places: Arc::new(Places::for_this_machine()),
            ..self.clone()
        }
    }

    /// Has a job done, whatever comes of it.
    ///
    /// # Errors
    /// [`Failed`].
    pub fn run(&self, job: &Job, input: &[u8], bounds: Bounds) -> Result<Done, Failed> {
        let _place = self.places.take(bounds.time).ok_or(Failed::Busy)?;
        let no_process = |error: io::Error| Failed::NoProcess(error.to_string());
        let until = Instant::now() + bounds.time;
        let (ours, theirs) = UnixStream::pair().map_err(no_process)?;
        let mut child = self.start(job, theirs).map_err(no_process)?;
        let complaining = child.stderr.take();
        let (answer, complaints, ended) = thread::scope(|scope| {
            let answer = scope.spawn(|| {
                let answer = read(Some(&ours), bounds.answer.saturating_add(1));
                // Who has more to say than is listened to gets an error instead of waiting.
                let _ = ours.shutdown(Shutdown::Read);
                answer
            });
            let complaints = scope.spawn(|| read(complaining, COMPLAINTS));
            // Who does not listen to the end may still have answered.
            scope.spawn(|| (&ours).write_all(input).and_then(|()| ours.shutdown(Shutdown::Write)));
            let ended = end_of(&mut child, until);
            // Nobody writes any more; whoever still reads or feeds stops here.
            let _ = ours.shutdown(Shutdown::Write);
            (answer.join(), complaints.join(), ended)
        });
        let status = ended.map_err(no_process)?.ok_or(Failed::TooSlow(bounds.time))?;
        let answer = answer.unwrap_or_default();
        if u64::try_from(answer.len()).map_or(true, |length| length > bounds.answer) {
            return Err(Failed::TooLong);
        }
        Ok(Done {
            answer,
            complaints: String::from_utf8_lossy(&complaints.unwrap_or_default()).into_owned(),
            code: status.code().ok_or(Failed::Died(status.signal().unwrap_or_default()))?,
        })
    }

    fn start(&self, job: &Job, connection: UnixStream) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .env(VARIABLE, job.written())
            .stdin(Stdio::from(OwnedFd::from(connection)))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// Up to this many bytes. A fault is an end.
fn read(from: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        let _ = from.take(most).read_to_end(&mut bytes);
    }
    bytes
}

/// How the process ended, or nothing if its time was over first; then it is ended now.
fn end_of(child: &mut Child, until: Instant) -> io::Result<Option<std::process::ExitStatus>> {
    let in_time = waited(child, until);
    if !matches!(in_time, Ok(true)) {
        child.kill()?;
    }
    let status = child.wait()?;
    Ok(in_time?.then_some(status))
}

fn waited(child: &Child, until: Instant) -> io::Result<bool> {
    let pid = Pid::from_raw(child.id().cast_signed()).ok_or(io::ErrorKind::NotFound)?;
    let process = pidfd_open(pid, PidfdFlags::empty())?;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).map_err(|_| io::ErrorKind::InvalidInput)?;
        match poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&left)) {
            Ok(ready) => return Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
