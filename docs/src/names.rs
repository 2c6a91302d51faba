//! The reference of names: every rule with texts that are legal, texts that are not, and the reason. The tables are the
//! ones the tests of `pavedroad-naming` run.

use pavedroad_naming::{AnnotationKey, Dns1035Label, DnsLabel, DnsSubdomain, ImageTag, LabelKey, LabelValue, PortName};

#[path = "../../naming/tests/it/tables/mod.rs"]
mod tables;

use tables::kubernetes_names::*;
use tables::{cron_schedules, digests, image_references, label_selectors};

const HEAD: &str = "\
# Names

What Kubernetes and this project accept as a name, and what they refuse, with the reason a caller is told. The texts \
are in Rust's notation: `\\n` is a line break. `naming/tests/it/tables` holds them; the tests run every line.";

const CONVENTION: &str = "\
Apps, namespaces, images and tags of a company follow its convention, whose templates are in the \
[schema](../schemas/convention.json) and in the [platform file](platform.md). An app name, a business line and the \
name of a Service are DNS-1035 labels; a namespace and an environment are DNS labels.";

/// A rule as it is printed.
struct Rule<'a> {
    title: &'a str,
    /// Where the rule is Kubernetes' own.
    source: &'a str,
    bounds: Option<(usize, &'a str)>,
    accepted: Vec<&'a str>,
    refused: &'a [(&'a str, &'a str)],
}

pub(crate) fn text() -> String {
    let kubernetes = "`apimachinery/pkg/util/validation`";
    let name = |title, max, pattern, accepted: &[&'static str], refused| Rule {
        title,
        source: kubernetes,
        bounds: Some((max, pattern)),
        accepted: accepted.to_vec(),
        refused,
    };
    let rules = [
        name("DNS label", DnsLabel::MAX_LEN, DnsLabel::PATTERN, DNS_LABEL_ACCEPTED, DNS_LABEL_REFUSED),
        name(
            "DNS-1035 label",
            Dns1035Label::MAX_LEN,
            Dns1035Label::PATTERN,
            DNS_1035_LABEL_ACCEPTED,
            DNS_1035_LABEL_REFUSED,
        ),
        name(
            "DNS subdomain",
            DnsSubdomain::MAX_LEN,
            DnsSubdomain::PATTERN,
            DNS_SUBDOMAIN_ACCEPTED,
            DNS_SUBDOMAIN_REFUSED,
        ),
        name("Label key", LabelKey::MAX_LEN, LabelKey::PATTERN, LABEL_KEY_ACCEPTED, LABEL_KEY_REFUSED),
        name("Label value", LabelValue::MAX_LEN, LabelValue::PATTERN, LABEL_VALUE_ACCEPTED, LABEL_VALUE_REFUSED),
        name(
            "Annotation key",
            AnnotationKey::MAX_LEN,
            AnnotationKey::PATTERN,
            ANNOTATION_KEY_ACCEPTED,
            ANNOTATION_KEY_REFUSED,
        ),
        name("Port name", PortName::MAX_LEN, PortName::PATTERN, PORT_NAME_ACCEPTED, PORT_NAME_REFUSED),
        Rule {
            source: "the reference grammar of the distribution project",
            ..name("Image tag", ImageTag::MAX_LEN, ImageTag::PATTERN, IMAGE_TAG_ACCEPTED, IMAGE_TAG_REFUSED)
        },
        Rule {
            title: "Image reference",
            source: "the reference grammar of the distribution project",
            bounds: None,
            accepted: image_references::ACCEPTED.iter().map(|row| row.0).collect(),
            refused: image_references::REFUSED,
        },
        Rule {
            title: "Digest",
            source: "the go-digest module of the Open Container Initiative, with three algorithms",
            bounds: None,
            accepted: digests::ACCEPTED.to_vec(),
            refused: digests::REFUSED,
        },
        Rule {
            title: "Label selector",
            source: "`Parse` in `apimachinery/pkg/labels`",
            bounds: None,
            accepted: label_selectors::ACCEPTED.iter().map(|(text, _)| *text).collect(),
            refused: label_selectors::REFUSED,
        },
        Rule {
            title: "Cron schedule",
            source: "`validateScheduleFormat` in `pkg/apis/batch/validation`, and robfig/cron v3",
            bounds: None,
            accepted: cron_schedules::ACCEPTED.to_vec(),
            refused: cron_schedules::REFUSED,
        },
    ];
    let mut text = format!("{HEAD}\n\n{CONVENTION}\n");
    for rule in rules {
        text += &section(&rule);
    }
    text
}

fn section(rule: &Rule<'_>) -> String {
    let mut text = format!("\n## {}\n\nSource: {}.", rule.title, rule.source);
    if let Some((max, pattern)) = rule.bounds {
        text += &format!(" At most {max} bytes. Pattern: {}.", code(pattern));
    }
    let accepted: Vec<String> = rule.accepted.iter().map(|text| code(&format!("{text:?}"))).collect();
    text += &format!("\n\nAccepted: {}\n\n| refused | because |\n|---|---|\n", accepted.join(", "));
    for (refused, because) in rule.refused {
        text += &format!("| {} | {} |\n", code(&format!("{refused:?}")).replace('|', "\\|"), cell(because));
    }
    text
}

/// Inline code; a back quote in it needs a longer fence.
fn code(text: &str) -> String {
    let text = shortened(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// A limit is shown by its ends.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{} ...", text.chars().take(40).collect::<String>())
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*")
}
