//! The ministry's open data on offices (CC BY 4.0), reduced to the lines of 熊本市 and otherwise left as published.

use std::path::PathBuf;

use domain::organization::ServiceCode;

use super::record::{Office, OfficeFile};
use crate::error::{SampleError, made};

/// Where the real offices come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OpenData {
    /// The lines of 熊本市 that are built in.
    #[default]
    BuiltIn,
    /// The ministry's files as published (`jigyosho_730.csv` and the like); the lines of 熊本市 are taken.
    Files(Vec<PathBuf>),
}

const SMALL: &[u8] = include_bytes!("../../data/offices_730.csv");
const NURSING: &[u8] = include_bytes!("../../data/offices_770.csv");

/// Codes of the wards of 熊本市 begin like this.
const CITY_CODES: &str = "4310";
/// The ministry's file number of each kind: its three digits are the service code and a zero.
const KINDS: [(&str, ServiceCode); 2] = [
    ("730", ServiceCode::SMALL_MULTIFUNCTION),
    ("770", ServiceCode::NURSING_SMALL_MULTIFUNCTION),
];
const NAME: usize = 4;
const NUMBER: usize = 15;

pub(super) fn files(source: &OpenData) -> Result<Vec<OfficeFile>, SampleError> {
    let named = |(kind, _): (&str, ServiceCode), bytes| OfficeFile {
        name: format!("jigyosho_{kind}.csv"),
        bytes,
    };
    match source {
        OpenData::BuiltIn => Ok(KINDS
            .into_iter()
            .zip([SMALL, NURSING])
            .map(|(kind, bytes)| named(kind, bytes.to_vec()))
            .collect()),
        OpenData::Files(paths) => {
            let mut files = Vec::new();
            for kind in KINDS {
                let of_kind = |path: &&PathBuf| path.to_string_lossy().contains(kind.0);
                let path = paths
                    .iter()
                    .find(of_kind)
                    .ok_or_else(|| SampleError::OpenData(format!("no file has {} in its name", kind.0)))?;
                let published = std::fs::read(path).map_err(SampleError::file(path))?;
                files.push(named(kind, lines_of_the_city(&published)));
            }
            Ok(files)
        }
    }
}

/// The heading and the lines of 熊本市, byte for byte. Lines end with CRLF; the data has line breaks nowhere else.
pub(super) fn lines_of_the_city(published: &[u8]) -> Vec<u8> {
    let lines = published.split_inclusive(|byte| *byte == b'\n');
    lines
        .enumerate()
        .filter(|(at, line)| *at == 0 || line.starts_with(CITY_CODES.as_bytes()))
        .flat_map(|(_, line)| line)
        .copied()
        .collect()
}

pub(super) fn offices(files: &[OfficeFile], service: ServiceCode) -> Result<Vec<Office>, SampleError> {
    let mut offices = Vec::new();
    let (kind, _) = KINDS
        .into_iter()
        .find(|(_, code)| *code == service)
        .unwrap_or(("", service));
    for file in files.iter().filter(|file| file.name.contains(kind)) {
        let text = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&file.bytes);
        for row in csv::Reader::from_reader(text).records() {
            let row = row.map_err(|error| SampleError::OpenData(error.to_string()))?;
            let column = |at: usize| row.get(at).unwrap_or_default();
            offices.push(Office {
                number: made(column(NUMBER))?,
                service,
                name: column(NAME).to_owned(),
            });
        }
    }
    if offices.is_empty() {
        return Err(SampleError::OpenData(format!("no office of kind {kind} in 熊本市")));
    }
    Ok(offices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lines_are_those_of_the_published_files() {
        for (kind, built_in) in [("730", SMALL), ("770", NURSING)] {
            let path = format!("{}/../../data/mhlw_offices_{kind}.csv", env!("CARGO_MANIFEST_DIR"));
            let published = std::fs::read(path).unwrap();
            assert!(lines_of_the_city(&published) == built_in, "{kind}");
        }
    }

    #[test]
    fn the_city_has_67_real_offices() {
        let files = files(&OpenData::BuiltIn).unwrap();
        let count = |service| offices(&files, service).unwrap().len();
        assert_eq!(count(ServiceCode::SMALL_MULTIFUNCTION), 56);
        assert_eq!(count(ServiceCode::NURSING_SMALL_MULTIFUNCTION), 11);
    }
}
