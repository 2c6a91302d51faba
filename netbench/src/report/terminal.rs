//! Blocks for a terminal.

use unicode_width::UnicodeWidthStr;

use super::block::{Align, Block, Table};

pub(crate) fn terminal(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().filter_map(block).collect();
    parts.join("\n")
}

/// A picture has no place in a terminal.
fn block(block: &Block) -> Option<String> {
    Some(match block {
        Block::Heading(level, text) => {
            let text = printable(text);
            let line = if *level <= 2 { "=" } else { "-" };
            format!("{text}\n{}\n", line.repeat(text.width()))
        }
        Block::Text(text) => wrapped(&printable(text), ""),
        Block::List(points) => points.iter().map(|point| wrapped(&printable(point), "- ")).collect(),
        Block::Table(rows) => table(rows),
        Block::Picture(..) => return None,
    })
}

fn table(table: &Table) -> String {
    let head: Vec<String> = table.head().iter().map(|(cell, _)| printable(cell)).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head)
        .chain(table.rows().iter().map(|row| row.iter().map(|cell| printable(cell)).collect()))
        .collect();
    let widths: Vec<usize> = (0..table.head().len())
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    // Columns of numbers are left as they are, however wide: broken, nobody could compare them.
    let words = table.head().iter().take(2).all(|(_, align)| *align == Align::Left);
    if words && widths.iter().map(|width| width + 2).sum::<usize>() > WIDTH {
        return rows.iter().map(|row| stacked(row)).collect();
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::from(" ");
        for ((cell, width), (_, align)) in row.iter().zip(&widths).zip(table.head()) {
            let space = " ".repeat(width - cell.width());
            let (before, after) = if *align == Align::Right { (space.as_str(), "") } else { ("", space.as_str()) };
            line += &format!(" {before}{cell}{after} ");
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// A row that is too wide: its first cell, and the others in the lines below.
fn stacked(row: &[String]) -> String {
    let Some((first, others)) = row.split_first() else { return String::new() };
    format!("  {first}\n{}", wrapped(&others.join("  "), "      "))
}

/// How wide a line of words or a row may be.
const WIDTH: usize = 100;

/// Broken at blanks; further lines stand under the first. Chinese has no blanks and is left for the terminal to break.
fn wrapped(text: &str, mark: &str) -> String {
    let mut lines = vec![mark.to_owned()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= WIDTH || line.trim().len() <= mark.trim().len() => {
                if line.len() > mark.len() {
                    line.push(' ');
                }
                line.push_str(word);
            }
            _ => lines.push(format!("{}{word}", " ".repeat(mark.len()))),
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Names come from outside: no control character reaches the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
