//! Names of files in a ZIP that another program spelt: each is found, and none is taken for another.

use std::io::Cursor;

use exchange::bundle::{Bundle, BundleLimits};

use crate::made::{manifest, pdf, zip};

/// What becomes of each line of the manifest, and what is said of the rest.
fn outcome(bytes: &[u8]) -> (Vec<Result<String, &'static str>>, Vec<&'static str>) {
    let bundle = Bundle::open(
        Cursor::new(bytes),
        "431007_documents_20260501.zip",
        BundleLimits::default(),
    );
    let mut bundle = bundle.unwrap_or_else(|findings| panic!("{findings:?}"));
    let notices = bundle.notices().iter().map(|finding| finding.rule.id()).collect();
    let lines = bundle.by_ref().map(|line| match line {
        Ok(line) => Ok(line.value.row.file_name),
        Err(findings) => Err(findings[0].rule.id()),
    });
    (lines.collect(), notices)
}

fn line(name: &str) -> String {
    format!("{name},0000000001,A-1,1,20260520,2024-04,,20260601")
}

#[test]
fn the_names_of_three_packers_are_understood() {
    // Windows' own name in MS932, folders with a backslash, a folder that is listed twice.
    for (bytes, name) in [
        (include_bytes!("zips/wave-dash.zip").as_slice(), "調査票〜1.pdf"),
        (include_bytes!("zips/backslash.zip"), "調査票_0000100001.pdf"),
        (include_bytes!("zips/folder-twice.zip"), "a.pdf"),
    ] {
        assert_eq!(outcome(bytes), (vec![Ok(name.to_owned())], vec![]), "{name}");
    }
}

#[test]
fn a_name_is_found_in_every_spelling() {
    for (listed, packed) in [
        ("調査票〜1.pdf", "調査票～1.pdf"),
        ("意見書−1.pdf", "意見書－1.pdf"),
        ("意見書-1.pdf", "意見書‐1.pdf"),
        ("ﾁｮｳｻ.pdf", "チョウサ.pdf"),
        ("ガ.pdf", "カ\u{3099}.pdf"),
        ("調査１.pdf", "調査1.PDF"),
        (r"docs\a.pdf", "docs/a.pdf"),
        ("./a.pdf", "a.pdf"),
        ("a.pdf", "./a.pdf"),
    ] {
        let files: [(&str, &[u8]); 2] = [
            (packed, &pdf(&["a"], "")),
            ("manifest.csv", &manifest(&[&line(listed)])),
        ];
        assert_eq!(
            outcome(&zip(&files)),
            (vec![Ok(listed.to_owned())], vec![]),
            "{listed} {packed}"
        );
    }
}

#[test]
fn two_files_are_never_taken_for_one() {
    let (wave, tilde, wide) = ("a〜.pdf", "a~.pdf", "a～.pdf");
    let one = pdf(&["a"], "");
    let lines = |names: &[&str]| {
        let lines: Vec<String> = names.iter().map(|name| line(name)).collect();
        manifest(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let files = |listed: &[&str]| -> Vec<u8> {
        zip(&[
            (wave, one.as_slice()),
            (tilde, one.as_slice()),
            ("manifest.csv", &lines(listed)),
        ])
    };
    let (done, left) = outcome(&files(&[wave, tilde]));
    assert_eq!(
        (done.len(), done.iter().all(Result::is_ok), left),
        (2, true, vec![]),
        "each by its very name"
    );
    assert_eq!(
        outcome(&files(&[wide])),
        (vec![Err("manifest.ambiguous")], vec!["manifest.unlisted"; 2])
    );
    // One file under two spellings is one file.
    let listed = lines(&[wave, wide]);
    let single = zip(&[(wave, one.as_slice()), ("manifest.csv", &listed)]);
    assert_eq!(
        outcome(&single),
        (vec![Ok(wave.to_owned()), Err("manifest.duplicate")], vec![])
    );
}
