//! What we write of texts that readers trip over, as files: for readers in other languages, which `.ci/read_back.py`
//! asks.

use std::path::Path;

use pavedroad_manifests::yaml;
use serde_json::{Map, Value, json};

use crate::yaml_near::TOKENS;

/// All that YAML 1.1 takes for something else than a text: booleans, nulls, numbers in every base, times and dates.
const YAML_1_1: &[&str] = &[
    "y",
    "Y",
    "yes",
    "Yes",
    "YES",
    "n",
    "N",
    "no",
    "No",
    "NO",
    "true",
    "True",
    "TRUE",
    "false",
    "False",
    "FALSE",
    "on",
    "On",
    "ON",
    "off",
    "Off",
    "OFF",
    "~",
    "null",
    "Null",
    "NULL",
    "",
    "0",
    "-0",
    "+0",
    "007",
    "0b1010",
    "0x1F",
    "0o17",
    "1_000",
    "-1_0",
    "190:20:30",
    "12:30:45",
    "1:2.5",
    "1e3",
    "1E+3",
    "1.",
    ".5",
    "6.8523015e+5",
    "685_230.15",
    ".inf",
    "-.Inf",
    "+.INF",
    ".nan",
    ".NaN",
    "2019-05-10",
    "2001-12-14t21:59:43.10-05:00",
    "2001-12-14 21:59:43.10 -5",
    "<<",
    "=",
];

/// Arguments, values of variables and patterns as apps have them.
const USED: &[&str] = &[
    "a && b > '/tmp/x'",
    "a+b",
    "--config=/etc/app: main #1",
    "^20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]+: ",
    r#"^\s*"?(?:Caused by: |at |\.{3})"#,
    "${HOME}/$(POD_IP):$$PATH",
    "20190510",
    "1.10",
    "listen: :8080\n",
    "line one\n  line two\n\n",
    "no newline at the end\r\nor two",
    "你好: 世界",
];

fn texts() -> Value {
    let all = || YAML_1_1.iter().chain(USED).chain(TOKENS).copied();
    let members =
        |value: &dyn Fn(&str) -> Value| all().map(|text| (text.to_owned(), value(text))).collect::<Map<_, _>>();
    json!({"items": all().collect::<Vec<_>>(), "values": members(&|text| json!(text)), "nested": members(&|text| json!([{text: [text]}]))})
}

#[test]
fn the_files_for_other_readers_are_what_we_write() {
    let texts = texts();
    let written = [
        ("texts.yaml", yaml::to_string(&texts).unwrap()),
        ("texts.json", serde_json::to_string_pretty(&texts).unwrap() + "\n"),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    for (name, text) in written {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let golden = std::fs::read_to_string(&path).unwrap();
        assert!(golden == text, "{} is not what we write; UPDATE_GOLDEN=1 rewrites it", path.display());
    }
}
