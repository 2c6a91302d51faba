//! A chart as text.

use super::scale::Scale;
use super::{Chart, Panel, Series};

/// What a series is drawn with. After six they begin anew.
const LETTERS: [char; 6] = ['*', 'o', '+', 'x', '#', '@'];

/// What a limit is drawn with.
const LIMIT: char = '-';

/// The chart for a terminal of `width` columns, with at most `height` rows for the lines of each panel; no less than 40
/// and 4. It needs no colour: each series has a letter of its own, and where several meet their letters take turns. A
/// column shows every value that its time had, so no short change is lost. Notes are not broken into lines.
#[must_use]
pub fn terminal(chart: &Chart, width: usize, height: usize) -> String {
    let (width, height) = (width.max(40), height.max(4));
    let panels: Vec<_> = chart
        .numbered()
        .map(|(panel, series)| (panel, series, Rows::new(panel.values().collect::<Vec<_>>().into_iter(), height)))
        .collect();
    let numbers = panels.iter().flat_map(|(_, _, rows)| &rows.ticks).map(|(_, text)| text.len()).max().unwrap_or(0);
    let labels = chart.panels.iter().flat_map(Panel::bounds).map(|limit| limit.label.chars().count() + 1);
    let columns = width.saturating_sub(numbers + 2 + labels.max().unwrap_or(0).min(width / 3)).max(10);
    let time = Scale::tight(chart.times(), u32::try_from(columns / 9).unwrap_or(u32::MAX).clamp(2, 12));

    let mut text = format!("{}\n", chart.title);
    for (panel, series, rows) in &panels {
        let legend = series.iter().map(|(letter, series)| format!("{} {}", letter_of(*letter), series.name));
        text += &format!("\n{}\n{:>numbers$}\n", legend.collect::<Vec<_>>().join("   "), panel.y.text());
        text += &lines(panel, rows, &cells(series, rows, &time, columns), numbers);
        text += &format!("{:numbers$} └{}\n", "", axis(&time, columns));
    }
    text += &format!("{}\n", times(&time, columns, numbers + 2));
    text += &format!("{:>1$}\n", chart.x.text(), numbers + 2 + columns);
    for note in &chart.notes {
        text += &format!("\n{note}");
    }
    text.trim_end().to_owned() + "\n"
}

fn letter_of(number: usize) -> char {
    LETTERS[number % LETTERS.len()]
}

/// The rows of a panel, the lowest first.
struct Rows {
    scale: Scale,
    ticks: Vec<(f64, String)>,
    count: usize,
}

impl Rows {
    /// The ticks that use most of the height, with the same number of rows between each two.
    fn new(values: impl Iterator<Item = f64> + Clone, height: usize) -> Self {
        let mut best: Option<Self> = None;
        // No axis needs more ticks than this, and each needs about two rows.
        for most in (2..=8).rev().filter(|most| u32::try_from(height / 2).is_ok_and(|half| *most <= half.max(2))) {
            let scale = Scale::from_zero(values.clone(), most);
            let ticks = scale.ticks();
            let gaps = ticks.len().saturating_sub(1).max(1);
            let count = gaps * ((height - 1) / gaps).max(1) + 1;
            if best.as_ref().is_none_or(|best| count > best.count) {
                best = Some(Self { scale, ticks, count });
            }
        }
        best.unwrap_or_else(|| Self { scale: Scale::from_zero(values, 2), ticks: Vec::new(), count: height })
    }

    fn row(&self, value: f64) -> usize {
        cell(self.scale.share(value), self.count)
    }
}

/// The letters in each cell, one bit each, by row and column.
fn cells(series: &[(usize, &Series)], rows: &Rows, time: &Scale, columns: usize) -> Vec<Vec<u8>> {
    let mut cells = vec![vec![0_u8; columns]; rows.count];
    for (letter, series) in series {
        for (column, span) in spans(series, time, columns).into_iter().enumerate() {
            // Before its first point a series has no value.
            let Some((low, high)) = span else { continue };
            for row in cells.iter_mut().take(rows.row(high) + 1).skip(rows.row(low)) {
                if let Some(cell) = row.get_mut(column) {
                    *cell |= 1 << (letter % LETTERS.len());
                }
            }
        }
    }
    cells
}

/// The rows of a panel from top to bottom: number of the tick, lines, labels of the limits.
fn lines(panel: &Panel, rows: &Rows, cells: &[Vec<u8>], numbers: usize) -> String {
    let mut text = String::new();
    for (row, cells) in cells.iter().enumerate().rev() {
        let tick = rows.ticks.iter().find(|(value, _)| rows.row(*value) == row).map_or("", |(_, text)| text);
        let limits: Vec<&str> =
            panel.bounds().filter(|limit| rows.row(limit.value) == row).map(|limit| &*limit.label).collect();
        let empty = if limits.is_empty() { ' ' } else { LIMIT };
        let line: String =
            cells.iter().enumerate().map(|(column, &cell)| sign(cell, column).unwrap_or(empty)).collect();
        let edge = if tick.is_empty() { '│' } else { '┤' };
        text += format!("{tick:>numbers$} {edge}{line} {}", limits.join(", ")).trim_end();
        text.push('\n');
    }
    text
}

/// The axis of time.
fn axis(time: &Scale, columns: usize) -> String {
    let mut axis = vec!['─'; columns];
    for (tick, _) in time.ticks() {
        if let Some(place) = axis.get_mut(cell(time.share(tick), columns)) {
            *place = '┬';
        }
    }
    axis.into_iter().collect()
}

/// The numbers under the axis, each in the middle under its tick if the one before it left the room.
fn times(time: &Scale, columns: usize, margin: usize) -> String {
    let mut numbers = String::new();
    for (tick, text) in time.ticks() {
        let start = (margin + cell(time.share(tick), columns)).saturating_sub(text.len() / 2);
        if numbers.is_empty() || numbers.len() < start {
            numbers = format!("{numbers:<start$}{text}");
        }
    }
    numbers
}

/// The lowest and the highest value of a series in the time of each column, the one it comes with included.
fn spans(series: &Series, time: &Scale, columns: usize) -> Vec<Option<(f64, f64)>> {
    let mut points = series.drawn().map(|(t, value)| (cell(time.share(t), columns), value)).peekable();
    let mut spans = Vec::new();
    let mut holds: Option<f64> = None;
    for column in 0..columns {
        let mut span = holds.map(|value| (value, value));
        while let Some((_, value)) = points.next_if(|(at, _)| *at <= column) {
            span = Some(span.map_or((value, value), |(low, high)| (value.min(low), value.max(high))));
            holds = Some(value);
        }
        spans.push(span);
    }
    spans
}

/// The letter of a cell in a column: those that meet take turns.
fn sign(cell: u8, column: usize) -> Option<char> {
    let here: Vec<char> = (0..LETTERS.len()).filter(|bit| cell & (1 << bit) != 0).map(letter_of).collect();
    here.get(column.checked_rem(here.len())?).copied()
}

/// The cell, of `cells`, at a share of the way along them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
fn cell(share: f64, cells: usize) -> usize {
    let last = cells.saturating_sub(1);
    ((share * last as f64).round() as usize).min(last)
}
