//! How much of what there is is taken: a bar for each thing, full where it ends at the line.

use super::page::{self, LETTER, LINE, WIDTH, escape, number, put, rule, text, width, wrap};

/// Where bars begin and end; what stands left of them is a name, what stands right of them figures.
const LEFT: f64 = 196.0;
const RIGHT: f64 = 570.0;
const ROW: f64 = 42.0;
const BAR: f64 = 20.0;

/// No axis goes further than three times what there is. A longer bar is cut; its figures are beside it.
const MOST: f64 = 3.0;

/// The colour on a light and on a dark ground of each part of a bar, from the last to the first, then of what is too much.
/// Their brightness differs, so that prints in grey stay readable.
const PARTS: [(&str, &str, &str); 3] =
    [("gauge-2", "#b5d8f3", "#1f4e75"), ("gauge-1", "#5aa9e0", "#3d85bd"), ("gauge-0", "#1b5e94", "#8fcbf7")];
const OVER: (&str, &str) = ("#c44f00", "#ff9d5c");

/// Bars of three parts below each other, in panels. The same gauges give the same bytes.
///
/// # Examples
/// ```
/// use examples::chart::{Gauge, GaugePanel, Gauges};
///
/// let gauges = Gauges {
///     title: "ai-prod".to_owned(),
///     parts: ["least", "most", "during updates"].map(str::to_owned),
///     over: "too much".to_owned(),
///     panels: vec![GaugePanel {
///         title: "cpu".to_owned(),
///         axis: true,
///         gauges: vec![Gauge {
///             label: ["ai-prod", "quota"].map(str::to_owned),
///             figures: ["2 / 6 / 8 cores", "of 10"].map(str::to_owned),
///             shares: Some([0.2, 0.6, 0.8]),
///         }],
///     }],
///     notes: Vec::new(),
/// };
/// assert!(gauges.svg().contains("<title>ai-prod quota: 2 / 6 / 8 cores of 10</title>"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Gauges {
    /// What is drawn, in one line.
    pub title: String,
    /// What the parts of a bar are: the first is inside the second, and that inside the third.
    pub parts: [String; 3],
    /// What is beyond the line.
    pub over: String,
    /// From top to bottom.
    pub panels: Vec<GaugePanel>,
    /// Sentences under the drawing.
    pub notes: Vec<String>,
}

/// Bars that share an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugePanel {
    /// What is measured.
    pub title: String,
    /// Whether 1 is all there is: then the axis is in percent, and what is beyond 1 is too much. Otherwise the bars can be
    /// compared with each other only.
    pub axis: bool,
    /// From top to bottom.
    pub gauges: Vec<Gauge>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// What it is of, in two short lines, left of it.
    pub label: [String; 2],
    /// The figures, in two short lines, right of it.
    pub figures: [String; 2],
    /// How far each part goes; no bar where there is nothing to measure it by.
    pub shares: Option<[f64; 3]>,
}

impl Gauges {
    /// As an SVG document of 760 units' width. Texts are escaped; the bytes follow from the gauges alone.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut body = String::new();
        let mut y = 28.0;
        text(&mut body, "chart-title", 16.0, y, "start", &self.title);
        y = self.legend(&mut body, y + 26.0);
        for panel in &self.panels {
            y = panel.draw(&mut body, y + 36.0);
        }
        y += 8.0;
        for line in self.notes.iter().flat_map(|note| wrap(note, WIDTH - 32.0)) {
            y += LINE;
            text(&mut body, "chart-note", 16.0, y, "start", &line);
        }
        page::document(&self.title, &self.description(), &style(), y + 16.0, &body)
    }

    /// A sample of each part and its name; where the last row is.
    fn legend(&self, body: &mut String, mut y: f64) -> f64 {
        let mut x = 16.0;
        let parts = ["gauge-0", "gauge-1", "gauge-2"].into_iter().zip(&self.parts);
        for (class, name) in parts.chain([("gauge-over", &self.over)]) {
            let wide = 20.0 + width(name);
            if x > 16.0 && x + wide > WIDTH - 16.0 {
                (x, y) = (16.0, y + LINE);
            }
            block(body, class, (x, y - 11.0), (14.0, 14.0));
            text(body, "chart-text", x + 20.0, y, "start", name);
            x += wide + 20.0;
        }
        y
    }

    /// What a person who cannot see the drawing is told.
    fn description(&self) -> String {
        let rows = self.panels.iter().map(|panel| {
            let gauges: Vec<String> = panel.gauges.iter().map(Gauge::said).collect();
            format!("{}. {}.", panel.title, gauges.join(". "))
        });
        rows.collect::<Vec<_>>().join(" ")
    }
}

