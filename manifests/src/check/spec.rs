//! App specs and platform files.

use crate::{AppSpec, Explanation, Findings, Platform, Severity};

/// Any bytes are an app spec whose objects can be written, whose values are explained by places inside them, and whose
/// normal form is read as the same apps; or they are refused with places inside them.
pub fn app_spec(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    match AppSpec::read(&Platform::default(), FILE, data) {
        Ok(spec) => {
            places(spec.findings(), text);
            assert!(spec.findings().iter().all(|finding| finding.severity() != Severity::Error));
            assert_eq!(spec.apps().len(), Platform::default().convention().environments().len());
            normal(&spec);
            for app in spec.apps() {
                explained(&spec, app.environment().as_str(), text);
                let yaml = app.objects().to_yaml();
                assert!(yaml.as_ref().is_ok_and(|yaml| yaml.contains(app.name().as_str())), "{text:?}: {yaml:?}");
            }
        }
        Err(findings) => refused(&findings, text),
    }
}

/// Any bytes are a platform whose own objects can be written, or are refused with places inside them.
pub fn platform(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    match Platform::read(FILE, data) {
        Ok(platform) => {
            assert!(!platform.convention().environments().is_empty(), "{text:?}");
            assert!(platform.objects([]).to_yaml().is_ok(), "{text:?}");
        }
        Err(findings) => refused(&findings, text),
    }
}

const FILE: &str = "input.yaml";

/// The normal form says the same, and is its own normal form.
fn normal(spec: &AppSpec) {
    let canonical = spec.canonical().unwrap_or_default();
    let again = AppSpec::read(&Platform::default(), FILE, &canonical);
    let same = again
        .as_ref()
        .is_ok_and(|again| again.apps() == spec.apps() && again.canonical().is_ok_and(|normal| normal == canonical));
    assert!(same, "{canonical}\n{again:?}");
}

/// Every value has a path of its own, and its place is in this file or nowhere.
fn explained(spec: &AppSpec, environment: &str, text: &str) {
    let explanation = spec.explain(&Platform::default(), environment);
    let lines = text.split(['\n', '\r']).count();
    let mut paths = std::collections::BTreeSet::new();
    for value in explanation.iter().flat_map(Explanation::iter) {
        assert!(paths.insert(value.path()), "{} twice in {text:?}", value.path());
        let place = value.origin().file().zip(value.origin().line());
        assert!(place.is_none_or(|(file, line)| file == FILE && (1..=lines).contains(&line)), "{value:?}");
    }
    assert!(paths.contains("app") && paths.contains("namespace"), "{text:?}");
}

fn refused(findings: &Findings, text: &str) {
    assert!(findings.has_errors(), "{text:?}");
    places(findings, text);
}

/// Every finding says where in this file, and what.
fn places(findings: &Findings, text: &str) {
    let lines = text.split(['\n', '\r']).count();
    for finding in findings {
        assert_eq!(finding.file(), FILE, "{finding}");
        assert!((1..=lines).contains(&finding.line()) && finding.column() >= 1, "{finding}");
        assert!(finding.column() <= text.chars().count() + 1, "{finding}");
        assert!(!finding.found().is_empty() && !finding.expected().is_empty(), "{finding}");
        assert!(finding.hint() != Some(""), "{finding}");
    }
    // Printing must not fail, whatever the text is.
    assert!(findings.is_empty() || !findings.render(|_| Some(text)).to_string().is_empty());
}
