//! Values over time as a picture: an SVG for pages, letters for terminals; and how full something is.

mod gauges;
mod page;
mod scale;
mod svg;
mod terminal;

pub use gauges::{Gauge, GaugePanel, Gauges};
pub use svg::svg;
pub use terminal::terminal;

/// A drawing: one or more panels above each other over the same time. The same chart gives the same bytes.
///
/// # Examples
/// A rolling update that replaces two pods, and the most pods it may have:
/// ```
/// use examples::chart::{Axis, Chart, Limit, Panel, Series, svg, terminal};
///
/// let chart = Chart {
///     title: "ai-dc-web: v20 to v21".to_owned(),
///     x: Axis::new("time", "s"),
///     panels: vec![Panel {
///         y: Axis::new("pods", ""),
///         series: vec![
///             Series::new("old", [(0.0, 2.0), (20.0, 1.0), (40.0, 0.0)]),
///             Series::new("new", [(0.0, 0.0), (1.0, 1.0), (21.0, 2.0)]),
///         ],
///         limits: vec![Limit::new("at most 3", 3.0)],
///     }],
///     notes: vec!["A pod takes 19 s to become ready.".to_owned()],
/// };
/// assert!(svg(&chart).starts_with("<svg xmlns="));
/// assert!(terminal(&chart, 60, 8).contains("* old"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What is drawn, in one line.
    pub title: String,
    /// The time, shared by all panels.
    pub x: Axis,
    /// From top to bottom. Quantities of different units, such as pods and load, belong into panels of their own.
    pub panels: Vec<Panel>,
    /// Sentences under the drawing.
    pub notes: Vec<String>,
}

/// Series that share an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What the values are. The axis begins at 0 unless a value is below it.
    pub y: Axis,
    /// In the order of the legend. Each has a colour, a dash and a letter of its own; after six they begin anew.
    pub series: Vec<Series>,
    /// Bounds, drawn across the whole panel.
    pub limits: Vec<Limit>,
}

/// What an axis shows, and in which unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The quantity: `time`, `pods`.
    pub label: String,
    /// The unit, such as `s`; empty for counts.
    pub unit: String,
}

/// A value that changes at moments and stays in between. The last one holds to the end of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name in the legend.
    pub name: String,
    /// Time and value, in the order of time. What is not finite, or beyond 10^15, is left out.
    pub points: Vec<(f64, f64)>,
}

/// A horizontal line, such as the most pods there may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// What it says, drawn beside the line.
    pub label: String,
    /// Where it is. What is not finite, or beyond 10^15, is left out.
    pub value: f64,
}

impl Axis {
    /// A quantity and its unit, which is empty for counts.
    #[must_use]
    pub fn new(label: &str, unit: &str) -> Self {
        Self { label: label.to_owned(), unit: unit.to_owned() }
    }

    /// `time (s)`, or `pods`.
    fn text(&self) -> String {
        if self.unit.is_empty() { self.label.clone() } else { format!("{} ({})", self.label, self.unit) }
    }
}

impl Series {
    /// A name, and time and value in the order of time.
    #[must_use]
    pub fn new(name: &str, points: impl IntoIterator<Item = (f64, f64)>) -> Self {
        Self { name: name.to_owned(), points: points.into_iter().collect() }
    }

    /// The points that can be drawn.
    fn drawn(&self) -> impl Iterator<Item = (f64, f64)> {
        self.points.iter().copied().filter(|(time, value)| drawable(*time) && drawable(*value))
    }
}

impl Limit {
    /// What the line says, and where it is.
    #[must_use]
    pub fn new(label: &str, value: f64) -> Self {
        Self { label: label.to_owned(), value }
    }
}

impl Chart {
    /// Every moment at which anything changes.
    fn times(&self) -> impl Iterator<Item = f64> {
        self.panels.iter().flat_map(|panel| &panel.series).flat_map(Series::drawn).map(|(time, _)| time)
    }

    /// The series of each panel with their numbers in the whole chart, from which their looks follow.
    fn numbered(&self) -> impl Iterator<Item = (&Panel, Vec<(usize, &Series)>)> {
        let mut next = 0;
        self.panels.iter().map(move |panel| {
            let first = next;
            next += panel.series.len();
            (panel, (first..).zip(&panel.series).collect())
        })
    }
}

impl Panel {
    /// Every value that must be inside the axis.
    fn values(&self) -> impl Iterator<Item = f64> {
        let drawn = self.series.iter().flat_map(Series::drawn).map(|(_, value)| value);
        drawn.chain(self.bounds().map(|limit| limit.value))
    }

    /// The limits that can be drawn.
    fn bounds(&self) -> impl Iterator<Item = &Limit> {
        self.limits.iter().filter(|limit| drawable(limit.value))
    }
}

/// Whether there can be an axis for it.
fn drawable(value: f64) -> bool {
    value.abs() <= 1e15
}
