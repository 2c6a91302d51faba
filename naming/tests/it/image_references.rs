//! Image references: accepted with their parts, refused with whole messages.

use pavedroad_naming::{ImageReference, ImageReferenceRef, NameErrorKind};

use crate::name_tables::{accepts, refuses};
use crate::tables::image_references::{ACCEPTED, REFUSED};

const SHA256: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn accepted_references_come_apart() {
    for &(text, domain, path, tag, familiar) in ACCEPTED {
        accepts::<ImageReference>(&[text]);
        for digest in [None, Some(SHA256)] {
            let text = digest.map_or(text.to_owned(), |digest| format!("{text}@{digest}"));
            let image: ImageReference = text.parse().unwrap();
            assert_eq!((image.domain(), &*image.path(), image.tag(), image.digest()), (domain, path, tag, digest));
            let suffix = &text[text.len() - tag.map_or(0, |t| t.len() + 1) - digest.map_or(0, |d| d.len() + 1)..];
            let repository = if domain.is_empty() { path.to_owned() } else { format!("{domain}/{path}") };
            assert_eq!(image.repository(), repository);
            assert_eq!(image.normalized(), format!("{repository}{suffix}"));
            assert_eq!(image.familiar(), digest.map_or(familiar.to_owned(), |digest| format!("{familiar}@{digest}")));
            assert_eq!(ImageReferenceRef::parse(&text).unwrap(), image.borrowed());
        }
    }
}

#[test]
fn the_kubelet_adds_latest_only_without_tag_and_digest() {
    let digested = format!("ubuntu@{SHA256}");
    let both = format!("ubuntu:latest@{SHA256}");
    for (text, pulled, tag, always) in [
        ("ubuntu", "ubuntu:latest", Some("latest"), true),
        ("registry:5000/x", "registry:5000/x:latest", Some("latest"), true),
        ("ubuntu:latest", "ubuntu:latest", Some("latest"), true),
        ("ubuntu:24.04", "ubuntu:24.04", Some("24.04"), false),
        (&digested, &digested, None, false),
        (&both, &both, Some("latest"), true),
    ] {
        let image: ImageReference = text.parse().unwrap();
        assert_eq!((&*image.pull_reference(), image.effective_tag()), (pulled, tag), "{text}");
        assert_eq!(image.is_pulled_always(), always, "{text}");
    }
}

#[test]
fn refuses_with_a_message() {
    refuses::<ImageReference>("image reference", REFUSED);
}

#[test]
fn sixty_four_hex_digits_are_refused_only_alone() {
    let id = &SHA256[7..];
    assert!(id.parse::<ImageReference>().is_err());
    let (tagged, nested) = (format!("{id}:v1"), format!("huize/{id}"));
    accepts::<ImageReference>(&[&id[1..], &tagged, &nested, &id.replace('e', "z")]);
}

#[test]
fn the_path_has_255_bytes_with_the_library_it_may_stand_for() {
    let name = |length: usize| "a".repeat(length);
    for (domain, longest) in [("", 247), ("docker.io/", 247), ("index.docker.io/", 247), ("hz.local/", 255)] {
        assert!(format!("{domain}{}", name(longest)).parse::<ImageReference>().is_ok(), "{domain:?}");
        let error = format!("{domain}{}", name(longest + 1)).parse::<ImageReference>().unwrap_err();
        assert_eq!((error.kind(), error.offset()), (NameErrorKind::TooLong, domain.len()));
        assert_eq!(error.found(), format!("{} bytes", longest + 1));
    }
    assert!(format!("a/{}", name(253)).parse::<ImageReference>().is_ok());
    assert!(format!("a/{}", name(254)).parse::<ImageReference>().is_err());
    // The domain does not count.
    assert!(format!("{}.local/{}", name(300), name(255)).parse::<ImageReference>().is_ok());
}

#[test]
fn a_tag_has_128_bytes() {
    assert!(format!("x:{}", "t".repeat(128)).parse::<ImageReference>().is_ok());
    let error = format!("x:{}", "t".repeat(129)).parse::<ImageReference>().unwrap_err();
    assert!(error.to_string().ends_with(": found 129 bytes, expected a tag of at most 128 bytes"), "{error}");
}
