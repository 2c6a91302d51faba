//! How each text is written, as a value and as a key. The rows are what YAML 1.1 and 1.2 readers trip over.

use std::collections::BTreeMap;

use pavedroad_manifests::yaml;

/// Texts that stand as they are.
const PLAIN: &[&str] = &[
    // What manifests are made of.
    "ai-dc-web",
    "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
    "20190510-1033_v20",
    "1.25-alpine",
    "apps/v1",
    "RuntimeDefault",
    "/healthz",
    "250m",
    "512Mi",
    "1Gi",
    "25%",
    "10s",
    "10.0.0.0/8",
    "0 3 * * *",
    "http://consul.consul.svc:8500",
    "--port=8080",
    "-v",
    "$(POD_IP)",
    "kubernetes.io/h2c",
    "app.kubernetes.io/name",
    "a",
    "yy",
    "nope",
    "only",
    "nulls",
    "trues",
    "falsey",
    "Info",
    "a1",
    "e",
    "e3a",
    "e2e",
    "env",
    "0x1g",
    "100u",
    "_",
    "_1",
    "./web",
    ".hidden",
    "1/2",
    "x=y",
    "a,b",
    "it's",
    "say \"hi\"",
    "C:\\temp",
    "\\",
    "a{b}",
    "a[0]",
    "a&b",
    "a*",
    "a!",
    "a|b",
    "a>b",
    "a%",
    "a@b",
    "a`b`",
    "a?",
    // `:` before anything but a space, `#` after anything but a space, spaces inside.
    "a:b",
    "a::b",
    "a#b",
    "two words",
    "a  b",
    "a - b",
    "a ? b",
    "MTIzNA==",
    // Beyond ASCII, but printable.
    "人工智能",
    "数据 平台",
    "é",
    "ß",
    "😀",
    "naïve café",
    "\u{10000}",
    "👨\u{200d}👩",
];

