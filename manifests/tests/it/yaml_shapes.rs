//! How each kind of value is laid out.

use std::collections::BTreeMap;

use pavedroad_manifests::yaml;
use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::json;

#[track_caller]
fn writes<T: Serialize + ?Sized>(value: &T, expected: &str) {
    assert_eq!(yaml::to_string(value).expect("it can be written"), expected);
    let mut bytes = Vec::new();
    yaml::to_writer(&mut bytes, value).expect("it can be written");
    assert_eq!(bytes, expected.as_bytes());
}

#[test]
fn puts_dashes_in_the_column_of_the_key() {
    writes(
        &json!({"spec": {"containers": [{"args": ["--on", "on"], "name": "web"}, {"name": "log"}], "replicas": 2}}),
        "\
spec:
  containers:
  - args:
    - --on
    - 'on'
    name: web
  - name: log
  replicas: 2
",
    );
}

#[test]
fn nests_lists_in_lists() {
    writes(
        &json!([[1, [2, 3]], [], [[]], [{}], [{"a": [[4]], "b": {}}]]),
        "\
- - 1
  - - 2
    - 3
- []
- - []
- - {}
- - a:
    - - 4
    b: {}
",
    );
}

#[test]
fn writes_empty_collections_on_the_line_of_the_key() {
    writes(&json!({"a": {}, "b": [], "c": {"d": {}}}), "a: {}\nb: []\nc:\n  d: {}\n");
    writes(&json!({}), "{}\n");
    writes(&json!([]), "[]\n");
}

#[test]
fn writes_scalars_of_every_kind() {
    writes(&(), "null\n");
    writes(&None::<u8>, "null\n");
    writes(&Some("on"), "'on'\n");
    writes(&(true, false), "- true\n- false\n");
    writes(&(i8::MIN, u8::MAX, i16::MIN, u16::MAX), "- -128\n- 255\n- -32768\n- 65535\n");
    writes(&(i32::MIN, u32::MAX), "- -2147483648\n- 4294967295\n");
    writes(&(i64::MIN, u64::MAX, 0), "- -9223372036854775808\n- 18446744073709551615\n- 0\n");
    writes(
        &(i128::MIN, u128::MAX),
        "- -170141183460469231731687303715884105728\n- 340282366920938463463374607431768211455\n",
    );
    writes(&('a', 'y', '\n', '数'), "- a\n- 'y'\n- \"\\n\"\n- 数\n");
}

/// YAML 1.1 takes a number for a float only if it has a dot and, with an exponent, a sign.
#[test]
fn writes_floats_that_every_reader_takes_for_the_same_float() {
    for (value, written) in [
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (-2.5, "-2.5"),
        (1e15, "1000000000000000.0"),
        (1e20, "1.0e+20"),
        (1.5e300, "1.5e+300"),
        (1e-7, "1.0e-7"),
        (-1.25e-9, "-1.25e-9"),
        (f64::MAX, "1.7976931348623157e+308"),
        (5e-324, "5.0e-324"),
    ] {
        writes(&value, &format!("{written}\n"));
    }
    writes(&0.1_f32, "0.1\n");
    writes(&f32::MAX, "3.4028235e+38\n");
}

