//! What holds for every input of every parser here, as assertions: one function per parser, for tests and
//! fuzzers. Not part of the stable interface.

mod cluster;
mod convention;
mod cron_schedule;
mod label_selector;
mod mesh;

use std::fmt::{Debug, Display};
use std::str::FromStr;

use crate::{
    AnnotationKey, AppName, BusinessLine, Digest, Dns1035Label, DnsLabel, DnsSubdomain, Environment, ImageReference,
    ImageReferenceRef, ImageTag, LabelKey, LabelValue, NameError, NameErrorKind, Namespace, PortName,
};

pub use cluster::{cluster_parts, console_build, node_name, pod_name};
pub use convention::{build_stamp, convention, convention_names, image_address};
pub use cron_schedule::cron_schedule;
pub use label_selector::label_selector;
pub use mesh::{cluster_name, service_dns, virtual_host};

/// Every name that is a plain text: what is accepted prints as it was, what is refused says where.
pub fn names(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let dns_1035 = name::<Dns1035Label>(text);
    let dns = name::<DnsLabel>(text);
    let subdomain = name::<DnsSubdomain>(text);
    let key = name::<LabelKey>(text);
    let value = name::<LabelValue>(text);
    let annotation = name::<AnnotationKey>(text);
    let port = name::<PortName>(text);
    let tag = name::<ImageTag>(text);

    assert_eq!(name::<AppName>(text), dns_1035, "{text:?}: an app name is a DNS-1035 label");
    assert_eq!(name::<BusinessLine>(text), dns_1035, "{text:?}: a business line is a DNS-1035 label");
    assert_eq!(name::<Namespace>(text), dns, "{text:?}: a namespace is a DNS label");
    assert_eq!(name::<Environment>(text), dns, "{text:?}: an environment is a DNS label");
    for (narrow, wide, what) in [
        (dns_1035, dns, "a DNS-1035 label is a DNS label"),
        (port, dns, "a port name is a DNS label"),
        (dns, subdomain, "a DNS label is a subdomain"),
        (dns, value, "a DNS label is a label value"),
        (key, annotation, "a label key is an annotation key"),
        (value && !text.is_empty(), key, "a label value is the name of a label key"),
        (value && !text.is_empty(), tag, "a label value is an image tag"),
    ] {
        assert!(!narrow || wide, "{text:?}: {what}");
    }
    if let Ok(key) = LabelKey::new(text) {
        assert_eq!(key.prefix().map_or(String::new(), |prefix| format!("{prefix}/")) + key.name(), text);
        assert!(key.prefix().is_none_or(name::<DnsSubdomain>), "{text:?}");
        assert!(name::<LabelValue>(key.name()), "{text:?}");
    }
}

/// Digests: both parts are there, and the digits are as many as the algorithm has.
pub fn digest(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if name::<Digest>(text)
        && let Ok(digest) = Digest::new(text)
    {
        let digits = match digest.algorithm() {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            other => unreachable!("{text:?}: algorithm {other:?}"),
        };
        assert_eq!(digest.hex().len(), digits, "{text:?}");
        assert_eq!(format!("{}:{}", digest.algorithm(), digest.hex()), text);
    }
}

/// References to images: the parts are legal by themselves, make up the text, and survive normalising.
pub fn image_reference(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let accepted = name::<ImageReference>(text);
    let Ok(image) = ImageReferenceRef::parse(text) else {
        assert!(!accepted, "{text:?}: the borrowed parser refuses what the owned one accepts");
        return;
    };
    assert!(accepted, "{text:?}: the owned parser refuses what the borrowed one accepts");
    assert_eq!(image.into_owned().borrowed(), image, "{text:?}");

    let path = image.path();
    assert!((1..=255).contains(&path.len()) && path.is_ascii(), "{text:?}: path {path:?}");
    assert!(path.split('/').all(|part| !part.is_empty()), "{text:?}: path {path:?}");
    assert!(image.tag().is_none_or(name::<ImageTag>), "{text:?}");
    assert!(image.digest().is_none_or(name::<Digest>), "{text:?}");

    let suffix = image.tag().map_or(String::new(), |tag| format!(":{tag}"))
        + &image.digest().map_or(String::new(), |digest| format!("@{digest}"));
    let normalized = image.normalized();
    assert_eq!(normalized, image.repository() + &suffix, "{text:?}");
    assert!(image.familiar().ends_with(&suffix) && text.ends_with(image.familiar()), "{text:?}");

    let again = reread(&normalized);
    assert_eq!(again.normalized(), normalized, "{text:?}: normalising twice changes it");
    let same = (again.domain(), again.path(), again.tag(), again.digest());
    assert_eq!(same, (image.domain(), image.path(), image.tag(), image.digest()), "{text:?}");

    let pulled = image.pull_reference();
    let pulled = reread(&pulled);
    assert_eq!(pulled.tag(), image.effective_tag(), "{text:?}");
    assert!(pulled.tag().is_some() || pulled.digest().is_some(), "{text:?}");
    assert_eq!(pulled.is_pulled_always(), image.is_pulled_always(), "{text:?}");
}

fn reread(text: &str) -> ImageReferenceRef<'_> {
    match ImageReferenceRef::parse(text) {
        Ok(image) => image,
        Err(error) => unreachable!("made of a legal reference: {error}"),
    }
}

/// Whether `T` accepts the text, and what holds of both outcomes for every name.
fn name<T>(text: &str) -> bool
where
    T: FromStr<Err = NameError> + Display + Debug + PartialEq + AsRef<str>,
{
    let error = match text.parse::<T>() {
        Ok(name) => {
            assert_eq!(name.as_ref(), text);
            assert_eq!(name.to_string(), text);
            assert_eq!(name.to_string().parse(), Ok(name), "{text:?}: what is printed reads back");
            return true;
        }
        Err(error) => error,
    };
    assert_eq!(error.input(), text);
    assert!(text.is_char_boundary(error.offset()), "{text:?}: offset {} cuts a character", error.offset());
    assert!(text.is_empty() == (error.kind() == NameErrorKind::Empty), "{error}");
    assert!(!error.expected().is_empty() && !error.found().is_empty(), "{error}");
    if let Some(meant) = error.hint().and_then(|hint| hint.strip_prefix("did you mean "))
        && let Some(meant) = meant.strip_prefix('"').and_then(|rest| rest.strip_suffix("\"?"))
    {
        assert!(meant.parse::<T>().is_ok(), "{error}: the hint is not legal either");
    }
    false
}
