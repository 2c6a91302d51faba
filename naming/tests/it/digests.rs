//! Digests: accepted, refused, taken apart.

use pavedroad_naming::{Digest, NameErrorKind};

use crate::name_tables::{accepts, refuses};
use crate::tables::digests::{ACCEPTED, REFUSED};

const HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn accepts_what_images_carry() {
    accepts::<Digest>(ACCEPTED);
}

#[test]
fn accepts_three_algorithms_with_their_lengths() {
    let table =
        [("sha256", HEX.to_owned()), ("sha384", format!("{HEX}{}", &HEX[..32])), ("sha512", format!("{HEX}{HEX}"))];
    for (algorithm, hex) in table {
        let text = format!("{algorithm}:{hex}");
        accepts::<Digest>(&[&text]);
        let digest = Digest::new(&text).unwrap();
        assert_eq!((digest.algorithm(), digest.hex()), (algorithm, hex.as_str()));
    }
}

#[test]
fn refuses_other_lengths_with_both_numbers() {
    for (text, found, expected) in [
        (format!("sha256:{}", &HEX[1..]), "63 hex digits", "64 hex digits of sha256"),
        (format!("sha256:{HEX}0"), "65 hex digits", "64 hex digits of sha256"),
        (format!("sha384:{HEX}"), "64 hex digits", "96 hex digits of sha384"),
        (format!("sha512:{HEX}"), "64 hex digits", "128 hex digits of sha512"),
        ("sha256:".to_owned(), "0 hex digits", "64 hex digits of sha256"),
    ] {
        let error = text.parse::<Digest>().unwrap_err();
        assert_eq!((error.found(), error.expected(), error.offset()), (found, expected, text.len()));
    }
    assert_eq!(format!("sha256:{HEX}0").parse::<Digest>().unwrap_err().kind(), NameErrorKind::TooLong);
    assert_eq!("sha256:e3".parse::<Digest>().unwrap_err().kind(), NameErrorKind::End);
}

#[test]
fn refuses_with_a_message() {
    refuses::<Digest>("digest", REFUSED);
}