#[derive(Serialize)]
enum Strategy {
    Recreate,
    On,
    Named(String),
    Weights(u8, u8),
    Empty(),
    Rolling { surge: &'static str, parts: Vec<u8> },
    Nothing {},
    Inner(Box<Strategy>),
}

#[test]
fn writes_enums_as_json_does() {
    use Strategy::*;
    writes(&(Recreate, On, Named("on".into())), "- Recreate\n- 'On'\n- Named: 'on'\n");
    writes(&Weights(10, 90), "Weights:\n- 10\n- 90\n");
    writes(&[Weights(10, 90), Empty()], "- Weights:\n  - 10\n  - 90\n- Empty: []\n");
    writes(
        &BTreeMap::from([("a", Rolling { surge: "25%", parts: vec![1] }), ("b", Nothing {}), ("c", Recreate)]),
        "a:\n  Rolling:\n    surge: 25%\n    parts:\n    - 1\nb:\n  Nothing: {}\nc: Recreate\n",
    );
    writes(
        &[Inner(Box::new(Inner(Box::new(Weights(1, 2)))))],
        "- Inner:\n    Inner:\n      Weights:\n      - 1\n      - 2\n",
    );
}

#[derive(Serialize)]
struct Unit;

#[derive(Serialize)]
struct Newtype(Vec<u8>);

#[derive(Serialize)]
struct Pair(&'static str, Option<bool>);

#[derive(Serialize)]
struct Outer {
    #[serde(rename = "y")]
    why: Unit,
    list: Newtype,
    pair: Pair,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<u8>,
    #[serde(flatten)]
    rest: BTreeMap<&'static str, u8>,
}

#[test]
fn keeps_the_order_and_the_shape_of_structs() {
    let rest = BTreeMap::from([("on", 1), ("z", 2)]);
    let outer = Outer { why: Unit, list: Newtype(vec![7]), pair: Pair("no", None), skipped: None, rest };
    writes(&outer, "'y': null\nlist:\n- 7\npair:\n- 'no'\n- null\n'on': 1\nz: 2\n");
}

/// A serializer may not rely on the length it is told.
struct Unsized<const N: u8>;

impl<const N: u8> Serialize for Unsized<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(usize::from(1 - N.min(1))))?;
        for n in 0..N {
            map.serialize_key(&n)?;
            map.serialize_value(&[n])?;
        }
        map.end()
    }
}

#[test]
fn believes_entries_not_lengths() {
    writes(&[Unsized::<0>], "- {}\n");
    writes(&Unsized::<2>, "'0':\n- 0\n'1':\n- 1\n");
}

#[test]
fn writes_every_key_as_a_text() {
    writes(&BTreeMap::from([(true, 1)]), "'true': 1\n");
    writes(&BTreeMap::from([(-8, 1), (80, 2)]), "'-8': 1\n'80': 2\n");
    writes(&BTreeMap::from([(u128::MAX, 1)]), "'340282366920938463463374607431768211455': 1\n");
    writes(&BTreeMap::from([('y', 1), ('z', 2)]), "'y': 1\nz: 2\n");
    writes(&BTreeMap::from([(Some("on"), 1)]), "'on': 1\n");
}

/// With the feature `arbitrary_precision`, which any crate of a build may turn on, serde_json hands over numbers so.
struct JsonNumber(&'static str);

impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut number = serializer.serialize_struct("$serde_json::private::Number", 1)?;
        number.serialize_field("$serde_json::private::Number", self.0)?;
        number.end()
    }
}

#[test]
fn writes_numbers_that_serde_json_keeps_as_text() {
    writes(&JsonNumber("12"), "12\n");
    writes(&[JsonNumber("-1.50"), JsonNumber("1E400"), JsonNumber("2.5e-7")], "- -1.50\n- 1.0e+400\n- 2.5e-7\n");
    writes(&BTreeMap::from([("a", JsonNumber("1e3")), ("b", JsonNumber("4"))]), "a: 1.0e+3\nb: 4\n");
}

struct Shown;

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", "o", 'n'))
    }
}

#[test]
fn quotes_what_prints_itself() {
    writes(&[Shown, Shown], "- 'on'\n- 'on'\n");
}

struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"\0a")
    }
}

#[test]
fn writes_bytes_as_json_does() {
    writes(&BTreeMap::from([("a", Bytes)]), "a:\n- 0\n- 97\n");
}

#[test]
fn separates_the_documents_of_a_stream() {
    let mut stream = String::new();
    for value in [json!({"a": "x\n\n"}), json!("on"), json!([]), json!({})] {
        yaml::append(&mut stream, &value).expect("it can be written");
    }
    assert_eq!(stream, "a: |+\n  x\n\n---\n'on'\n---\n[]\n---\n{}\n");
    let mut commented = String::from("# by hand");
    yaml::append(&mut commented, &1).expect("it can be written");
    assert_eq!(commented, "# by hand\n---\n1\n");
}
