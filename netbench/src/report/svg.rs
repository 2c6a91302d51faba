//! A dot plot: every run a dot, one row per path.

use std::fmt::Write as _;

use super::axis::Axis;

/// What a dot plot shows. Values are in the unit of the axis, already scaled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DotPlot {
    pub(crate) title: String,
    /// The axis: quantity and unit, and which end of it is the good one.
    pub(crate) axis: String,
    /// What the dots, the bar and the letters are.
    pub(crate) legend: String,
    pub(crate) rows: Vec<Row>,
}

/// One path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) values: Vec<f64>,
    pub(crate) median: Option<f64>,
    pub(crate) interval: Option<(f64, f64)>,
    /// Paths that share a letter were not shown to differ.
    pub(crate) letters: String,
    /// The most that the path's link can carry.
    pub(crate) ceiling: Option<f64>,
}

// All lengths are in SVG's user units.
const WIDTH: f64 = 860.0;
const ROW: f64 = 44.0;
const TOP: f64 = 62.0;
const BOTTOM: f64 = 74.0;
/// How wide a character of a name is at most, at the size the names are written in; a CJK character takes two.
const CHARACTER: f64 = 7.6;
/// The most columns of a name that are shown.
const LONGEST: usize = 40;
/// The radius of a dot, and how far two dots must be apart not to be moved aside.
const DOT: f64 = 3.6;

impl DotPlot {
    /// The picture: SVG 1.1, the same bytes for the same plot, readable on light and on dark ground.
    pub(crate) fn to_svg(&self) -> String {
        let names: Vec<String> = self.rows.iter().map(|row| shortened(&row.name)).collect();
        let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| columns(text)).max().unwrap_or(0);
        let left = 24.0 + CHARACTER * widest(&mut names.iter()) as f64;
        let letters = CHARACTER * widest(&mut self.rows.iter().map(|row| &row.letters)) as f64;
        let right = WIDTH - 32.0 - (1.1 * letters).clamp(44.0, WIDTH / 3.0);
        let rows = self.rows.len() as f64;
        let (height, floor) = (TOP + ROW * rows + BOTTOM, TOP + ROW * rows);
        let axis = Axis::over(self.rows.iter().flat_map(Row::extremes), left, right);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             height=\"{height}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n<desc>{legend}</desc>\n\
             <style>{STYLE}</style>\n<rect class=\"ground\" width=\"{WIDTH}\" height=\"{height}\"/>\n\
             <text class=\"title\" x=\"16\" y=\"28\">{title}</text>\n",
            title = escaped(&self.title),
            legend = escaped(&self.legend),
        );
        for tick in axis.ticks() {
            let x = axis.x(*tick);
            let label = axis.label(*tick);
            // Writing to a string cannot fail.
            let _ = writeln!(
                svg,
                "<line class=\"grid\" x1=\"{x:.1}\" y1=\"{TOP:.1}\" x2=\"{x:.1}\" y2=\"{floor:.1}\"/>\
                 <text class=\"tick\" x=\"{x:.1}\" y=\"{:.1}\">{label}</text>",
                floor + 18.0
            );
        }
        for (at, (row, name)) in self.rows.iter().zip(&names).enumerate() {
            let y = TOP + ROW * (at as f64 + 0.5);
            let _ = writeln!(
                svg,
                "<text class=\"name\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                left - 12.0,
                y + 4.5,
                escaped(name)
            );
            row.draw(&mut svg, &axis, y);
            let _ = writeln!(
                svg,
                "<text class=\"letters\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                right + 16.0,
                y + 4.5,
                escaped(&row.letters)
            );
        }
        let _ = writeln!(
            svg,
            "<text class=\"axis\" x=\"{:.1}\" y=\"{:.1}\">{}</text>\n<text class=\"legend\" x=\"16\" y=\"{:.1}\">{}</text>\n</svg>",
            (left + right) / 2.0,
            floor + 40.0,
            escaped(&self.axis),
            floor + 62.0,
            escaped(&self.legend)
        );
        svg
    }
}

