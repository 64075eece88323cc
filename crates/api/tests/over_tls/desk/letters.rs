//! The letters of the insurer: what they end and begin, and what happens if one cannot be made.

use harness::databases;
use serde_json::json;

use crate::desk::posted::letter;
use crate::enrolment::enrolling::{approval, form, queued, two_administrators};
use crate::support::city::City;

#[test]
fn a_letter_that_cannot_be_set_leaves_the_secrets_before_it_good() {
    for database in databases() {
        let city = City::on(&database);
        let mut stranger = city.stranger();
        // A character that Unicode knows and no font of the machine has.
        let mut form = form();
        form["administratorName"] = json!("外\u{2A6D0}字 太郎");
        assert_eq!(stranger.post("/api/v1/usage-applications", &form).status, 201);
        let (_, mut hanae, mut jiro) = two_administrators(&city);
        let id = queued(&mut hanae, "received");
        let of = |rest: &str| format!("/api/v1/city/usage-applications/{id}{rest}");
        for clerk in [&mut hanae, &mut jiro] {
            assert_eq!(clerk.post(&of("/approval"), &approval(&city)).status, 200);
        }
        let (contents, entries) = (database.contents(), city.entries());
        for kind in ["usage-permit", "install-keys", "provisional-credentials"] {
            let refused = jiro.post(&of(&format!("/notices/{kind}")), &letter(&city));
            assert_eq!(
                (refused.status, refused.problem().1),
                (409, vec!["notice.missing-glyphs".to_owned()]),
                "{kind}"
            );
            let detail = refused.json()["errors"][0]["detail"].to_string();
            assert!(detail.contains("U+2A6D0") && !detail.contains("太郎"), "{detail}");
        }
        assert!(
            database.contents() == contents,
            "{}: nothing was issued, nothing ended",
            database.kind
        );
        assert_eq!(city.entries() - entries, 3, "{}: each attempt is noted", database.kind);
    }
}