impl GaugePanel {
    /// Draws it from `top` on; where it ends.
    fn draw(&self, body: &mut String, top: f64) -> f64 {
        text(body, "chart-text", 16.0, top, "start", &self.title);
        let shares = self.gauges.iter().filter_map(|gauge| gauge.shares).flatten();
        // A quarter at a time, so that the last tick is the end.
        let most = shares.fold(1.0, f64::max).min(MOST);
        let most = if self.axis { (most * 4.0).ceil() / 4.0 } else { most };
        let at = |share: f64| LEFT + share.clamp(0.0, most) / most * (RIGHT - LEFT);
        let rows = f64::from(u32::try_from(self.gauges.len()).unwrap_or(u32::MAX));
        let (first, bottom) = (top + 14.0, top + 14.0 + rows * ROW);
        if self.axis {
            let step = if most > 1.5 { 0.5 } else { 0.25 };
            for tick in (0..=12_u8).map(|tick| f64::from(tick) * step).take_while(|tick| *tick <= most) {
                rule(body, "chart-grid", (at(tick), first), (at(tick), bottom));
                text(body, "chart-number", at(tick), bottom + 15.0, "middle", &format!("{}%", number(tick * 100.0)));
            }
        }
        for (row, gauge) in (0_u32..).zip(&self.gauges) {
            gauge.draw(body, first + f64::from(row) * ROW + ROW / 2.0, self.axis, at);
        }
        if self.axis {
            rule(body, "chart-limit", (at(1.0), first), (at(1.0), bottom));
            return bottom + 15.0;
        }
        bottom
    }
}

impl Gauge {
    fn said(&self) -> String {
        format!("{}: {}", self.label.join(" ").trim_end(), self.figures.join(" ").trim_end())
    }

    fn draw(&self, body: &mut String, middle: f64, bounded: bool, at: impl Fn(f64) -> f64) {
        let sides = [(16.0, LEFT - 8.0, &self.label), (RIGHT + 14.0, WIDTH - 8.0, &self.figures)];
        for (x, end, [first, second]) in sides {
            text(body, "chart-text", x, middle - 2.0, "start", &short(first, end - x));
            text(body, "chart-note", x, middle + 13.0, "start", &short(second, end - x));
        }
        let Some(shares) = self.shares else { return };
        put(body, format_args!("<g><title>{}</title>", escape(&self.said())));
        let top = middle - BAR / 2.0;
        if bounded {
            block(body, "gauge-track", (at(0.0), top), (at(1.0) - at(0.0), BAR));
        }
        for ((class, ..), share) in PARTS.iter().zip(shares.iter().rev()) {
            block(body, class, (at(0.0), top), (at(*share) - at(0.0), BAR));
        }
        let end = shares.into_iter().fold(0.0, f64::max);
        if bounded && end > 1.0 {
            block(body, "gauge-over", (at(1.0), top), (at(end) - at(1.0), BAR));
        }
        put(body, format_args!("</g>"));
    }
}

/// A text that fits; what is cut off is in the title of the bar.
fn short(text: &str, most: f64) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if width(&cut) + 3.0 * LETTER > most {
            break;
        }
        cut.push(letter);
    }
    cut + "…"
}

fn block(body: &mut String, class: &str, (x, y): (f64, f64), (wide, high): (f64, f64)) {
    let [x, y, wide, high] = [x, y, wide, high].map(number);
    put(body, format_args!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>"));
}

fn style() -> String {
    let (mut light, mut dark) = (".gauge-track{fill:#eef1f4}\n".to_owned(), ".gauge-track{fill:#1c232b}\n".to_owned());
    for (class, on_light, on_dark) in PARTS.into_iter().chain([("gauge-over", OVER.0, OVER.1)]) {
        put(&mut light, format_args!(".{class}{{fill:{on_light}}}"));
        put(&mut dark, format_args!(".{class}{{fill:{on_dark}}}"));
    }
    page::style(&light, &dark)
}
