//! No wrong letter: every letter of MS932, in a font that the document does not carry, is drawn as the font's own glyph.

use skrifa::MetadataProvider;
use tiny_skia::Pixmap;

use super::*;
use crate::fonts::JAPANESE;
use crate::testing::{A4, document, drawing, stream};

const ACROSS: usize = 50;
const DOWN: usize = 60;
/// Pixels of a page at 144 dpi.
const PAGE: (u32, u32) = (1190, 1684);

/// Letters of one shape that Unicode has twice, or that Adobe's tables take for each other.
const SAME: [(char, char); 9] = [
    ('～', '〜'),
    ('∥', '‖'),
    ('－', '−'),
    ('￠', '¢'),
    ('￡', '£'),
    ('￢', '¬'),
    ('―', '—'),
    ('￤', '¦'),
    ('昻', '昂'),
];

/// How a letter is written in a string: from its two bytes in MS932, and what it is.
type Writing = fn([u8; 2], char) -> Option<[u8; 2]>;

const CMAPS: [(&str, Writing); 10] = [
    ("90ms-RKSJ-H", as_it_is),
    ("90msp-RKSJ-H", as_it_is),
    ("UniJIS-UCS2-H", unicode),
    ("UniJIS-UCS2-HW-H", unicode),
    ("UniJIS-UTF16-H", unicode),
    ("UniJIS2004-UTF16-H", unicode),
    ("EUC-H", |bytes, _| {
        jis(bytes).map(|[row, cell]| [row | 0x80, cell | 0x80])
    }),
    ("H", |bytes, _| jis(bytes)),
    ("90pv-RKSJ-H", |bytes, _| jis(bytes).map(|_| bytes)),
    ("83pv-RKSJ-H", |bytes, _| jis(bytes).map(|_| bytes)),
];

#[expect(clippy::unnecessary_wraps, reason = "as the others")]
fn as_it_is(bytes: [u8; 2], _: char) -> Option<[u8; 2]> {
    Some(bytes)
}

fn unicode(_: [u8; 2], letter: char) -> Option<[u8; 2]> {
    u16::try_from(u32::from(letter)).ok().map(u16::to_be_bytes)
}

/// The letter's row and cell in JIS X 0208, if it is there.
fn jis([lead, trail]: [u8; 2]) -> Option<[u8; 2]> {
    let pair = lead - if lead < 0xA0 { 0x81 } else { 0xC1 };
    let (row, cell) = match trail {
        0x9F.. => (2 * pair + 2, trail - 0x9E),
        0x80.. => (2 * pair + 1, trail - 0x40),
        _ => (2 * pair + 1, trail - 0x3F),
    };
    matches!(row, 1..=8 | 16..=84).then_some([0x20 + row, 0x20 + cell])
}

/// All letters of two bytes in MS932 but those which each user defines.
fn ms932() -> Vec<([u8; 2], char)> {
    let leads = (0x81..=0x9F_u8).chain(0xE0..=0xFC);
    let codes = leads.flat_map(|lead| (0x40..=0xFC_u8).map(move |trail| [lead, trail]));
    codes
        .filter_map(|code| {
            let text = encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&code)?;
            let letter = text.chars().next().filter(|_| text.chars().count() == 1)?;
            (!('\u{E000}'..='\u{F8FF}').contains(&letter)).then_some((code, letter))
        })
        .collect()
}

fn content(strings: &[Option<[u8; 2]>]) -> String {
    let place = |index: usize| (20 + index % ACROSS * 11, 780 - index / ACROSS * 12);
    let shown = strings.iter().enumerate().filter_map(|(index, string)| {
        let (code, (x, y)) = (base16ct::upper::encode_string(&(*string)?), place(index));
        Some(format!("1 0 0 1 {x} {y} Tm <{code}> Tj "))
    });
    format!("BT /F1 10 Tf {}ET", shown.collect::<String>())
}

fn page(content: &str, fonts: &[String]) -> Pixmap {
    let pdf = document(1, A4, content, "/Font << /F1 5 0 R >>", fonts);
    let (picture, _) = drawing().drawn(&pdf, 1, PAGE, Boxes::Drawn).unwrap();
    picture.canvas().unwrap()
}

/// A font of which the document has the name only.
fn only_named(cmap: &str, collection: &str) -> [String; 2] {
    [
        format!("<< /Type /Font /Subtype /Type0 /BaseFont /MS-Mincho /Encoding /{cmap} /DescendantFonts [6 0 R] >>"),
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering \
             ({collection}) /Supplement 6 >> /DW 1000 >>"
        ),
    ]
}

