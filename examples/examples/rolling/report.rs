//! A run as a table, a drawing and sentences.

use std::time::Duration;

use examples::chart::{Axis, Chart, Limit, Panel, Series, terminal};
use examples::table;
use pavedroad_rollout::{RolloutEvent, RolloutMoment};

use crate::run::Run;

/// The rows of a table at its beginning and its end, when there are too many to print.
const FIRST_ROWS: usize = 30;
const LAST_ROWS: usize = 10;

/// The columns and rows of a drawing.
const WIDTH: usize = 80;
const HEIGHT: usize = 16;

/// Title, drawing, sentences, table.
pub(crate) fn text(run: &Run) -> String {
    let mut rows = vec![["TIME", "WHAT", "NEW", "OLD", "PODS", "READY"].map(str::to_owned)];
    let moments = &run.moments;
    let left_out = moments.len().saturating_sub(FIRST_ROWS + LAST_ROWS);
    for (number, moment) in moments.iter().enumerate() {
        if left_out == 0 || number < FIRST_ROWS || number >= FIRST_ROWS + left_out {
            let before = number.checked_sub(1).and_then(|number| moments.get(number));
            rows.push(row(before, moment));
        } else if number == FIRST_ROWS {
            rows.push([
                "...".to_owned(),
                format!("{left_out} more"),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
    }
    let drawing = terminal(&chart(std::slice::from_ref(run)), WIDTH, HEIGHT);
    format!("{drawing}\n{}", table(&rows))
}

/// What changed since the moment before.
fn row(before: Option<&RolloutMoment>, moment: &RolloutMoment) -> [String; 6] {
    let change = |now: u64, then: Option<u64>| match then {
        Some(then) if now > then => format!("+{}", now - then),
        Some(then) if now < then => format!("-{}", then - now),
        Some(_) => "0".to_owned(),
        None => String::new(),
    };
    let (new, old) = (change(moment.new, before.map(|it| it.new)), change(moment.old, before.map(|it| it.old)));
    let what = match moment.event {
        RolloutEvent::Start => "start".to_owned(),
        RolloutEvent::NewPods => format!("{new} new"),
        RolloutEvent::OldPods => format!("{old} old"),
        RolloutEvent::Scaled => format!("scaled: {new} new, {old} old"),
        RolloutEvent::Ready => format!("{} ready", change(moment.ready, before.map(|it| it.ready))),
        _ => String::new(),
    };
    let [new, old, pods, ready] =
        [moment.new, moment.old, moment.new + moment.old, moment.ready].map(|pods| pods.to_string());
    [seconds(moment.at), what, new, old, pods, ready]
}

/// One panel for each run.
pub(crate) fn chart(runs: &[Run]) -> Chart {
    let titles: Vec<&str> = runs.iter().map(|run| run.title.as_str()).collect();
    let panel = |run: &Run| {
        let series = |name: &str, value: fn(&RolloutMoment) -> u64| {
            let stuck = run.until.into_iter().zip(run.moments.last());
            let moments = run.moments.iter().map(|moment| (moment.at, moment)).chain(stuck);
            Series::new(name, moments.map(|(at, moment)| (at.as_secs_f64(), drawn(value(moment)))))
        };
        let of = match run.title.split_once(',') {
            Some((what, _)) if runs.len() > 1 => format!(": {what}"),
            _ => String::new(),
        };
        Panel {
            y: Axis::new(&format!("pods{of}"), ""),
            series: vec![
                series("old", |moment| moment.old),
                series("new", |moment| moment.new),
                series("ready", |moment| moment.ready),
            ],
            limits: run.limits.iter().map(|(label, value)| Limit::new(label, drawn(*value))).collect(),
        }
    };
    Chart {
        title: titles.join("; "),
        x: Axis::new("time", "s"),
        panels: runs.iter().map(panel).collect(),
        notes: runs.iter().flat_map(|run| run.sentences.iter().cloned()).collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a pixel is wider")]
fn drawn(pods: u64) -> f64 {
    pods as f64
}

/// In seconds with two decimals, since the controller takes hundredths.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{}.{:02}s", time.as_secs(), time.subsec_millis() / 10)
}
