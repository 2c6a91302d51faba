//! The SARIF log is one by the schema of its standard, as an independent validator reads that.

use jsonschema::Validator;
use pavedroad_manifests::{AppSpec, FindingCode, Findings, Platform};
use serde_json::Value;

const RIGHT: &str =
    "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n";

fn validator() -> Validator {
    let mut schema: Value = serde_json::from_str(include_str!("../data/sarif-schema-2.1.0.json")).unwrap();
    // The pattern of a language, which we do not write, has a bracket that opens nowhere: no regular expression.
    for of in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{of}/properties/language")).unwrap();
        assert_eq!(language["pattern"], "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
        language.as_object_mut().unwrap().remove("pattern");
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[track_caller]
fn log(validator: &Validator, findings: &Findings) -> Value {
    let text = findings.to_sarif();
    assert!(text.ends_with("}\n"));
    let log: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), findings.len());
    log
}

fn all<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Findings {
    AppSpec::read_all(&Platform::default(), files).1
}

#[test]
fn the_whole_log_of_one_mistake() {
    let findings = all([("my apps/web.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: [http]\n")]);
    log(&validator(), &findings);
    let expected = r#"{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "runs": [
    {
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "level": "error",
          "locations": [
            {
              "logicalLocations": [
                {
                  "fullyQualifiedName": "ports",
                  "kind": "member"
                }
              ],
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "my%20apps/web.yaml"
                },
                "region": {
                  "endColumn": 14,
                  "endLine": 3,
                  "startColumn": 8,
                  "startLine": 3
                }
              }
            }
          ],
          "message": {
            "text": "found a list, expected a mapping such as `{{http: 8080}}`"
          },
          "ruleId": "wrong-type",
          "ruleIndex": 0
        }
      ],
      "tool": {
        "driver": {
          "name": "Pavedroad",
          "rules": [
            {
              "fullDescription": {
                "text": "A value is of another kind than expected: text where a mapping belongs, a quoted text where a number belongs, nothing at all."
              },
              "help": {
                "text": "A value is of another kind than expected: text where a mapping belongs, a quoted text where a number belongs, nothing at all."
              },
              "id": "wrong-type",
              "shortDescription": {
                "text": "A value is of another kind than expected: text where a mapping belongs, a quoted text where a number belongs, nothing at all"
              }
            }
          ],
          "semanticVersion": "0.1.0"
        }
      }
    }
  ],
  "version": "2.1.0"
}
"#;
    assert_eq!(findings.to_sarif(), expected);
}

#[test]
fn no_findings_are_a_run_with_no_results() {
    let log = log(&validator(), &all([("web.yaml", RIGHT)]));
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], Value::Array(Vec::new()));
}

#[test]
fn files_of_every_name_and_all_severities_are_in_one_run() {
    let note = RIGHT.to_owned() + "replicas: 3\nautoscale: {min: 2, max: 4, cpu: 60%}\n";
    let warning = RIGHT.to_owned() + "availability: {disruption: 0}\n";
    let findings = all([
        ("apps/数据 1.yaml", note.as_str()),
        ("C:\\apps\\web.yaml", warning.as_str()),
        ("/home/me/app.yaml", "app: [\n"),
        ("../a:b.yaml", ""),
        ("", "\u{feff}- {a: 人工\u{1f680}, a: 1}\n"),
    ]);
    let log = log(&validator(), &findings);
    let field = |pointer: &str| -> Vec<&str> {
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result.pointer(pointer).and_then(Value::as_str).unwrap()).collect()
    };
    let uri = "/locations/0/physicalLocation/artifactLocation/uri";
    let mut uris = field(uri);
    uris.dedup();
    assert_eq!(
        uris,
        [
            "",
            "../a%3Ab.yaml",
            "file:///home/me/app.yaml",
            "file:///C:/apps/web.yaml",
            "apps/%E6%95%B0%E6%8D%AE%201.yaml"
        ]
    );
    for level in ["error", "warning", "note"] {
        assert!(field("/level").contains(&level), "{level}");
    }
    // Each result names its rule by number too.
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[index]["id"]);
    }
}

#[test]
fn ten_thousand_findings_are_one_log() {
    // So long that no known key is looked for that might be meant, which takes most of the time.
    let keys: String = (0..11_000).map(|key| format!("{}{key}: 1\n", "x".repeat(70))).collect();
    let findings = all([("app.yaml", (RIGHT.to_owned() + &keys).as_str())]);
    let log = log(&validator(), &findings);
    assert_eq!(findings.len(), 10_001);
    let last = findings.iter().next_back().unwrap();
    assert_eq!(last.code(), FindingCode::TooManyFindings);
    assert_eq!(log["runs"][0]["results"][10_000]["ruleId"], "too-many-findings");
}
