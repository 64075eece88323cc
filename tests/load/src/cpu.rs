//! Time that processes have spent on a processor, as the kernel counts it (proc(5): utime and stime of all threads, those
//! that have ended included).

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

/// The unit of `/proc/<pid>/stat`; Linux shows 100 a second to programs whatever its own tick is.
const TICK: Duration = Duration::from_millis(10);

/// What to count.
#[derive(Clone, Copy, Debug)]
pub enum Counted {
    /// A process with its threads.
    One(u32),
    /// A process, its children, and those of its children that have ended: PostgreSQL has a process per connection.
    Family(u32),
}

impl Counted {
    /// Time spent up to now.
    pub fn spent(self) -> Result<Duration> {
        let ticks = match self {
            Self::One(pid) => Stat::of(pid)?.own,
            Self::Family(pid) => {
                let parent = Stat::of(pid)?;
                parent.own + parent.of_ended_children + children(pid)?
            }
        };
        Ok(TICK * u32::try_from(ticks).context("more time than there is")?)
    }
}

fn children(parent: u32) -> Result<u64> {
    let mut ticks = 0;
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // A process may end between being listed and being read.
        if let Ok(stat) = Stat::of(pid)
            && stat.parent == parent
        {
            ticks += stat.own;
        }
    }
    Ok(ticks)
}

#[derive(Debug, PartialEq, Eq)]
struct Stat {
    parent: u32,
    own: u64,
    of_ended_children: u64,
}

impl Stat {
    fn of(pid: u32) -> Result<Self> {
        let path = format!("/proc/{pid}/stat");
        let text = fs::read_to_string(Path::new(&path)).with_context(|| path.clone())?;
        Self::parse(&text).with_context(|| format!("{path} is not as proc(5) says"))
    }

    fn parse(text: &str) -> Option<Self> {
        // The name may hold anything, spaces and parentheses too, but is followed by the last parenthesis.
        let (_, rest) = text.rsplit_once(')')?;
        let mut fields = rest.split_whitespace().skip(1);
        let parent = fields.next()?.parse().ok()?;
        let mut times = fields.skip(9).map_while(|field| field.parse::<u64>().ok());
        Some(Self {
            parent,
            own: times.next()? + times.next()?,
            of_ended_children: times.next()? + times.next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_of_the_manual_page() {
        let line = "4242 (a (strange) name) S 17 4242 4242 0 -1 4194560 900 800 0 0 31 7 2 1 20 0 9 0 123 456 789";
        let stat = Stat {
            parent: 17,
            own: 38,
            of_ended_children: 3,
        };
        assert_eq!(Stat::parse(line), Some(stat));
        assert_eq!(Stat::parse("4242 (cut off) S 17"), None);
    }

    #[test]
    fn this_very_process_has_spent_more_after_working() {
        let me = Counted::One(std::process::id());
        let before = me.spent().unwrap();
        let mut sum = 0_u64;
        while me.spent().unwrap() < before + TICK * 2 {
            sum = sum.wrapping_mul(31).wrapping_add(7);
        }
        assert!(me.spent().unwrap() > before, "{sum}");
    }
}
