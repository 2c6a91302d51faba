//! From a tree to typed values, collecting every mistake on the way.
//!
//! A decoder of a value is a function from a [`Decoder`] and a [`Node`] to an `Option`: `None` says that the value
//! is wrong and a finding is already made, so whoever calls it keeps silent and there is one finding for a mistake.
//! Small decoders combine: `sequence(text)`, `map(parse::<PortName>("a port name"), integer(1..=65535))`.
//!
//! A section asks for all of its keys first, finishes, and only then takes the values apart:
//! ```text
//! fn resources(decoder: &mut Decoder<'_>, node: &Node) -> Option<Resources> {
//!     let mut fields = decoder.fields(node, "a mapping such as `{cpu: 250m, memory: 512Mi}`")?;
//!     let cpu = fields.required("cpu", parse::<Quantity>("a quantity such as `250m`"));
//!     let limits = fields.optional("limits", limits);
//!     fields.finish();
//!     Some(Resources { cpu: cpu?, limits: limits? })
//! }
//! ```

mod collections;
mod fields;
mod from_node;
mod number;
mod parse;
mod place;
mod reference;
mod suggest;
mod text;

use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::finding_path::{push_index, push_key};
use crate::findings::Findings;
use crate::yaml::tree::{Key, Node, Sources, Span, Style, Value};

pub(crate) use collections::{Spanned, map, sequence, spanned};
pub(crate) use fields::{Fields, one_of_keys};
pub(crate) use from_node::from_node;
pub(crate) use number::{boolean, integer, percent};
pub(crate) use parse::{ValueError, parse};
pub(crate) use reference::listed;
pub(crate) use suggest::{closest, did_you_mean};
pub(crate) use text::{one_of, quoted, text};

/// Where findings go, and the path of the value that is being decoded.
pub(crate) struct Decoder<'a> {
    sources: &'a Sources,
    findings: &'a mut Findings,
    path: Vec<Segment>,
    overlay: Option<Overlay>,
}

/// What is laid over the file for one environment: a value that stands in it has the path that it has there.
struct Overlay {
    environment: Box<str>,
    span: Span,
    node: Node,
}

/// One step from a value to a value inside it.
enum Segment {
    Key(Key),
    Index(usize),
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(sources: &'a Sources, findings: &'a mut Findings) -> Self {
        Self { sources, findings, path: Vec::new(), overlay: None }
    }

    /// From now on trees are decoded over which `node` is laid, the override of an environment; or nothing.
    pub(crate) fn lay_over(&mut self, environment: &str, node: Option<&Node>) {
        self.overlay =
            node.map(|node| Overlay { environment: environment.into(), span: node.span(), node: node.clone() });
    }

    /// The path of the value that is being decoded, as it is written: what stands in an override is below
    /// `environments`.
    fn path(&self, span: Span) -> String {
        let mut path = String::new();
        if let Some(overlay) = self.overlay.as_ref().filter(|overlay| overlay.span.holds(span)) {
            push_key(&mut path, "environments");
            push_key(&mut path, &overlay.environment);
        }
        for segment in &self.path {
            match segment {
                Segment::Key(key) => push_key(&mut path, key.text()),
                Segment::Index(index) => push_index(&mut path, *index),
            }
        }
        path
    }

    /// Makes a finding about a place.
    pub(crate) fn report(&mut self, span: Span, problem: Problem) {
        let path = self.path(span);
        self.sources.report(self.findings, span, path, problem);
    }

    /// Makes a finding about a place, and gives up on the value.
    pub(crate) fn refuse<T>(&mut self, span: Span, problem: Problem) -> Option<T> {
        self.report(span, problem);
        None
    }

    /// Refuses a value for what its own error says.
    pub(crate) fn refuse_value<T>(&mut self, span: Span, code: FindingCode, error: &dyn ValueError) -> Option<T> {
        self.refuse(span, Problem::error(code, error.found(), error.expected()).hint_if(error.hint()))
    }

    /// Refuses a value of the wrong kind; silent where a mistake is already reported.
    pub(crate) fn wrong_type<T>(&mut self, node: &Node, expected: impl Into<String>, hint: Option<&str>) -> Option<T> {
        if node.is_invalid() {
            return None;
        }
        self.refuse(node.span(), Problem::error(FindingCode::WrongType, describe(node), expected).hint_if(hint))
    }

    /// The fields of a mapping; `expected` completes "expected ..." where it is none.
    pub(crate) fn fields<'d, 'n>(&'d mut self, node: &'n Node, expected: &str) -> Option<Fields<'d, 'a, 'n>> {
        match node.as_mapping() {
            Some(mapping) => Some(Fields::new(self, node, mapping)),
            None => {
                let mended = node.as_scalar().and_then(|s| crate::yaml::tree::missing_space(s.text()));
                self.wrong_type(node, expected, mended.map(|mended| format!("write {}", quote(&mended))).as_deref())
            }
        }
    }

    /// Decodes the value of a key, the key on the path.
    pub(crate) fn at_key<T>(&mut self, key: &Key, decode: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Segment::Key(key.clone()));
        let decoded = decode(self);
        self.path.pop();
        decoded
    }

    /// Decodes an item of a sequence, its index on the path.
    pub(crate) fn at_index<T>(&mut self, index: usize, decode: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Segment::Index(index));
        let decoded = decode(self);
        self.path.pop();
        decoded
    }

    /// The key whose value is being decoded, or the value itself where it has none.
    pub(crate) fn owner(&self, node: &Node) -> Span {
        self.owner_of(node.span())
    }

    /// The key whose value is being decoded, or the start of that value where it has none.
    fn owner_of(&self, value: Span) -> Span {
        match self.path.last() {
            Some(Segment::Key(key)) => key.span,
            _ => self.sources.within(value, 0, 0),
        }
    }

    /// The place of a byte of a scalar's text, where the text stands in the source as it is; else the whole scalar.
    pub(crate) fn inside(&self, node: &Node, offset: usize) -> Span {
        inside(self.sources, node, offset)
    }
}

/// The place of a byte of a scalar's text, where the text stands in the source as it is; else the whole scalar.
pub(crate) fn inside(sources: &Sources, node: &Node, offset: usize) -> Span {
    let span = node.span();
    let Some(scalar) = node.as_scalar() else { return span };
    let (written, text) = (sources.slice(span), scalar.text());
    let skip = match scalar.style() {
        _ if written == text => 0,
        Style::Quoted if written.get(1..written.len().saturating_sub(1)) == Some(text) => 1,
        _ => return span,
    };
    let Some(rest) = text.get(offset..) else { return span };
    let length = rest.chars().next().map_or(0, char::len_utf8);
    sources.within(span, skip + offset, skip + offset + length)
}

/// What a node is, for "found ...".
pub(crate) fn describe(node: &Node) -> String {
    match node.value() {
        Value::Scalar(scalar) if scalar.is_plain() && scalar.text().is_empty() => "nothing".to_owned(),
        Value::Scalar(scalar) if scalar.style() == Style::Quoted => {
            format!("the text {}", quote(&format!("{:?}", scalar.text())))
        }
        Value::Scalar(scalar) => quote(scalar.text()),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a mapping".to_owned(),
        Value::Invalid => "a mistake".to_owned(),
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
