//! Kubernetes' names: legal texts, and illegal ones with the reason.

pub(crate) const DNS_LABEL_ACCEPTED: &[&str] = &["a", "0", "ai-test", "10-ai", "8-bit", "a--b", "0-0", "123"];

pub(crate) const DNS_LABEL_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 63 bytes"),
    ("Ai-test", "found 'A' at byte 0, expected a lowercase letter or a digit; did you mean \"ai-test\"?"),
    ("ai_test", "found '_' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai-test\"?"),
    ("ai.test", "found '.' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai-test\"?"),
    ("ai test", "found ' ' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai-test\"?"),
    ("-ai", "found '-' at byte 0, expected a lowercase letter or a digit; did you mean \"ai\"?"),
    ("ai-", "found '-' at byte 2, expected a lowercase letter or a digit; did you mean \"ai\"?"),
    ("-", "found '-' at byte 0, expected a lowercase letter or a digit"),
    ("ai\n", "found '\\n' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai\"?"),
    ("\u{6d4b}", "found '\u{6d4b}' at byte 0, expected a lowercase letter or a digit"),
];

pub(crate) const DNS_1035_LABEL_ACCEPTED: &[&str] = &["a", "ai-dc-web", "a0", "a--0"];

pub(crate) const DNS_1035_LABEL_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 63 bytes"),
    ("10-ai", "found '1' at byte 0, expected a lowercase letter"),
    ("-ai", "found '-' at byte 0, expected a lowercase letter; did you mean \"ai\"?"),
    ("ai-", "found '-' at byte 2, expected a lowercase letter or a digit; did you mean \"ai\"?"),
];

pub(crate) const DNS_SUBDOMAIN_ACCEPTED: &[&str] =
    &["a", "ai-dc-web", "ai-dc-web.hz.local", "0.0", "1.2.3.4", "a--b.c", "xn--fiqs8s"];

pub(crate) const DNS_SUBDOMAIN_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 253 bytes"),
    ("Hz.local", "found 'H' at byte 0, expected a lowercase letter or a digit; did you mean \"hz.local\"?"),
    ("hz..local", "found '.' at byte 3, expected a lowercase letter or a digit; did you mean \"hz.local\"?"),
    ("hz.-local", "found '-' at byte 3, expected a lowercase letter or a digit; did you mean \"hz.local\"?"),
    ("hz-.local", "found '.' at byte 3, expected a lowercase letter, a digit or '-'; did you mean \"hz.local\"?"),
    (".hz", "found '.' at byte 0, expected a lowercase letter or a digit; did you mean \"hz\"?"),
    ("hz.", "found '.' at byte 2, expected a lowercase letter or a digit; did you mean \"hz\"?"),
    ("hz-", "found '-' at byte 2, expected a lowercase letter or a digit; did you mean \"hz\"?"),
    ("*.hz", "found '*' at byte 0, expected a lowercase letter or a digit"),
    ("a_b.hz", "found '_' at byte 1, expected a lowercase letter, a digit, '-' or '.'; did you mean \"a-b.hz\"?"),
    ("hz:80", "found ':' at byte 2, expected a lowercase letter, a digit, '-' or '.'; did you mean \"hz\"?"),
];

pub(crate) const LABEL_KEY_ACCEPTED: &[&str] =
    &["app", "App_v1.2-x", "0", "app.kubernetes.io/name", "a/B", "10/0", "a--b.c/d__e"];

pub(crate) const LABEL_KEY_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected a name of 1 to 63 bytes"),
    ("/name", "found '/' at byte 0, expected a prefix before '/'; did you mean \"name\"?"),
    ("app/", "found the end at byte 4, expected a name of 1 to 63 bytes after '/'"),
    ("/", "found '/' at byte 0, expected a prefix before '/'"),
    ("a/b/c", "found '/' at byte 3, expected at most one '/', between prefix and name; did you mean \"a/b-c\"?"),
    ("App.io/x", "found 'A' at byte 0, expected a lowercase letter or a digit; did you mean \"app.io/x\"?"),
    ("app.io/-x", "found '-' at byte 7, expected a letter or a digit; did you mean \"app.io/x\"?"),
    ("app.io/x.", "found '.' at byte 8, expected a letter or a digit; did you mean \"app.io/x\"?"),
    ("x y", "found ' ' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"x-y\"?"),
    ("k\u{212A}", "found '\u{212A}' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"k\"?"),
];

