//! Long work as numbered steps: what is done now, how long it has been going on, how long it took.

use anyhow::Result;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running step says that it is still at work.
const STILL_THERE: Duration = Duration::from_secs(30);

/// A numbered row of steps.
pub struct Steps {
    total: usize,
    begun: usize,
}

impl Steps {
    /// So many are to come.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Do one, and say so before, meanwhile and after.
    pub fn run<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T>) -> (Result<T>, Duration) {
        self.begun += 1;
        let number = format!("{}/{}", self.begun, self.total);
        println!("\n=== [{number}] {title}");
        let start = Instant::now();
        let (stop, stopped) = channel::<()>();
        let title_there = title.to_owned();
        let watch = thread::spawn(move || {
            while stopped.recv_timeout(STILL_THERE) == Err(RecvTimeoutError::Timeout) {
                eprintln!("    … {title_there}: {} so far", seconds(start.elapsed()));
            }
        });
        let result = work();
        drop(stop);
        // Only a panic while printing could make this fail, and then there is nobody to tell.
        let _ = watch.join();
        let took = start.elapsed();
        let verdict = if result.is_ok() { "done" } else { "FAILED" };
        println!("=== [{number}] {title}: {verdict} after {}", seconds(took));
        (result, took)
    }
}

/// A duration as a person reads it.
pub fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        whole @ 10..120 => format!("{whole} s"),
        whole => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_reads_in_the_unit_that_fits() {
        let said: Vec<_> = [1_250, 59_999, 119_000, 120_000, 3_725_000]
            .map(|ms| seconds(Duration::from_millis(ms)))
            .into();
        assert_eq!(said, ["1.2 s", "59 s", "119 s", "2 min 00 s", "62 min 05 s"]);
    }

    #[test]
    fn a_step_hands_back_what_its_work_gave() {
        let mut steps = Steps::new(2);
        assert_eq!(steps.run("good", || Ok(7)).0.unwrap(), 7);
        assert!(steps.run("bad", || anyhow::bail!("no") as Result<()>).0.is_err());
    }
}