fn not_carried(cmap: &str, strings: &[Option<[u8; 2]>]) -> Pixmap {
    page(&content(strings), &only_named(cmap, "Japan1"))
}

/// The same places with the font's own glyphs, carried in the document.
fn carried(letters: &[Option<char>]) -> Pixmap {
    let data = std::fs::read(JAPANESE[0]).unwrap();
    let face = skrifa::FontRef::new(&data).unwrap();
    let map = face.charmap();
    let glyph = |letter: char| u16::try_from(map.map(letter).unwrap().to_u32()).unwrap().to_be_bytes();
    let strings: Vec<_> = letters.iter().map(|letter| letter.map(glyph)).collect();
    let hexadecimal = base16ct::lower::encode_string(&data);
    let fonts = [
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [6 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDToGIDMap /Identity /CIDSystemInfo << /Registry (Adobe) \
         /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 7 0 R >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -136 1000 859] /Ascent 859 /Descent -140 \
         /ItalicAngle 0 /StemV 80 /CapHeight 700 /FontFile2 8 0 R >>"
            .to_owned(),
        stream(&format!("/Filter /ASCIIHexDecode /Length1 {}", data.len()), &hexadecimal),
    ];
    page(&content(&strings), &fonts)
}

/// Whether the pictures agree where a letter is.
fn same(left: &Pixmap, right: &Pixmap, index: usize) -> bool {
    let x = 2 * (20 + index % ACROSS * 11) - 1;
    let y = 2 * (62 + index / ACROSS * 12) - 19;
    (y..y + 23).all(|y| {
        let from = (y * PAGE.0 as usize + x) * 4;
        left.data()[from..from + 22 * 4] == right.data()[from..from + 22 * 4]
    })
}

/// The letters that come out as others, or as nothing, but for the box of a letter that the encoding does not have.
fn wrong(cmap: &str, writing: Writing, letters: &[([u8; 2], char)]) -> (usize, Vec<char>) {
    let (mut tried, mut wrong) = (0, Vec::new());
    let twin = |letter| {
        let pair = SAME.iter().find(|(one, other)| *one == letter || *other == letter);
        pair.map(|(one, other)| if *one == letter { *other } else { *one })
    };
    for letters in letters.chunks(ACROSS * DOWN) {
        let strings: Vec<_> = letters.iter().map(|(code, letter)| writing(*code, *letter)).collect();
        let drawn = not_carried(cmap, &strings);
        let own = carried(&letters.iter().map(|(_, letter)| Some(*letter)).collect::<Vec<_>>());
        let twins = carried(&letters.iter().map(|(_, letter)| twin(*letter)).collect::<Vec<_>>());
        let boxes = not_carried("Identity-H", &vec![Some([0, 0]); letters.len()]);
        for (index, (_, letter)) in letters
            .iter()
            .enumerate()
            .filter(|(index, _)| strings[*index].is_some())
        {
            tried += 1;
            let twins = twin(*letter).map(|_| &twins);
            let right = [Some(&own), Some(&boxes), twins];
            if !right.into_iter().flatten().any(|picture| same(&drawn, picture, index)) {
                wrong.push(*letter);
            }
        }
    }
    (tried, wrong)
}

#[test]
fn letters_that_every_reader_of_today_knows_are_right_through_two_encodings() {
    let some: Vec<_> = ms932().into_iter().step_by(5).collect();
    for (cmap, writing) in [CMAPS[0], CMAPS[5]] {
        assert_eq!(wrong(cmap, writing, &some), (some.len(), Vec::new()), "{cmap}");
    }
}

#[test]
#[ignore = "all 7,724 letters through ten encodings take minutes"]
fn every_letter_is_right_through_every_encoding() {
    let all = ms932();
    for (cmap, writing) in CMAPS {
        let (tried, wrong) = wrong(cmap, writing, &all);
        println!("{cmap}: {tried} letters, {} wrong", wrong.len());
        assert!(wrong.is_empty() && tried > 6_800, "{cmap}: {wrong:?}");
    }
}

