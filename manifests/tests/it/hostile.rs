//! Files that YAML readers stumble over: read as what they mean, or refused with one finding, in bounded time and memory.

use pavedroad_manifests::{AppSpec, EnvValue, FindingCode, Platform};

const APP: &str = "\
app: ai-dc-web
labels: {team: search}
image: {tag: 20190510-1033_v20}
ports: {http: 8080}
resources: {cpu: 250m, memory: 512Mi}
env:
  NAME: 人工智能
  TEXT: |
    line one
      line two
environments:
  test: {replicas: 1}
";

#[track_caller]
fn read(text: impl AsRef<[u8]>) -> AppSpec {
    AppSpec::read(&Platform::default(), "app.yaml", text).unwrap_or_else(|findings| panic!("{findings}"))
}

/// The codes and the places of what is said about a text.
fn refused(text: impl AsRef<[u8]>) -> Vec<(FindingCode, usize, usize)> {
    let findings = AppSpec::read(&Platform::default(), "app.yaml", text).unwrap_err();
    findings.iter().map(|finding| (finding.code(), finding.line(), finding.column())).collect()
}

#[test]
fn byte_order_marks_and_line_ends_change_nothing() {
    let expected = read(APP);
    let crlf = APP.replace('\n', "\r\n");
    for text in [format!("\u{feff}{APP}"), crlf.clone(), format!("\u{feff}{crlf}"), APP.replace('\n', "\r")] {
        assert_eq!(read(&text).apps(), expected.apps(), "{text:?}");
    }
    // Places are those that an editor shows.
    for text in [format!("\u{feff}{APP}replica: 1\n"), format!("{crlf}replica: 1\r\n")] {
        assert_eq!(refused(&text), [(FindingCode::UnknownKey, 13, 1)], "{text:?}");
    }
}

#[test]
fn a_document_may_have_its_marks_and_comments() {
    let expected = read(APP);
    for text in [
        format!("---\n{APP}"),
        format!("# A comment.\n---\n{APP}...\n"),
        format!("%YAML 1.2\n---\n{APP}"),
        format!("{APP}---\n"),
        format!("{APP}...\n# The end.\n"),
    ] {
        assert_eq!(read(&text).apps(), expected.apps(), "{text:?}");
    }
    for nothing in ["", "\n\n", "# nothing\n", "---\n", "---\n---\n", "\u{feff}", "   "] {
        let codes: Vec<FindingCode> = refused(nothing).into_iter().map(|(code, ..)| code).collect();
        assert_eq!(codes, [FindingCode::EmptyDocument], "{nothing:?}");
    }
    for kind in ["null\n", "text\n", "- a\n", "3\n", "[]\n"] {
        assert_eq!(refused(kind), [(FindingCode::WrongType, 1, 1)], "{kind:?}");
    }
}

#[test]
fn values_stay_the_text_that_is_written() {
    let text = format!(
        "{}  VERSION: 1.10\n  STAMP: 20190510\n  ON: on\n  NO: no\n  OCTAL: 0755\n  TIME: 12:30:45\n  FLOAT: 1e3\n  \
         HEX: 0x1F\n  DATE: 2019-05-10\n",
        &APP[..APP.find("environments").unwrap()]
    );
    let spec = read(&text);
    let values: Vec<&str> = spec.apps()[0]
        .env()
        .iter()
        .skip(2)
        .map(|variable| match &variable.value {
            EnvValue::Text(text) => text.as_ref(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(values, ["1.10", "20190510", "on", "no", "0755", "12:30:45", "1e3", "0x1F", "2019-05-10"]);
    for tag in ["1.10", "20190510", "1e3", "0755", "12:30:45", "on"] {
        let text = APP.replace("20190510-1033_v20", tag);
        assert_eq!(refused(&text), [(FindingCode::YamlSurprise, 3, 14)], "{tag}");
    }
}

#[test]
fn aliases_repeat_values_and_merge_keys_are_refused() {
    let aliased = APP.replace("environments:", "  AGAIN: &a again\n  MORE: *a\nenvironments:");
    assert_eq!(read(aliased).apps()[0].env().len(), 4);
    let merged = APP.replace("test: {replicas: 1}", "test: &t {replicas: 1}\n  prod:\n    <<: *t");
    assert_eq!(refused(merged), [(FindingCode::MergeKey, 14, 5)]);
}

#[test]
fn a_hundred_thousand_levels_are_one_finding() {
    let levels = 100_000;
    for deep in [
        format!("args: {}\n", "[".repeat(levels)),
        format!("args: {}{}\n", "[".repeat(levels), "]".repeat(levels)),
        format!("args: {}1{}\n", "{a: ".repeat(levels), "}".repeat(levels)),
        format!("args: {}1\n", "\n".to_owned() + &"- ".repeat(levels)),
    ] {
        let places: Vec<_> = refused(format!("{APP}{deep}")).into_iter().map(|(code, line, _)| (code, line)).collect();
        let line = 13 + usize::from(deep.contains("\n-"));
        assert_eq!(places, [(FindingCode::TooDeep, line)]);
    }
}

#[test]
fn a_billion_laughs_are_one_finding() {
    let laughs = (1..10).fold("  l0: &l0 [ha]\n".to_owned(), |text, level| {
        let aliases = vec![format!("*l{}", level - 1); 10].join(", ");
        text + &format!("  l{level}: &l{level} [{aliases}]\n")
    });
    let found = refused(format!("{APP}labels:\n{laughs}").replace("labels: {team: search}\n", ""));
    let limits = found.iter().filter(|(code, ..)| *code == FindingCode::AliasLimit).count();
    // Every list is no label, too; the limit is said once and nothing behind it is read.
    assert_eq!(limits, 1, "{found:?}");
    assert!(found.len() < 20, "{found:?}");
}

#[test]
fn a_megabyte_is_read_and_more_is_refused() {
    let fill = |size: usize| format!("{APP}#{}\n", "-".repeat(size - APP.len() - 2));
    assert_eq!(read(fill(1 << 20)).apps(), read(APP).apps());
    assert_eq!(refused(fill((1 << 20) + 1)), [(FindingCode::TooLarge, 1, 1)]);
}

#[test]
fn ten_thousand_names_in_vain_are_ten_thousand_short_findings() {
    // Each of the findings once listed all that is declared, and was compared with it: 157 MB and two minutes for half
    // of these.
    let lines = |line: fn(usize) -> String| (0..10_000).map(line).collect::<String>();
    let ports = lines(|number| format!("  a{number}x: {}\n", number + 1));
    let routes = lines(|number| format!("  r{number}: {{host: a.b, port: b{number}x}}\n"));
    let text = format!("{}ports:\n{ports}routes:\n{routes}", APP.replace("ports: {http: 8080}\n", ""));
    let findings = AppSpec::read(&Platform::default(), "app.yaml", text).unwrap_err();
    assert_eq!(findings.len(), 10_000);
    for finding in &findings {
        assert_eq!(finding.code(), FindingCode::DanglingReference);
        assert!(finding.expected().ends_with("a11x and 9988 more"), "{finding}");
    }
}
