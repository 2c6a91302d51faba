//! What other programs read in what we write: serde_yaml with libyaml, a scanner of YAML 1.1, and serde-saphyr, a
//! reader of YAML 1.2.

use pavedroad_manifests::{check, yaml};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::yaml_near::{TOKENS, texts};

#[track_caller]
fn reads_back(value: &Value) {
    let text = yaml::to_string(value).expect("it can be written");
    assert_eq!(serde_saphyr::from_str::<Value>(&text).ok().as_ref(), Some(value), "YAML 1.2:\n{text}");
    assert_eq!(serde_yaml::from_str::<Value>(&text).ok().as_ref(), Some(value), "YAML 1.1:\n{text}");
}

/// The text as value, element and key, at several depths, first and last.
fn everywhere(text: &str) -> Value {
    let object = |pairs: Vec<(&str, Value)>| -> Value {
        Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
    };
    let inner = object(vec![("y", json!(text)), (text, json!([text]))]);
    let list = json!([text, [text, [text]], inner, object(vec![(text, object(vec![(text, json!(text))]))]), text]);
    object(vec![("a", json!(text)), (text, object(vec![("x", list), (text, json!(text))])), ("z", json!(text))])
}

#[test]
fn texts_near_the_edges_read_back_everywhere() {
    for text in TOKENS.iter().map(|&token| token.to_owned()).chain(texts(1, 4000)) {
        reads_back(&everywhere(&text));
        reads_back(&json!(text));
        check::yaml_write(text.as_bytes());
    }
}

#[test]
fn every_character_reads_back() {
    let interesting =
        (0..0x3100).chain(0xd7f0..0xd800).chain(0xe000..0xe010).chain(0xfd00..0x1_0010).chain(0x10_fff0..0x11_0000);
    let characters: Vec<char> = interesting.filter_map(char::from_u32).collect();
    for chunk in characters.chunks(64) {
        let texts: Vec<Value> =
            chunk.iter().flat_map(|c| [json!(c), json!(format!("a{c}b")), json!(format!("{c}\nb{c}\n"))]).collect();
        reads_back(&json!(texts));
        let keys: Map<String, Value> = chunk.iter().map(|c| (c.to_string(), json!(1))).collect();
        reads_back(&Value::Object(keys));
    }
}

#[test]
fn the_deepest_value_reads_back_in_yaml_1_1() {
    let deepest =
        (0..127).fold(json!("on"), |value, at| if at % 2 == 0 { json!([value]) } else { json!({"a": value}) });
    let text = yaml::to_string(&deepest).expect("it can be written");
    assert_eq!(serde_yaml::from_str::<Value>(&text).ok(), Some(deepest));
}

fn any_text() -> impl Strategy<Value = String> {
    let token = prop::sample::select(TOKENS).prop_map(str::to_owned);
    prop_oneof![
        any::<String>(),
        prop::collection::vec(token, 0..6).prop_map(|tokens| tokens.concat()),
        prop::collection::vec(any::<char>(), 0..3).prop_map(|characters| characters.into_iter().collect()),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no other", |float| float.is_finite()).prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    scalar.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any_text(), inner, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_json_value_reads_back(value in any_value()) {
        reads_back(&value);
    }

    #[test]
    fn every_text_keeps_the_contract(text in any_text()) {
        check::yaml_write(text.as_bytes());
    }

    #[test]
    fn a_stream_is_its_documents(values in prop::collection::vec(any_value(), 1..4)) {
        let mut stream = String::new();
        for value in &values {
            yaml::append(&mut stream, value).expect("it can be written");
        }
        let documents: Vec<String> = values.iter().map(|value| yaml::to_string(value).expect("it can be written")).collect();
        prop_assert_eq!(&stream, &documents.join("---\n"));
        let read: Vec<Value> = serde_yaml::Deserializer::from_str(&stream)
            .map(|document| serde::Deserialize::deserialize(document).expect("it can be read"))
            .collect();
        prop_assert_eq!(read, values);
    }
}
