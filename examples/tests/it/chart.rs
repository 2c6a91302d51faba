//! The drawings that programs share.

use examples::chart::{Axis, Chart, Limit, Panel, Series, svg, terminal};

use crate::program::assert_golden;

/// Replicas that follow a load, and a name that needs escaping.
fn chart() -> Chart {
    Chart {
        title: "ai-dc-web: <v20> to v21".to_owned(),
        x: Axis::new("time", "s"),
        panels: vec![
            Panel {
                y: Axis::new("pods", ""),
                series: vec![
                    Series::new("old", [(0.0, 10.0), (1.0, 8.0), (31.0, 5.0), (61.0, 2.0), (91.0, 0.0)]),
                    Series::new("new", [(0.0, 0.0), (1.0, 5.0), (31.0, 8.0), (61.0, 10.0)]),
                    Series::new(
                        "ready",
                        [(0.0, 10.0), (1.0, 8.0), (30.0, 13.0), (31.0, 10.0), (60.0, 13.0), (61.0, 10.0)],
                    ),
                ],
                limits: vec![
                    Limit::new("at most 13", 13.0),
                    Limit::new("at least 8", 8.0),
                    Limit::new("wanted 8", 8.0),
                ],
            },
            Panel {
                y: Axis::new("load", "cores"),
                series: vec![Series::new("requests & jobs", [(0.0, 0.5), (40.0, 3.25), (100.0, 1.0), (120.0, 1.0)])],
                limits: vec![],
            },
        ],
        notes: vec!["A pod takes 29 s to become ready; the bounds are those of 25% / 25% on 10 replicas.".to_owned()],
    }
}

#[test]
fn a_chart_is_drawn_for_pages_and_for_terminals() {
    assert_golden("chart.svg", &svg(&chart()));
    assert_golden("chart.txt", &terminal(&chart(), 80, 14));
}

#[test]
fn texts_of_others_stay_text_in_the_svg() {
    let mut chart = chart();
    chart.title = "</svg><script>alert(\"1\")</script>\u{1}".to_owned();
    let svg = svg(&chart);
    assert!(!svg.contains("<script>"), "{svg}");
    assert!(svg.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\u{fffd}"), "{svg}");
    assert_eq!(svg.matches("</svg>").count(), 1);
}

#[test]
fn a_chart_of_nothing_is_drawn_too() {
    let nothing = |points: &[(f64, f64)]| Chart {
        title: String::new(),
        x: Axis::new("time", "s"),
        panels: vec![Panel {
            y: Axis::new("pods", ""),
            series: vec![Series::new("none", points.iter().copied())],
            limits: vec![Limit::new("nowhere", f64::NAN)],
        }],
        notes: vec![],
    };
    for points in [
        &[][..],
        &[(f64::NAN, 1.0), (0.0, f64::INFINITY)],
        &[(5.0, 0.0)],
        &[(1e15, 1e15), (1e15, -1e15)],
        &[(0.0, 1e-12)],
        &[(0.0, 1e300)],
    ] {
        let chart = nothing(points);
        assert!(!svg(&chart).contains("NaN") && !svg(&chart).contains("inf"), "{}", svg(&chart));
        for (width, height) in [(0, 0), (40, 4), (200, 60)] {
            assert!(terminal(&chart, width, height).contains("pods"), "{points:?}");
        }
    }
}

#[test]
fn a_short_change_is_never_lost_in_a_terminal() {
    let mut chart = chart();
    chart.panels.truncate(1);
    chart.panels[0].limits.clear();
    chart.panels[0].series = vec![Series::new("ready", [(0.0, 3.0), (50.0, 0.0), (50.01, 3.0), (100.0, 3.0)])];
    let text = terminal(&chart, 60, 4);
    let bottom = text.lines().find(|line| line.starts_with("0 ┤")).unwrap_or_default();
    assert_eq!(bottom.matches('*').count(), 1, "{text}");
}
