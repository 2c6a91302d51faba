//! Syntax errors of indentation: the parser complains about a line, and the line above it is often to blame.

use super::syntax::{Stood, Trouble, missing_space};
use crate::finding::quote;

impl Stood<'_> {
    /// A tab before the first word of a line.
    pub(super) fn tab(&self) -> Trouble {
        // The complaint is about the line of the tab or about the text on the line before it.
        self.tab_from(self.line_start(self.at))
    }

    fn tab_from(&self, from: usize) -> Trouble {
        let mut start = from;
        let tab = self.text.get(from..).unwrap_or_default().split_inclusive('\n').find_map(|line| {
            let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
            let tab = line.get(..indentation)?.find('\t').map(|tab| start + tab);
            start += line.len();
            tab
        });
        let hint = "YAML indents with spaces only, usually two for a level";
        self.trouble(tab.unwrap_or(self.at), 1, "a tab", "spaces before the first word of a line", Some(hint))
    }

    /// `:` where no key may be: after a text that goes on from the line above, or a second time in one line.
    pub(super) fn colon_out_of_place(&self) -> Trouble {
        let start = self.line_start(self.at);
        let before = self.text.get(start..self.at).unwrap_or_default();
        if start > 0 && !before.contains(": ") && !before.trim_start().starts_with("- ") {
            return self.indentation(start + self.indented(start));
        }
        let value = before.rfind(": ").map_or(0, |colon| colon + 2);
        let hint = format!("put the text into quotes: {}", quote(&format!("{:?}", self.line(start + value).trim())));
        self.trouble(self.at, 1, "a second `: ` in one line", "one key and one value", Some(&hint))
    }

    /// A line that begins in a column in which nothing else begins, or a list and keys in one column.
    pub(super) fn column(&self) -> Trouble {
        let start = self.line_start(self.at);
        let at = start + self.indented(start);
        let item = self.line(at).starts_with("- ");
        if let Some(above) = self.above(start)
            && item != self.line(above + self.indented(above)).starts_with("- ")
            && self.indented(above) == self.indented(start)
        {
            let (what, expected) = if item { ("a list item", "`key: value`") } else { ("a key", "a list item") };
            let hint = "a value is a list or a mapping, not both; indent what belongs to the line above by two more";
            let (shown, length) = self.shown(at);
            return self
                .blame(start)
                .unwrap_or_else(|| self.trouble(at, length, format!("{what} {shown}"), expected, Some(hint)));
        }
        self.indentation(at)
    }

    fn indentation(&self, at: usize) -> Trouble {
        let start = self.line_start(at);
        if let Some(trouble) = self.blame(start) {
            return trouble;
        }
        let line = self.line(at).trim_end();
        let word = line.split_once(": ").map_or(line, |(key, _)| key).trim_end_matches(':');
        let found = format!("{} in column {}", quote(word), at - start + 1);
        let above = self.above(start).map_or(0, |above| self.indented(above));
        let hint =
            format!("the keys of one mapping begin in one column; the line above begins in column {}", above + 1);
        self.trouble(at, word.len(), found, "the column of the keys around it", Some(&hint))
    }

    /// What the line above did wrong, so that the parser took it for something else than its author meant.
    fn blame(&self, start: usize) -> Option<Trouble> {
        let above = self.above(start)?;
        let mut at = above + self.indented(above);
        if self.text.get(above..at)?.contains('\t') {
            return Some(Trouble { after: above, ..self.tab_from(above) });
        }
        while let Some(item) = self.line(at).strip_prefix("- ") {
            at += 2 + item.len() - item.trim_start().len();
        }
        let line = self.line(at).trim_end();
        let glued = line.strip_prefix('-').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['-', ' ']));
        let column = self.indented(start);
        let trouble = if let Some(mended) = missing_space(line) {
            let hint = format!("write {}", quote(&mended));
            self.trouble(at, line.len(), quote(line), "a space after the colon", Some(&hint))
        } else if glued && column == at - above + 2 {
            self.trouble(at, line.len(), quote(line), "`- value`", Some("put a space after `-`"))
        } else if column == at - above && !line.contains(": ") && !line.ends_with(':') {
            self.trouble(at, line.len(), quote(line), "`key: value`", Some("put a colon and a space after the key"))
        } else {
            return None;
        };
        Some(Trouble { after: at, ..trouble })
    }

    /// Where the last line of the document before `start` begins that is neither empty nor a comment.
    fn above(&self, start: usize) -> Option<usize> {
        let mut end = start;
        loop {
            let before = self.text.get(..end)?.trim_end();
            let line_start = self.line_start(before.len());
            let line = before.get(line_start..)?.trim_start();
            if line.starts_with("---") || line.starts_with("...") {
                return None;
            }
            if !line.is_empty() && !line.starts_with('#') {
                return Some(line_start);
            }
            if line_start >= end {
                return None;
            }
            end = line_start;
        }
    }

    /// How many spaces and tabs a line begins with.
    pub(super) fn indented(&self, start: usize) -> usize {
        let line = self.line(start);
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }
}
