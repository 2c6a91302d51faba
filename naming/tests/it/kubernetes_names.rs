//! The names whose rules are Kubernetes', and those made of them: accepted and refused, with whole messages.

use pavedroad_naming::{
    AnnotationKey, AppName, BusinessLine, Dns1035Label, DnsLabel, DnsSubdomain, Environment, ImageTag, LabelKey,
    LabelValue, Namespace, PortName,
};

use crate::name_tables::{accepts, ends_at, refuses};

#[test]
fn dns_labels() {
    accepts::<DnsLabel>(&["a", "0", "ai-test", "10-ai", "8-bit", "a--b", "0-0", "123"]);
    ends_at::<DnsLabel>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<DnsLabel>(
        "DNS label",
        &[
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
        ],
    );
}

#[test]
fn dns_1035_labels() {
    accepts::<Dns1035Label>(&["a", "ai-dc-web", "a0", "a--0"]);
    ends_at::<Dns1035Label>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<Dns1035Label>(
        "DNS-1035 label",
        &[
            ("", "found nothing, expected 1 to 63 bytes"),
            ("10-ai", "found '1' at byte 0, expected a lowercase letter"),
            ("-ai", "found '-' at byte 0, expected a lowercase letter; did you mean \"ai\"?"),
            ("ai-", "found '-' at byte 2, expected a lowercase letter or a digit; did you mean \"ai\"?"),
        ],
    );
}

#[test]
fn names_of_the_convention() {
    accepts::<Namespace>(&["ai-test", "10-ai", "default"]);
    accepts::<Environment>(&["test", "preview", "prod", "2"]);
    accepts::<BusinessLine>(&["ai", "dt", "ad"]);
    accepts::<AppName>(&["ai-dc-web", "ai-dc-server"]);
    let upper = "found 'A' at byte 0, expected a lowercase letter or a digit; did you mean \"ai\"?";
    refuses::<Namespace>("namespace", &[("Ai", upper)]);
    refuses::<Environment>("environment", &[("Ai", upper)]);
    refuses::<BusinessLine>("business line", &[("2d", "found '2' at byte 0, expected a lowercase letter")]);
    refuses::<AppName>(
        "app name",
        &[
            ("10-web", "found '1' at byte 0, expected a lowercase letter"),
            (
                "ai_dc_web",
                "found '_' at byte 2, expected a lowercase letter, a digit or '-'; did you mean \"ai-dc-web\"?",
            ),
        ],
    );
}

#[test]
fn dns_subdomains() {
    accepts::<DnsSubdomain>(&["a", "ai-dc-web", "ai-dc-web.hz.local", "0.0", "1.2.3.4", "a--b.c", "xn--fiqs8s"]);
    // Kubernetes limits the whole, not each label.
    ends_at::<DnsSubdomain>(253, "found 254 bytes, expected at most 253 bytes");
    refuses::<DnsSubdomain>(
        "DNS subdomain",
        &[
            ("", "found nothing, expected 1 to 253 bytes"),
            ("Hz.local", "found 'H' at byte 0, expected a lowercase letter or a digit; did you mean \"hz.local\"?"),
            ("hz..local", "found '.' at byte 3, expected a lowercase letter or a digit; did you mean \"hz.local\"?"),
            ("hz.-local", "found '-' at byte 3, expected a lowercase letter or a digit; did you mean \"hz.local\"?"),
            (
                "hz-.local",
                "found '.' at byte 3, expected a lowercase letter, a digit or '-'; did you mean \"hz.local\"?",
            ),
            (".hz", "found '.' at byte 0, expected a lowercase letter or a digit; did you mean \"hz\"?"),
            ("hz.", "found '.' at byte 2, expected a lowercase letter or a digit; did you mean \"hz\"?"),
            ("hz-", "found '-' at byte 2, expected a lowercase letter or a digit; did you mean \"hz\"?"),
            ("*.hz", "found '*' at byte 0, expected a lowercase letter or a digit"),
            (
                "a_b.hz",
                "found '_' at byte 1, expected a lowercase letter, a digit, '-' or '.'; did you mean \"a-b.hz\"?",
            ),
            ("hz:80", "found ':' at byte 2, expected a lowercase letter, a digit, '-' or '.'; did you mean \"hz\"?"),
        ],
    );
}

#[test]
fn label_keys() {
    accepts::<LabelKey>(&["app", "App_v1.2-x", "0", "app.kubernetes.io/name", "a/B", "10/0", "a--b.c/d__e"]);
    accepts::<LabelKey>(&[&format!("{}/{}", "p".repeat(253), "N".repeat(63))]);
    ends_at::<LabelKey>(63, "found 64 bytes, expected a name of at most 63 bytes");
    refuses::<LabelKey>(
        "label key",
        &[
            ("", "found nothing, expected a name of 1 to 63 bytes"),
            ("/name", "found '/' at byte 0, expected a prefix before '/'; did you mean \"name\"?"),
            ("app/", "found the end at byte 4, expected a name of 1 to 63 bytes after '/'"),
            ("/", "found '/' at byte 0, expected a prefix before '/'"),
            (
                "a/b/c",
                "found '/' at byte 3, expected at most one '/', between prefix and name; did you mean \"a/b-c\"?",
            ),
            ("App.io/x", "found 'A' at byte 0, expected a lowercase letter or a digit; did you mean \"app.io/x\"?"),
            ("app.io/-x", "found '-' at byte 7, expected a letter or a digit; did you mean \"app.io/x\"?"),
            ("app.io/x.", "found '.' at byte 8, expected a letter or a digit; did you mean \"app.io/x\"?"),
            ("x y", "found ' ' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"x-y\"?"),
            (
                "k\u{212A}",
                "found '\u{212A}' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"k\"?",
            ),
        ],
    );
    let error = format!("{}/x", "p".repeat(254)).parse::<LabelKey>().unwrap_err();
    assert!(error.to_string().ends_with(": found 254 bytes, expected a prefix of at most 253 bytes"), "{error}");
}

