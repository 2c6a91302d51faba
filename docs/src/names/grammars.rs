//! The names whose rules are those of Kubernetes and of registries.

use pavedroad_naming::{AnnotationKey, Dns1035Label, DnsLabel, DnsSubdomain, ImageTag, LabelKey, LabelValue, PortName};

use super::section::{Section, code};
use super::tables::kubernetes_names::*;
use super::tables::{cron_schedules, digests, image_references, label_selectors};

const KUBERNETES: &str = "`apimachinery/pkg/util/validation`";
const REGISTRIES: &str = "the reference grammar of the distribution project";

type Refused<'a> = &'a [(&'a str, &'a str)];

fn name<'a>(
    title: &'a str,
    source: &str,
    max: usize,
    pattern: &str,
    accepted: &[&str],
    refused: Refused,
) -> Section<'a> {
    let about = format!("Source: {source}. At most {max} bytes. Pattern: {}.", code(pattern));
    Section::new(title, about).accepts(accepted.iter().copied()).refuses(refused)
}

pub(super) fn sections() -> Vec<Section<'static>> {
    let kubernetes = |title, max, pattern, accepted: &[&str], refused: Refused| {
        name(title, KUBERNETES, max, pattern, accepted, refused)
    };
    vec![
        kubernetes("DNS label", DnsLabel::MAX_LEN, DnsLabel::PATTERN, DNS_LABEL_ACCEPTED, DNS_LABEL_REFUSED),
        kubernetes(
            "DNS-1035 label",
            Dns1035Label::MAX_LEN,
            Dns1035Label::PATTERN,
            DNS_1035_LABEL_ACCEPTED,
            DNS_1035_LABEL_REFUSED,
        ),
        kubernetes(
            "DNS subdomain",
            DnsSubdomain::MAX_LEN,
            DnsSubdomain::PATTERN,
            DNS_SUBDOMAIN_ACCEPTED,
            DNS_SUBDOMAIN_REFUSED,
        ),
        kubernetes("Label key", LabelKey::MAX_LEN, LabelKey::PATTERN, LABEL_KEY_ACCEPTED, LABEL_KEY_REFUSED),
        kubernetes("Label value", LabelValue::MAX_LEN, LabelValue::PATTERN, LABEL_VALUE_ACCEPTED, LABEL_VALUE_REFUSED),
        kubernetes(
            "Annotation key",
            AnnotationKey::MAX_LEN,
            AnnotationKey::PATTERN,
            ANNOTATION_KEY_ACCEPTED,
            ANNOTATION_KEY_REFUSED,
        ),
        kubernetes("Port name", PortName::MAX_LEN, PortName::PATTERN, PORT_NAME_ACCEPTED, PORT_NAME_REFUSED),
        name("Image tag", REGISTRIES, ImageTag::MAX_LEN, ImageTag::PATTERN, IMAGE_TAG_ACCEPTED, IMAGE_TAG_REFUSED),
        Section::new("Image reference", format!("Source: {REGISTRIES}."))
            .accepts(image_references::ACCEPTED.iter().map(|row| row.0))
            .refuses(image_references::REFUSED),
        Section::new("Digest", "Source: the go-digest module of the Open Container Initiative, with three algorithms.")
            .accepts(digests::ACCEPTED.iter().copied())
            .refuses(digests::REFUSED),
        Section::new("Label selector", "Source: `Parse` in `apimachinery/pkg/labels`.")
            .accepts(label_selectors::ACCEPTED.iter().map(|row| row.0))
            .refuses(label_selectors::REFUSED),
        Section::new(
            "Cron schedule",
            "Source: `validateScheduleFormat` in `pkg/apis/batch/validation`, and robfig/cron v3.",
        )
        .accepts(cron_schedules::ACCEPTED.iter().copied())
        .refuses(cron_schedules::REFUSED),
    ]
}
