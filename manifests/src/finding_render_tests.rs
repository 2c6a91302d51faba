use std::sync::Arc;

use crate::finding::{Finding, Problem};
use crate::finding_code::{FindingCode, Severity};
use crate::findings::Findings;
use crate::yaml::tree::Sources;

/// A finding about the one place of `part` in `text`.
fn finding(text: &str, part: &str, path: &str, problem: Problem) -> Finding {
    let mut sources = Sources::new();
    let source = sources.add("app.yaml", text);
    let start = text.find(part).unwrap();
    sources.finding(sources.span(source, start, start + part.len()), path, problem)
}

fn unknown(found: &str) -> Problem {
    Problem::error(FindingCode::UnknownKey, found, "a known key")
}

#[track_caller]
fn renders(text: &str, part: &str, expected: &str) {
    assert_eq!(finding(text, part, "", unknown("this")).render(text).to_string(), expected);
}

#[test]
fn prints_the_line_and_carets_under_the_place() {
    let text = "app: ai-dc-web\nreplica: 2\n";
    let finding =
        finding(text, "replica", "replica", unknown("unknown key `replica`").hint("did you mean `replicas`?"));
    assert_eq!(
        finding.render(text).to_string(),
        "\
error[unknown-key]: found unknown key `replica`, expected a known key
 --> app.yaml:2:1 (replica)
  |
2 | replica: 2
  | ^^^^^^^
  = did you mean `replicas`?"
    );
    assert_eq!(
        finding.to_string(),
        "app.yaml:2:1: error[unknown-key] replica: found unknown key `replica`, expected a known key; did you mean `replicas`?"
    );
}

#[test]
fn wide_characters_take_two_cells() {
    renders(
        "lines: {ai: 人工智能, dt: 数据, xx: 广告}\n",
        "xx",
        "\
error[unknown-key]: found this, expected a known key
 --> app.yaml:1:27
  |
1 | lines: {ai: 人工智能, dt: 数据, xx: 广告}
  |                                 ^^",
    );
    renders(
        "lines: {ai: 人工智能, dt: 数据}\n",
        "数据",
        "\
error[unknown-key]: found this, expected a known key
 --> app.yaml:1:23
  |
1 | lines: {ai: 人工智能, dt: 数据}
  |                           ^^^^",
    );
}

