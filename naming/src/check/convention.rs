//! What holds for everything a convention reads, and for every convention.

use std::sync::LazyLock;

use super::name;
use crate::{
    AppName, BuildStamp, ComponentName, Convention, ConventionSpec, GitRevision, ImageAddress, ImageReference,
    ImageTag, NameError, Namespace, Registry, SystemName,
};

/// Build stamps: what is accepted prints as it was, what is refused says where.
pub fn build_stamp(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match text.parse::<BuildStamp>() {
        Ok(stamp) => {
            assert_eq!(stamp.to_string(), text);
            assert_eq!(BuildStamp::from_datetime(stamp.datetime()), Ok(stamp));
        }
        Err(error) => {
            refused(&error, text);
            if let Some(meant) = meant(&error) {
                assert!(meant.parse::<BuildStamp>().is_ok(), "{error}");
            }
        }
    }
}

/// Conventions of three kinds: the built-in one, one without lines, and one that has to search.
static CONVENTIONS: LazyLock<Vec<Convention>> = LazyLock::new(|| {
    let without_lines = ConventionSpec {
        lines: Vec::new(),
        app: "{component}".to_owned(),
        namespace: "{environment}".to_owned(),
        registry: Registry { host: "hub.hz.local:5000".to_owned(), path: None },
        image: "{host}/{namespace}/{app}:{tag}".to_owned(),
        tag: "{revision}".to_owned(),
        ..ConventionSpec::default()
    };
    let reversed = ConventionSpec {
        app: "{component}-{system}-{line}".to_owned(),
        namespace: "{environment}-{line}".to_owned(),
        image: "{host}/{path}/{app}_x-{namespace}:{tag}".to_owned(),
        tag: "{revision}.{stamp}".to_owned(),
        ..ConventionSpec::default()
    };
    [ConventionSpec::default(), without_lines, reversed]
        .into_iter()
        .filter_map(|spec| Convention::new(spec).ok())
        .collect()
});

/// Apps, namespaces and tags by several conventions: what is taken apart prints as it was.
pub fn convention_names(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if name::<GitRevision>(text) {
        assert!(name::<ImageTag>(text), "{text:?}: a git revision is an image tag");
    }
    if name::<SystemName>(text) {
        assert!(name::<ComponentName>(text), "{text:?}: a system is a component");
    }
    assert_eq!(CONVENTIONS.len(), 3);
    for convention in CONVENTIONS.iter() {
        match convention.parse_app(text) {
            Ok(parts) => {
                assert_eq!(convention.app(&parts).map(String::from).as_deref(), Ok(text));
                assert!(name::<AppName>(text), "{text:?}");
            }
            Err(error) => {
                refused_name(&error, text, |meant| convention.parse_app(meant).is_ok());
            }
        }
        match convention.parse_namespace(text) {
            Ok(parts) => {
                assert!(name::<Namespace>(text), "{text:?}");
                let environment = parts.environment.as_ref().unwrap_or(&convention.environments()[0]);
                let namespace = convention.namespace(parts.line.as_ref(), environment);
                assert_eq!(namespace.map(String::from).as_deref(), Ok(text));
            }
            Err(error) => refused_name(&error, text, |meant| convention.parse_namespace(meant).is_ok()),
        }
        match convention.parse_tag(text) {
            Ok(parts) => {
                let stamp = parts.stamp.unwrap_or(BuildStamp::from_static("20190510-1033"));
                let revision = parts.revision.unwrap_or(GitRevision::from_static("v20"));
                assert_eq!(convention.tag(&stamp, &revision).map(String::from).as_deref(), Ok(text));
            }
            Err(error) => refused_name(&error, text, |meant| convention.parse_tag(meant).is_ok()),
        }
    }
}

