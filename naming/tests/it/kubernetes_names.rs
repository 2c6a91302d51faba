//! The names whose rules are Kubernetes', and those made of them: accepted and refused, with whole messages.

use pavedroad_naming::{
    AnnotationKey, AppName, BusinessLine, Dns1035Label, DnsLabel, DnsSubdomain, Environment, ImageTag, LabelKey,
    LabelValue, Namespace, PortName,
};

use crate::name_tables::{accepts, ends_at, refuses};
use crate::tables::kubernetes_names::*;

#[test]
fn dns_labels() {
    accepts::<DnsLabel>(DNS_LABEL_ACCEPTED);
    ends_at::<DnsLabel>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<DnsLabel>("DNS label", DNS_LABEL_REFUSED);
}

#[test]
fn dns_1035_labels() {
    accepts::<Dns1035Label>(DNS_1035_LABEL_ACCEPTED);
    ends_at::<Dns1035Label>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<Dns1035Label>("DNS-1035 label", DNS_1035_LABEL_REFUSED);
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
    accepts::<DnsSubdomain>(DNS_SUBDOMAIN_ACCEPTED);
    // Kubernetes limits the whole, not each label.
    ends_at::<DnsSubdomain>(253, "found 254 bytes, expected at most 253 bytes");
    refuses::<DnsSubdomain>("DNS subdomain", DNS_SUBDOMAIN_REFUSED);
}

#[test]
fn label_keys() {
    accepts::<LabelKey>(LABEL_KEY_ACCEPTED);
    accepts::<LabelKey>(&[&format!("{}/{}", "p".repeat(253), "N".repeat(63))]);
    ends_at::<LabelKey>(63, "found 64 bytes, expected a name of at most 63 bytes");
    refuses::<LabelKey>("label key", LABEL_KEY_REFUSED);
    let error = format!("{}/x", "p".repeat(254)).parse::<LabelKey>().unwrap_err();
    assert!(error.to_string().ends_with(": found 254 bytes, expected a prefix of at most 253 bytes"), "{error}");
}

#[test]
fn label_values() {
    accepts::<LabelValue>(LABEL_VALUE_ACCEPTED);
    ends_at::<LabelValue>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<LabelValue>("label value", LABEL_VALUE_REFUSED);
}

#[test]
fn annotation_keys() {
    accepts::<AnnotationKey>(ANNOTATION_KEY_ACCEPTED);
    // Lower-casing turns U+212A into `k` and U+0130 into `i` before Kubernetes looks and measures.
    let longest = format!("{}/{}", "\u{212A}".repeat(253), "\u{130}".repeat(63));
    accepts::<AnnotationKey>(&["\u{212A}", "\u{130}", "\u{212A}8s.\u{130}o/\u{130}\u{212A}", &longest]);
    ends_at::<AnnotationKey>(63, "found 64 bytes, expected a name of at most 63 bytes");
    refuses::<AnnotationKey>("annotation key", ANNOTATION_KEY_REFUSED);
    let error = format!("a/{}", "\u{212A}".repeat(64)).parse::<AnnotationKey>().unwrap_err();
    assert!(error.to_string().ends_with(": found 64 bytes, expected a name of at most 63 bytes"), "{error}");
}

#[test]
fn port_names() {
    accepts::<PortName>(PORT_NAME_ACCEPTED);
    ends_at::<PortName>(15, "found 16 bytes, expected at most 15 bytes");
    refuses::<PortName>("port name", PORT_NAME_REFUSED);
}

#[test]
fn image_tags() {
    accepts::<ImageTag>(IMAGE_TAG_ACCEPTED);
    ends_at::<ImageTag>(128, "found 129 bytes, expected at most 128 bytes");
    refuses::<ImageTag>("image tag", IMAGE_TAG_REFUSED);
}
