//! What can and cannot be done in the fence, tried out from inside: this program of tests starts itself.

#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use fence::{Bounds, Closed, Done, Failed, Fence, Job, Rights, answer, close, given_job, input};

const BOUNDS: Bounds = Bounds {
    time: Duration::from_secs(60),
    answer: 100,
};

const MEMORY: u64 = 512 << 20;

/// A folder that may be read, unlike all others.
const OPEN: &str = "/usr/share/doc";

fn fence() -> Fence {
    Fence::started_with(["in_the_fence", "--exact", "--ignored", "--nocapture"]).unwrap()
}

fn done(words: &[&str]) -> Result<Done, Failed> {
    fence().run(&Job::new(words.iter().copied()), b"input", BOUNDS)
}

/// What the work answers.
fn said(words: &[&str]) -> String {
    let done = done(words).unwrap();
    assert_eq!(done.code, 0, "{done:?}");
    String::from_utf8(done.answer).unwrap()
}

#[test]
#[ignore = "not a test: what the others start in the fence"]
fn in_the_fence() {
    let Some(job) = given_job() else { return };
    let given = input().unwrap();
    let rights = Rights {
        read: vec![OPEN.into()],
        execute: Vec::new(),
        memory: MEMORY,
        seconds: 1,
    };
    let closed = close(&rights).unwrap();
    let words: Vec<&str> = job.words.iter().map(String::as_str).collect();
    answer(work(&words, &given, &closed).as_bytes()).unwrap();
    std::process::exit(0);
}

fn told<T, E: std::fmt::Display>(result: Result<T, E>) -> String {
    result.map_or_else(|error| format!("refused: {error}"), |_| "done".to_owned())
}

fn work(words: &[&str], given: &[u8], closed: &Closed) -> String {
    match words {
        ["echo"] => String::from_utf8_lossy(given).into_owned(),
        ["closed"] => closed.words(),
        ["read", path] => told(fs::read(path)),
        ["list", path] => told(fs::read_dir(path)),
        ["write", path] => told(fs::write(path, "x")),
        ["remove", path] => told(fs::remove_file(path)),
        ["udp"] => told(UdpSocket::bind("127.0.0.1:0")),
        ["tcp"] => told(TcpStream::connect("127.0.0.1:1")),
        ["unix"] => told(UnixStream::pair()),
        ["start"] => told(Command::new("/bin/true").status()),
        ["memory", mebibytes] => {
            let bytes: usize = mebibytes.parse::<usize>().unwrap() << 20;
            told(Vec::<u8>::new().try_reserve_exact(bytes))
        }
        ["spin"] => loop {
            std::hint::spin_loop();
        },
        ["wait"] => loop {
            std::thread::park();
        },
        ["abort"] => std::process::abort(),
        ["much"] => "x".repeat(1000),
        ["complain"] => {
            std::io::stderr().write_all(b"a complaint").unwrap();
            String::new()
        }
        _ => "unknown".to_owned(),
    }
}

#[test]
fn what_is_given_comes_in_and_the_answer_out() {
    assert_eq!(said(&["echo"]), "input");
    assert_eq!(done(&["complain"]).unwrap().complaints, "a complaint");
}

#[test]
fn this_machine_lacks_nothing_of_the_fence() {
    assert_eq!(said(&["closed"]), "");
}

#[test]
fn no_file_can_be_opened_but_those_named() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    let path = secret.path().to_str().unwrap();
    for words in [
        ["read", "/etc/passwd"],
        ["read", path],
        ["read", "/proc/self/environ"],
        ["list", "/etc"],
        ["write", path],
        ["write", "/tmp/from-the-fence"],
        ["remove", path],
    ] {
        assert!(said(&words).starts_with("refused"), "{words:?}");
    }
    assert_eq!(said(&["list", OPEN]), "done");
    assert!(secret.path().exists() && !Path::new("/tmp/from-the-fence").exists());
}

#[test]
fn no_connection_can_be_made_and_nothing_started() {
    for words in [["udp"], ["tcp"], ["unix"], ["start"]] {
        let said = said(&words);
        assert!(
            said.starts_with("refused") && (said.contains("not permitted") || said.contains("denied")),
            "{words:?}: {said}"
        );
    }
}

#[test]
fn memory_ends_at_its_bound() {
    assert!(said(&["memory", "1024"]).starts_with("refused"));
    assert_eq!(said(&["memory", "16"]), "done");
}

#[test]
fn processor_time_ends_at_its_bound() {
    assert_eq!(done(&["spin"]), Err(Failed::Died(9)), "one second, then killed");
}

#[test]
fn who_waits_for_ever_is_ended() {
    let bounds = Bounds {
        time: Duration::from_millis(300),
        ..BOUNDS
    };
    assert_eq!(
        fence().run(&Job::new(["wait"]), b"", bounds),
        Err(Failed::TooSlow(bounds.time))
    );
}

#[test]
fn who_dies_or_says_too_much_gives_no_result() {
    assert_eq!(done(&["abort"]), Err(Failed::Died(6)));
    assert_eq!(done(&["much"]), Err(Failed::TooLong));
}

#[test]
fn an_input_of_megabytes_is_not_waited_for_when_nobody_reads_it() {
    let much = vec![0; 8 << 20];
    let nobody = Fence::started_with(["no_such_test", "--exact"]).unwrap();
    let done = nobody.run(&Job::new(["echo"]), &much, BOUNDS).unwrap();
    assert_eq!(done.answer, b"");
}

#[test]
fn what_was_given_is_read_to_its_end() {
    let mut given = Vec::new();
    fs::File::open("/dev/zero")
        .unwrap()
        .take(3 << 20)
        .read_to_end(&mut given)
        .unwrap();
    let bounds = Bounds {
        answer: 4 << 20,
        ..BOUNDS
    };
    let done = fence().run(&Job::new(["echo"]), &given, bounds).unwrap();
    assert_eq!(done.answer.len(), 3 << 20);
}
