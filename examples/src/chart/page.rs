//! What every SVG of this crate has in common.
//!
//! Written by hand, for any viewer: no script, no font, no variable of CSS. It paints its own ground and follows the
//! viewer's colour scheme, so it reads on a light and on a dark page.

use std::fmt::Write;

pub(super) const WIDTH: f64 = 760.0;
pub(super) const LINE: f64 = 18.0;
/// An average letter of the text size; some fonts are wider than others.
pub(super) const LETTER: f64 = 7.0;

/// The document around a drawing of this height.
pub(super) fn document(title: &str, description: &str, style: &str, height: f64, body: &str) -> String {
    let (title, description, height) = (escape(title), escape(description), number(height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n\
         <title>{title}</title>\n<desc>{description}</desc>\n<style>\n{style}</style>\n\
         <rect class=\"chart-ground\" width=\"{WIDTH}\" height=\"{height}\"/>\n{body}</svg>\n"
    )
}

/// The style of what all drawings have, and of one's own, on a light and on a dark ground.
pub(super) fn style(light: &str, dark: &str) -> String {
    format!(
        ".chart-ground{{fill:#fff}}\n\
         .chart-title,.chart-text,.chart-number,.chart-note{{font-family:system-ui,sans-serif;font-size:12px;fill:#1f2328}}\n\
         .chart-title{{font-size:16px;font-weight:600}}\n\
         .chart-number,.chart-note{{fill:#545d68}}\n\
         .chart-grid{{stroke:#d8dee4}}\n\
         .chart-axis{{stroke:#545d68}}\n\
         .chart-limit{{stroke:#545d68;stroke-dasharray:7 3}}\n\
         {light}@media (prefers-color-scheme:dark){{\n\
         .chart-ground{{fill:#0d1117}}\n\
         .chart-title,.chart-text{{fill:#e6edf3}}\n\
         .chart-number,.chart-note{{fill:#a9b3be}}\n\
         .chart-grid{{stroke:#2c333c}}\n\
         .chart-axis,.chart-limit{{stroke:#a9b3be}}\n\
         {dark}}}\n"
    )
}

pub(super) fn rule(body: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(number);
    put(body, format_args!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"));
}

pub(super) fn text(body: &mut String, class: &str, x: f64, y: f64, anchor: &str, text: &str) {
    let (x, y, text) = (number(x), number(y), escape(text));
    put(body, format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"));
}

pub(super) fn put(body: &mut String, line: std::fmt::Arguments<'_>) {
    // A String takes everything; there is no error to pass on.
    let _ = writeln!(body, "{line}");
}

/// At most two decimals: enough for a picture, and the same on every machine.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// About how wide a text is. Chinese signs are twice as wide as letters.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|c| if c < '\u{1100}' { LETTER } else { LETTER * 2.0 }).sum()
}

/// A sentence in lines of at most `most` units, broken at spaces.
pub(super) fn wrap(sentence: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + LETTER + width(word) <= most => *line += &format!(" {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text as XML takes it. Signs that no XML document may contain become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => escaped.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
