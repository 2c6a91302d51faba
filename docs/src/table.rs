//! Markdown tables.

/// A table whose columns are aligned in the source too: the first to the left, the others, which hold numbers, to the
/// right.
pub(crate) fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let lines = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            lines().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
        })
        .collect();
    let mut text = String::new();
    for (number, line) in lines().enumerate() {
        for (column, (cell, &width)) in line.iter().zip(&widths).enumerate() {
            let cell = if column == 0 { format!("| {cell:<width$} ") } else { format!("| {cell:>width$} ") };
            text.push_str(&cell);
        }
        text.push_str("|\n");
        if number == 0 {
            for (column, &width) in widths.iter().enumerate() {
                text.push_str(if column == 0 { "|:" } else { "|-" });
                text.push_str(&"-".repeat(width));
                text.push_str(if column == 0 { "-" } else { ":" });
            }
            text.push_str("|\n");
        }
    }
    text
}
