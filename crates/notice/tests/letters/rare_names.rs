//! Names as people have them: long, rare, hostile.

use notice::{NoticeError, UsagePermitNotice};

use crate::install_keys::keys;
use crate::provisional_credentials::credentials;
use crate::reader::Letter;
use crate::usage_permit::permit;

fn named(name: &str) -> UsagePermitNotice {
    let mut permit = permit();
    permit.head.to.name = name.to_owned();
    permit.administrator = name.to_owned();
    permit
}

#[test]
fn rare_characters_come_out_as_written() {
    // BMP compatibility ideographs, one beyond the BMP, variation selectors of Adobe-Japan1.
    for name in ["髙﨑 𠮷德", "神 福", "葛\u{E0100}城 辻\u{E0100}子", "渡邉󠄂 斎藤"] {
        let letter = Letter::lay("rare", &named(name).pdf().unwrap());
        let bare: String = name
            .chars()
            .filter(|c| !('\u{E0100}'..='\u{E01EF}').contains(c))
            .collect();
        let page: String = letter.pages()[0]
            .chars()
            .filter(|c| !('\u{E0100}'..='\u{E01EF}').contains(c))
            .collect();
        let wanted: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
        assert_eq!(page.matches(&wanted).count(), 2, "{name}: {page}");
    }
}

#[test]
fn a_character_without_a_glyph_stops_the_letter_and_is_named() {
    let gaiji = "外\u{E000}字\u{F0000}";
    let missing = NoticeError::MissingGlyphs(vec!['\u{E000}', '\u{F0000}']);
    assert_eq!(named(gaiji).pdf(), Err(missing.clone()));
    let mut notice = keys(1);
    notice.organization = gaiji.to_owned();
    assert_eq!(notice.pdf(), Err(missing.clone()));
    let mut notice = credentials();
    notice.person = gaiji.to_owned();
    assert_eq!(notice.pdf(), Err(missing));
}

#[test]
fn a_name_is_never_a_command() {
    let name = r#"#panic("x") *太* $1$ <a> @b \ // /* `c` #include "d.typ" "e" - + ="#;
    let letter = Letter::lay("hostile", &named(name).pdf().unwrap());
    letter.assert_says(0, &[&format!("{name}　様")]);
}

#[test]
fn long_names_wrap_within_the_page_which_stays_one() {
    let office =
        "社会福祉法人縁側市社会福祉協議会中央地域在宅総合支援センター附属居宅介護支援事業所ひなたぼっこ西部出張所";
    let latin = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft";
    let mut notice = named("ヴォルフェシュレーゲルシュタインハウゼンベルガードルフ・アレクサンドラ");
    notice.organization = office.to_owned();
    notice.head.to.organization = office.to_owned();
    let letter = Letter::lay("long", &notice.pdf().unwrap());
    assert_eq!(letter.pages().len(), 1);
    assert_eq!(letter.pages()[0].matches(office).count(), 2);

    let mut notice = credentials();
    notice.organization = office.to_owned();
    notice.head.to.organization = office.to_owned();
    notice.head.to.name = latin.to_owned();
    notice.person = latin.to_owned();
    let letter = Letter::lay("long-credentials", &notice.pdf().unwrap());
    assert_eq!(letter.pages().len(), 1);
    assert_eq!(letter.pages()[0].matches(latin).count(), 2);

    let mut notice = keys(5);
    notice.organization = office.to_owned();
    for slip in &mut notice.keys {
        slip.device = latin.chars().take(40).collect();
    }
    let letter = Letter::lay("long-keys", &notice.pdf().unwrap());
    assert_eq!(
        letter.pages()[1].matches(office).count(),
        5 - (letter.pages().len() - 2)
    );
}
