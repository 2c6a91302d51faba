//! From text to requirements, one at a time and without allocating.

use super::lexer::{Lexer, Token};
use super::requirement::{INTEGER, integer};
use super::{LabelRequirementRef, SelectorOperator, SelectorValues};
use crate::error::{NameError, NameErrorKind, Violation};
use crate::label_key::{label_key, mend_key};
use crate::label_value::{label_value, mend_value};

pub(super) const WHAT: &str = "label selector";

/// Gives the requirements of a text in the order they are written.
#[derive(Clone, Debug)]
pub(super) struct Parser<'a> {
    lexer: Lexer<'a>,
    /// Whether keys and values have already been checked.
    trusted: bool,
    begun: bool,
    done: bool,
}

/// Why a text is not a selector. Plain data; the message is made for a caller who looks at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flaw<'a> {
    at: usize,
    problem: Problem<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Problem<'a> {
    /// Another token than one of these.
    Token(Token<'a>, &'static str),
    /// A key or a value, whose name is given, that breaks its rule.
    Part(&'a str, &'static str, Violation),
    /// A word that does not count.
    Number(&'a str),
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, trusted: bool) -> Self {
        Self { lexer: Lexer::new(text), trusted, begun: false, done: false }
    }

    /// The next requirement, or `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<LabelRequirementRef<'a>>, Flaw<'a>> {
        if self.done {
            return Ok(None);
        }
        let (at, first) = self.lexer.next();
        let (at, first, negated) = match first {
            Token::End if !self.begun => {
                self.done = true;
                return Ok(None);
            }
            Token::Not => {
                let (at, key) = self.lexer.next();
                (at, key, true)
            }
            token => (at, token, false),
        };
        let Token::Word(key) = first else {
            let expected = if negated { "a label key after '!'" } else { "a label key or '!'" };
            return Err(Flaw { at, problem: Problem::Token(first, expected) });
        };
        if !self.trusted
            && let Some(violation) = label_key(key.as_bytes())
        {
            return Err(Flaw { at, problem: Problem::Part(key, KEY, violation) });
        }
        let requirement = self.restriction(key, negated)?;
        self.begun = true;
        match self.lexer.next() {
            (_, Token::End) => self.done = true,
            (_, Token::Comma) => {
                let (at, token) = self.peek();
                if !matches!(token, Token::Word(_) | Token::Not) {
                    return Err(Flaw { at, problem: Problem::Token(token, "a label key or '!' after ','") });
                }
            }
            (at, token) => return Err(Flaw { at, problem: Problem::Token(token, "',' or the end") }),
        }
        Ok(Some(requirement))
    }

    /// Reads to the end of the text.
    pub(super) fn finish(mut self) -> Result<(), Flaw<'a>> {
        while self.next()?.is_some() {}
        Ok(())
    }

    /// What stands after a key.
    fn restriction(&mut self, key: &'a str, negated: bool) -> Result<LabelRequirementRef<'a>, Flaw<'a>> {
        use SelectorOperator as Operator;
        let found = |operator, values| Ok(LabelRequirementRef { key, operator, values });
        if negated {
            return found(Operator::DoesNotExist, SelectorValues::none());
        }
        if let (_, Token::End | Token::Comma) = self.peek() {
            return found(Operator::Exists, SelectorValues::none());
        }
        let (at, token) = self.lexer.next();
        let operator = match token {
            Token::Word("in") => Operator::In,
            Token::Word("notin") => Operator::NotIn,
            Token::Equals => Operator::Equals,
            Token::DoubleEquals => Operator::DoubleEquals,
            Token::NotEquals => Operator::NotEquals,
            Token::Greater => Operator::GreaterThan,
            Token::Less => Operator::LessThan,
            _ => return Err(Flaw { at, problem: Problem::Token(token, OPERATORS) }),
        };
        match operator {
            Operator::In | Operator::NotIn => found(operator, self.list()?),
            _ => found(operator, SelectorValues::one(self.value(operator)?)),
        }
    }

    /// The one value after `=` and its like; nothing is the empty value.
    fn value(&mut self, operator: SelectorOperator) -> Result<&'a str, Flaw<'a>> {
        let (at, value) = match self.peek() {
            (at, Token::End | Token::Comma) => (at, ""),
            _ => match self.lexer.next() {
                (at, Token::Word(value)) => (at, value),
                (at, token) => return Err(Flaw { at, problem: Problem::Token(token, "a label value") }),
            },
        };
        self.check(at, value)?;
        if !self.trusted && operator.is_numeric() && integer(value).is_none() {
            return Err(Flaw { at, problem: Problem::Number(value) });
        }
        Ok(value)
    }

    /// The values between `(` and `)`. Commas stand between values, each of which may be missing.
    fn list(&mut self) -> Result<SelectorValues<'a>, Flaw<'a>> {
        let (at, open) = self.lexer.next();
        if open != Token::Open {
            return Err(Flaw { at, problem: Problem::Token(open, "'(' after \"in\" or \"notin\"") });
        }
        let values = SelectorValues::list(self.lexer);
        if self.peek().1 == Token::Close {
            self.lexer.next();
            return Ok(values);
        }
        loop {
            match self.lexer.next() {
                (at, Token::Word(value)) => {
                    self.check(at, value)?;
                    match self.peek() {
                        (_, Token::Comma) => {}
                        (_, Token::Close) => break,
                        (at, token) => return Err(Flaw { at, problem: Problem::Token(token, "',' or ')'") }),
                    }
                }
                (_, Token::Comma) => match self.peek().1 {
                    Token::Close => break,
                    // The second of two commas belongs to the first: before 1.35 `(a,,)` is refused for it.
                    Token::Comma => drop(self.lexer.next()),
                    _ => {}
                },
                (at, token) => return Err(Flaw { at, problem: Problem::Token(token, "a label value or ','") }),
            }
        }
        self.lexer.next();
        Ok(values)
    }

    fn check(&self, at: usize, value: &'a str) -> Result<(), Flaw<'a>> {
        match label_value(value.as_bytes()).filter(|_| !self.trusted) {
            Some(violation) => Err(Flaw { at, problem: Problem::Part(value, VALUE, violation) }),
            None => Ok(()),
        }
    }

    fn peek(&self) -> (usize, Token<'a>) {
        let mut ahead = self.lexer;
        ahead.next()
    }
}

