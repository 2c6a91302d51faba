//! The contracts of this crate's readers, for tests and fuzzers. Not part of the public interface.

use std::collections::BTreeSet;

use crate::parse::{self, Builder, Lines};
use crate::{Failure, FailureKind, NetworkPath, Output, PathName, RunName, Sample, UnknownLines, read_index};

/// Asserts what holds of [`parse`](crate::parse) for every text.
pub fn parse(data: &[u8]) {
    contract(data, crate::parse);
}

/// The same for qperf's reader alone, whoever wrote the text.
pub fn qperf(data: &[u8]) {
    contract(data, |data| alone(data, parse::qperf::read));
}

/// The same for ping's.
pub fn ping(data: &[u8]) {
    contract(data, |data| alone(data, parse::ping::read));
}

/// The same for fping's.
pub fn fping(data: &[u8]) {
    contract(data, |data| alone(data, parse::fping::read));
}

/// The same for iperf3's.
pub fn iperf3(data: &[u8]) {
    contract(data, |data| alone(data, parse::iperf3::read));
}

/// The same for sockperf's.
pub fn sockperf(data: &[u8]) {
    contract(data, |data| alone(data, parse::sockperf::read));
}

/// The same for netperf's.
pub fn netperf(data: &[u8]) {
    contract(data, |data| alone(data, parse::netperf::read));
}

/// Asserts what holds of the name of a path: its case and separators change nothing, and what it may mean has a name that
/// means that alone.
pub fn network_path(data: &[u8]) {
    let name = String::from_utf8_lossy(data);
    let reading = NetworkPath::read(&name);
    let meanings = match &reading {
        PathName::Known(path) => vec![*path],
        PathName::Ambiguous(question) => {
            assert!(!question.candidates.is_empty() && question.name == name, "{question:?}");
            question.candidates.clone()
        }
        PathName::Unknown => Vec::new(),
    };
    for path in meanings {
        assert_eq!(NetworkPath::read(path.name()), PathName::Known(path));
    }
    let separated: String = name.chars().flat_map(|c| [c.to_ascii_uppercase(), '_']).collect();
    match (&reading, NetworkPath::read(&separated)) {
        (PathName::Ambiguous(one), PathName::Ambiguous(other)) => assert_eq!(one.candidates, other.candidates),
        (one, other) => assert_eq!(*one, other, "{separated:?}"),
    }
}

/// Asserts what holds of every index: its entries name files once each, and an error names lines of the text.
pub fn index(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let lines = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
    match read_index(&text) {
        Ok(entries) => {
            let files: BTreeSet<&str> = entries.iter().map(|entry| entry.file.as_str()).collect();
            assert_eq!(files.len(), entries.len(), "a file twice");
            assert!(entries.iter().all(|entry| entry.busy.is_none_or(|busy| (0.0..=1.0).contains(&busy))));
        }
        Err(error) => {
            assert!(!error.problems().is_empty());
            assert!(error.problems().iter().all(|(line, _)| (1..=lines).contains(line)), "{error}");
        }
    }
}

/// Asserts what holds of the name of a file: the folders before it change the path at most, and the path and round that
/// were read give a name that reads the same.
pub fn run_name(data: &[u8]) {
    let file = String::from_utf8_lossy(data);
    let name = RunName::of(&file);
    assert_eq!(RunName::of(&format!("rounds/{file}")).round, name.round);
    let plain = !name.path.is_empty() && !name.path.contains(['/', '.']);
    if let (true, Some(round)) = (plain, name.round) {
        let again = RunName::of(&format!("r{round}_{}_ping.txt", name.path));
        // What stands before another tool's name is all of a path.
        if RunName::of(&format!("r0_{}.txt", name.path)).path == name.path {
            assert_eq!(again, name, "{file:?}");
        }
    }
}

/// Asserts of every place at which a text that a tool printed can be cut, or of every few places in a text of more than
/// 1,000 bytes: what is left gives no number which the whole does not give.
pub fn cuts(data: &[u8]) {
    let whole = crate::parse(data);
    let few = 1 + data.len() / 1_000;
    (0..data.len()).step_by(few).for_each(|at| cut(data, at, &whole, true, crate::parse));
}

fn alone(data: &[u8], read: fn(&[u8], &mut Builder)) -> Output {
    let mut out = Builder::new();
    read(data, &mut out);
    out.finish()
}

