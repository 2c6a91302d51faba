//! How a rule is printed.

/// A rule: what it is about, what is accepted, and what is refused.
pub(super) struct Section<'a> {
    title: &'a str,
    about: String,
    accepted: String,
    refused: String,
}

impl<'a> Section<'a> {
    /// `about` says where the rule comes from.
    pub(super) fn new(title: &'a str, about: impl Into<String>) -> Self {
        Self { title, about: about.into(), accepted: String::new(), refused: String::new() }
    }

    /// Texts alone, in one line.
    pub(super) fn accepts<'t>(mut self, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let texts: Vec<String> = texts.into_iter().map(quoted).collect();
        self.accepted = format!("\n\nAccepted: {}", texts.join(", "));
        self
    }

    /// Texts with what they are read as. Every cell is Markdown already.
    pub(super) fn accepts_rows<const N: usize>(
        mut self,
        head: [&str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) -> Self {
        self.accepted += &format!("\n\n{}", table(head, rows));
        self
    }

    /// Texts, each with the reason.
    pub(super) fn refuses(self, rows: &[(&str, &str)]) -> Self {
        self.refuses_rows(["refused", "because"], rows.iter().map(|(text, because)| [quoted(text), cell(because)]))
    }

    /// As [`Self::refuses`], with more columns.
    pub(super) fn refuses_rows<const N: usize>(
        mut self,
        head: [&str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) -> Self {
        self.refused = format!("\n\n{}", table(head, rows));
        self
    }

    /// A link to it from the same page.
    pub(super) fn link(&self) -> String {
        format!("[{}](#{})", self.title, self.title.to_lowercase().replace(' ', "-"))
    }

    pub(super) fn text(&self) -> String {
        format!("\n## {}\n\n{}{}{}\n", self.title, self.about, self.accepted, self.refused)
    }
}

fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = format!("| {} |\n|{}", head.join(" | "), "---|".repeat(N));
    for row in rows {
        text += &format!("\n| {} |", row.join(" | "));
    }
    text
}

/// A text in Rust's notation, for a cell.
pub(super) fn quoted(text: &str) -> String {
    code(&format!("{text:?}"))
}

/// Inline code for a line of text; a back quote in it needs a longer fence.
pub(super) fn code(text: &str) -> String {
    let text = shortened(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Inline code for a cell, in which a bar would end it.
pub(super) fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// Prose for a cell.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*")
}

/// A limit is shown by its ends.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{} ...", text.chars().take(40).collect::<String>())
}
