//! Findings as SARIF, the format in which code hosts and editors take them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::finding_code::FindingCode;
use crate::findings::Findings;

impl Findings {
    /// The findings as a SARIF 2.1.0 log of one run, indented: what code hosts show beside the lines of a change.
    /// Every code that occurs is a rule of it, with its explanation; columns count Unicode scalar values, and the log
    /// says so. The names of the files become relative URIs, as they are.
    ///
    /// Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let findings = AppSpec::read(&Platform::default(), "app.yaml", "app: ai-dc-web\nimagee: {tag: v1}\n").unwrap_err();
    /// let log: serde_json::Value = serde_json::from_str(&findings.to_sarif())?;
    /// let result = &log["runs"][0]["results"][0];
    /// assert_eq!(result["ruleId"], "unknown-key");
    /// assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn to_sarif(&self) -> String {
        let mut rules: Vec<FindingCode> = self.iter().map(Finding::code).collect();
        rules.sort_unstable();
        rules.dedup();
        let indices: BTreeMap<FindingCode, usize> = rules.iter().copied().zip(0..).collect();
        let results: Vec<Value> = self.iter().map(|finding| result(finding, indices.get(&finding.code()))).collect();
        let log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "Pavedroad",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
                }},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        format!("{log:#}\n")
    }
}

fn rule(code: FindingCode) -> Value {
    json!({"id": code.as_str(), "fullDescription": {"text": code.explanation()}})
}

fn result(finding: &Finding, rule: Option<&usize>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(finding.file())},
            "region": {
                "startLine": finding.line(),
                "startColumn": finding.column(),
                "endLine": finding.end_line(),
                "endColumn": finding.end_column(),
            },
        },
    });
    if !finding.path().is_empty() {
        location["logicalLocations"] = json!([{"fullyQualifiedName": finding.path(), "kind": "member"}]);
    }
    json!({
        "ruleId": finding.code().as_str(),
        "ruleIndex": rule,
        "level": finding.severity().as_str(),
        "message": {"text": finding.message().to_string()},
        "locations": [location],
    })
}

/// A file name as a URI reference (RFC 3986): what has a meaning there is percent-encoded, and a first part with a
/// colon is no scheme.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    if file.split('/').next().is_some_and(|first| first.contains(':')) {
        uri.push_str("./");
    }
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'/'
            | b'@'
            | b'+'
            | b','
            | b'='
            | b':' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
