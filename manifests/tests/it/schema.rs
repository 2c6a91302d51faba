//! The JSON schemas beside the readers, by a validator that is none of ours.

use std::sync::LazyLock;

use jsonschema::Validator;
use pavedroad_manifests::{Finding, FindingCode, Findings};
use serde_json::Value;

static APP: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&pavedroad_manifests::app_schema()).unwrap());
static PLATFORM: LazyLock<Validator> =
    LazyLock::new(|| jsonschema::validator_for(&pavedroad_manifests::platform_schema()).unwrap());

/// What the schema of an app spec says of a text that the reader accepts, if it refuses it.
pub(crate) fn refused_app(text: &str) -> Option<String> {
    refused(&APP, text)
}

/// The same of a platform file.
pub(crate) fn refused_platform(text: &str) -> Option<String> {
    refused(&PLATFORM, text)
}

/// Whether the schema of an app spec accepts a structural mistake that the reader refuses.
pub(crate) fn misses_app(text: &str, findings: &Findings) -> bool {
    misses(&APP, text, findings)
}

/// The same of a platform file.
pub(crate) fn misses_platform(text: &str, findings: &Findings) -> bool {
    misses(&PLATFORM, text, findings)
}

fn refused(schema: &Validator, text: &str) -> Option<String> {
    let value: Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{text}{error}"));
    let problems = schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path()));
    let problems: Vec<String> = problems.collect();
    (!problems.is_empty()).then(|| problems.join("\n"))
}

fn misses(schema: &Validator, text: &str, findings: &Findings) -> bool {
    // What is no YAML, or has a key twice, never gets as far as a schema.
    let Ok(value) = serde_yaml::from_str::<Value>(text) else { return false };
    findings.iter().any(is_structural) && schema.is_valid(&value)
}

/// Whether a mistake is seen in one value alone, without the convention, other values and what an override is laid
/// over.
fn is_structural(finding: &Finding) -> bool {
    let overrides = finding.path().starts_with("environments.");
    // What a patch may hold, the object says that it is for.
    if finding.path().contains("].merge.") {
        return false;
    }
    match finding.code() {
        FindingCode::UnknownKey => !finding.found().starts_with("unknown environment"),
        FindingCode::WrongType => !(overrides && finding.found() == "`null`"),
        // What a file lacks, an override may give; what a route lacks, the platform may.
        FindingCode::MissingKey => !overrides && finding.expected() == "this key",
        _ => false,
    }
}
