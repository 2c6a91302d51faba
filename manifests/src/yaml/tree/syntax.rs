//! What is wrong with a text that is not YAML, said so that its author can mend it.

use granit_parser::ErrorKind;

use super::source::{BOM, SourceId, Sources};
use crate::finding::{Problem, quote};
use crate::finding_code::FindingCode;
use crate::findings::Findings;

/// A syntax error and where it stands.
pub(super) struct Trouble {
    /// Bytes `start..end` are what the message is about.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) problem: Problem,
    /// The text is hopeless up to the end of the line of this byte.
    pub(super) after: usize,
}

/// Where the parser stood when it gave up.
pub(super) struct Stood<'a> {
    pub(super) text: &'a str,
    /// The byte it complains about.
    pub(super) at: usize,
    /// The byte behind the last thing it understood.
    pub(super) reached: usize,
    /// The innermost `[` or `{` that is not closed yet.
    pub(super) bracket: Option<usize>,
}

/// Refuses a text that is too large or holds characters YAML does not allow.
pub(super) fn refuses_text(most: usize, sources: &Sources, source: SourceId, findings: &mut Findings) -> bool {
    let text = sources.text(source);
    if text.len() > most {
        let found = format!("a text of {} bytes", text.len());
        let problem = Problem::error(FindingCode::TooLarge, found, format!("at most {most}"));
        sources.report(findings, sources.span(source, 0, 0), "", problem);
        return true;
    }
    // Nearly every text is ASCII. To look at all its bytes takes the processor a fraction of what a look at characters does.
    let plain = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    if text.bytes().fold(true, |all, byte| all & plain(byte)) {
        return false;
    }
    let mut refused = false;
    // Ten places tell what kind of file this is; a picture would give thousands.
    for (at, character) in text.char_indices().filter(|(at, c)| !(printable(*c) || (*c == BOM && *at == 0))).take(10) {
        let found = format!("the character U+{:04X}", u32::from(character));
        let problem = Problem::error(FindingCode::ControlCharacter, found, "a character that YAML allows here")
            .hint("remove it, or write it as an escape such as `\\u0007` in double quotes");
        let span = sources.span(source, at, at + character.len_utf8());
        sources.report(findings, span, "", problem);
        refused = true;
    }
    refused
}

/// `c-printable` of YAML 1.2.2, production 1, but for four characters that nobody sees: the byte-order mark, which
/// belongs before the text, and the three that end a line for a reader of YAML 1.1 and for no other.
fn printable(c: char) -> bool {
    match c {
        BOM | '\u{2028}' | '\u{2029}' => false,
        _ => {
            matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        }
    }
}

