//! What holds for every file that is read as manifests.

use crate::strict::lost::lost_fields;
use crate::{Findings, Manifests, Object};

/// Reads the bytes as manifests: the same twice, what is handed out reads back the same, and nothing is lost without a
/// finding.
pub fn manifests(data: &[u8]) {
    let manifests = Manifests::read_all([("f", data)]);
    assert_eq!(manifests, Manifests::read_all([("f", data)]));
    let text = String::from_utf8_lossy(data);
    for finding in manifests.findings() {
        let message = finding.to_string();
        assert!(!message.contains(char::is_control), "{text:?}: {message:?}");
        assert!(message.len() < 4000, "{text:?}: {} bytes of message", message.len());
        assert!(finding.line() >= 1 && finding.column() >= 1, "{text:?}: {message}");
    }
    match Manifests::read("f", data) {
        Ok(read) => assert_eq!(read, manifests),
        Err(findings) => assert!(findings.has_errors() && &findings == manifests.findings()),
    }
    for manifest in manifests.manifests().iter().take(100) {
        assert!(manifest.object().is_some() != manifest.value().is_some());
        let Some(object) = manifest.object() else { continue };
        read_back(object);
    }
}

/// What is written of an object reads as the same object, and nothing is said about it but what the first reading said.
fn read_back(object: &Object) {
    let written = (crate::yaml::to_string(object), serde_json::to_value(object));
    assert!(written.0.is_ok() && written.1.is_ok(), "{object:?} cannot be written");
    let (Ok(yaml), Ok(json)) = written else { return };
    let again = Manifests::read_all([("f", &yaml)]);
    let said: &Findings = again.findings();
    assert_eq!(again.manifests().len(), 1, "{yaml}{said}");
    for one in again.manifests() {
        if let Some(again) = one.object() {
            assert_eq!(again, object, "{yaml}");
            continue;
        }
        assert!(said.has_errors(), "{yaml}");
        assert!(one.value().is_some_and(|value| lost_fields(value, &json).is_empty()), "{yaml}");
    }
}
