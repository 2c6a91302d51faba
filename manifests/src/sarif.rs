//! Findings as SARIF, the format in which code hosts and editors take them.

mod uri;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::finding::Finding;
use crate::finding_code::FindingCode;
use crate::findings::Findings;
use uri::uri;

impl Findings {
    /// The findings as a SARIF 2.1.0 log of one run, indented: what code hosts show beside the lines of a change.
    ///
    /// Every code that occurs is a rule of the log, with its explanation. Columns count Unicode scalar values, and the
    /// log says so. The names of files become URIs: relative ones stay relative to wherever the names are, absolute
    /// ones get the scheme `file`, and `\` separates folders as `/` does. Braces in messages are doubled, since
    /// `{0}` stands for an argument in this format.
    ///
    /// Source: OASIS, Static Analysis Results Interchange Format 2.1.0, sections 3.4 (`artifactLocation`), 3.11.5
    /// (braces), 3.30 (`region`), 3.49 (rules).
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

/// A code as a rule. Code hosts show the short description as the title of a finding, and the help below it.
fn rule(code: FindingCode) -> Value {
    let explanation = code.explanation();
    let title = explanation.split_once(". ").map_or(explanation, |(first, _)| first);
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": message(title.trim_end_matches('.'))},
        "fullDescription": {"text": message(explanation)},
        "help": {"text": message(explanation)},
    })
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
        "message": {"text": message(&finding.message().to_string())},
        "locations": [location],
    })
}

/// A text as a message string: a single brace would begin or end a placeholder.
fn message(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}