impl Stood<'_> {
    /// Says what is wrong.
    pub(super) fn explain(&self, kind: &ErrorKind) -> Trouble {
        use ErrorKind as K;
        match kind {
            K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::TabAtBlockScalarStart => self.tab(),
            K::MappingValueNotAllowed => self.colon_out_of_place(),
            K::SimpleKeyExpected | K::InvalidSimpleKey => self.no_key(),
            K::ExpectedBlockMappingKey | K::ExpectedBlockSequenceEntry | K::InvalidIndentation => self.column(),
            // The first lines are indented and this one is not: for the parser the document is over.
            K::ExpectedDocumentStart
                if self.at > self.line_start(self.at) + self.indented(self.line_start(self.at)) =>
            {
                let (found, length) = self.shown(self.at);
                self.trouble(self.at, length, format!("{found} behind a value"), "the end of the line", None)
            }
            K::ExpectedDocumentStart => Trouble { after: self.at.saturating_sub(1), ..self.column() },
            K::InvalidQuotedScalarIndent | K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => self.quote(),
            K::UnexpectedEofFlowSequence
            | K::UnexpectedEofFlowMapping
            | K::UnexpectedEofImplicitFlowMapping
            | K::UnclosedFlowCollection { .. }
            | K::InvalidColonPlacement
            | K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::InvalidFlowScalarIndent => self.bracket(kind),
            K::MismatchedFlowCollectionEnd { open, close } => {
                let found = format!("`{open}` closed by `{close}`");
                self.trouble(self.at, 1, found, format!("`{}`", closing(*open)), None)
            }
            K::MisplacedFlowCollectionEnd => {
                let found = quote(self.text.get(self.at..self.at + 1).unwrap_or_default());
                self.trouble(
                    self.at,
                    1,
                    found,
                    "the bracket that opens it, before",
                    Some("text with brackets needs quotes"),
                )
            }
            K::UnexpectedCharacter { character } => {
                let found = format!("a text that begins with {character:?}");
                self.trouble(
                    self.at,
                    character.len_utf8(),
                    found,
                    "text that needs no quotes",
                    Some("put the text into quotes"),
                )
            }
            K::BlockSequenceEntryNotAllowed | K::BlockEntryInFlowCollection => {
                let hint = "begin the list on the next line, or write it as `[a, b]`";
                self.trouble(
                    self.at,
                    1,
                    "`- ` in the middle of a line",
                    "a list that begins on its own line",
                    Some(hint),
                )
            }
            K::CommentInterceptedScalar => {
                let hint = "put a text of several lines into quotes, or use `|`";
                self.trouble(
                    self.at,
                    1,
                    "a comment inside a text of several lines",
                    "the next line of the text",
                    Some(hint),
                )
            }
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape => self.escape(),
            K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => {
                let (found, length) = self.shown(self.at);
                let hint = "the text after `|` begins on the next line; text that begins with `|` or `>` needs quotes";
                self.trouble(self.at, length, found, "`|` or `>` alone at the end of the line", Some(hint))
            }
            K::MissingAnchorOrAliasName
            | K::MissingTagUri
            | K::UnclosedVerbatimTag
            | K::UndeclaredTagHandle
            | K::InvalidTagTerminator
            | K::ExpectedTagBang
            | K::InvalidTagEscape => {
                let (found, length) = self.shown(self.at);
                let hint = "text that begins with `&`, `*` or `!` needs quotes";
                self.trouble(self.at, length, found, "text, a list or a mapping", Some(hint))
            }
            K::InvalidTrailingSingleQuotedScalar => self.trailing("write a single quote inside single quotes as `''`"),
            K::InvalidTrailingDoubleQuotedScalar => {
                self.trailing("write a double quote inside double quotes as `\\\"`")
            }
            other => {
                let (found, length) = self.shown(self.at);
                self.trouble(self.at, length, found, "YAML", Some(other.to_string().as_str()))
            }
        }
    }

    pub(super) fn trouble(
        &self,
        start: usize,
        length: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
        hint: Option<&str>,
    ) -> Trouble {
        let problem = Problem::error(FindingCode::YamlSyntax, found, expected).hint_if(hint);
        let end = (start + length).min(self.text.len());
        Trouble { start, end, problem, after: self.at.max(start) }
    }

    fn no_key(&self) -> Trouble {
        let line = self.line(self.at).trim_end();
        let expected = "`key: value`";
        let (found, hint) = match missing_space(line) {
            Some(mended) => (quote(line), format!("write {}", quote(&mended))),
            None if line.starts_with('-') => {
                return self.trouble(self.at, line.len(), quote(line), "`- value`", Some("put a space after `-`"));
            }
            None => (quote(line), "a text of several lines is indented below its key".to_owned()),
        };
        self.trouble(self.at, line.len(), found, expected, Some(&hint))
    }

    fn quote(&self) -> Trouble {
        let rest = self.text.get(self.reached..).unwrap_or_default();
        let Some(start) = rest.find(['"', '\'']).map(|quote| self.reached + quote) else {
            return self.trouble(self.at, 1, "a text in quotes that does not end", "the closing quote", None);
        };
        let mark = self.text.get(start..start + 1).unwrap_or_default();
        let found = format!("a {} that is not closed", quote(mark));
        let hint = "a text of several lines in quotes is indented below its key; for long texts use `|`";
        let mut trouble = self.trouble(start, 1, found, "the closing quote", Some(hint));
        trouble.after = start;
        trouble
    }

    fn bracket(&self, kind: &ErrorKind) -> Trouble {
        // A bracket that the parser has not told about yet stands behind the last thing it has.
        let ahead = || self.text.get(self.reached..)?.find(['[', '{']).map(|bracket| self.reached + bracket);
        let Some(open) = self.bracket.or_else(ahead) else {
            let (found, length) = self.shown(self.at);
            return self.trouble(self.at, length, found, "YAML", None);
        };
        let bracket = if self.text.get(open..).is_some_and(|text| text.starts_with('{')) { '{' } else { '[' };
        let ended = matches!(
            kind,
            ErrorKind::UnexpectedEofFlowSequence
                | ErrorKind::UnexpectedEofFlowMapping
                | ErrorKind::UnexpectedEofImplicitFlowMapping
                | ErrorKind::UnclosedFlowCollection { .. }
        );
        // A line that is not indented below the line of the bracket belongs to something else.
        let (start, line) = (self.line_start(self.at), self.line_start(open));
        let outside = start > open && self.indented(start) <= self.indented(line);
        if ended || outside {
            let found = format!("a `{bracket}` that is not closed");
            let mut trouble = self.trouble(open, 1, found, format!("`{}`", closing(bracket)), None);
            trouble.after = open;
            return trouble;
        }
        let (found, length) = self.shown(self.at);
        let expected = format!("`,` or `{}`", closing(bracket));
        self.trouble(self.at, length, found, expected, Some("separate what is inside brackets by commas"))
    }

    fn escape(&self) -> Trouble {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut characters = rest.char_indices();
        let mut found = None;
        while let Some((index, character)) = characters.next() {
            if character == '\\'
                && let Some((_, escaped)) = characters.next()
                && !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(escaped)
            {
                found = Some((self.at + index, 1 + escaped.len_utf8()));
                break;
            }
        }
        let (start, length) = found.unwrap_or((self.at, 1));
        let text = match found {
            Some(_) => quote(self.text.get(start..start + length).unwrap_or_default()),
            None => quote(self.line(start)),
        };
        let hint = "write a backslash in double quotes as `\\\\`, or use single quotes";
        let what = if found.is_some() { "the escape" } else { "an incomplete escape in" };
        self.trouble(start, length, format!("{what} {text}"), "an escape that YAML knows", Some(hint))
    }

    fn trailing(&self, hint: &str) -> Trouble {
        let (found, length) = self.shown(self.at);
        self.trouble(self.at, length, format!("{found} behind a closing quote"), "the end of the value", Some(hint))
    }

    /// What stands at a byte up to the end of its line, quoted, and its length.
    pub(super) fn shown(&self, at: usize) -> (String, usize) {
        let line = self.line(at).trim_end();
        if line.is_empty() { ("the end of the line".to_owned(), 1) } else { (quote(line), line.len()) }
    }

    pub(super) fn line(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default().lines().next().unwrap_or_default()
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.text.get(..at).unwrap_or_default().rfind(['\n', '\r']).map_or(0, |end| end + 1);
        if start == 0 && self.text.starts_with(BOM) { BOM.len_utf8() } else { start }
    }
}

/// `replicas: 2` for `replicas:2` and for `replicas：2` with a full-width colon.
pub(crate) fn missing_space(line: &str) -> Option<String> {
    let (key, value) = line.split_once([':', '：'])?;
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (word && !value.starts_with([' ', '/'])).then(|| format!("{key}: {}", value.trim()).trim_end().to_owned())
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

#[cfg(test)]
#[path = "syntax_tests.rs"]
mod tests;