/// Texts that need quotes, and how they are written.
const QUOTED: &[(&str, &str)] = &[
    ("", "''"),
    // Booleans and nulls of YAML 1.1, in any mix of cases.
    ("y", "'y'"),
    ("Y", "'Y'"),
    ("n", "'n'"),
    ("N", "'N'"),
    ("yes", "'yes'"),
    ("Yes", "'Yes'"),
    ("YES", "'YES'"),
    ("no", "'no'"),
    ("No", "'No'"),
    ("on", "'on'"),
    ("ON", "'ON'"),
    ("off", "'off'"),
    ("Off", "'Off'"),
    ("true", "'true'"),
    ("True", "'True'"),
    ("tRUE", "'tRUE'"),
    ("false", "'false'"),
    ("FALSE", "'FALSE'"),
    ("null", "'null'"),
    ("Null", "'Null'"),
    ("NULL", "'NULL'"),
    ("~", "'~'"),
    ("nan", "'nan'"),
    ("Inf", "'Inf'"),
    // Numbers of some reader.
    ("0", "'0'"),
    ("1.10", "'1.10'"),
    ("20190510", "'20190510'"),
    ("010", "'010'"),
    ("0o10", "'0o10'"),
    ("08", "'08'"),
    ("0x1f", "'0x1f'"),
    ("0b11", "'0b11'"),
    ("1_000", "'1_000'"),
    ("1,000", "'1,000'"),
    ("1e3", "'1e3'"),
    ("1E3", "'1E3'"),
    ("12e4567", "'12e4567'"),
    ("0x1p-2", "'0x1p-2'"),
    (".5", "'.5'"),
    ("5.", "'5.'"),
    ("-.5", "'-.5'"),
    ("+1", "'+1'"),
    ("-1", "'-1'"),
    ("-0", "'-0'"),
    ("+", "'+'"),
    (".", "'.'"),
    ("._1", "'._1'"),
    (".inf", "'.inf'"),
    ("-.inf", "'-.inf'"),
    ("+.Inf", "'+.Inf'"),
    (".NaN", "'.NaN'"),
    ("-inf", "'-inf'"),
    ("5E", "'5E'"),
    ("e3", "'e3'"),
    ("E-3", "'E-3'"),
    ("-e3", "'-e3'"),
    (".e3", "'.e3'"),
    ("e1234567", "'e1234567'"),
    ("12:30:45", "'12:30:45'"),
    ("1:2", "'1:2'"),
    ("190:20:30.15", "'190:20:30.15'"),
    ("685_230.15", "'685_230.15'"),
    ("2019-05-10", "'2019-05-10'"),
    ("2001-12-14t21:59:43.10-05:00", "'2001-12-14t21:59:43.10-05:00'"),
    ("2001-12-14 21:59:43.10 -5", "'2001-12-14 21:59:43.10 -5'"),
    ("10.0.0.1", "'10.0.0.1'"),
    ("1.2.3", "'1.2.3'"),
    // Values of YAML 1.1 with a meaning of their own.
    ("=", "'='"),
    ("<<", "'<<'"),
    ("<", "'<'"),
    ("=a", "'=a'"),
    // Indicators.
    ("!", "'!'"),
    ("!!str", "'!!str'"),
    ("&", "'&'"),
    ("&a", "'&a'"),
    ("*", "'*'"),
    ("*/5 * * * *", "'*/5 * * * *'"),
    ("-", "'-'"),
    ("- a", "'- a'"),
    ("?", "'?'"),
    ("? k", "'? k'"),
    ("?a", "'?a'"),
    (":", "':'"),
    (": v", "': v'"),
    (":a", "':a'"),
    ("::1", "'::1'"),
    (",", "','"),
    ("#", "'#'"),
    ("#c", "'#c'"),
    ("%", "'%'"),
    ("%YAML 1.1", "'%YAML 1.1'"),
    ("@", "'@'"),
    ("`", "'`'"),
    ("[", "'['"),
    ("[]", "'[]'"),
    ("]", "']'"),
    ("{", "'{'"),
    ("{{ .x }}", "'{{ .x }}'"),
    ("}", "'}'"),
    ("|", "'|'"),
    ("|-", "'|-'"),
    (">", "'>'"),
    ("'", "''''"),
    ("'a'", "'''a'''"),
    ("\"", "'\"'"),
    ("\"a\"", "'\"a\"'"),
    ("---", "'---'"),
    ("--- a", "'--- a'"),
    ("---a", "'---a'"),
    ("--", "'--'"),
    ("--1", "'--1'"),
    ("...", "'...'"),
    ("..", "'..'"),
    // Ends of keys, comments, white space at the ends.
    ("a: b", "'a: b'"),
    ("a:", "'a:'"),
    ("a #b", "'a #b'"),
    (" a", "' a'"),
    ("a ", "'a '"),
    (" ", "' '"),
    ("   ", "'   '"),
    ("it's: it", "'it''s: it'"),
    ("a\u{3000}b", "'a\u{3000}b'"),
    ("\u{2003}", "'\u{2003}'"),
    // What may not stand as it is.
    ("\t", "\"\\t\""),
    ("a\tb", "\"a\\tb\""),
    ("a\rb", "\"a\\rb\""),
    ("a\r\nb", "\"a\\r\\nb\""),
    ("\0", "\"\\x00\""),
    ("\u{1b}[0m", "\"\\x1b[0m\""),
    ("\u{7f}", "\"\\x7f\""),
    ("\u{85}", "\"\\x85\""),
    ("\u{9f}", "\"\\x9f\""),
    ("a\u{a0}b", "\"a\\xa0b\""),
    ("\u{ad}", "\"\\xad\""),
    ("\u{200b}", "\"\\u200b\""),
    ("a\u{2028}b", "\"a\\u2028b\""),
    ("\u{2029}", "\"\\u2029\""),
    ("\u{202e}x", "\"\\u202ex\""),
    ("\u{feff}", "\"\\ufeff\""),
    ("\u{fffe}", "\"\\ufffe\""),
    ("\u{ffff}", "\"\\uffff\""),
    ("\u{1fffe}", "\"\\U0001fffe\""),
    ("\u{10ffff}", "\"\\U0010ffff\""),
    ("\t\"\\'", "\"\\t\\\"\\\\'\""),
    // Newlines that make no block scalar a person can read.
    ("\n", "\"\\n\""),
    ("\n\n", "\"\\n\\n\""),
    ("a\n ", "\"a\\n \""),
    ("a\t\n", "\"a\\t\\n\""),
    ("a \n", "\"a \\n\""),
    ("a\n\u{7}", "\"a\\n\\x07\""),
];

