//! App specs and platform files.

use crate::{AppSpec, Findings, Platform, Severity};

/// Any bytes are an app spec whose objects can be written, or are refused with places inside them.
pub fn app_spec(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    match AppSpec::read(&Platform::default(), FILE, data) {
        Ok(spec) => {
            places(spec.findings(), text);
            assert!(spec.findings().iter().all(|finding| finding.severity() != Severity::Error));
            assert_eq!(spec.apps().len(), Platform::default().convention().environments().len());
            for app in spec.apps() {
                let written = app.objects().to_yaml();
                assert!(written.is_ok_and(|yaml| yaml.contains(app.name().as_str())), "{text:?}");
            }
        }
        Err(findings) => refused(&findings, text),
    }
}

/// Any bytes are a platform, or are refused with places inside them.
pub fn platform(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    match Platform::read(FILE, data) {
        Ok(platform) => assert!(!platform.convention().environments().is_empty(), "{text:?}"),
        Err(findings) => refused(&findings, text),
    }
}

const FILE: &str = "input.yaml";

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
