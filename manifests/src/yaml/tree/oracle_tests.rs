//! Other readers of YAML see the same tree: `yaml_serde` (libyaml's parser, YAML 1.1) and serde-saphyr (YAML 1.2).

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::findings::Findings;
use crate::yaml::tree::{Node, Sources, Value, parse_one};

/// Reads a value that has to be the same as this node, scalars as text.
struct Same<'n>(&'n Node);

impl<'de> DeserializeSeed<'de> for Same<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0.value() {
            Value::Scalar(scalar) if scalar.is_null() => deserializer.deserialize_option(self),
            Value::Scalar(_) => deserializer.deserialize_str(self),
            Value::Sequence(_) => deserializer.deserialize_seq(self),
            Value::Mapping(_) => deserializer.deserialize_map(self),
            Value::Invalid => Err(D::Error::custom("DIFFERS: a mistake without a finding")),
        }
    }
}

impl<'de> Visitor<'de> for Same<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DIFFERS: {:?}", self.0.value())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match self.0.as_scalar() {
            Some(scalar) if scalar.text() == text => Ok(()),
            _ => Err(E::custom(format!("DIFFERS: {text:?} for {:?}", self.0.value()))),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for node in self.0.as_sequence().unwrap_or_default() {
            items.next_element_seed(Same(node))?.ok_or_else(|| A::Error::custom("DIFFERS: too few items"))?;
        }
        match items.next_element::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("DIFFERS: too many items")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        for entry in self.0.as_mapping().map(|mapping| &*mapping.entries).unwrap_or_default() {
            let key = entry.key.to_node();
            map.next_key_seed(Same(&key))?.ok_or_else(|| A::Error::custom("DIFFERS: too few keys"))?;
            map.next_value_seed(Same(&entry.value))?;
        }
        match map.next_key::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("DIFFERS: too many keys")),
        }
    }
}

fn read(text: &str) -> Option<Node> {
    let (mut sources, mut findings) = (Sources::new(), Findings::new());
    let source = sources.add("a.yaml", text);
    let node = parse_one(&sources, source, &mut findings);
    if findings.is_empty() { node } else { None }
}

/// How each other reader takes the text: `None` where it refuses it, else what differs.
fn compare(text: &str, node: &Node) -> [Option<Result<(), String>>; 2] {
    let differs = |result: Result<(), String>| match result {
        Ok(()) => Some(Ok(())),
        Err(message) if message.contains("DIFFERS") => Some(Err(message)),
        Err(_) => None,
    };
    let libyaml = Same(node).deserialize(serde_yaml::Deserializer::from_str(text));
    let saphyr = serde_saphyr::with_deserializer_from_str(text, |deserializer| Same(node).deserialize(deserializer));
    // It ends a block scalar with a line feed that the file does not have.
    let saphyr = if text.ends_with('\n') { differs(saphyr.map_err(|e| e.to_string())) } else { None };
    [differs(libyaml.map_err(|e| e.to_string())), saphyr]
}

#[path = "../../../tests/it/yaml_corpus.rs"]
pub(crate) mod yaml_corpus;
#[path = "../../../tests/it/yaml_mutate.rs"]
mod yaml_mutate;

#[test]
fn other_readers_see_the_same_tree() {
    let seeds: Vec<&str> = yaml_corpus::CORNERS.iter().copied().chain([yaml_corpus::APP; 6]).collect();
    let (mut read_here, mut agreed) = (0, [0, 0]);
    let mut different: Vec<String> = Vec::new();
    yaml_mutate::mutations(&seeds, 800, |data| {
        let Ok(text) = str::from_utf8(data) else { return };
        // What may be the name of an anchor differs between versions of YAML.
        let anchors = text.contains('&');
        // libyaml counts the byte-order mark as a column, and looks for the colon of a key in its own line only.
        let last_line = text.rsplit('\n').next().unwrap_or_default();
        let blank = !last_line.is_empty() && last_line.trim().is_empty();
        if blank || anchors || text.contains('\u{feff}') || text.lines().any(|line| line.trim_start().starts_with(':'))
        {
            return;
        }
        // It also wants a block scalar indented where it is the whole document.
        let Some(node) = read(text).filter(|node| node.as_scalar().is_none()) else { return };
        read_here += 1;
        for (reader, verdict) in compare(text, &node).into_iter().enumerate() {
            match verdict {
                Some(Ok(())) => agreed[reader] += 1,
                Some(Err(message)) => different.push(format!("{reader} {text:?} {message}")),
                None => {}
            }
        }
    });
    different.sort_by_key(String::len);
    assert!(different.is_empty(), "{:#?}", different.iter().take(10).collect::<Vec<_>>());
    // Most of what is read here the others read too, or the comparison would prove little.
    assert!(agreed[0] * 10 > read_here * 9 && agreed[1] * 10 > read_here * 7, "{agreed:?} of {read_here}");
}