/// Texts of several lines, and how they are written below a key.
const BLOCKS: &[(&str, &str)] = &[
    ("a\n", "|\n  a"),
    ("a\nb", "|-\n  a\n  b"),
    ("a\n\nb\n", "|\n  a\n\n  b"),
    ("a\n\n", "|+\n  a\n"),
    ("a\n\n\n", "|+\n  a\n\n"),
    ("# comment\n", "|\n  # comment"),
    ("---\n...\n%x\n", "|\n  ---\n  ...\n  %x"),
    ("- a: 1\n  b: 2\n", "|\n  - a: 1\n    b: 2"),
    ("all:\n\techo hi\n", "|\n  all:\n  \techo hi"),
    ("a \nb\n", "|\n  a \n  b"),
    ("a\n  \nb\n", "|\n  a\n    \n  b"),
    ("人工\n智能 😀\n", "|\n  人工\n  智能 😀"),
    // The indentation has to be named.
    (" a\nb\n", "|2\n   a\n  b"),
    ("\ta\n", "|2\n  \ta"),
    ("\na\n", "|2\n\n  a"),
    ("\n\n a", "|2-\n\n\n   a"),
    ("  \na\n\n", "|2+\n    \n  a\n"),
];

#[test]
fn writes_safe_texts_plain() -> Result<(), yaml::Error> {
    for text in PLAIN {
        assert_eq!(yaml::to_string(text)?, format!("{text}\n"));
        assert_eq!(yaml::to_string(&BTreeMap::from([(text, text)]))?, format!("{text}: {text}\n"));
        assert_eq!(yaml::to_string(&[text])?, format!("- {text}\n"));
    }
    Ok(())
}

#[test]
fn quotes_what_a_reader_could_take_for_something_else() -> Result<(), yaml::Error> {
    for (text, written) in QUOTED {
        assert_eq!(yaml::to_string(text)?, format!("{written}\n"), "{text:?}");
        assert_eq!(yaml::to_string(&BTreeMap::from([(text, text)]))?, format!("{written}: {written}\n"), "{text:?}");
        assert_eq!(yaml::to_string(&[text])?, format!("- {written}\n"), "{text:?}");
    }
    Ok(())
}

#[test]
fn writes_lines_as_block_scalars() -> Result<(), yaml::Error> {
    for (text, written) in BLOCKS {
        let expected = format!("a: {written}\nb: 1\n");
        let value = serde_json::json!({"a": text, "b": 1});
        assert_eq!(yaml::to_string(&value)?, expected, "{text:?}");
        assert_eq!(yaml::to_string(&[text, text])?, format!("- {written}\n- {written}\n"), "{text:?}");
    }
    Ok(())
}

#[test]
fn names_no_indentation_at_the_top_of_a_document() -> Result<(), yaml::Error> {
    assert_eq!(yaml::to_string("a\nb\n")?, "|\n  a\n  b\n");
    assert_eq!(yaml::to_string(" a\nb\n")?, "\" a\\nb\\n\"\n");
    Ok(())
}

#[test]
fn quotes_lines_in_a_key() -> Result<(), yaml::Error> {
    assert_eq!(yaml::to_string(&BTreeMap::from([("a\nb", 1)]))?, "\"a\\nb\": 1\n");
    Ok(())
}

#[test]
fn never_folds_a_long_text() -> Result<(), yaml::Error> {
    let words = "word ".repeat(2000) + "end";
    assert_eq!(yaml::to_string(&words)?, format!("{words}\n"));
    let quoted = "'".repeat(2000);
    assert_eq!(yaml::to_string(&quoted)?, format!("'{}'\n", quoted.repeat(2)));
    Ok(())
}

/// Readers look for the `:` at most 1024 characters behind the start of a key.
#[test]
fn marks_a_key_that_is_too_long_for_readers() -> Result<(), yaml::Error> {
    for (key, written) in [("k".repeat(1000), "k".repeat(1000)), (" ".repeat(998), format!("'{}'", " ".repeat(998)))] {
        assert_eq!(yaml::to_string(&BTreeMap::from([(&key, 1)]))?, format!("{written}: 1\n"));
        let key = format!("{key}k");
        let written = if written.starts_with('k') { key.clone() } else { format!("'{key}'") };
        let value = serde_json::json!([{key.clone(): {"a": 1}}, {key.clone(): [1]}, {key: "on"}]);
        assert_eq!(
            yaml::to_string(&value)?,
            format!("- ? {written}\n  :\n    a: 1\n- ? {written}\n  :\n  - 1\n- ? {written}\n  : 'on'\n")
        );
    }
    Ok(())
}
