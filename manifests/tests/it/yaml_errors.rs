//! What cannot be written, and what is said about it.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::io;

use pavedroad_manifests::yaml::{self, ErrorKind};
use serde::ser::{Error as _, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

#[track_caller]
fn refuses<T: Serialize + ?Sized>(value: &T, kind: ErrorKind, path: &str, message: &str) {
    let error = yaml::to_string(value).expect_err("it cannot be written");
    assert_eq!((error.kind(), error.path()), (kind, path));
    assert_eq!(error.to_string(), message);
    let mut stream = String::from("a: 1\n");
    yaml::append(&mut stream, value).expect_err("it cannot be written");
    assert_eq!(stream, "a: 1\n");
}

#[derive(Serialize)]
enum Threshold {
    Ratio(f32),
    Range(f64, f64),
    Named { at: f64 },
}

#[test]
fn refuses_floats_that_json_does_not_have() {
    refuses(&f64::NAN, ErrorKind::Number, "", "cannot write YAML: found NaN, expected a finite number");
    let spec = BTreeMap::from([("spec", vec![vec![1.0], vec![2.0, f64::NEG_INFINITY]])]);
    refuses(
        &spec,
        ErrorKind::Number,
        "spec[1][1]",
        "cannot write YAML at spec[1][1]: found -inf, expected a finite number",
    );
    let annotated = BTreeMap::from([("metadata", BTreeMap::from([("prometheus.io/weight", f32::INFINITY)]))]);
    refuses(
        &annotated,
        ErrorKind::Number,
        "metadata[\"prometheus.io/weight\"]",
        "cannot write YAML at metadata[\"prometheus.io/weight\"]: found inf, expected a finite number",
    );
}

#[test]
fn names_the_place_inside_enums_and_below_odd_keys() {
    let path = |value: &dyn Fn() -> Result<String, yaml::Error>| value().expect_err("NaN").path().to_owned();
    assert_eq!(path(&|| yaml::to_string(&[Threshold::Ratio(f32::NAN)])), "[0].Ratio");
    assert_eq!(path(&|| yaml::to_string(&Threshold::Range(1.0, f64::NAN))), "Range[1]");
    assert_eq!(path(&|| yaml::to_string(&Threshold::Named { at: f64::NAN })), "Named.at");
    assert_eq!(path(&|| yaml::to_string(&BTreeMap::from([("on", f64::NAN)]))), "['on']");
    assert_eq!(path(&|| yaml::to_string(&BTreeMap::from([("数据", f64::NAN)]))), "[\"数据\"]");
}

#[test]
fn refuses_keys_that_are_no_texts() {
    let key = |found: &str| {
        format!("cannot write YAML: found {found} as the key of a map, expected a text, a number or a boolean")
    };
    refuses(&BTreeMap::from([((), 1)]), ErrorKind::Key, "", &key("nothing"));
    refuses(&BTreeMap::from([(None::<u8>, 1)]), ErrorKind::Key, "", &key("nothing"));
    refuses(&BTreeMap::from([(vec![1], 1)]), ErrorKind::Key, "", &key("a sequence"));
    refuses(&BTreeMap::from([((1, 2), 1)]), ErrorKind::Key, "", &key("a sequence"));
    refuses(&BTreeMap::from([(BTreeMap::from([(1, 2)]), 1)]), ErrorKind::Key, "", &key("a map"));
    let nested = BTreeMap::from([("spec", BTreeMap::from([([1, 2], 1)]))]);
    let error = yaml::to_string(&nested).expect_err("the key is a sequence");
    assert_eq!(error.path(), "spec");
}

fn nested(depth: usize) -> Value {
    (0..depth).fold(json!(1), |value, at| if at % 2 == 0 { json!([value]) } else { json!({"a": value}) })
}

#[test]
fn refuses_what_nests_too_deep() {
    assert!(yaml::to_string(&nested(127)).is_ok());
    let error = yaml::to_string(&nested(128)).expect_err("one level too many");
    assert_eq!(error.kind(), ErrorKind::Depth);
    assert!(error.to_string().ends_with(": found collections nested deeper than 127, expected at most 127 levels"));
    assert_eq!(error.path().len(), "a[0]".len() * 63 + ".".len() * 62 + "a".len() + ".".len());
}

struct Failing;

impl Serialize for Failing {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(S::Error::custom("the lock is poisoned"))
    }
}

#[test]
fn passes_on_what_a_value_says() {
    let value = BTreeMap::from([("status", Failing)]);
    refuses(&value, ErrorKind::Value, "status", "cannot write YAML at status: the lock is poisoned");
}

struct Raw;

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut raw = serializer.serialize_struct("$serde_json::private::RawValue", 1)?;
        raw.serialize_field("$serde_json::private::RawValue", "{}")?;
        raw.end()
    }
}

#[test]
fn refuses_raw_json() {
    refuses(
        &[Raw],
        ErrorKind::RawJson,
        "[0]",
        "cannot write YAML at [0]: found raw JSON text, expected a value; parse it first",
    );
}

struct Full;

impl io::Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("disk full"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn passes_on_the_error_of_the_writer() {
    let error = yaml::to_writer(Full, "ai-dc-web").expect_err("the disk is full");
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(error.to_string(), "cannot write YAML: the writer failed");
    assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("disk full"));
}

#[test]
fn is_an_error_that_threads_can_share() {
    fn assert_error<T: std::error::Error + Send + Sync + 'static>() {}
    assert_error::<yaml::Error>();
    assert_eq!(size_of::<yaml::Error>(), size_of::<usize>());
}