impl Row {
    fn extremes(&self) -> impl Iterator<Item = f64> {
        let (low, high) = self.interval.unzip();
        self.values.iter().copied().chain([self.median, low, high, self.ceiling].into_iter().flatten())
    }

    fn draw(&self, svg: &mut String, axis: &Axis, y: f64) {
        if let Some(ceiling) = self.ceiling {
            let x = axis.x(ceiling);
            let _ = writeln!(
                svg,
                "<line class=\"ceiling\" x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{:.1}\"/>",
                y - ROW / 2.0 + 3.0,
                y + ROW / 2.0 - 3.0
            );
        }
        if let Some((low, high)) = self.interval {
            let (low, high) = (axis.x(low), axis.x(high));
            let _ = writeln!(
                svg,
                "<rect class=\"interval\" x=\"{low:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"28\" rx=\"3\"/>",
                y - 14.0,
                (high - low).max(1.0)
            );
        }
        let mut values = self.values.clone();
        values.sort_by(f64::total_cmp);
        let (mut before, mut aside) = (f64::NEG_INFINITY, 0_u32);
        for value in values {
            let x = axis.x(value);
            // Dots that would hide each other stand one above and one below the line, in turn, up to four deep.
            aside = if x - before < 1.6 * DOT { (aside + 1) % 7 } else { 0 };
            before = x;
            let depth = f64::from(aside.div_ceil(2)) * if aside.is_multiple_of(2) { -4.2 } else { 4.2 };
            let _ = writeln!(svg, "<circle class=\"run\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"{DOT}\"/>", y + depth);
        }
        if let Some(median) = self.median {
            let x = axis.x(median);
            let _ = writeln!(
                svg,
                "<line class=\"median\" x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{:.1}\"/>",
                y - 17.0,
                y + 17.0
            );
        }
    }
}

/// How many columns a text takes; see [`CHARACTER`].
fn columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// A name in at most [`LONGEST`] columns: what it begins and ends with, since long names differ at either end.
fn shortened(name: &str) -> String {
    if columns(name) <= LONGEST {
        return name.to_owned();
    }
    let take = |characters: &mut dyn Iterator<Item = char>| {
        let mut kept = String::new();
        for character in characters {
            if columns(&kept) + columns(character.encode_utf8(&mut [0; 4])) > LONGEST / 2 - 1 {
                break;
            }
            kept.push(character);
        }
        kept
    };
    let end: String = take(&mut name.chars().rev()).chars().rev().collect();
    format!("{}…{end}", take(&mut name.chars()))
}

/// Names come from outside. Characters that XML 1.0 cannot hold become blanks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            character if character.is_control() => escaped.push(' '),
            character => escaped.push(character),
        }
    }
    escaped
}

/// Colours after Okabe and Ito, told apart without colour too: dots, a bar, a line, a dashed line.
const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI','Noto Sans CJK SC','PingFang SC',sans-serif;font-size:13px;fill:#1f2328}\
.ground{fill:#fff}.title{font-size:16px;font-weight:600}.name{text-anchor:end}\
.letters{font-weight:600;font-family:ui-monospace,monospace}.tick,.axis{text-anchor:middle}\
.tick,.legend{font-size:11.5px;fill:#59636e}.grid{stroke:#d1d9e0}.interval{fill:#0072b2;fill-opacity:.22}\
.run{fill:#0072b2;fill-opacity:.6}.median{stroke:#1f2328;stroke-width:2.2}\
.ceiling{stroke:#d55e00;stroke-width:2;stroke-dasharray:5 3}\
@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.ground{fill:#0d1117}.tick,.legend{fill:#9198a1}.grid{stroke:#3d444d}\
.interval{fill:#56b4e9;fill-opacity:.28}.run{fill:#56b4e9;fill-opacity:.7}.median{stroke:#f0f6fc}.ceiling{stroke:#e69f00}}";