const KEY: &str = "a label key";
const VALUE: &str = "a label value";
const OPERATORS: &str = "one of '=', '==', '!=', '>', '<', \"in\", \"notin\", or ','";

impl Flaw<'_> {
    /// The error a caller sees.
    pub(super) fn into_error(self, text: &str) -> NameError {
        let Self { at, problem } = self;
        let error = |kind, at, found, expected| NameError::new(WHAT, text, kind, at, found, expected);
        let (error, part, mended) = match problem {
            Problem::Token(token, expected) => {
                let (kind, found) = match token {
                    // A NUL ends the text for Kubernetes, and says so here.
                    Token::End if at < text.len() => (NameErrorKind::Character, "'\\0'".to_owned()),
                    Token::End => (NameErrorKind::End, "the end".to_owned()),
                    Token::Word(word) => (NameErrorKind::Sequence, format!("{word:?}")),
                    symbol => (NameErrorKind::Sequence, format!("{:?}", symbol.as_str())),
                };
                let mended = match token {
                    Token::Word(word) if expected.starts_with("'('") => format!("({word})"),
                    Token::Word(word) if expected == "',' or the end" => format!(",{word}"),
                    _ => String::new(),
                };
                let part = if let Token::Word(word) = token { word } else { "" };
                (error(kind, at, found, expected.into()), part, mended)
            }
            Problem::Part(part, of, violation) => {
                let inner = violation.into_error(of, part);
                let expected = format!("{} in {of}", inner.expected());
                let kind = match inner.kind() {
                    NameErrorKind::Empty => NameErrorKind::Missing,
                    kind => kind,
                };
                let mended = match part.split_once(':') {
                    Some((key, value)) if of == KEY => format!("{key}={value}"),
                    _ if of == KEY => mend_key(part),
                    _ => mend_value(part),
                };
                (error(kind, at + inner.offset(), inner.found().to_owned(), expected), part, mended)
            }
            Problem::Number(word) => {
                (error(NameErrorKind::Range, at, format!("{word:?}"), INTEGER.to_owned()), word, String::new())
            }
        };
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + part.len()..)) else { return error };
        let before = if mended.starts_with(',') { before.trim_end() } else { before };
        let meant = format!("{before}{mended}{after}");
        if mended.is_empty() || Parser::new(&meant, false).finish().is_err() {
            return error;
        }
        error.with_hint(format!("did you mean {meant:?}?"))
    }
}

impl Token<'_> {
    fn as_str(self) -> &'static str {
        match self {
            Self::End | Self::Word(_) => "",
            Self::Open => "(",
            Self::Close => ")",
            Self::Comma => ",",
            Self::Not => "!",
            Self::Equals => "=",
            Self::DoubleEquals => "==",
            Self::NotEquals => "!=",
            Self::Greater => ">",
            Self::Less => "<",
        }
    }
}
