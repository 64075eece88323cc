//! Examples of the texts that people agree to.

use contract::setup::text::{NewTextVersion, TextDetail, TextEntry, TextList, TextVersionEntry};
use serde_json::Value;

use super::value::{ETAG, coded, of, time};

const TERMS: &str = "# 利用規約\n\n1. このシステムは、〔市〕が提供します。";

pub(super) fn request(operation: &str) -> Option<Value> {
    match operation {
        "preview_text" | "publish_text" => of(&NewTextVersion {
            version: "2026-10".into(),
            text: TERMS.into(),
        }),
        _ => None,
    }
}

pub(super) fn answer(operation: &str) -> Option<Value> {
    match operation {
        "list_texts" => of(&TextList {
            texts: vec![TextEntry {
                kind: coded("terms", "利用規約"),
                etag: ETAG.into(),
                versions: vec![
                    version(),
                    TextVersionEntry {
                        version: "2026-04".into(),
                        published_at: None,
                        in_force: false,
                    },
                ],
            }],
        }),
        "get_text_version" => of(&TextDetail {
            kind: coded("terms", "利用規約"),
            etag: ETAG.into(),
            version: version(),
            text: TERMS.into(),
        }),
        _ => None,
    }
}

fn version() -> TextVersionEntry {
    TextVersionEntry {
        version: "2026-10".into(),
        published_at: Some(time("2026-09-15T10:15:00+09:00")),
        in_force: true,
    }
}
