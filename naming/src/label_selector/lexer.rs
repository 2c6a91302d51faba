//! The tokens of a label selector, cut as the lexer of Kubernetes' `pkg/labels/selector.go` cuts them.

/// What stands at a place of a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    End,
    /// A key, a value, or one of the words `in` and `notin`.
    Word(&'a str),
    Open,
    Close,
    Comma,
    Not,
    Equals,
    DoubleEquals,
    NotEquals,
    Greater,
    Less,
}

/// A place in the text; a copy of it looks ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next token and the byte where it begins.
    ///
    /// A NUL ends the text where a token could begin, and is passed over where it ends one: Kubernetes' lexer
    /// takes it for the end of the text, and goes on when it is asked again.
    pub(super) fn next(&mut self) -> (usize, Token<'a>) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        let start = self.at;
        let Some(first) = self.peek().filter(|byte| *byte != 0) else { return (start, Token::End) };
        let token = if is_special(first) {
            self.at += 1;
            let token = match (first, self.peek()) {
                (b'=', Some(b'=')) => Token::DoubleEquals,
                (b'!', Some(b'=')) => Token::NotEquals,
                (b'=', _) => Token::Equals,
                (b'!', _) => Token::Not,
                (b'(', _) => Token::Open,
                (b')', _) => Token::Close,
                (b'>', _) => Token::Greater,
                (b'<', _) => Token::Less,
                _ => Token::Comma,
            };
            self.at += usize::from(matches!(token, Token::DoubleEquals | Token::NotEquals));
            token
        } else {
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            let length = rest.iter().position(|byte| *byte == 0 || is_special(*byte) || is_space(*byte));
            self.at = start + length.unwrap_or(rest.len());
            // Both ends are beside an ASCII byte or an end of the text, so no character is cut.
            Token::Word(self.text.get(start..self.at).unwrap_or_default())
        };
        self.at += usize::from(self.peek() == Some(0));
        (start, token)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

const fn is_special(byte: u8) -> bool {
    matches!(byte, b'=' | b'!' | b'(' | b')' | b',' | b'>' | b'<')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text);
        std::iter::from_fn(|| Some(lexer.next().1).filter(|token| *token != Token::End)).collect()
    }

    #[test]
    fn cuts_words_and_the_longest_symbols() {
        use Token::*;
        assert_eq!(tokens("a=b,c!=d"), [Word("a"), Equals, Word("b"), Comma, Word("c"), NotEquals, Word("d")]);
        assert_eq!(tokens("===!!=="), [DoubleEquals, Equals, Not, NotEquals, Equals]);
        assert_eq!(tokens(" a in\t(\r\nb )"), [Word("a"), Word("in"), Open, Word("b"), Close]);
        assert_eq!(tokens("\u{e9}>1<"), [Word("\u{e9}"), Greater, Word("1"), Less]);
    }

    #[test]
    fn a_nul_ends_the_text_where_a_token_could_begin() {
        assert_eq!(tokens("a\0b \0c"), [Token::Word("a"), Token::Word("b")]);
        assert_eq!(tokens("=\0=\0\0="), [Token::Equals, Token::Equals]);
    }
}
