//! Anchors (`&name`) and aliases (`*name`): values that repeat, within limits.

use super::build::{Builder, MAX_DEPTH, Stop};
use super::open::{Open, OpenMapping, Pending};
use super::source::Span;
use super::{Node, Value};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;

/// The most values that aliases may repeat in one text, each counted as often as it appears.
pub(crate) const MAX_ALIASED: usize = 10_000;

/// A value with an anchor, and what repeating it costs.
pub(super) struct Anchored {
    node: Node,
    size: usize,
    height: usize,
}

impl Anchored {
    pub(super) fn new(node: &Node) -> Self {
        let (size, height) = measure(node);
        Self { node: node.clone(), size, height }
    }
}

impl Builder<'_> {
    pub(super) fn alias(&mut self, id: usize, span: Span) -> Result<(), Stop> {
        if matches!(self.stack.last(), Some(Open::Mapping(mapping)) if mapping.pending.is_none()) {
            let found = format!("the alias {} as a key", quote(self.sources.slice(span)));
            self.report(
                span,
                Problem::error(FindingCode::InvalidKey, found, "text as the key").hint("write the key out"),
            );
            self.complete(Node::new(span, Value::Invalid), 0);
            return Ok(());
        }
        let Some(Anchored { node, size, height }) = self.anchors.get(&id) else {
            let found = format!("the alias {} inside its own anchor", quote(self.sources.slice(span)));
            self.report(span, Problem::error(FindingCode::AliasLimit, found, "a value that does not contain itself"));
            self.complete(Node::new(span, Value::Invalid), 0);
            return Ok(());
        };
        self.aliased = self.aliased.saturating_add(*size);
        if self.aliased > MAX_ALIASED {
            let found = format!("aliases that repeat more than {MAX_ALIASED} values");
            self.report(span, Problem::error(FindingCode::AliasLimit, found, "fewer").hint("write the values out"));
            return Err(Stop::Limit);
        }
        if self.stack.len() + height > MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        let node = node.clone();
        self.complete(node, 0);
        Ok(())
    }

    pub(super) fn unknown_anchor(&mut self, name: &str, span: Span) {
        let skipped =
            matches!(self.stack.last(), Some(Open::Mapping(OpenMapping { pending: Some(Pending::Skip), .. })));
        if !skipped && !self.recovering {
            let text = quote(self.sources.slice(span));
            let problem = Problem::error(
                FindingCode::UnknownAnchor,
                format!("the alias {text}"),
                format!("an anchor {} above it", quote(&format!("&{name}"))),
            )
            .hint("text that begins with `*` needs quotes");
            self.report(span, problem);
        }
        self.complete(Node::new(span, Value::Invalid), 0);
    }
}

/// How many nodes there are, and how many levels of collections.
fn measure(node: &Node) -> (usize, usize) {
    match node.value() {
        Value::Invalid | Value::Scalar(_) => (1, 0),
        Value::Sequence(items) => around(items.iter().map(measure)),
        Value::Mapping(mapping) => around(mapping.entries.iter().map(|entry| {
            let (size, height) = measure(&entry.value);
            (size + 1, height)
        })),
    }
}

fn around(children: impl Iterator<Item = (usize, usize)>) -> (usize, usize) {
    let (size, height) = children.fold((0, 0), |(sum, max), (size, height)| (sum + size, max.max(height)));
    (size + 1, height + 1)
}
