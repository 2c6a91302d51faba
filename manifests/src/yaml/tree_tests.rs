use super::*;
use crate::findings::Findings;

/// A tree in one line: plain scalars as they are, others as `"text"`, places left out.
pub(crate) fn shape(node: &Node) -> String {
    match node.value() {
        Value::Invalid => "!".to_owned(),
        Value::Scalar(scalar) if scalar.is_plain() => scalar.text().to_owned(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text()),
        Value::Sequence(items) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(", ")),
        Value::Mapping(mapping) => {
            let entry = |entry: &Entry| format!("{}: {}", shape(&entry.key.to_node()), shape(&entry.value));
            let more = if mapping.complete { "" } else { " ..." };
            format!("{{{}{more}}}", mapping.entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

fn read(text: &str) -> (String, String) {
    let mut sources = Sources::new();
    let source = sources.add("app.yaml", text);
    let mut findings = Findings::new();
    let node = parse_one(&sources, source, &mut findings);
    (node.as_ref().map_or_else(String::new, shape), findings.to_string().replace("app.yaml:", ""))
}

#[track_caller]
fn accepts(text: &str, expected: &str) {
    assert_eq!(read(text), (expected.to_owned(), String::new()), "{text:?}");
}

#[track_caller]
fn finds(text: &str, shape: &str, findings: &[&str]) {
    let (read, found) = read(text);
    assert_eq!(found.lines().collect::<Vec<_>>(), findings, "{text:?}");
    assert_eq!(read, shape, "{text:?}");
}

#[test]
fn keeps_the_text_of_scalars() {
    accepts("a: 1.10\nb: 20190510\nc: on\nd: 0x1F\ne: 1_000\n", "{a: 1.10, b: 20190510, c: on, d: 0x1F, e: 1_000}");
    accepts("a:\nb: ~\nc: null\nd: ''\n", "{a: , b: ~, c: null, d: \"\"}");
    accepts(
        "a: \"1\\t\\u4eba\"\nb: 'it''s'\nc: |\n  x\n   y\nd: >-\n  p\n  q\n",
        "{a: \"1\\t人\", b: \"it's\", c: \"x\\n y\\n\", d: \"p q\"}",
    );
    accepts("a: |\n  x", "{a: \"x\"}");
    accepts("a: |\n  x\n  ", "{a: \"x\\n\"}");
    accepts("!!str 12", "\"12\"");
    accepts("! 12", "\"12\"");
    accepts("!!str", "\"\"");
    accepts("[a, {b: c}, [], {}]", "[a, {b: c}, [], {}]");
}

#[test]
fn accepts_every_line_end_and_a_byte_order_mark() {
    for text in [
        "a: 1\nb: x\n",
        "a: 1\r\nb: x\r\n",
        "a: 1\rb: x\r",
        "\u{feff}a: 1\nb: x",
        "---\na: 1\nb: x\n...\n",
        "# c\n---\na: 1\nb: x\n---\n",
        "%YAML 1.2\n---\na: 1\nb: x",
    ] {
        accepts(text, "{a: 1, b: x}");
    }
}

#[test]
fn places_count_lines_and_columns_from_1() {
    let mut sources = Sources::new();
    let text = "\u{feff}人工: 数据\r\nb:\r\n  - \"x\\ty\"\r\n  - {c: d e}\r\nf: |\r\n  g\r\n";
    let source = sources.add("app.yaml", text);
    let node = parse_one(&sources, source, &mut Findings::new()).unwrap();
    let mapping = node.as_mapping().unwrap();
    let mut places = Vec::new();
    let mut visit = |span: Span| places.push((span.line, span.column, sources.slice(span)));
    for entry in &mapping.entries {
        visit(entry.key.span);
        visit(entry.value.span());
    }
    let items = node.get("b").unwrap().as_sequence().unwrap();
    visit(items[0].span());
    visit(items[1].span());
    visit(items[1].get("c").unwrap().span());
    assert_eq!(
        places,
        [
            (1, 1, "人工"),
            (1, 5, "数据"),
            (2, 1, "b"),
            (3, 3, "- \"x\\ty\"\r\n  - {c: d e}"),
            (5, 1, "f"),
            (6, 3, "g\r\n"),
            (3, 5, "\"x\\ty\""),
            (4, 5, "{c: d e}"),
            (4, 9, "d e"),
        ]
    );
}

#[test]
fn reports_what_leaves_the_rest_readable() {
    finds(
        "app: x\nenv: {A: 1, B: 2, A: 3}\napp: y\napp: z\n",
        "{app: x, env: {A: 1, B: 2}}",
        &[
            "2:19: error[duplicate-key] env.A: found the key `A` again, expected each key once; the first is at line 2, column 7; remove or rename one",
            "3:1: error[duplicate-key] app: found the key `app` again, expected each key once; the first is at line 1, column 1; remove or rename one",
            "4:1: error[duplicate-key] app: found the key `app` again, expected each key once; the first is at line 1, column 1; remove or rename one",
        ],
    );
    finds(
        "base: &b {x: 1}\nprod:\n  <<: *b\n  y: 2\n\"<<\": 3\n",
        "{base: {x: 1}, prod: {y: 2 ...}, \"<<\": 3}",
        &[
            "3:3: error[merge-key] prod: found the merge key `<<`, expected a key of this mapping; write the merged keys out",
        ],
    );
    finds(
        "? [a]\n: 1\n: 2\nb: 3\n",
        "{b: 3 ...}",
        &[
            "1:3: error[invalid-key] found a list as a key, expected text as the key; text that begins with `{` or `[` needs quotes",
            "3:1: error[invalid-key] found no key before `:`, expected text as the key",
        ],
    );
    finds(
        "env: {A: 1,\n  B\n  C: 2}\nb: 3\n",
        "{env: {A: 1 ...}, b: 3}",
        &[
            "2:3: error[invalid-key] env: found a key of several lines, expected a key in one line; a comma or a colon may be missing",
        ],
    );
    finds(
        "app: {{ name }}\nb: 3\n",
        "{app: !, b: 3}",
        &[
            "1:7: error[invalid-key] app: found a mapping as a key, expected text as the key; text that begins with `{` or `[` needs quotes",
        ],
    );
    finds(
        "a: !foo x\nb: !!int 3\nc: !!str {d: 1}\n",
        "{a: x, b: 3, c: {d: 1}}",
        &[
            "1:4: error[yaml-tag] a: found the tag `!foo`, expected a value without a tag; remove the tag; text that begins with `!` needs quotes",
            "2:4: error[yaml-tag] b: found the tag `!!int`, expected a value without a tag; remove the tag; text that begins with `!` needs quotes",
            "3:4: error[yaml-tag] c: found the tag `!!str`, expected a value without a tag; remove the tag; text that begins with `!` needs quotes",
        ],
    );
    finds(
        "host: *.example.com\nb: [*x, 1]\n",
        "{host: !, b: [!, 1]}",
        &[
            "1:7: error[unknown-anchor] host: found the alias `*.example.com`, expected an anchor `&.example.com` above it; text that begins with `*` needs quotes",
            "2:5: error[unknown-anchor] b[0]: found the alias `*x`, expected an anchor `&x` above it; text that begins with `*` needs quotes",
        ],
    );
}

#[test]
fn anchors_repeat_values_within_limits() {
    accepts("a: &x [1, &y {b: 2}]\nc: *x\nd: *y\n", "{a: [1, {b: 2}], c: [1, {b: 2}], d: {b: 2}}");
    finds(
        "a: &x [1, *x]\n",
        "{a: [1, !]}",
        &[
            "1:11: error[alias-limit] a[1]: found the alias `*x` inside its own anchor, expected a value that does not contain itself",
        ],
    );
    finds(
        "a: &x 1\n*x : 2\n",
        "{a: 1 ...}",
        &["2:1: error[invalid-key] found the alias `*x` as a key, expected text as the key; write the key out"],
    );
    let mut laughs = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..64 {
        let before = format!("*a{}", level - 1);
        laughs += &format!("a{level}: &a{level} [{}]\n", [before.as_str(); 9].join(", "));
    }
    finds(
        &laughs,
        "",
        &[
            "5:10: error[alias-limit] a4[0]: found aliases that repeat more than 10000 values, expected fewer; write the values out",
        ],
    );
    let mut chain = String::from("a0: &a0 [x]\n");
    for level in 1..100 {
        chain += &format!("a{level}: &a{level} [*a{}]\n", level - 1);
    }
    finds(&chain, "", &["64:12: error[too-deep] a63[0]: found more than 64 levels of nesting, expected at most 64"]);
}

#[test]
fn a_file_is_one_document() {
    for text in ["", "# only a comment\n", "---\n", "...\n", "\u{feff}", "---\n---\n", "\n\n  \n"] {
        finds(text, "", &["1:1: error[empty-document] found nothing, expected a mapping of keys and values"]);
    }
    finds(
        "a: 1\n---\nb: 2\n---\nc: 3\n",
        "{a: 1}",
        &[
            "3:1: error[several-documents] found a second document, expected one document in the file; put it into a file of its own",
        ],
    );
    let mut sources = Sources::new();
    let source = sources.add("all.yaml", "a: 1\n---\nb: [\n---\nc: 3\n");
    let mut findings = Findings::new();
    let shapes: Vec<_> = parse_documents(&sources, source, &mut findings).iter().map(shape).collect();
    assert_eq!(shapes, ["{a: 1}", "{b: ! ...}", "{c: 3}"]);
    assert_eq!(
        findings.to_string(),
        "all.yaml:3:4: error[yaml-syntax] b: found a `[` that is not closed, expected `]`\n"
    );
}

#[test]
fn refuses_bytes_and_characters_that_are_no_text() {
    finds(
        "a: x\0y\nb: \u{7}\n",
        "",
        &[
            "1:5: error[control-character] found the character U+0000, expected a character that YAML allows here; remove it, or write it as an escape such as `\\u0007` in double quotes",
            "2:4: error[control-character] found the character U+0007, expected a character that YAML allows here; remove it, or write it as an escape such as `\\u0007` in double quotes",
        ],
    );
    for (bytes, expected) in [
        (
            &b"a: 1\nb: \xff\n"[..],
            "f:2:4: error[not-utf8] found the byte 0xff, expected UTF-8 text; save the file as UTF-8\n",
        ),
        (
            &b"\xff\xfea\0"[..],
            "f:1:1: error[not-utf8] found the byte 0xff, expected UTF-8 text; the file is UTF-16; save it as UTF-8\n",
        ),
    ] {
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        assert_eq!(sources.add_bytes("f", bytes, &mut findings), None);
        assert_eq!(findings.to_string(), expected);
    }
    let (_, found) = read(&"a".repeat(build::MAX_BYTES + 1));
    assert_eq!(found, "1:1: error[too-large] found a text of 1048577 bytes, expected at most 1048576\n");
}

#[test]
fn depth_is_bounded() {
    let nested = |open: &str, close: &str, levels: usize| open.repeat(levels) + "x" + &close.repeat(levels);
    accepts(&nested("[", "]", 64), &nested("[", "]", 64));
    let deep = "found more than 64 levels of nesting, expected at most 64";
    for text in [
        nested("[", "]", 65),
        nested("[", "]", 100_000),
        nested("{a: ", "}", 100_000),
        nested("- ", "", 100_000),
        (0..700).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
        "[".repeat(1 << 20),
        "{".repeat(1 << 20),
        format!("a: {}", "[{b: ".repeat(40)),
        nested("? ", "", 100_000),
    ] {
        let (shape, found) = read(&text);
        assert_eq!(shape, "");
        assert!(found.contains("error[too-deep]") && found.ends_with(&format!("{deep}\n")), "{found}");
        assert_eq!(found.lines().count(), 1);
    }
}

#[path = "tree/oracle_tests.rs"]
mod oracle;

#[path = "tree/slips_tests.rs"]
mod slips;