#[test]
fn label_values() {
    accepts::<LabelValue>(&["", "a", "0", "ai-dc-web", "v1.25_rc1", "A--__..9"]);
    ends_at::<LabelValue>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<LabelValue>(
        "label value",
        &[
            ("-a", "found '-' at byte 0, expected a letter or a digit; did you mean \"a\"?"),
            ("a_", "found '_' at byte 1, expected a letter or a digit; did you mean \"a\"?"),
            (".", "found '.' at byte 0, expected a letter or a digit"),
            ("a/b", "found '/' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"a-b\"?"),
            ("a b", "found ' ' at byte 1, expected a letter, a digit, '-', '_' or '.'; did you mean \"a-b\"?"),
        ],
    );
}

#[test]
fn annotation_keys() {
    accepts::<AnnotationKey>(&[
        "prometheus.io/scrape",
        "Prometheus.IO/Scrape",
        "A.B/c",
        "X",
        "kubernetes.io/change-cause",
    ]);
    // Lower-casing turns U+212A into `k` and U+0130 into `i` before Kubernetes looks and measures.
    let longest = format!("{}/{}", "\u{212A}".repeat(253), "\u{130}".repeat(63));
    accepts::<AnnotationKey>(&["\u{212A}", "\u{130}", "\u{212A}8s.\u{130}o/\u{130}\u{212A}", &longest]);
    ends_at::<AnnotationKey>(63, "found 64 bytes, expected a name of at most 63 bytes");
    refuses::<AnnotationKey>(
        "annotation key",
        &[
            ("", "found nothing, expected a name of 1 to 63 bytes"),
            ("\u{130}/", "found the end at byte 3, expected a name of 1 to 63 bytes after '/'"),
            ("A_b/c", "found '_' at byte 1, expected a lowercase letter, a digit, '-' or '.'; did you mean \"a-b/c\"?"),
            ("\u{212A}-", "found '-' at byte 3, expected a letter or a digit"),
            ("\u{212A}.-/a", "found '-' at byte 4, expected a lowercase letter or a digit"),
            // Lower case, beyond ASCII, so not changed: dotless i, long s, Greek kappa.
            ("\u{131}", "found '\u{131}' at byte 0, expected a letter or a digit"),
            ("\u{17f}", "found '\u{17f}' at byte 0, expected a letter or a digit"),
            ("\u{3ba}", "found '\u{3ba}' at byte 0, expected a letter or a digit"),
        ],
    );
    let error = format!("a/{}", "\u{212A}".repeat(64)).parse::<AnnotationKey>().unwrap_err();
    assert!(error.to_string().ends_with(": found 64 bytes, expected a name of at most 63 bytes"), "{error}");
}

#[test]
fn port_names() {
    accepts::<PortName>(&["http", "grpc-web", "a", "8080-tcp", "1a", "a-b-c-d-e-f-g-h"]);
    ends_at::<PortName>(15, "found 16 bytes, expected at most 15 bytes");
    refuses::<PortName>(
        "port name",
        &[
            ("", "found nothing, expected 1 to 15 bytes"),
            ("8080", "found no letter at byte 0, expected at least one lowercase letter; did you mean \"port-8080\"?"),
            ("HTTP", "found 'H' at byte 0, expected a lowercase letter or a digit; did you mean \"http\"?"),
            ("http_2", "found '_' at byte 4, expected a lowercase letter, a digit or '-'; did you mean \"http-2\"?"),
            (
                "http--2",
                "found '-' at byte 5, expected a lowercase letter or a digit after '-'; did you mean \"http-2\"?",
            ),
            ("-http", "found '-' at byte 0, expected a lowercase letter or a digit; did you mean \"http\"?"),
            ("http-", "found '-' at byte 4, expected a lowercase letter or a digit; did you mean \"http\"?"),
            ("grpc-administration", "found 19 bytes, expected at most 15 bytes"),
        ],
    );
}

#[test]
fn image_tags() {
    accepts::<ImageTag>(&["20190510-1033_v20", "1.25-alpine", "_", "_.-", "A", "latest"]);
    ends_at::<ImageTag>(128, "found 129 bytes, expected at most 128 bytes");
    refuses::<ImageTag>(
        "image tag",
        &[
            ("", "found nothing, expected 1 to 128 bytes"),
            (".v1", "found '.' at byte 0, expected a letter, a digit or '_'; did you mean \"v1\"?"),
            ("-v1", "found '-' at byte 0, expected a letter, a digit or '_'; did you mean \"v1\"?"),
            ("v1+5", "found '+' at byte 2, expected a letter, a digit, '_', '.' or '-'; did you mean \"v1-5\"?"),
            ("v1:2", "found ':' at byte 2, expected a letter, a digit, '_', '.' or '-'; did you mean \"v1-2\"?"),
            ("\u{e9}", "found '\u{e9}' at byte 0, expected a letter, a digit or '_'"),
        ],
    );
}