#[test]
fn tabs_and_control_characters_cannot_move_the_caret() {
    renders(
        "a:\tb\u{1b}[31m\u{202e} c\n",
        "c",
        "\
error[unknown-key]: found this, expected a known key
 --> app.yaml:1:12
  |
1 | a:    b\\u{1b}[31m\\u{202e} c
  |                           ^",
    );
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("a: {}x{}\n", "y".repeat(500), "z".repeat(500));
    let shown = format!("...{}x{}...", "y".repeat(60), "z".repeat(59));
    renders(
        &text,
        "x",
        &format!(
            "error[unknown-key]: found this, expected a known key\n --> app.yaml:1:504\n  |\n1 | {shown}\n  | {}^",
            " ".repeat(63)
        ),
    );
}

#[test]
fn a_place_over_several_lines_shows_the_first() {
    renders(
        "a:\r\n  - b\r\n  - c\r\n",
        "- b\r\n  - c",
        "error[unknown-key]: found this, expected a known key\n --> app.yaml:2:3\n  |\n2 |   - b\n  |   ^^^",
    );
}

#[test]
fn a_place_at_the_end_and_a_line_that_is_not_there_still_print() {
    let text = "a:\n";
    let mut sources = Sources::new();
    let source = sources.add("app.yaml", text);
    let finding = sources.finding(sources.span(source, 3, 3), "", unknown("nothing"));
    assert_eq!(
        finding.render(text).to_string(),
        "error[unknown-key]: found nothing, expected a known key\n --> app.yaml:2:1\n  |\n2 | \n  | ^"
    );
    assert_eq!(
        finding.render("").to_string(),
        "error[unknown-key]: found nothing, expected a known key\n --> app.yaml:2:1"
    );
}

#[test]
fn findings_are_ordered_and_each_is_kept_once() {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let b = sources.add("b.yaml", "x: 1\ny: 2\n");
    let a = sources.add("a.yaml", "z: 人\n");
    let report = |findings: &mut Findings, source, at: usize, problem| {
        sources.report(findings, sources.span(source, at, at + 1), "", problem);
    };
    report(&mut findings, b, 5, unknown("`y`").severity(Severity::Warning));
    report(&mut findings, b, 0, unknown("`x`").severity(Severity::Note));
    report(&mut findings, b, 0, unknown("`x` for another environment"));
    assert!(!findings.has_errors());
    report(&mut findings, a, 0, unknown("`z`"));
    assert!(findings.has_errors());
    assert_eq!(
        findings.to_string(),
        "\
a.yaml:1:1: error[unknown-key] found `z`, expected a known key
b.yaml:1:1: note[unknown-key] found `x`, expected a known key
b.yaml:2:1: warning[unknown-key] found `y`, expected a known key
"
    );
    let rendered = findings.render(|name| sources.text_of(name)).to_string();
    let alone: Vec<String> =
        findings.iter().map(|f| f.render(sources.text_of(f.file()).unwrap()).to_string() + "\n").collect();
    assert_eq!(rendered, alone.join("\n"));
    assert!(rendered.contains("2 | y: 2\n  | ^\n"), "{rendered}");
}

#[test]
fn json_is_flat_and_stable() {
    let text = "a: 1\nb: 人\n";
    let mut finding = finding(text, "人", "b", unknown("`人`").hint("h"));
    assert_eq!(
        serde_json::to_string(&finding).unwrap(),
        r#"{"code":"unknown-key","severity":"error","file":"app.yaml","line":2,"column":4,"endLine":2,"endColumn":5,"path":"b","found":"`人`","expected":"a known key","hint":"h"}"#
    );
    finding.hint = None;
    finding.place.file = Arc::from("b.yaml");
    let json = serde_json::to_value(Findings::from_iter([finding])).unwrap();
    assert_eq!(json[0]["hint"], serde_json::Value::Null);
    assert_eq!(json[0]["file"], "b.yaml");
}

#[test]
fn there_is_an_end_to_findings() {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let text = "x".repeat(20_000);
    let source = sources.add("app.yaml", &text);
    let start = sources.span(source, 0, 0);
    for at in 0..20_000 {
        let span = crate::yaml::tree::Span { start: at, end: at + 1, column: at + 1, ..start };
        sources.report(&mut findings, span, "", unknown("`x`"));
    }
    assert_eq!(findings.len(), 10_001);
    assert_eq!(
        findings.iter().next_back().unwrap().to_string(),
        "app.yaml:1:10001: error[too-many-findings] found more than 10000 findings, expected an input with fewer mistakes"
    );
}

#[test]
fn findings_and_trees_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<Finding>();
    crosses::<Findings>();
    crosses::<crate::yaml::tree::Node>();
}

#[test]
fn a_place_without_text_has_its_caret_where_it_is() {
    let text = "replicas: 2\n";
    let mut sources = Sources::new();
    let source = sources.add("app.yaml", text);
    let missing = sources.finding(sources.span(source, 0, 0), "", unknown("no `app`"));
    assert!(missing.render(text).to_string().ends_with("\n1 | replicas: 2\n  | ^"), "{}", missing.render(text));
}

#[test]
fn the_last_character_of_a_long_line_is_never_lost() {
    for (length, ending) in [(60, "x"), (61, "x..."), (62, "x...")] {
        let text = format!("y{}", "x".repeat(length - 1));
        let rendered = finding(&text, "y", "", unknown("this")).render(&text).to_string();
        let line = rendered.lines().nth(3).unwrap();
        assert_eq!(line, format!("1 | y{}{}", "x".repeat(58), ending));
    }
}
