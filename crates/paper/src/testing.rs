//! PDFs made by hand for the tests of this crate, and the fence in which they are drawn.

use std::fmt::Write;
use std::sync::LazyLock;

use fence::{Fence, given_job};

use crate::drawing::Drawing;
use crate::poppler::take_up;

/// Draws in this program of tests, started again.
pub(crate) fn drawing() -> &'static Drawing {
    static DRAWING: LazyLock<Drawing> = LazyLock::new(|| {
        let other_side = ["testing::in_the_fence", "--exact", "--ignored", "--nocapture"];
        Drawing::new(Fence::started_with(other_side).unwrap())
    });
    &DRAWING
}

#[test]
#[ignore = "not a test: what the other tests start in the fence"]
fn in_the_fence() {
    if let Some(code) = given_job().and_then(|job| take_up(&job)) {
        std::process::exit(code.into());
    }
}

/// A PDF of these objects; the first is the catalogue. Offsets are right, so that readers take the straight way.
pub(crate) fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(file, "{offset:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    )
    .unwrap();
    file.into_bytes()
}

pub(crate) fn stream(dictionary: &str, content: &str) -> String {
    format!(
        "<< {dictionary} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// Pages of this size, each with this content and these resources. Further objects are numbered from 5.
pub(crate) fn document(pages: usize, size: &str, content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let page =
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents 4 0 R /Resources << {resources} >> >>");
    let kids: String = (1..pages)
        .map(|number| format!(" {} 0 R", 4 + more.len() + number))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [3 0 R{kids}] >>"),
        page.clone(),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    objects.extend((1..pages).map(|_| page.clone()));
    pdf(&objects)
}

pub(crate) const A4: &str = "0 0 595 842";
