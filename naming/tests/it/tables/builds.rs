//! Builds and the parts of their tags: legal texts, and illegal ones with the reason.

pub(crate) const BUILD_STAMP_ACCEPTED: &[&str] =
    &["20190510-1033", "00000101-0000", "99991231-2359", "20200229-0000", "20000229-1200"];

pub(crate) const BUILD_STAMP_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 13 bytes such as 20190510-1033"),
    ("20190510", "found the end at byte 8, expected '-' between date and time, as in 20190510-1033"),
    (
        "20190510_1033",
        "found '_' at byte 8, expected '-' between date and time, as in 20190510-1033; did you mean \"20190510-1033\"?",
    ),
    (
        "2019-07-26-13-25",
        "found '-' at byte 4, expected a digit of the date, as in 20190510-1033; did you mean \"20190726-1325\"?",
    ),
    ("20190510-10330", "found '0' at byte 13, expected the end after the minutes, as in 20190510-1033"),
    ("20190510-1٣33", "found '٣' at byte 10, expected a digit of the time, as in 20190510-1033"),
    ("20190230-1033", "found day 30 at byte 6, expected 01 to 28: february 2019 has 28 days"),
    ("20200230-1033", "found day 30 at byte 6, expected 01 to 29: february 2020 has 29 days"),
    ("19000229-1033", "found day 29 at byte 6, expected 01 to 28: february 1900 has 28 days"),
    ("20190431-1033", "found day 31 at byte 6, expected 01 to 30: april 2019 has 30 days"),
    ("20190500-1033", "found day 00 at byte 6, expected 01 to 31: may 2019 has 31 days"),
    ("20191301-1033", "found month 13 at byte 4, expected 01 to 12"),
    ("20190001-1033", "found month 00 at byte 4, expected 01 to 12"),
    ("20190510-2400", "found hour 24 at byte 9, expected 00 to 23"),
    ("20190510-1060", "found minute 60 at byte 11, expected 00 to 59"),
];

pub(crate) const GIT_REVISION_ACCEPTED: &[&str] =
    &["v20", "HEAD", "a.LOCK", "a.lock.b", "_a", "1.0", "x--y", "lock", "a.lockx", "a.loc", "0"];

pub(crate) const GIT_REVISION_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 128 bytes"),
    ("-a", "found '-' at byte 0, expected a letter, a digit or '_'"),
    (".a", "found '.' at byte 0, expected a letter, a digit or '_'"),
    ("a.", "found '.' at byte 1, expected no '.' at the end, which git refuses"),
    ("a..b", "found '.' at byte 2, expected no \"..\", which git refuses"),
    ("a.lock", "found '.' at byte 1, expected no \".lock\" at the end, which git refuses"),
    ("release/20", "found '/' at byte 7, expected a letter, a digit, '_', '.' or '-'"),
];

/// The build page of a talk's console.
pub(crate) const CONSOLE_BUILD_ACCEPTED: &[&str] = &[
    "ai-api:2019-07-26-13-25_v20",
    "ai-app:2019-07-26-13-25_v20",
    "ai-web:2019-07-26-13-25_v30",
    "ai-server:2019-07-26-13-25_v40",
    "ai-gateway:2019-07-26-13-25_v50",
];

pub(crate) const CONSOLE_BUILD_REFUSED: &[(&str, &str)] = &[
    (
        "ai-api",
        "found the end at byte 6, expected \":\" and the tag after the app name, as in ai-api:2019-07-26-13-25_v20",
    ),
    ("ai_api:2019-07-26-13-25_v20", "found '_' at byte 2, expected a lowercase letter, a digit or '-'"),
    (
        "ai-api:20190726-1325_v20",
        "found '0' at byte 11, expected a date such as 2019-07-26 in the build date; did you mean \
         \"ai-api:2019-07-26-13-25_v20\"?",
    ),
    ("ai-api:2019-02-30-13-25_v20", "found day 30 at byte 15, expected 01 to 28: february 2019 has 28 days"),
    ("ai-api:2019-13-01-13-25_v20", "found month 13 at byte 12, expected 01 to 12"),
    ("ai-api:2019-07-26-24-25_v20", "found hour 24 at byte 18, expected 00 to 23"),
    ("ai-api:2019-07-26-13-60_v20", "found minute 60 at byte 21, expected 00 to 59"),
    ("", "found nothing, expected \":\" and the tag after the app name, as in ai-api:2019-07-26-13-25_v20"),
];
