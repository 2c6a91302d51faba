//! Sequences, mappings with free keys, and values that remember their place.

use super::Decoder;
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::yaml::tree::{Node, Span, missing_space};

/// A value and where it was written, for rules that need several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// Decodes a value and keeps its place.
pub(crate) fn spanned<T>(
    decode: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>,
) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<Spanned<T>> {
    move |decoder, node| decode(decoder, node).map(|value| Spanned { value, span: node.span() })
}

/// Decodes every item of a sequence; all of their mistakes are found.
pub(crate) fn sequence<T>(
    decode: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>,
) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<Vec<T>> {
    move |decoder, node| {
        let Some(items) = node.as_sequence() else {
            let hint = node.as_scalar().filter(|s| !s.is_null()).map(|_| "write it in brackets: `[...]`");
            return decoder.wrong_type(node, "a list", hint);
        };
        let mut decoded = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            decoded.push(decoder.at_index(index, |decoder| decode(decoder, item)));
        }
        decoded.into_iter().collect()
    }
}

/// Decodes a mapping with free keys, in the order of the file; all mistakes are found, in keys and in values.
pub(crate) fn map<K, V>(
    key: impl Fn(&mut Decoder<'_>, &Node) -> Option<K>,
    value: impl Fn(&mut Decoder<'_>, &Node) -> Option<V>,
) -> impl Fn(&mut Decoder<'_>, &Node) -> Option<Vec<(K, V)>> {
    move |decoder, node| {
        let Some(mapping) = node.as_mapping() else { return decoder.wrong_type(node, "a mapping", None) };
        let mut decoded = Vec::with_capacity(mapping.entries.len());
        for entry in &mapping.entries {
            if let (true, Some(mended)) = (entry.value.is_null(), missing_space(entry.key.text())) {
                let problem = Problem::error(FindingCode::WrongType, quote(entry.key.text()), "`key: value`")
                    .hint(format!("write {}, with a space after the colon", quote(&mended)));
                decoded.push(decoder.refuse(entry.key.span, problem));
                continue;
            }
            decoded.push(decoder.at_key(&entry.key, |decoder| {
                let key = key(decoder, &entry.key.to_node());
                let value = value(decoder, &entry.value);
                Some((key?, value?))
            }));
        }
        // Where a mistake hides entries, what is left is not the whole.
        if mapping.complete { decoded.into_iter().collect() } else { None }
    }
}
