//! Two running programs that share a database, as PostgreSQL lets them: what one takes back is gone on the other within a
//! second. The same within one program, on an open connection, is held by the tests of `api`. On one SQLite file there is
//! never a second one.

use std::time::{Duration, Instant};

use crate::data_dir::DataDir;

/// What another node may still answer.
const BELIEVED: Duration = Duration::from_secs(1);

#[test]
fn a_device_revoked_on_one_node_is_refused_by_the_other_within_a_second() {
    let database = harness::postgres();
    let folder = tempfile::tempdir().unwrap();
    let data_dir = DataDir {
        data: folder.path(),
        database: &database,
    };
    data_dir.command(&["init"], "");
    let office = data_dir.command(
        &[
            "organization",
            "permit",
            "--office",
            "4370106637",
            "--service",
            "43",
            "--name",
            "試験の事業所",
        ],
        "",
    );
    data_dir.account(&office, "kanri.taro", "organization-administrator");
    data_dir.account(&office, "sato.hanako", "care-manager");
    let (kept, lost) = (data_dir.device(&office, "kept"), data_dir.device(&office, "lost"));
    let (first, second) = (data_dir.node("first"), data_dir.node("second"));
    first.sign_in(&kept, "kanri.taro");
    first.sign_in(&lost, "sato.hanako");
    assert_eq!(
        second.ask(&lost, "/work", None),
        200,
        "{}: one session, two nodes",
        database.kind
    );

    let path = format!("/organization/devices/{}/revocation", lost.id);
    assert!(
        (200..300).contains(&first.ask(&kept, &path, Some("{}"))),
        "{}",
        database.kind
    );
    let revoked = Instant::now();
    loop {
        let begun = revoked.elapsed();
        let status = second.ask(&lost, "/work", None);
        if status != 200 {
            assert!([401, 403].contains(&status), "{}: {status}", database.kind);
            break;
        }
        assert!(
            begun <= BELIEVED,
            "{}: answered {begun:?} after the revocation",
            database.kind
        );
    }
    assert_eq!(
        second.ask(&kept, "/work", None),
        200,
        "{}: the other device goes on",
        database.kind
    );
}

#[test]
fn two_servers_never_serve_from_one_sqlite_file() {
    let database = harness::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let data_dir = DataDir {
        data: folder.path(),
        database: &database,
    };
    data_dir.command(&["init"], "");
    let first = data_dir.node("first");
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let second = data_dir.engawa().args(serve).output().unwrap();
    assert!(!second.status.success());
    let said = String::from_utf8(second.stderr).unwrap();
    let wanted = format!("another server (process {}) serves from", first.child.id());
    assert!(said.contains(&wanted), "{said}");
    // Commands go on beside the one that serves, and what has ended stands in nobody's way.
    data_dir.command(&["device", "list"], "");
    drop(first);
    drop(data_dir.node("third"));
}
