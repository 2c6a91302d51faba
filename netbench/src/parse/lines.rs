//! The lines of a text as a person sees them.

use std::borrow::Cow;

/// One line, without its end and without colours.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// What it says. Bytes that are no UTF-8 show as U+FFFD.
    pub(crate) text: Cow<'a, str>,
    /// Whether a line break follows. Where none does, what stands last may be half of what was to stand there.
    pub(crate) ended: bool,
}

/// Goes through a text line by line. A line ends in `\n`, with any number of `\r` before it.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a> {
    rest: &'a [u8],
    number: u32,
}

/// No tool prints a line as long as this by far, but for JSON, which is not read by lines. What is longer is cut, as
/// if the text ended there.
const LONGEST: usize = 64 * 1024;

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        Self { rest: text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text), number: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|&byte| byte == b'\n');
        let (mut line, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.get(1..).unwrap_or_default();
        while let Some(shorter) = line.strip_suffix(b"\r") {
            line = shorter;
        }
        // What a terminal echoes for the key that ends a run.
        line = line.strip_prefix(b"^C").unwrap_or(line);
        let short = line.get(..LONGEST).unwrap_or(line);
        // Texts of four thousand million lines have lines of one number at their end.
        self.number = self.number.saturating_add(1);
        Some(Line { number: self.number, text: plain(short), ended: end.is_some() && short.len() == line.len() })
    }
}

/// The text without the sequences that colour it or move the cursor (ECMA-48: `ESC [ ... letter`, `ESC ] ... BEL`).
fn plain(line: &[u8]) -> Cow<'_, str> {
    const ESC: u8 = 0x1b;
    if !line.contains(&ESC) {
        return String::from_utf8_lossy(line);
    }
    let mut kept = Vec::with_capacity(line.len());
    let mut bytes = line.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != ESC {
            kept.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'[') => drop(bytes.find(|byte| matches!(byte, 0x40..=0x7e))),
            // A title ends in BEL, or in ESC and a backslash.
            Some(b']') if bytes.find(|&byte| matches!(byte, 0x07 | ESC)) == Some(ESC) => drop(bytes.next()),
            _ => {}
        }
    }
    Cow::Owned(String::from_utf8_lossy(&kept).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &[u8]) -> Vec<(u32, String, bool)> {
        Lines::new(text).map(|line| (line.number, line.text.into_owned(), line.ended)).collect()
    }

    #[track_caller]
    fn assert_seen(text: &[u8], expected: &[(u32, &str, bool)]) {
        let expected: Vec<_> = expected.iter().map(|&(number, text, ended)| (number, text.to_owned(), ended)).collect();
        assert_eq!(seen(text), expected, "{}", text.escape_ascii());
    }

    #[test]
    fn numbers_lines_and_knows_which_is_not_ended() {
        assert_seen(b"", &[]);
        assert_seen(b"\n", &[(1, "", true)]);
        assert_seen(b"a\n\nb", &[(1, "a", true), (2, "", true), (3, "b", false)]);
        assert_seen(b"a\r\nb\r\r\nc\r", &[(1, "a", true), (2, "b", true), (3, "c", false)]);
    }

    #[test]
    fn takes_colours_the_byte_order_mark_and_wrong_bytes() {
        assert_seen(b"\xEF\xBB\xBF\x1b[2;35mTotal 3\x1b[0m obs\n", &[(1, "Total 3 obs", true)]);
        assert_seen(b"\x1b]0;title\x1b\\a\n", &[(1, "a", true)]);
        assert_seen(b"\x1b]0;title\x07a\x1b(b\x1b[", &[(1, "ab", false)]);
        assert_seen(b"^C\n^C--- 10.0.0.2", &[(1, "", true), (2, "--- 10.0.0.2", false)]);
        assert_seen(b"\xff\xfe1\n", &[(1, "\u{fffd}\u{fffd}1", true)]);
    }

    #[test]
    fn a_line_too_long_counts_as_not_ended() {
        let text = [vec![b'1'; LONGEST + 1], b"\n2\n".to_vec()].concat();
        let lines: Vec<_> = Lines::new(&text).collect();
        assert_eq!((lines[0].text.len(), lines[0].ended), (LONGEST, false));
        assert_eq!((lines[1].number, &*lines[1].text, lines[1].ended), (2, "2", true));
    }
}
