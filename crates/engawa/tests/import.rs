//! `engawa import` as a city's files come: folders in folders, endings in capitals, files that are none, old line ends. What is
//! taken in is told, what is not is named, and the exit code says which it was.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of an integration test are tests as well"
)]

use std::path::Path;
use std::process::{Command, Output};

const PEOPLE: &str = "被保険者番号,氏名,氏名カナ,生年月日,性別,住所,資格喪失日,喪失理由,基準日時,備考";

fn engawa(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_engawa"));
    command.arg("--data").arg(data).args(arguments).env("RUST_LOG", "warn");
    command.env("ENGAWA_INSURER", "431007").output().unwrap()
}

fn person(number: u64, name: &str) -> String {
    format!("{number:010},{name},エンガワ ハナコ,昭和10年1月2日,2,縁側市1-2,,,2026-05-01 08:30:00,")
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Takes a folder in; answers the exit code and everything that was said.
fn import(data: &Path, folder: &Path, more: &[&str]) -> (i32, String) {
    let folder = folder.to_string_lossy().into_owned();
    let output = engawa(data, &[&["import", folder.as_str()], more].concat());
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), told.concat())
}

#[test]
fn every_file_of_a_folder_is_accounted_for_and_nobody_is_told() {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert!(engawa(data.path(), &["init"]).status.success());
    let (code, told) = import(data.path(), files.path(), &[]);
    assert_eq!(
        (code, told.contains("1つもありません")),
        (1, true),
        "an empty folder: {told}"
    );

    // Capitals, a folder in a folder, line ends of old, and a file that is no delivery.
    let rows = [PEOPLE.to_owned(), person(1, "縁側 花子"), person(2, "縁側 太郎")];
    write(files.path(), "deep/er/431007_PERSON_20260501.CSV", &rows.join("\r"));
    write(files.path(), "deep/よみもの.txt", "読んでください");
    let report = data.path().join("report.csv");
    let (code, told) = import(data.path(), files.path(), &["--report", &report.to_string_lossy()]);
    assert_eq!(code, 0, "{told}");
    for part in ["2 rows, 2 new", "よみもの.txt"] {
        assert!(told.contains(part), "{told}");
    }
    let report = std::fs::read(report).unwrap();
    assert!(report.starts_with(b"\xEF\xBB\xBF"), "Excel opens it");

    // A file without headings, and one without rows: nobody is told, and neither is taken in.
    write(files.path(), "431007_person_20260502.csv", &rows[1..].join("\r"));
    write(files.path(), "431007_person_20260503.csv", PEOPLE);
    let (code, told) = import(data.path(), files.path(), &[]);
    assert_eq!(code, 1, "{told}");
    assert!(
        told.contains("file.no-rows") && !told.contains("太郎") && !told.contains("花子"),
        "{told}"
    );
}
