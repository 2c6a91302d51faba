//! The files in tests/data, and a listing of what was read from one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use pavedroad_netbench::{Output, Sample, Span, Statistic};

pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// What the tools printed, by name.
pub(crate) fn formats() -> BTreeMap<String, Vec<u8>> {
    folder("formats")
}

/// What other versions and implementations print, with other options and in other places, after their sources; and what
/// none of them prints.
pub(crate) fn variants() -> BTreeMap<String, Vec<u8>> {
    folder("variants")
}

fn folder(name: &str) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(data().join(name)).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// All that was read from a text, a number a line: value and unit, quantity, statistic, trip, direction, end, stream,
/// span, step, line.
pub(crate) fn listing(output: &Output) -> String {
    let mut text = format!("tool: {}\n", output.tool.map_or("none", |tool| tool.name()));
    for (name, value) in &output.settings {
        writeln!(text, "setting: {name} = {value}").unwrap();
    }
    for test in &output.tests {
        write!(text, "test: {}", test.name).unwrap();
        test.transport.iter().for_each(|it| write!(text, ", over {it:?}").unwrap());
        test.message_size.iter().for_each(|it| write!(text, ", messages of {it} B").unwrap());
        test.target.iter().for_each(|it| write!(text, ", to {it}").unwrap());
        text.push('\n');
        test.settings.iter().for_each(|(name, value)| writeln!(text, "  setting: {name} = {value}").unwrap());
        test.samples.iter().for_each(|sample| writeln!(text, "  {}", line(sample)).unwrap());
    }
    for failure in &output.failures {
        let test = failure.test.as_ref().map_or(String::new(), |test| format!(" of {test}"));
        let test = failure.target.as_ref().map_or(test.clone(), |target| format!("{test} to {target}"));
        let line = failure.line.map_or(String::new(), |line| format!(", line {line}"));
        writeln!(text, "failure: {:?}{test}{line}: {}", failure.kind, failure.text).unwrap();
    }
    writeln!(text, "unknown: {}", output.unknown.count).unwrap();
    output.unknown.first.iter().for_each(|(line, it)| writeln!(text, "  line {line}: {it}").unwrap());
    text
}

pub(crate) fn line(sample: &Sample) -> String {
    let symbol = sample.quantity.unit().symbol();
    let mut text = format!("{}{}{symbol} {}", sample.value, if symbol.is_empty() { "" } else { " " }, sample.quantity);
    match sample.statistic {
        Statistic::Percentile(thousandths) => write!(text, ", percentile {}", f64::from(thousandths) / 1000.0).unwrap(),
        statistic => write!(text, ", {statistic:?}").unwrap(),
    }
    sample.trip.iter().for_each(|it| write!(text, ", {it:?}").unwrap());
    sample.direction.iter().for_each(|it| write!(text, ", {it:?}").unwrap());
    sample.end.iter().for_each(|it| write!(text, ", {it:?}").unwrap());
    sample.stream.iter().for_each(|it| write!(text, ", stream {it}").unwrap());
    match sample.span {
        Span::Run => {}
        Span::Interval { start, end } => write!(text, ", {start} to {end} s").unwrap(),
        Span::Reply(number) => write!(text, ", reply {number}").unwrap(),
        _ => write!(text, ", {:?}", sample.span).unwrap(),
    }
    sample.step.iter().for_each(|it| write!(text, ", step {it}").unwrap());
    sample.line.iter().for_each(|it| write!(text, ", line {it}").unwrap());
    text
}
