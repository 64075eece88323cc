//! PDFs and ZIPs made by hand, so that the tests can also make broken ones.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A PDF from the bodies of its objects, numbered from 1; the first is the catalogue.
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, body) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        file.extend_from_slice(body);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    file.extend_from_slice(table.as_bytes());
    let trailer = format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.extend_from_slice(trailer.as_bytes());
    file
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut body = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    body.extend_from_slice(data);
    body.extend_from_slice(b"\nendstream");
    body
}

pub fn deflated(data: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(data).unwrap();
    writer.finish().unwrap()
}

/// A PDF with one page for each text, plain or deflated; `catalogue` is put into the catalogue.
pub fn pdf(texts: &[&str], catalogue: &str) -> Vec<u8> {
    let mut kids = String::new();
    let mut objects = vec![
        Vec::new(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for (number, text) in (4..).step_by(2).zip(texts) {
        write!(kids, "{number} 0 R ").unwrap();
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            number + 1
        );
        objects.push(page.into_bytes());
        let content = format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET");
        objects.push(stream("/Filter /FlateDecode", &deflated(content.as_bytes())));
    }
    objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>").into_bytes();
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", texts.len()).into_bytes();
    pdf_of(&objects)
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(files, |_| SimpleFileOptions::default())
}

pub fn zip_with(files: &[(&str, &[u8])], options: impl Fn(&str) -> SimpleFileOptions) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in files {
        writer.start_file(*name, options(name)).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn manifest(lines: &[&str]) -> Vec<u8> {
    let header = "ファイル名,被保険者番号,申請番号,文書種別,作成日,様式版,主治医同意,基準日時\r\n";
    format!("{header}{}\r\n", lines.join("\r\n")).into_bytes()
}
