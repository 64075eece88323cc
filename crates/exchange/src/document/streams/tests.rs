//! Tests of the measuring of streams.

use std::io::Write;

use proptest::prelude::*;

use super::*;

const SIZES: Sizes = Sizes {
    all: 1_000_000,
    structure: 100_000,
};

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(data).unwrap();
    writer.finish().unwrap()
}

fn object(dictionary: &str, data: &[u8]) -> Vec<u8> {
    [
        b"5 0 obj\n<<",
        dictionary.as_bytes(),
        b">>\nstream\n",
        data,
        b"\nendstream\nendobj\n",
    ]
    .concat()
}

fn verdict(dictionary: &str, data: &[u8]) -> Result<(), Danger> {
    measure(&object(dictionary, data), SIZES)
}

#[test]
fn a_bomb_is_found_however_its_filter_is_written() {
    let bomb = deflated(&vec![0; 2_000_000]);
    for filter in [
        "/Filter /FlateDecode",
        "/Filter/FlateDecode/Length 5 0 R",
        "/Filter [/FlateDecode]",
        "/F /Fl",
        "/#46ilter % a comment\n /Flate#44ecode",
        "/X (unbalanced \\( >> stream) /Y <3e3e> /Filter [ /Unknown /FlateDecode ]",
        "/Z << /Filter /DCTDecode >> /Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
    ] {
        assert_eq!(verdict(filter, &bomb), Err(Danger::TooLarge), "{filter}");
    }
    let hex = base16ct::upper::encode_string(&bomb);
    assert_eq!(
        verdict("/Filter [/ASCIIHexDecode /FlateDecode]", hex.as_bytes()),
        Err(Danger::TooLarge)
    );
    assert_eq!(verdict("/Filter /DCTDecode", &bomb), Ok(()), "images are not unpacked");
}

#[test]
fn many_small_streams_add_up() {
    let one = object("/Filter /FlateDecode", &deflated(&vec![0; 300_000]));
    assert_eq!(measure(&one.repeat(3), SIZES), Ok(()));
    assert_eq!(measure(&one.repeat(4), SIZES), Err(Danger::TooLarge));
}

#[test]
fn what_the_parser_makes_objects_of_has_a_lower_limit() {
    let data = deflated(&vec![b' '; 200_000]);
    assert_eq!(verdict("/Filter /FlateDecode", &data), Ok(()));
    assert_eq!(verdict("/W [1 2 1] /Filter /FlateDecode", &data), Err(Danger::TooLarge));
    assert_eq!(
        verdict("/N 10 /First 20 /Filter /FlateDecode", &data),
        Err(Danger::TooLarge)
    );
}

#[test]
fn what_cannot_be_measured_is_refused() {
    for filter in [
        "/Filter /LZWDecode",
        "/Filter [/FlateDecode /FlateDecode]",
        "/Filter 7 0 R",
        "/Filter [7 0 R]",
    ] {
        assert_eq!(verdict(filter, b""), Err(Danger::Filter), "{filter}");
    }
    assert_eq!(
        measure(b"trailer << /Root 1 0 R /Encrypt 9 0 R >>", SIZES),
        Err(Danger::Encrypted)
    );
}

#[test]
fn ascii85_means_what_the_reference_says() {
    let text = b"87cURD]i,\"Ebo80~>".iter().copied();
    assert_eq!(ascii85(text).collect::<Vec<_>>(), b"Hello World!");
    assert_eq!(ascii85(b"z!!~>".iter().copied()).collect::<Vec<_>>(), [0; 5]);
}

#[test]
fn overlapping_objects_cannot_keep_it_busy() {
    let file = b"obj<</A(".repeat(100_000);
    assert_eq!(measure(&file, SIZES), Err(Danger::TooLarge));
}

proptest! {
    #[test]
    fn any_bytes_are_measured(bytes in prop::collection::vec(
        prop_oneof![prop::sample::select(b"<>[]()/ \n%#R".to_vec()), any::<u8>()], 0..200)) {
        let _ = measure(&object(&String::from_utf8_lossy(&bytes), &bytes), SIZES);
    }
}
