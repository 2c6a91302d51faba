//! Blocks as Markdown (CommonMark with GitHub's tables).

use super::block::{Align, Block, Table};

pub(crate) fn markdown(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block).collect();
    parts.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, text) => format!("{} {}\n", "#".repeat(usize::from(*level)), escaped(text)),
        Block::Text(text) => format!("{}\n", escaped(text)),
        Block::List(points) => points.iter().map(|point| format!("- {}\n", escaped(point))).collect(),
        Block::Table(rows) => table(rows),
        Block::Picture(what, file) => format!("![{}]({})\n", escaped(what), file),
    }
}

fn table(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = line(table.head().iter().map(|(cell, _)| escaped(cell)).collect());
    let rule = line(table.head().iter().map(|(_, align)| rule(*align).to_owned()).collect());
    let rows = table.rows().iter().map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
    std::iter::once(head).chain(std::iter::once(rule)).chain(rows).collect()
}

const fn rule(align: Align) -> &'static str {
    match align {
        Align::Left => "---",
        Align::Right => "---:",
    }
}

/// Names of paths and files come from outside: nothing in them may become markup, and none may end a line or a cell.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' => {
                escaped.extend(['\\', character]);
            }
            character if character.is_control() => escaped.push(' '),
            character => escaped.push(character),
        }
    }
    escaped
}
