//! A report as blocks, before anybody decides how they look.

/// A part of a report. Markdown and the terminal show the same blocks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// A heading; 1 is the report's own.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Points, one under the other.
    List(Vec<String>),
    /// A table: its head, and rows of as many cells.
    Table(Table),
    /// A picture: what it shows, and the name of its file.
    Picture(String, String),
}

/// A table. Columns of numbers stand at the right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    head: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

/// On which side a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

impl Table {
    pub(crate) fn new(head: impl IntoIterator<Item = (String, Align)>) -> Self {
        Self { head: head.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row; cells beyond the head are cut, missing ones are empty.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().chain(std::iter::repeat(String::new()));
        self.rows.push(cells.take(self.head.len()).collect());
    }

    pub(crate) fn head(&self) -> &[(String, Align)] {
        &self.head
    }

    pub(crate) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}
