//! Parser events become a tree. Mistakes that leave the rest readable are reported and stepped over.

use std::collections::BTreeMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle, Tag};

use super::alias::Anchored;
use super::json_stream::json_stream;
use super::open::{Open, OpenMapping, Pending};
use super::source::{BOM, SourceId, Sources, Span, offset};
use super::{Key, Node, Scalar, Style, Value, syntax};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::findings::Findings;

/// The largest text that is read, in bytes: 1 MiB.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// The deepest nesting of mappings and sequences.
pub(crate) const MAX_DEPTH: usize = 64;

/// Reads a text that is to hold one document. `None` means that there is nothing to decode and findings say why.
pub(crate) fn parse_one(sources: &Sources, source: SourceId, findings: &mut Findings) -> Option<Node> {
    let documents = parse_documents(sources, source, findings);
    let mut written = documents.into_iter().filter(|node| !is_nothing(node));
    let Some(first) = written.next() else {
        let problem = Problem::error(FindingCode::EmptyDocument, "nothing", "a mapping of keys and values");
        sources.report(findings, sources.span(source, 0, 0), "", problem);
        return None;
    };
    if let Some(second) = written.next() {
        let problem = Problem::error(FindingCode::SeveralDocuments, "a second document", "one document in the file")
            .hint("put it into a file of its own");
        let span = second.span();
        sources.report(findings, sources.within(span, 0, 0), "", problem);
    }
    if first.is_invalid() { None } else { Some(first) }
}

/// Reads every document of a text, also empty ones; a document that cannot be read is [`Value::Invalid`].
pub(crate) fn parse_documents(sources: &Sources, source: SourceId, findings: &mut Findings) -> Vec<Node> {
    parse_up_to(MAX_BYTES, sources, source, findings)
}

/// The same of a text of up to so many bytes.
pub(crate) fn parse_up_to(most: usize, sources: &Sources, source: SourceId, findings: &mut Findings) -> Vec<Node> {
    if syntax::refuses_text(most, sources, source, findings) {
        return vec![Node::new(sources.span(source, 0, 0), Value::Invalid)];
    }
    let text = sources.text(source);
    let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut builder = Builder::new(sources, source, findings);
    match json_stream(text, start) {
        Some(values) => {
            for (from, end) in values {
                builder.text = text.get(..end).unwrap_or(text);
                builder.parse_from(from);
            }
        }
        None => builder.parse_from(Start { byte: start, line: 0, column: 0 }),
    }
    builder.documents
}

/// The path of the value that is being read inside collections.
fn path_of(stack: &[Open]) -> String {
    let mut path = String::new();
    for open in stack {
        open.push_to(&mut path);
    }
    path
}

/// Nothing at all between two `---`.
fn is_nothing(node: &Node) -> bool {
    node.as_scalar().is_some_and(|scalar| scalar.is_plain() && scalar.text().is_empty())
}

/// Where a parser starts in the text: at the start of a line, or of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) byte: usize,
    /// Lines before it.
    pub(super) line: usize,
    /// Characters before it on its line.
    pub(super) column: usize,
}

/// Why a parser stopped before the end.
pub(super) enum Stop {
    /// The text is not YAML at this byte.
    Syntax(granit_parser::ErrorKind, usize),
    /// A limit is passed; nothing more is read.
    Limit,
}

pub(super) struct Builder<'a> {
    pub(super) sources: &'a Sources,
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) findings: &'a mut Findings,
    pub(super) stack: Vec<Open>,
    /// The mapping that a syntax error interrupted and the rest of its document goes on with.
    pub(super) resumed: Option<OpenMapping>,
    /// Whether an anchor may have been lost to a syntax error.
    pub(super) recovering: bool,
    pub(super) documents: Vec<Node>,
    /// Byte behind the last event.
    pub(super) reached: usize,
    pub(super) recoveries: usize,
    root: Option<Node>,
    pub(super) anchors: BTreeMap<usize, Anchored>,
    /// How many values aliases have repeated.
    pub(super) aliased: usize,
    from: Start,
}

