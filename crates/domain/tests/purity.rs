//! What is absent from `domain`: clock, chance, input and output. Otherwise it would not be the same in the browser.

use std::{fs, path::Path};

#[test]
fn no_source_asks_for_time_chance_files_or_the_network() {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    assert!(found.len() > 20, "the sources are where they are looked for");
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        for word in [
            "std::time",
            "std::fs",
            "std::net",
            "std::env",
            "std::thread",
            "Utc::now",
            "Local::",
            "new_v4",
            "now_v7",
            "async fn",
        ] {
            assert!(!text.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn chrono_brings_the_calendar_and_nothing_else() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let text = fs::read_to_string(workspace).unwrap();
    let chrono = text.lines().find(|line| line.starts_with("chrono =")).unwrap();
    assert!(chrono.contains("default-features = false"), "{chrono}");
    for feature in ["clock", "now", "wasmbind", "iana-time-zone", "unstable-locales"] {
        assert!(!chrono.contains(&format!("\"{feature}\"")), "{chrono}");
    }
    let own = include_str!("../Cargo.toml");
    assert!(own.contains("chrono = { workspace = true }"), "no features of its own");
}
