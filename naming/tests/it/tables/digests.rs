//! Digests: legal texts, and illegal ones with the reason.

/// Texts that are legal.
pub(crate) const ACCEPTED: &[&str] = &[
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha384:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855e3b0c44298fc1c149afbf4c8996fb924",
];

/// Texts that are not legal, and why.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected \"sha256:\" and 64 hex digits"),
    ("sha256", "found the end at byte 6, expected ':' and the hex digits"),
    (":00", "found \"\" at byte 0, expected \"sha256\", \"sha384\" or \"sha512\""),
    ("md5:00", "found \"md5\" at byte 0, expected \"sha256\", \"sha384\" or \"sha512\""),
    ("sha256+b64:00", "found \"sha256+b64\" at byte 0, expected \"sha256\", \"sha384\" or \"sha512\""),
    ("sha256:0g", "found 'g' at byte 8, expected a hex digit, 0-9 or a-f"),
    (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "found the end at byte 64, expected ':' and the hex digits; did you mean \"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"?",
    ),
    (
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "found 'E' at byte 7, expected a hex digit, 0-9 or a-f; did you mean \"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"?",
    ),
];