pub(crate) const LABEL_VALUE_ACCEPTED: &[&str] = &["", "a", "0", "ai-dc-web", "v1.25_rc1", "A--__..9"];

pub(crate) const LABEL_VALUE_REFUSED: &[(&str, &str)] = &[
    ("-a", "found '-' at byte 0, expected a letter or a digit; did you mean \"a\"?"),
    ("a_", "found '_' at byte 1, expected a letter or a digit; did you mean \"a\"?"),
    (".", "found '.' at byte 0, expected a letter or a digit"),
    ("a/b", "found '/' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"a-b\"?"),
    ("a b", "found ' ' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"a-b\"?"),
];

pub(crate) const ANNOTATION_KEY_ACCEPTED: &[&str] =
    &["prometheus.io/scrape", "Prometheus.IO/Scrape", "A.B/c", "X", "kubernetes.io/change-cause"];

pub(crate) const ANNOTATION_KEY_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected a name of 1 to 63 bytes"),
    ("\u{130}/", "found the end at byte 3, expected a name of 1 to 63 bytes after '/'"),
    ("A_b/c", "found '_' at byte 1, expected a lowercase letter, a digit, '-' or '.'; did you mean \"a-b/c\"?"),
    ("\u{212A}-", "found '-' at byte 3, expected a letter or a digit"),
    ("\u{212A}.-/a", "found '-' at byte 4, expected a lowercase letter or a digit"),
    // Lower case, beyond ASCII, so not changed: dotless i, long s, Greek kappa.
    ("\u{131}", "found '\u{131}' at byte 0, expected a letter or a digit"),
    ("\u{17f}", "found '\u{17f}' at byte 0, expected a letter or a digit"),
    ("\u{3ba}", "found '\u{3ba}' at byte 0, expected a letter or a digit"),
];

pub(crate) const PORT_NAME_ACCEPTED: &[&str] = &["http", "grpc-web", "a", "8080-tcp", "1a", "a-b-c-d-e-f-g-h"];

pub(crate) const PORT_NAME_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 15 bytes"),
    ("8080", "found no letter at byte 0, expected at least one lowercase letter; did you mean \"port-8080\"?"),
    ("HTTP", "found 'H' at byte 0, expected a lowercase letter or a digit; did you mean \"http\"?"),
    ("http_2", "found '_' at byte 4, expected a lowercase letter, a digit or '-'; did you mean \"http-2\"?"),
    ("http--2", "found '-' at byte 5, expected a lowercase letter or a digit after '-'; did you mean \"http-2\"?"),
    ("-http", "found '-' at byte 0, expected a lowercase letter or a digit; did you mean \"http\"?"),
    ("http-", "found '-' at byte 4, expected a lowercase letter or a digit; did you mean \"http\"?"),
    ("grpc-administration", "found 19 bytes, expected at most 15 bytes"),
];

pub(crate) const IMAGE_TAG_ACCEPTED: &[&str] = &["20190510-1033_v20", "1.25-alpine", "_", "_.-", "A", "latest"];

pub(crate) const IMAGE_TAG_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 128 bytes"),
    (".v1", "found '.' at byte 0, expected a letter, a digit or '_'; did you mean \"v1\"?"),
    ("-v1", "found '-' at byte 0, expected a letter, a digit or '_'; did you mean \"v1\"?"),
    ("v1+5", "found '+' at byte 2, expected a letter, a digit, '_', '.' or '-'; did you mean \"v1-5\"?"),
    ("v1:2", "found ':' at byte 2, expected a letter, a digit, '_', '.' or '-'; did you mean \"v1-2\"?"),
    ("\u{e9}", "found '\u{e9}' at byte 0, expected a letter, a digit or '_'"),
];