/// Image addresses: their parts are legal by themselves and make up the text.
pub fn image_address(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let accepted = name::<ImageAddress>(text);
    for (index, convention) in CONVENTIONS.iter().enumerate() {
        let strict = convention.parse_image(text);
        assert!(index > 0 || strict.is_ok() == accepted, "{text:?}: the default is the first convention");
        let image = match convention.read_image(text) {
            Ok(image) => image,
            Err(error) => {
                assert!(strict.is_err(), "{text:?}: the lenient reader refuses what the strict one accepts");
                refused_name(&error, text, |meant| convention.parse_image(meant).is_ok());
                continue;
            }
        };
        let registry = image.path().map_or(image.host().to_owned(), |path| format!("{}/{path}", image.host()));
        assert_eq!((image.as_str(), image.registry()), (text, registry.as_str()));
        assert_eq!(format!("{}:{}", image.repository(), image.tag()), text);
        assert!(image.repository().starts_with(&registry), "{text:?}");
        assert!(name::<AppName>(image.app()) && image.namespace().is_none_or(name::<Namespace>), "{text:?}");
        let tag = convention.parse_tag(image.tag());
        assert_eq!(tag.map(|parts| (parts.stamp, parts.revision)), Ok((image.stamp(), image.to_revision())));
        // It is a reference to an image, and runtimes find the registry in the same place.
        let reference = text.parse::<ImageReference>();
        assert!(reference.as_ref().is_ok_and(|reference| reference.borrowed().domain() == image.host()), "{text:?}");

        let deviations = convention.deviations(&image);
        for deviation in &deviations {
            refused(deviation, text);
        }
        let foreign = deviations.iter().any(|deviation| deviation.found().starts_with("registry "));
        assert_eq!(strict.is_ok(), deviations.len() == usize::from(foreign), "{text:?}");
        match strict {
            Ok(strict) => assert_eq!(strict, image),
            Err(error) => refused_name(&error, text, |meant| convention.parse_image(meant).is_ok()),
        }
    }
}

/// Four templates, one on each line: refused with reasons, or a convention that prints what it reads.
pub fn convention(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut templates = text.split('\n').map(str::to_owned);
    let mut next = || templates.next().unwrap_or_default();
    let (app, namespace, image, tag) = (next(), next(), next(), next());
    let path = image.contains("{path}").then(|| "huize".to_owned());
    let registry = Registry { host: "registry.hz.local".to_owned(), path };
    let spec = ConventionSpec { app, namespace, image, tag, registry, ..ConventionSpec::default() };
    let convention = match Convention::new(spec) {
        Ok(convention) => convention,
        Err(errors) => {
            assert!(!errors.is_empty(), "{text:?}");
            for error in errors {
                assert!(["app", "namespace", "image", "tag", "registry.path"].contains(&error.field()), "{error}");
                assert!(!error.found().is_empty() && !error.expected().is_empty(), "{error}");
                assert!(error.offset().is_none_or(|offset| error.input().is_char_boundary(offset)), "{error}");
            }
            return;
        }
    };
    let line = convention.lines().first().map(|line| line.name.clone());
    let environment = convention.environments()[0].clone();
    let namespace = convention.namespace(line.as_ref(), &environment);
    let parts = namespace.and_then(|namespace| convention.parse_namespace(&namespace));
    assert!(parts.is_ok_and(|parts| parts.environment.is_none_or(|read| read == environment)), "{text:?}");
    let tag = convention.tag(&BuildStamp::from_static("20190510-1033"), &GitRevision::from_static("v20"));
    assert!(tag.and_then(|tag| convention.parse_tag(&tag)).is_ok(), "{text:?}");
}

/// A refusal whose hint, if it proposes a text, proposes one that is accepted.
fn refused_name(error: &NameError, text: &str, accepts: impl Fn(&str) -> bool) {
    refused(error, text);
    if let Some(meant) = meant(error) {
        assert!(accepts(meant), "{error}");
    }
    if error.found().starts_with('\'') && !error.expected().starts_with("no ") {
        assert!(!error.expected().contains(error.found()), "{error}: that is what was found");
    }
}

pub(super) fn refused(error: &NameError, text: &str) {
    assert_eq!(error.input(), text);
    assert!(text.is_char_boundary(error.offset()), "{text:?}: offset {} cuts a character", error.offset());
    assert!(!error.expected().is_empty() && !error.found().is_empty(), "{error}");
}

pub(super) fn meant(error: &NameError) -> Option<&str> {
    error.hint()?.strip_prefix("did you mean \"")?.strip_suffix("\"?")
}