impl<'a> Builder<'a> {
    fn new(sources: &'a Sources, source: SourceId, findings: &'a mut Findings) -> Self {
        Self {
            sources,
            source,
            text: sources.text(source),
            findings,
            stack: Vec::new(),
            resumed: None,
            recovering: false,
            documents: Vec::new(),
            reached: 0,
            recoveries: 0,
            root: None,
            anchors: BTreeMap::new(),
            aliased: 0,
            from: Start { byte: 0, line: 0, column: 0 },
        }
    }

    /// Reads the text from a place to its end, and goes on behind mistakes.
    fn parse_from(&mut self, mut from: Start) {
        while let Err(stop) = self.parse(from) {
            match self.recover(from, stop) {
                Some(next) => from = next,
                None => break,
            }
        }
    }

    fn parse(&mut self, from: Start) -> Result<(), Stop> {
        self.from = from;
        self.anchors.clear();
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        let mut parser: Parser<'a, StrInput<'a>> =
            Parser::new_from_str_with_options(self.text.get(from.byte..).unwrap_or_default(), options);
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => self.event(event, span)?,
                Err(error) => {
                    let at = from.byte + error.marker().byte_offset().unwrap_or_default();
                    return Err(Stop::Syntax(error.kind().clone(), at.min(self.text.len())));
                }
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'a>, at: granit_parser::Span) -> Result<(), Stop> {
        let span = self.span(at);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tagged = self.tag(tag.as_deref(), at, true);
                // The parser gives `~` for nothing; only nothing has no extent.
                let text = match style {
                    ScalarStyle::Plain if span.start == span.end => "",
                    ScalarStyle::Literal | ScalarStyle::Folded => self.without_added_break(&text, span),
                    _ => &*text,
                };
                let style = match style {
                    ScalarStyle::Plain if !tagged => Style::Plain,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                    _ => Style::Quoted,
                };
                self.complete(Node::new(span, Value::Scalar(Scalar::new(text, style))), anchor);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), at, false);
                self.open(Open::sequence(span, anchor), span)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.tag(tag.as_deref(), at, false);
                let mapping = match self.resumed.take() {
                    Some(interrupted) if self.stack.is_empty() => interrupted,
                    _ => OpenMapping::new(span, style == StructureStyle::Flow, anchor),
                };
                self.open(Open::Mapping(mapping), span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.stack.pop() {
                    let (node, anchor) = self.close(open, span);
                    self.complete(node, anchor);
                }
            }
            Event::Alias(id) => self.alias(id, span)?,
            Event::UnresolvedAlias(name) => self.unknown_anchor(&name, span),
            Event::DocumentEnd => self.end_document(span),
            _ => {}
        }
        self.reached = self.reached.max(span.end as usize);
        Ok(())
    }

    /// The parser ends a block scalar with a line feed even if the file ends without one; there YAML has none
    /// (`b-chomped-last`, production 165), and other readers give none.
    fn without_added_break<'t>(&self, text: &'t str, span: Span) -> &'t str {
        let last_line = self.text.rsplit(['\n', '\r']).next().unwrap_or_default();
        let cut_off = span.end as usize == self.text.len() && !last_line.trim().is_empty();
        if cut_off { text.strip_suffix('\n').unwrap_or(text) } else { text }
    }

    /// A complete node takes its place as key, value, item or document.
    pub(super) fn complete(&mut self, node: Node, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, Anchored::new(&node));
        }
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping(mapping)) => match mapping.pending.take() {
                Some(Pending::Key(key)) => mapping.push(key, node),
                Some(Pending::Skip) => {}
                None => self.key(&node),
            },
        }
    }

    fn key(&mut self, node: &Node) {
        let span = node.span();
        let pending = match node.value() {
            Value::Scalar(scalar) if scalar.is_plain() && scalar.text() == "<<" => {
                let problem = Problem::error(FindingCode::MergeKey, "the merge key `<<`", "a key of this mapping")
                    .hint("write the merged keys out");
                self.report(span, problem);
                Pending::Skip
            }
            Value::Scalar(scalar) if scalar.is_plain() && scalar.text().is_empty() => {
                self.report(span, Problem::error(FindingCode::InvalidKey, "no key before `:`", "text as the key"));
                Pending::Skip
            }
            Value::Scalar(_) if self.sources.slice(span).contains(['\n', '\r']) => {
                let problem = Problem::error(FindingCode::InvalidKey, "a key of several lines", "a key in one line")
                    .hint("a comma or a colon may be missing");
                self.defer(span, problem);
                Pending::Skip
            }
            Value::Scalar(scalar) => Pending::Key(Key { span, scalar: scalar.clone() }),
            Value::Invalid => Pending::Skip,
            value => {
                let kind = if matches!(value, Value::Mapping(_)) { "a mapping" } else { "a list" };
                let problem = Problem::error(FindingCode::InvalidKey, format!("{kind} as a key"), "text as the key")
                    .hint("text that begins with `{` or `[` needs quotes");
                self.defer(span, problem);
                if let Some(Open::Mapping(mapping)) = self.stack.last_mut() {
                    mapping.unreadable = mapping.flow;
                }
                Pending::Skip
            }
        };
        if let Some(Open::Mapping(mapping)) = self.stack.last_mut() {
            mapping.complete &= matches!(pending, Pending::Key(_));
            mapping.pending = Some(pending);
        }
    }

    /// Keeps a problem until its mapping ends: without an end there is another mistake, and one is enough.
    fn defer(&mut self, span: Span, problem: Problem) {
        if let Some(Open::Mapping(mapping)) = self.stack.last_mut() {
            mapping.deferred.push((span, problem));
        }
    }

    fn open(&mut self, open: Open, span: Span) -> Result<(), Stop> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(self.too_deep(span));
        }
        self.stack.push(open);
        Ok(())
    }

    pub(super) fn close(&mut self, open: Open, end: Span) -> (Node, usize) {
        match open {
            Open::Sequence { mut span, items, anchor } => {
                span.end = if end.end > end.start { end.end } else { items.last().map_or(span.end, |i| i.span().end) };
                (Node::new(span, Value::Sequence(Arc::from(items))), anchor)
            }
            Open::Mapping(mapping) => {
                let (anchor, stack) = (mapping.anchor, &self.stack);
                (mapping.close(end, self.sources, self.findings, || path_of(stack)), anchor)
            }
        }
    }

    /// Reports a tag that is not understood; says whether the tag makes a scalar a text.
    fn tag(&mut self, tag: Option<&Tag>, at: granit_parser::Span, scalar: bool) -> bool {
        let Some(tag) = tag else { return false };
        let text = tag.is_yaml_core_schema_tag("str") || (tag.handle().is_empty() && tag.suffix() == "!");
        if !(scalar && text) {
            let span = at.tag_span().map_or_else(|| self.span(at), |tag| self.span(tag));
            let found = format!("the tag {}", quote(self.sources.slice(span)));
            let problem = Problem::error(FindingCode::YamlTag, found, "a value without a tag")
                .hint("remove the tag; text that begins with `!` needs quotes");
            self.report(span, problem);
        }
        text
    }

    pub(super) fn end_document(&mut self, end: Span) {
        let root = match self.resumed.take() {
            // Cut off by a mistake, it ends with its last value.
            Some(mapping) => Some(self.close(Open::Mapping(mapping), Span { end: end.start, ..end }).0),
            None => self.root.take(),
        };
        self.root = None;
        self.documents.push(root.unwrap_or(Node::new(end, Value::Invalid)));
    }

    /// Forgets a document that a syntax error made worthless; says whether it was no collection.
    pub(super) fn drop_root(&mut self) -> bool {
        self.root.take().is_none_or(|root| root.as_scalar().is_some())
    }

    pub(super) fn too_deep(&mut self, span: Span) -> Stop {
        let found = format!("more than {MAX_DEPTH} levels of nesting");
        self.report(span, Problem::error(FindingCode::TooDeep, found, format!("at most {MAX_DEPTH}")));
        Stop::Limit
    }

    pub(super) fn report(&mut self, span: Span, problem: Problem) {
        let path = self.path();
        self.sources.report(self.findings, span, path, problem);
    }

    /// The path of the value that is being read.
    fn path(&self) -> String {
        path_of(&self.stack)
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let end = self.text.len();
        let byte = |marker: granit_parser::Marker| (self.from.byte + marker.byte_offset().unwrap_or(0)).min(end);
        let start = byte(span.start);
        let before = if span.start.line() == 1 { self.from.column } else { 0 };
        Span {
            source: self.source,
            line: offset(self.from.line + span.start.line()),
            column: offset(before + span.start.col() + 1),
            start: offset(start),
            end: offset(byte(span.end).max(start)),
        }
    }
}
