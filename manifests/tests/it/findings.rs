//! Findings of many files, in every form they are shown in.

use pavedroad_manifests::{AppSpec, Findings, Platform};

fn all(files: &[(&str, &str)]) -> (Vec<String>, Findings) {
    let (specs, findings) = AppSpec::read_all(&Platform::default(), files.iter().copied());
    (specs.iter().map(|spec| spec.name().to_string()).collect(), findings)
}

const WEB: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m}\n";
const API: &str = "app: ai-dc-api\nimage: {tag: 20190510-1033_v20}\nreplica: 3\n";

#[test]
fn every_file_is_read_whatever_is_wrong_with_the_others() {
    let start_value = WEB.to_owned() + "replicas: 3\nautoscale: {min: 2, max: 4, cpu: 60%}\n";
    let (names, findings) = all(&[("c.yaml", &start_value), ("b.yaml", API), ("a.yaml", ""), ("d.yaml", WEB)]);
    assert_eq!(names, ["ai-dc-web", "ai-dc-web"]);
    let lines: Vec<String> = findings.iter().map(|f| format!("{}:{} {}", f.file(), f.line(), f.code())).collect();
    assert_eq!(lines, ["a.yaml:1 empty-document", "b.yaml:3 unknown-key", "c.yaml:4 start-value"]);
    assert!(findings.has_errors());
}

#[test]
fn no_files_have_no_findings() {
    let (names, findings) = all(&[]);
    assert!(names.is_empty() && findings.is_empty());
    assert_eq!(serde_json::to_string(&findings).unwrap(), "[]");
    assert_eq!(findings.render(|_| None).to_string(), "");
}

#[test]
fn json_is_a_list_of_flat_objects() {
    let (_, findings) = all(&[
        ("b.yaml", &API.replace("replica: 3", "replicas: 3.5")),
        ("a.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20, tag: v1}\n"),
    ]);
    assert_eq!(
        serde_json::to_string_pretty(&findings).unwrap(),
        r#"[
  {
    "code": "duplicate-key",
    "severity": "error",
    "file": "a.yaml",
    "line": 2,
    "column": 33,
    "endLine": 2,
    "endColumn": 36,
    "path": "image.tag",
    "found": "the key `tag` again",
    "expected": "each key once",
    "hint": "the first is at line 2, column 9; remove or rename one"
  },
  {
    "code": "wrong-type",
    "severity": "error",
    "file": "b.yaml",
    "line": 3,
    "column": 11,
    "endLine": 3,
    "endColumn": 14,
    "path": "replicas",
    "found": "`3.5`",
    "expected": "an integer from 0 to 2147483647",
    "hint": null
  }
]"#
    );
}

#[test]
fn several_findings_on_one_long_line_each_have_their_own_excerpt() {
    let pairs: Vec<String> = (0..40).map(|at| format!("数据{at}: 人工智能")).collect();
    let text = format!("{WEB}ports: {{{}}}\n", pairs.join(", "));
    let (_, findings) = all(&[("app.yaml", &text)]);
    assert!(findings.len() >= 40, "{}", findings.len());
    let together = findings.render(|_| Some(&text)).to_string();
    let alone: Vec<String> = findings.iter().map(|finding| format!("{}\n", finding.render(&text))).collect();
    assert_eq!(together, alone.join("\n"));
    assert!(together.lines().all(|line| line.chars().count() < 250), "{together}");
}
