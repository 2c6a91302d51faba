//! Two texts compared line by line, as a unified difference.

use std::fmt;
use std::ops::Range;

/// Hunks of changed lines with three lines around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    file: Box<str>,
    hunks: Vec<Hunk>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    /// The first line of each text, from 0, and how many lines of it there are.
    old: Range<usize>,
    new: Range<usize>,
    lines: Vec<(char, Box<str>)>,
}

/// Unchanged lines around a change.
const CONTEXT: usize = 3;
/// The most changed lines that are told apart one by one. Edits change few; more of them are shown as one block.
const MOST: usize = 200;

impl Difference {
    pub(super) fn new(file: &str, old: &str, new: &str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
        let changes = changes(&old, &new);
        let mut hunks = Vec::new();
        let mut rest = changes.as_slice();
        while !rest.is_empty() {
            // Changes share a hunk where the lines around them meet.
            let apart = rest.windows(2).position(|pair| match pair {
                [one, next] => next.0.start - one.0.end > 2 * CONTEXT,
                _ => true,
            });
            let (together, others) = rest.split_at(apart.map_or(rest.len(), |at| at + 1));
            hunks.extend(Hunk::new(&old, &new, together));
            rest = others;
        }
        Self { file: file.into(), hunks }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.hunks.is_empty()
    }
}

impl Hunk {
    fn new(old: &[&str], new: &[&str], changes: &[Change]) -> Option<Self> {
        let (first, last) = (changes.first()?, changes.last()?);
        let before = first.0.start.min(CONTEXT);
        let behind = (old.len() - last.0.end).min(CONTEXT);
        let mut lines = Vec::new();
        let mut at = first.0.start - before;
        for (removed, added) in changes {
            push(&mut lines, ' ', old.get(at..removed.start));
            push(&mut lines, '-', old.get(removed.clone()));
            push(&mut lines, '+', new.get(added.clone()));
            at = removed.end;
        }
        push(&mut lines, ' ', old.get(at..at + behind));
        Some(Self {
            old: first.0.start - before..last.0.end + behind,
            new: first.1.start - before..last.1.end + behind,
            lines,
        })
    }
}

fn push(lines: &mut Vec<(char, Box<str>)>, mark: char, more: Option<&[&str]>) {
    lines.extend(more.unwrap_or_default().iter().map(|line| (mark, Box::from(*line))));
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return Ok(());
        }
        writeln!(f, "--- {0}\n+++ {0}", self.file)?;
        for hunk in &self.hunks {
            writeln!(f, "@@ -{} +{} @@", range(&hunk.old), range(&hunk.new))?;
            for (mark, line) in &hunk.lines {
                write!(f, "{mark}{line}")?;
                if !line.ends_with('\n') {
                    f.write_str("\n\\ No newline at end of file\n")?;
                }
            }
        }
        Ok(())
    }
}

/// A range of lines as `diff` prints it: from 1, without the length 1, an empty one by the line before it.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        length => format!("{},{length}", lines.start + 1),
    }
}

/// Lines of the old text, and the lines of the new one in their place.
type Change = (Range<usize>, Range<usize>);

fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (a, b) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(..a.len() - behind).unwrap_or_default(), b.get(..b.len() - behind).unwrap_or_default());
    if a.is_empty() && b.is_empty() {
        return Vec::new();
    }
    let whole = || vec![(start..start + a.len(), start..start + b.len())];
    if a.is_empty() || b.is_empty() {
        return whole();
    }
    let Some(pairs) = common(a, b) else { return whole() };
    let mut changes = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (i, j) in pairs.into_iter().chain([(a.len(), b.len())]) {
        if i > x || j > y {
            changes.push((start + x..start + i, start + y..start + j));
        }
        (x, y) = (i + 1, j + 1);
    }
    changes
}

/// The lines that both have, as pairs of numbers: the most there can be. `None` where too many differ.
///
/// Myers, "An O(ND) difference algorithm and its variations" (1986): the furthest each diagonal is reached with d
/// changed lines, for d = 0, 1, 2 and so on.
fn common(a: &[&str], b: &[&str]) -> Option<Vec<(usize, usize)>> {
    let mut trace: Vec<Vec<usize>> = Vec::new();
    for d in 0..=MOST.min(a.len() + b.len()) {
        // Diagonals -d, -d + 2, ..., d; the number of one is that of the old line less that of the new one.
        let mut reached = Vec::with_capacity(d + 1);
        for number in 0..=d {
            let mut x = step(trace.last(), number, d);
            // y = x - k, and k = 2 * number - d.
            let y = |x: usize| (x + d).checked_sub(2 * number);
            while let Some(y) = y(x)
                && let (Some(left), Some(right)) = (a.get(x), b.get(y))
                && left == right
            {
                x += 1;
            }
            reached.push(x);
            if x >= a.len() && y(x).is_some_and(|y| y >= b.len()) {
                trace.push(reached);
                return Some(walk_back(&trace, a.len(), number));
            }
        }
        trace.push(reached);
    }
    None
}

/// The furthest a diagonal is reached by one more change: a line taken out, or one put in.
fn step(last: Option<&Vec<usize>>, number: usize, d: usize) -> usize {
    let Some(last) = last else { return 0 };
    let right = number.checked_sub(1).and_then(|before| last.get(before)).map(|x| x + 1);
    let down = (number < d).then(|| last.get(number).copied()).flatten();
    right.max(down).unwrap_or(0)
}

fn walk_back(trace: &[Vec<usize>], end: usize, number: usize) -> Vec<(usize, usize)> {
    let (mut x, mut number) = (end, number);
    let mut pairs = Vec::new();
    for d in (0..trace.len()).rev() {
        let last = d.checked_sub(1).and_then(|before| trace.get(before));
        let from = step(last, number, d);
        while x > from {
            x -= 1;
            pairs.extend((x + d).checked_sub(2 * number).map(|y| (x, y)));
        }
        let down = (number < d).then(|| last?.get(number).copied()).flatten();
        if down != Some(from) {
            // A line taken out: one diagonal to the left, one line less.
            number = number.saturating_sub(1);
            x = from.saturating_sub(1);
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
#[path = "difference_tests.rs"]
mod tests;