fn contract(data: &[u8], read: impl Fn(&[u8]) -> Output) {
    let output = read(data);
    let lines = Lines::new(data).last().map_or(0, |line| line.number);
    let within = |line: u32| assert!((1..=lines).contains(&line), "there is no line {line} of {lines}");
    for test in &output.tests {
        assert!(!test.samples.is_empty(), "the test {test:?} says nothing");
        for sample in &test.samples {
            assert!(sample.value.is_finite() && sample.value >= 0.0, "{sample:?}");
            assert!(sample.step.is_none_or(|step| step.is_finite() && step > 0.0), "{sample:?}");
            sample.line.into_iter().for_each(within);
        }
        let among = |failure: &&Failure| {
            let lines: Vec<_> = test.samples.iter().filter_map(|sample| sample.line).collect();
            failure.test.as_ref() == Some(&test.name)
                && failure.target == test.target
                && lines.iter().min() <= failure.line.as_ref()
                && lines.iter().max() >= failure.line.as_ref()
                && failure.line.is_some()
                && of_a_test(failure.kind)
        };
        assert_eq!(output.failures.iter().find(among), None, "a failed test has numbers: {test:?}");
    }
    for failure in &output.failures {
        assert!(failure.text.len() <= UnknownLines::LONGEST, "{failure:?}");
        failure.line.into_iter().for_each(within);
    }
    let unknown = &output.unknown;
    assert!(unknown.count <= u64::from(lines));
    assert_eq!(
        unknown.first.len(),
        usize::try_from(unknown.count).map_or(UnknownLines::KEPT, |n| n.min(UnknownLines::KEPT))
    );
    unknown.first.iter().for_each(|&(line, _)| within(line));

    if !data.contains(&b'\r') {
        let mut windows = Vec::with_capacity(data.len() + data.len() / 8);
        for line in data.split_inclusive(|&byte| byte == b'\n') {
            match line.strip_suffix(b"\n") {
                Some(line) => windows.extend([line, b"\r\n"].concat()),
                None => windows.extend(line),
            }
        }
        assert_eq!(read(&windows), output, "ends of lines as on Windows read differently");
    }
    // Sixteen places, other ones for texts of other lengths.
    let stride = data.len() / 16 + 1;
    (data.len() % stride..data.len()).step_by(stride).for_each(|at| cut(data, at, &output, false, &read));
}

/// Failures after which a test keeps no number.
fn of_a_test(kind: FailureKind) -> bool {
    use FailureKind::{AllLost, NoConnection, NoTime, NoValue, TwoRuns};
    matches!(kind, NoConnection | NoValue | AllLost | NoTime | TwoRuns)
}

/// `printed` is whether a tool printed the text as it stands.
fn cut(data: &[u8], at: usize, whole: &Output, printed: bool, read: impl Fn(&[u8]) -> Output) {
    let (start, _) = data.split_at(at);
    let part = read(start);
    // A later line may say that a test failed, or that the text is of two tools: then the whole has fewer numbers.
    let takes_back = |failure: &Failure| {
        of_a_test(failure.kind) || matches!(failure.kind, FailureKind::TwoTools | FailureKind::ToolError)
    };
    if whole.failures.iter().any(|failure| takes_back(failure) && !part.failures.contains(failure)) {
        return;
    }
    // Only a line that no tool printed hides whose text it is.
    if !printed && whole.tool.is_none() {
        return;
    }
    // In a text that no tool printed, the last line may go on in a way that takes its numbers back.
    let last = Lines::new(start).last().filter(|line| !line.ended).map(|line| line.number);
    let mut all = samples(whole);
    for sample in samples(&part) {
        let from_here = all.clone();
        if all.any(|other| other == sample) {
            continue;
        }
        all = from_here;
        let twin = |other: &Sample| {
            let mut other = other.clone();
            (other.value, other.step) = (sample.value, sample.step);
            other == *sample
        };
        assert!(
            !printed && sample.line == last && last.is_some() && !samples(whole).any(twin),
            "cut at byte {at}, a text gives another number: {sample:?}\n{}",
            data.escape_ascii()
        );
    }
}

fn samples(output: &Output) -> impl Iterator<Item = &Sample> + Clone {
    output.tests.iter().flat_map(|test| &test.samples)
}
