//! What holds for every text that is read as YAML.

use crate::decode::{Decoder, boolean, integer, map, quoted, sequence, text};
use crate::finding_render::lines;
use crate::findings::Findings;
use crate::yaml::tree::{Mapping, Node, Sources, Span, Value, merge, parse_documents, parse_one};

/// Reads the bytes as YAML: the same twice, places inside the text, trees within their limits, mistakes reported.
pub fn yaml_read(data: &[u8]) {
    let (sources, documents, findings) = read(data);
    let (_, documents_again, findings_again) = read(data);
    assert_eq!(documents, documents_again);
    assert_eq!(findings, findings_again);

    let text = String::from_utf8_lossy(data);
    places_are_inside(&text, &findings);
    let places = places(str::from_utf8(data).unwrap_or_default());
    let sound = documents.iter().fold(true, |all, node| all & inspect(&sources, &places, node, 0));
    assert!(sound || findings.has_errors(), "{text:?}: a value is lost without a finding");
    let mut decoded = Findings::new();
    for document in &documents {
        laws_of_merging(document);
        let _ = fields(&mut Decoder::new(&sources, &mut decoded), document);
    }
    places_are_inside(&text, &decoded);

    let mut one = Findings::new();
    let mut sources = Sources::new();
    if let Some(source) = sources.add_bytes("app.yaml", data, &mut one) {
        match parse_one(&sources, source, &mut one) {
            Some(node) => assert!(!node.is_invalid()),
            None => assert!(one.has_errors(), "{text:?}: nothing is read and nothing is said"),
        }
        places_are_inside(&text, &one);
    }
}

fn read(data: &[u8]) -> (Sources, Vec<Node>, Findings) {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let documents = match sources.add_bytes("app.yaml", data, &mut findings) {
        Some(source) => parse_documents(&sources, source, &mut findings),
        None => Vec::new(),
    };
    (sources, documents, findings)
}

/// Each finding is about a place that an editor can go to, in one line.
fn places_are_inside(text: &str, findings: &Findings) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lengths: Vec<usize> = lines(text).map(|line| line.chars().count()).collect();
    let inside = |line: usize, column: usize| column >= 1 && line >= 1 && column <= lengths[line - 1] + 1;
    for finding in findings {
        assert!(inside(finding.line(), finding.column()), "{text:?}: {finding}");
        assert!(inside(finding.end_line(), finding.end_column()), "{text:?}: {finding} ends outside");
        let start = (finding.line(), finding.column());
        assert!(start <= (finding.end_line(), finding.end_column()), "{text:?}: {finding} ends before it starts");
        assert!(!finding.found().is_empty() && !finding.expected().is_empty(), "{text:?}: {finding}");
        assert!(!finding.to_string().contains(char::is_control), "{text:?}: {finding}");
        assert!(finding.to_string().len() < 4000, "{text:?}: {} bytes of message", finding.to_string().len());
    }
    let first: Findings = findings.iter().take(50).cloned().collect();
    let alone: Vec<String> = first.iter().map(|finding| format!("{}\n", finding.render(text))).collect();
    assert_eq!(first.render(|_| Some(text)).to_string(), alone.join("\n"), "{text:?}");
}

/// Checks the places in a tree and its depth; says whether all of it could be read.
fn inspect(sources: &Sources, places: &[(u32, u32)], node: &Node, depth: usize) -> bool {
    assert!(depth <= 64);
    let slice = place_is_right(sources, places, node.span());
    match node.value() {
        Value::Invalid => false,
        Value::Scalar(scalar) => {
            if scalar.is_plain() && !slice.contains(['\n', '\r']) {
                assert_eq!(scalar.text(), slice);
            }
            true
        }
        Value::Sequence(items) => items.iter().fold(true, |all, item| all & inspect(sources, places, item, depth + 1)),
        Value::Mapping(mapping) => {
            let mut keys: Vec<&str> = mapping.entries.iter().map(|entry| entry.key.text()).collect();
            keys.sort_unstable();
            assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "a key is there twice: {keys:?}");
            mapping.entries.iter().fold(mapping.complete, |all, entry| {
                place_is_right(sources, places, entry.key.span);
                all & inspect(sources, places, &entry.value, depth + 1)
            })
        }
    }
}

/// The line and column of a span are those of its first byte, and it cuts no character.
fn place_is_right<'a>(sources: &'a Sources, places: &[(u32, u32)], span: Span) -> &'a str {
    let text = sources.text(span.source);
    assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} cuts {text:?}");
    assert_eq!(places.get(span.start as usize), Some(&(span.line, span.column)), "{text:?}");
    sources.slice(span)
}

/// Line and column of every byte of a text and of its end, counted in the simplest way.
fn places(text: &str) -> Vec<(u32, u32)> {
    let mut places = Vec::with_capacity(text.len() + 1);
    let (mut line, mut column) = (1, 1);
    for (at, character) in text.char_indices() {
        places.resize(at + character.len_utf8(), (line, column));
        let ends_line = character == '\n' || (character == '\r' && !text[at..].starts_with("\r\n"));
        (line, column) = match character {
            _ if ends_line => (line + 1, 1),
            '\u{feff}' if at == 0 => (1, 1),
            _ => (line, column + 1),
        };
    }
    places.push((line, column));
    places
}

fn laws_of_merging(node: &Node) {
    let nothing = Node::mapping(node.span(), Vec::new());
    if node.as_mapping().is_some() {
        assert_eq!(&merge(node, &nothing), node, "nothing laid over");
        let over_nothing = merge(&nothing, node);
        assert_eq!(over_nothing.as_mapping().map(keys), node.as_mapping().map(keys), "laid over nothing");
    }
    let itself = merge(node, node);
    assert_eq!(itself.is_invalid(), node.is_invalid());
}

fn keys(mapping: &Mapping) -> Vec<&str> {
    mapping.entries.iter().map(|entry| entry.key.text()).collect()
}

/// Decodes with every kind of decoder; what comes out does not matter here.
fn fields(decoder: &mut Decoder<'_>, node: &Node) -> Option<()> {
    let mut fields = decoder.fields(node, "an app spec")?;
    let app = fields.required("app", quoted(text));
    let image = fields.optional("image", map(text, quoted(text)));
    let ports = fields.optional("ports", map(text, integer(1..=65535u16)));
    let args = fields.optional("args", sequence(text));
    let replicas = fields.required("replicas", integer(0..=1000u32));
    let public = fields.optional("public", boolean);
    fields.finish();
    let _ = (app?, image?, ports?, args?, replicas?, public?);
    Some(())
}
