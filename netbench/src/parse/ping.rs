//! The output of ping.

use crate::parse::{Builder, Lines};

/// Whether only this tool prints such a line.
pub(crate) fn prints(line: &str) -> bool {
    let _ = line;
    false
}

/// Reads the output of one or more runs.
pub(crate) fn read(text: &[u8], out: &mut Builder) {
    for line in Lines::new(text) {
        out.other(&line);
    }
}
