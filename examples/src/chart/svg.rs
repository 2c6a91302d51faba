//! A chart as SVG.
//!
//! The first colours are blue, vermilion and green, as in the palette of Okabe and Ito, which people with any colour
//! vision tell apart; brightness, width and dashes differ too, so that lines upon each other and prints in grey stay
//! readable.

use super::page::{self, LINE, WIDTH, escape, number, put, rule, text, width, wrap};
use super::scale::Scale;
use super::{Chart, Limit, Panel, Series};

/// The colour on a light and on a dark ground, the width and the dashes of a line. From wide and pale to thin and
/// strong, so that a later line upon an earlier one leaves both to see.
const LOOKS: [(&str, &str, &str, &str); 6] = [
    ("#3d97d8", "#2a78b5", "6", "none"),
    ("#c44f00", "#ff9d5c", "3", "9 5"),
    ("#0b3d2c", "#d5f5e9", "2", "2 4"),
    ("#a3457a", "#e39bc4", "2", "12 4 2 4"),
    ("#8a6a00", "#e6b422", "2", "5 2"),
    ("#444b54", "#c3cad3", "1.5", "none"),
];

const LEFT: f64 = 60.0;

/// The chart as an SVG document of 760 units' width. Texts are escaped; the bytes follow from the chart alone.
#[must_use]
pub fn svg(chart: &Chart) -> String {
    let labels = chart.panels.iter().flat_map(|panel| &panel.limits).map(|limit| width(&limit.label));
    // Labels beside the limits; half a number of the last tick where there are none.
    let right = WIDTH - labels.fold(16.0, |most, label| f64::max(most, label + 14.0)).min(WIDTH / 3.0);
    let time = Scale::tight(chart.times(), 8);
    let height = if chart.panels.len() > 1 { 150.0 } else { 240.0 };

    let mut body = String::new();
    let mut y = 28.0;
    text(&mut body, "chart-title", 16.0, y, "start", &chart.title);
    for (number, (panel, series)) in chart.numbered().enumerate() {
        y += 26.0;
        y = legend(&mut body, y, &series) + 30.0;
        text(&mut body, "chart-text", 16.0, y - 12.0, "start", &panel.y.text());
        let area = Area { left: LEFT, right, top: y, bottom: y + height };
        let last = number + 1 == chart.panels.len();
        area.draw(&mut body, panel, &series, &time, last);
        y = area.bottom + 4.0;
    }
    y += 34.0;
    text(&mut body, "chart-text", (LEFT + right) / 2.0, y, "middle", &chart.x.text());
    y += 8.0;
    for line in chart.notes.iter().flat_map(|note| wrap(note, WIDTH - 32.0)) {
        y += LINE;
        text(&mut body, "chart-note", 16.0, y, "start", &line);
    }
    page::document(&chart.title, &description(chart), &style(), y + 14.0, &body)
}

/// Where the lines of a panel are drawn.
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn draw(&self, body: &mut String, panel: &Panel, series: &[(usize, &Series)], time: &Scale, last: bool) {
        let value = Scale::from_zero(panel.values().collect::<Vec<_>>().into_iter(), 6);
        let at_x = |t: f64| self.left + time.share(t) * (self.right - self.left);
        let at_y = |v: f64| self.bottom - value.share(v) * (self.bottom - self.top);
        for (tick, label) in value.ticks() {
            let y = at_y(tick);
            rule(body, "chart-grid", (self.left, y), (self.right, y));
            text(body, "chart-number", self.left - 8.0, y + 4.0, "end", &label);
        }
        rule(body, "chart-axis", (self.left, self.bottom), (self.right, self.bottom));
        for (tick, label) in time.ticks() {
            let x = at_x(tick);
            rule(body, "chart-axis", (x, self.bottom), (x, self.bottom + 5.0));
            if last {
                text(body, "chart-number", x, self.bottom + 19.0, "middle", &label);
            }
        }
        for (limit, beside) in apart(panel, at_y) {
            let y = at_y(limit.value);
            rule(body, "chart-limit", (self.left, y), (self.right, y));
            if (beside - y).abs() > 1.0 {
                rule(body, "chart-grid", (self.right, y), (self.right + 6.0, beside));
            }
            text(body, "chart-note", self.right + 8.0, beside + 4.0, "start", &limit.label);
        }
        for (look, series) in series {
            let mut path = String::new();
            for (time, value) in series.drawn() {
                let (x, y) = (number(at_x(time)), number(at_y(value)));
                path += &if path.is_empty() { format!("M{x} {y}") } else { format!("H{x}V{y}") };
            }
            if !path.is_empty() {
                let (look, name, end) = (look % LOOKS.len(), escape(&series.name), number(self.right));
                put(body, format_args!("<path class=\"chart-{look}\" d=\"{path}H{end}\"><title>{name}</title></path>"));
            }
        }
    }
}

/// Limits with the heights of their labels, which keep a line's distance from each other.
fn apart(panel: &Panel, at_y: impl Fn(f64) -> f64) -> Vec<(&Limit, f64)> {
    let mut placed: Vec<(&Limit, f64)> = panel.bounds().map(|limit| (limit, at_y(limit.value))).collect();
    // From the bottom up: the lowest stays where it is.
    placed.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut below = f64::INFINITY;
    for (_, y) in &mut placed {
        *y = y.min(below - LINE * 0.8);
        below = *y;
    }
    placed
}

/// A sample of each line and its name, in as many rows as they need; where the last row is.
fn legend(body: &mut String, mut y: f64, series: &[(usize, &Series)]) -> f64 {
    let mut x = 16.0;
    for (look, series) in series {
        let wide = 40.0 + width(&series.name);
        if x > 16.0 && x + wide > WIDTH - 16.0 {
            (x, y) = (16.0, y + LINE);
        }
        let (look, middle) = (look % LOOKS.len(), number(y - 4.0));
        put(body, format_args!("<path class=\"chart-{look}\" d=\"M{} {middle}h28\"/>", number(x)));
        text(body, "chart-text", x + 34.0, y, "start", &series.name);
        x += wide + 20.0;
    }
    y
}

/// What a person who cannot see the drawing is told.
fn description(chart: &Chart) -> String {
    let mut said = String::new();
    for panel in &chart.panels {
        said += &format!("{} over {}. ", panel.y.text(), chart.x.text());
        for series in &panel.series {
            let values: Vec<f64> = series.drawn().map(|(_, value)| value).collect();
            let (Some(&first), Some(&last)) = (values.first(), values.last()) else { continue };
            let (low, high) = values.iter().fold((first, first), |(a, b), &value| (value.min(a), value.max(b)));
            let [first, last, low, high] = [first, last, low, high].map(number);
            said += &format!("{}: first {first}, last {last}, lowest {low}, highest {high}. ", series.name);
        }
        for limit in panel.bounds() {
            said += &format!("Limit at {}: {}. ", number(limit.value), limit.label);
        }
    }
    said.trim_end().to_owned()
}

fn style() -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for (look, (on_light, on_dark, width, dashes)) in LOOKS.iter().enumerate() {
        put(
            &mut light,
            format_args!(".chart-{look}{{fill:none;stroke:{on_light};stroke-width:{width};stroke-dasharray:{dashes}}}"),
        );
        put(&mut dark, format_args!(".chart-{look}{{stroke:{on_dark}}}"));
    }
    page::style(&light, &dark)
}
