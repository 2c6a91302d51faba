use proptest::prelude::*;

use crate::findings::Findings;
use crate::yaml::tree::tests::shape;
use crate::yaml::tree::{Entry, Node, Sources, merge, parse_one};

fn parse(sources: &mut Sources, text: &str) -> Node {
    let source = sources.add("a.yaml", text);
    parse_one(sources, source, &mut Findings::new()).unwrap()
}

#[track_caller]
fn merges(base: &str, over: &str, expected: &str) {
    let mut sources = Sources::new();
    let (base_node, over_node) = (parse(&mut sources, base), parse(&mut sources, over));
    assert_eq!(shape(&merge(&base_node, &over_node)), expected, "{base:?} under {over:?}");
}

#[test]
fn lays_one_tree_over_another() {
    for (base, over, expected) in [
        ("{a: 1, b: 2}", "{b: 3, c: 4}", "{a: 1, b: 3, c: 4}"),
        ("{a: {b: 1, c: 2}}", "{a: {c: 3, d: 4}}", "{a: {b: 1, c: 3, d: 4}}"),
        ("{a: 1, b: 2, c: 3}", "{b: null}", "{a: 1, c: 3}"),
        ("{a: 1, b: {c: 2}}", "{b: ~}", "{a: 1}"),
        ("{a: 1, b: 2}", "{b: 'null'}", "{a: 1, b: \"null\"}"),
        ("{a: [1, 2]}", "{a: [3]}", "{a: [3]}"),
        ("{a: [1]}", "{a: {b: 2}}", "{a: {b: 2}}"),
        ("{a: {b: 2}}", "{a: x}", "{a: x}"),
        ("{a: null}", "{a: {b: 2}}", "{a: {b: 2}}"),
        // What was to be removed and is not there stays, for the decoder to find it.
        ("{a: 1}", "{b: null}", "{a: 1, b: null}"),
        ("{a: {b: 1}}", "{a: {}}", "{a: {b: 1}}"),
        ("{a: 1}", "{}", "{a: 1}"),
        ("{a: 1}", "~", "{a: 1}"),
        ("{}", "{a: 1}", "{a: 1}"),
        ("{a: 1}", "[b]", "[b]"),
        ("{}", "{1: b}", "{1: b}"),
        ("{'1': a}", "{1: b}", "{\"1\": b}"),
    ] {
        merges(base, over, expected);
    }
}

#[test]
fn every_value_keeps_its_place() {
    let mut sources = Sources::new();
    let base = parse(&mut sources, "a: 1\nb: {c: 2, d: 3}\n");
    let over = parse(&mut sources, "# production\nb: {d: 4}\ne: 5\n");
    let merged = merge(&base, &over);
    let place = |path: &[&str]| {
        let node = path.iter().fold(&merged, |node, key| node.get(key).unwrap());
        (node.span().source, node.span().line, node.span().column)
    };
    assert_eq!(place(&["a"]), (base.span().source, 1, 4));
    assert_eq!(place(&["b", "c"]), (base.span().source, 2, 8));
    assert_eq!(place(&["b", "d"]), (over.span().source, 2, 8));
    assert_eq!(place(&["e"]), (over.span().source, 3, 4));
}

#[test]
fn short_forms_become_the_normal_form_before_a_merge() {
    let mut sources = Sources::new();
    let normal = |port: &Node| match port.as_scalar() {
        Some(scalar) if !scalar.is_null() => Node::mapping(port.span(), vec![Entry::implied("port", port.clone())]),
        _ => port.clone(),
    };
    let ports = |node: Node| node.map_value("ports", |ports| ports.map_values(normal));
    let base = ports(parse(&mut sources, "app: a\nports: {http: 8080, grpc: {port: 9090}}\n"));
    let over = ports(parse(&mut sources, "ports: {http: {service: 80}, grpc: null}\n"));
    assert_eq!(shape(&merge(&base, &over)), "{app: a, ports: {http: {port: 8080, service: 80}}}");
    assert_eq!(shape(&ports(parse(&mut sources, "ports: [x]\n"))), "{ports: [x]}");
}

/// Mappings three deep. Keys that begin with `m` have mappings, so that a key has one kind of value everywhere; with
/// `nulls`, any value may be null.
fn trees(nulls: bool) -> impl Strategy<Value = String> {
    let some = if nulls { vec!["1", "x", "[a, b]", "''", "null", "~"] } else { vec!["1", "x", "[a, b]", "''"] };
    let leaf = || {
        let values = proptest::sample::select(some.clone());
        prop::collection::btree_map("[a-d]", values.prop_map(str::to_owned), 0..4)
    };
    let mut tree = mapping(leaf(), Just(Vec::new())).boxed();
    for _ in 0..2 {
        let below = prop::collection::btree_map("m[ab]", tree, 0..3);
        tree = mapping(leaf(), below.prop_map(|below| below.into_iter().collect())).boxed();
    }
    tree
}

/// One mapping of two parts, in an order of its own.
fn mapping(
    one: impl Strategy<Value = std::collections::BTreeMap<String, String>>,
    other: impl Strategy<Value = Vec<(String, String)>>,
) -> impl Strategy<Value = String> {
    let entries = (one, other).prop_map(|(one, other)| one.into_iter().chain(other).collect::<Vec<_>>());
    entries.prop_shuffle().prop_map(|entries| {
        let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{{}}}", entries.join(", "))
    })
}

proptest! {
    #[test]
    fn nothing_laid_over_is_the_identity(base in trees(true)) {
        let mut sources = Sources::new();
        let (base, nothing) = (parse(&mut sources, &base), parse(&mut sources, "{}"));
        // The places too.
        prop_assert_eq!(merge(&base, &nothing), base.clone());
        prop_assert_eq!(shape(&merge(&nothing, &base)), shape(&base));
    }

    #[test]
    fn a_tree_laid_over_itself_changes_nothing(base in trees(false)) {
        let mut sources = Sources::new();
        let base = parse(&mut sources, &base);
        prop_assert_eq!(shape(&merge(&base, &base)), shape(&base));
    }

    #[test]
    fn null_takes_away_and_nothing_else(base in trees(false), key in "[a-d]|m[ab]") {
        let mut sources = Sources::new();
        let (base, over) = (parse(&mut sources, &base), parse(&mut sources, &format!("{{{key}: null}}")));
        let merged = merge(&base, &over);
        let entries = &base.as_mapping().unwrap().entries;
        let others: Vec<_> = entries.iter().filter(|entry| entry.key.text() != key).collect();
        match base.get(&key) {
            Some(_) => prop_assert_eq!(merged.as_mapping().unwrap().entries.iter().collect::<Vec<_>>(), others),
            // What was to be taken away and is not there stays to be found.
            None => prop_assert!(merged.get(&key).is_some_and(Node::is_null)),
        }
    }

    #[test]
    fn layers_without_nulls_may_be_merged_in_any_grouping(a in trees(true), b in trees(false), c in trees(false)) {
        let mut sources = Sources::new();
        let (a, b, c) = (parse(&mut sources, &a), parse(&mut sources, &b), parse(&mut sources, &c));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
    }
}
