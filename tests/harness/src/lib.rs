//! What tests of several crates share: a clock that goes when told, and a SQLite file and a PostgreSQL database of their own
//! for each test. The PostgreSQL cluster is made with `initdb` for this run and dies with it; a server that happens to run on
//! the machine is never used.

mod cluster;
mod test_clock;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

pub use cluster::Cluster;
use tempfile::TempDir;
pub use test_clock::TestClock;

/// Set by `cargo xtask test`, which starts one cluster for all test programs: the directory of its socket.
pub const SHARED: &str = "ENGAWA_TEST_POSTGRES";

/// An empty database for one test; the SQLite file goes when it is dropped, the PostgreSQL one with its cluster.
pub struct Database {
    /// `sqlite` or `postgres`, for messages.
    pub kind: &'static str,
    /// What `persistence::Target::parse` reads.
    pub url: String,
    _files: Option<TempDir>,
}

impl Database {
    /// Changes the data behind the product's back, as somebody with access to the database could: for tests that such a
    /// change is found and that failures are survived.
    ///
    /// # Panics
    /// If the statement fails.
    #[expect(clippy::expect_used, reason = "a test harness")]
    pub fn by_other_hands(&self, statement: &str) {
        cluster::execute(self.kind, &self.url, statement).expect("the statement");
    }

    /// Every row of the data, without the ledger, one a line and sorted: equal before and after if nothing was changed.
    ///
    /// # Panics
    /// If the database cannot be read.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test harness")]
    pub fn contents(&self) -> Vec<String> {
        cluster::contents(self.kind, &self.url).expect("the contents")
    }
}

/// An empty PostgreSQL database in a cluster of the test's own, which it may crash.
///
/// # Panics
/// If the server refuses.
#[must_use]
#[expect(clippy::expect_used, reason = "a test harness")]
pub fn postgres_in(cluster: &Cluster) -> Database {
    Database {
        kind: "postgres",
        url: cluster.create_database("own").expect("a PostgreSQL database"),
        _files: None,
    }
}

/// One empty database of each kind.
///
/// # Panics
/// If one of them cannot be made: a test that silently runs on one database only would say too much.
#[must_use]
pub fn databases() -> [Database; 2] {
    [sqlite(), postgres()]
}

/// An empty SQLite database.
///
/// # Panics
/// If the temporary directory cannot be made.
#[must_use]
#[expect(clippy::expect_used, reason = "a test harness")]
pub fn sqlite() -> Database {
    let files = tempfile::tempdir().expect("a temporary directory");
    let url = files.path().join("test.sqlite").to_string_lossy().into_owned();
    Database {
        kind: "sqlite",
        url,
        _files: Some(files),
    }
}

/// An empty PostgreSQL database.
///
/// # Panics
/// If no cluster can be started (install Debian's `postgresql`).
#[must_use]
#[expect(clippy::expect_used, reason = "a test harness")]
pub fn postgres() -> Database {
    static OWN: OnceLock<Cluster> = OnceLock::new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let url = match std::env::var(SHARED) {
        Ok(socket) => cluster::create_database(socket.as_ref(), &name),
        Err(_) => OWN
            .get_or_init(|| Cluster::start().expect("a PostgreSQL cluster"))
            .create_database(&name),
    };
    Database {
        kind: "postgres",
        url: url.expect("a PostgreSQL database"),
        _files: None,
    }
}
