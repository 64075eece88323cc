//! Reads letters with tools that know nothing of how they were made.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A letter on disk, for tools.
pub struct Letter {
    folder: tempfile::TempDir,
}

fn run(tool: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(tool)
        .args(arguments)
        .output()
        .expect("poppler-utils is installed");
    assert!(
        output.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

impl Letter {
    /// Puts the PDF down, and a copy of it where `NOTICES` says.
    pub fn lay(name: &str, pdf: &[u8]) -> Self {
        if let Some(kept) = std::env::var_os("NOTICES") {
            std::fs::write(PathBuf::from(kept).join(format!("{name}.pdf")), pdf).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("letter.pdf"), pdf).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("letter.pdf")
    }

    /// The text of each page, without spaces and line ends, which say nothing in Japanese.
    pub fn pages(&self) -> Vec<String> {
        let text = String::from_utf8(run("pdftotext", &["-raw", self.path().to_str().unwrap(), "-"])).unwrap();
        let mut pages: Vec<String> = text
            .split('\u{c}')
            .map(|page| {
                page.chars()
                    .filter(|c| !c.is_whitespace() && *c != '\u{200B}')
                    .collect()
            })
            .collect();
        assert_eq!(pages.pop().as_deref(), Some(""), "each page ends with a form feed");
        pages
    }

    /// Fails if one of the texts is not on the page; spaces do not matter.
    pub fn assert_says(&self, page: usize, texts: &[&str]) {
        let pages = self.pages();
        for text in texts {
            let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(
                pages[page].contains(&wanted),
                "page {page} does not say {text:?}: {}",
                pages[page]
            );
        }
    }

    /// From where to where a word of the first page reaches, from the top, in points.
    pub fn reach(&self, word: &str) -> (f64, f64) {
        let boxes = String::from_utf8(run(
            "pdftotext",
            &["-bbox", "-l", "1", self.path().to_str().unwrap(), "-"],
        ))
        .unwrap();
        let line = boxes.lines().find(|line| line.contains(&format!(">{word}<"))).unwrap();
        let number = |name: &str| {
            let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        (number("yMin"), number("yMax"))
    }

    /// What the file says of itself.
    pub fn metadata(&self) -> String {
        let path = self.path();
        let mut said = run("pdfinfo", &["-isodates", path.to_str().unwrap()]);
        said.extend(run("pdfinfo", &["-meta", path.to_str().unwrap()]));
        String::from_utf8(said).unwrap()
    }

    /// The QR codes on a page: what is in them, and how long an edge of the symbol is on paper, in millimetres.
    pub fn qr_codes(&self, page: usize) -> Vec<(String, f64)> {
        const DOTS_PER_MM: f64 = 300.0 / 25.4;
        let (width, height, grey) = self.drawn(page);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
        let codes = image.detect_grids().into_iter().map(|grid| {
            let [left, right] = [grid.bounds[0], grid.bounds[1]];
            let edge = f64::from(right.x - left.x).hypot(f64::from(right.y - left.y));
            (grid.decode().unwrap().1, edge / DOTS_PER_MM)
        });
        codes.collect()
    }

    /// A page at 300 dots per inch: width, height, grey values.
    fn drawn(&self, page: usize) -> (usize, usize, Vec<u8>) {
        let number = (page + 1).to_string();
        let target = self.folder.path().join("page");
        run(
            "pdftoppm",
            &[
                "-gray",
                "-r",
                "300",
                "-singlefile",
                "-f",
                &number,
                "-l",
                &number,
                self.path().to_str().unwrap(),
                target.to_str().unwrap(),
            ],
        );
        grey_map(&target.with_extension("pgm"))
    }
}

/// A binary PGM of 8 bits as pdftoppm writes it: three lines of header, then the values.
fn grey_map(file: &Path) -> (usize, usize, Vec<u8>) {
    let bytes = std::fs::read(file).unwrap();
    let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
    let mut line = || std::str::from_utf8(parts.next().unwrap()).unwrap();
    assert_eq!(line(), "P5");
    let (width, height) = line().split_once(' ').unwrap();
    let (width, height) = (width.parse().unwrap(), height.parse().unwrap());
    assert_eq!(line(), "255");
    let grey = parts.next().unwrap().to_vec();
    assert_eq!(grey.len(), width * height);
    (width, height, grey)
}