/// The letters that a renderer before this one drew as other kanji, some of them in every paper about care: 杖, 疼痛, 転倒.
#[test]
fn kanji_whose_shapes_were_changed_by_a_standard_are_not_taken_for_others() {
    const CHANGED: &str = "∥逢芦飴溢茨鰯淫迂厩襖迦牙廻恢晦葛鞄釜翰翫徽祇汲灸笈卿饗僅喰櫛屑粂祁隙倦捲鍵諺巷梗鵠甑叉榊薩鯖錆鮫餐杓灼酋楯薯藷哨鞘杖蝕訊逗摺撰煎煽穿箭詮噌遡揃遜腿蛸辿樽歎註瀦捗槌鎚辻挺鄭擢溺兎堵屠賭瀞遁謎灘楢禰牌這秤駁箸叛挽誹樋稗逼謬豹廟瀕斧蔽瞥蔑篇娩鞭庖蓬鱒迄儲餅籾爺鑓愈猷漣煉簾榔冤叟咬嘲囀徘扁摯狡甦疼竈筵篝腱艘芒虔蜃蠅訝靱騙鴉匇塚寬﨑昞晴朗栁凞猪瑢益礼神祥福靖精絜羽蘒諸譿﨤逸都隆靕飯飼館鶴";
    let letters: Vec<_> = ms932()
        .into_iter()
        .filter(|(_, letter)| CHANGED.contains(*letter))
        .collect();
    assert!(letters.len() >= CHANGED.chars().count(), "some have two codes");
    for (cmap, writing) in [CMAPS[0], CMAPS[5], CMAPS[6]] {
        let (tried, wrong) = wrong(cmap, writing, &letters);
        assert!(wrong.is_empty() && tried > 100, "{cmap}: {tried} tried, {wrong:?}");
    }
}

/// A page with this string in a font of which it has the name only; whether it says that letters are missing.
fn says_missing(cmap: &str, collection: &str, text: &str) -> Result<bool, PaperError> {
    let mark = Watermark {
        office: "縁側".into(),
        reader: String::new(),
        at: String::new(),
    };
    let content = format!("BT /F1 20 Tf 100 400 Td <{text}> Tj ET");
    let pdf = document(1, A4, &content, "/Font << /F1 5 0 R >>", &only_named(cmap, collection));
    let png = drawing().page_image(&pdf, 0, 600, &mark)?;
    let picture = Picture::read(&png)?.canvas()?;
    // The words are dark red, which nothing else on the page is.
    let red = |pixel: &tiny_skia::PremultipliedColorU8| pixel.red() > pixel.blue().saturating_add(60);
    Ok(picture.pixels().iter().filter(|pixel| red(pixel)).count() > 100)
}

#[test]
fn a_letter_that_cannot_be_shown_is_said_on_the_page() {
    assert_eq!(
        says_missing("90ms-RKSJ-H", "Japan1", "92B28DB8955B"),
        Ok(false),
        "調査票"
    );
    assert_eq!(
        says_missing("UniJIS2004-UTF16-H", "Japan1", "8ABF67FB7968"),
        Ok(false),
        "調査票"
    );
    assert_eq!(
        says_missing("Identity-H", "Japan1", "04B00000"),
        Ok(true),
        "a box, and nothing after it is touched"
    );
    assert_eq!(
        says_missing("No-Such-H", "Japan1", "8ABF"),
        Ok(true),
        "nothing is drawn at all"
    );
}

/// poppler goes on one byte after a code that its table does not have, and takes the next byte for the beginning of a letter.
#[test]
fn a_page_with_a_letter_of_the_users_own_is_refused_for_what_follows_would_be_other_letters() {
    for (cmap, text) in [
        ("90ms-RKSJ-H", "92B2F04092B28DB8"),
        ("90ms-RKSJ-V", "92B2F9FC92B28DB8"),
        ("90msp-RKSJ-H", "F040"),
        ("EUC-H", "C4B4F5A1C4B4BABA"),
        ("H", "444775214447"),
        ("UniJIS-UCS2-H", "8ABFE0008ABF67FB"),
        ("UniJIS-UTF16-H", "8ABFE0008ABF67FB"),
        ("UniJIS2004-UTF16-H", "8ABFF8FF8ABF67FB"),
    ] {
        assert_eq!(
            says_missing(cmap, "Japan1", text),
            Err(PaperError::OtherLetters),
            "{cmap}"
        );
    }
}

#[test]
fn numbers_of_a_collection_that_nobody_knows_are_not_taken_for_the_stand_ins_own() {
    for (cmap, collection) in [
        ("Identity-H", "Identity"),
        ("Identity-V", "Identity"),
        ("Identity-H", "Foo"),
    ] {
        let drawn = says_missing(cmap, collection, "0100020003000400");
        assert_eq!(drawn, Err(PaperError::OtherLetters), "{cmap} {collection}");
    }
}
