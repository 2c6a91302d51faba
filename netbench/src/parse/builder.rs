//! Puts an [`Output`] together while a text is read.

use std::collections::BTreeMap;

use crate::output::{Failure, FailureKind, Output, Test, Tool, UnknownLines};
use crate::parse::Line;
use crate::sample::Sample;

/// What has been read so far. Readers begin a test, put samples into it and fail it; [`finish`](Self::finish) closes.
#[derive(Debug)]
pub(crate) struct Builder {
    output: Output,
    /// The test that the next samples belong to.
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    test: Test,
    /// A failed test keeps no samples, whatever else its tool printed.
    failed: bool,
}

/// How many settings are kept, and how many bytes of each name and value: a text may have a million of them.
const SETTINGS: usize = 100;

impl Builder {
    pub(crate) fn new() -> Self {
        Self { output: Output::new(), open: None }
    }

    /// Says whose output it is.
    pub(crate) fn tool(&mut self, tool: Tool) {
        self.output.tool = Some(tool);
    }

    /// Begins a test, and closes the one before it.
    pub(crate) fn begin(&mut self, test: Test) {
        self.close();
        self.open = Some(Open { test, failed: false });
    }

    /// The test that is open, to say more of it.
    pub(crate) fn test(&mut self) -> Option<&mut Test> {
        self.open.as_mut().map(|open| &mut open.test)
    }

    /// Whether the open test has failed.
    pub(crate) fn failed(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.failed)
    }

    /// Puts a number into the open test. Without one, or where it is not finite, it is dropped: readers begin first.
    pub(crate) fn push(&mut self, sample: Sample) {
        if let Some(open) = &mut self.open
            && sample.value.is_finite()
        {
            open.test.samples.push(sample);
        }
    }

    /// Closes the open test: from here on there is none.
    pub(crate) fn close(&mut self) {
        if let Some(Open { test, failed: false }) = self.open.take()
            && !test.samples.is_empty()
        {
            self.output.tests.push(test);
        }
    }

    /// Notes a failure that leaves the numbers of the open test as they are.
    pub(crate) fn fail(&mut self, kind: FailureKind, line: &Line<'_>) {
        self.note(kind, Some(line.number), &line.text);
    }

    /// Notes that the open test failed: none of its numbers is kept.
    pub(crate) fn fail_test(&mut self, kind: FailureKind, line: &Line<'_>) {
        self.fail(kind, line);
        if let Some(open) = &mut self.open {
            open.failed = true;
        }
    }

    /// Notes a failure of a text that is not read by lines, or of a line that was read before.
    pub(crate) fn note(&mut self, kind: FailureKind, line: Option<u32>, text: &str) {
        let open = self.open.as_ref();
        let test = open.map(|open| cut(&open.test.name));
        let target = open.and_then(|open| open.test.target.as_deref().map(cut));
        let failure = Failure { kind, test, target, line, text: cut(text) };
        // Two values that are missing in one line are one failure.
        if self.output.failures.last() != Some(&failure) {
            self.output.failures.push(failure);
        }
    }

    /// Notes a value that could not be read: cut off if its line is the last and has no end, and wrong otherwise.
    pub(crate) fn unreadable(&mut self, line: &Line<'_>) {
        self.fail(if line.ended { FailureKind::BadValue } else { FailureKind::Truncated }, line);
    }

    /// Notes what the text says of the ends or the settings of all tests. The first word on each stands.
    pub(crate) fn setting(&mut self, name: &str, value: &str) {
        put(&mut self.output.settings, name, value);
    }

    /// Notes what the text says of the open test alone.
    pub(crate) fn test_setting(&mut self, name: &str, value: &str) {
        if let Some(open) = &mut self.open {
            put(&mut open.test.settings, name, value);
        }
    }

    /// Takes a line that is of no tool: an empty one, the command behind `$ `, the `# rc=1` that tells how it ended.
    pub(crate) fn common(&mut self, line: &Line<'_>) -> bool {
        let text = line.text.trim();
        if let Some(command) = text.strip_prefix("$ ") {
            self.setting("command", command.trim());
        } else if let Some(status) = text.strip_prefix("# rc=").filter(|status| status.parse::<i32>().is_ok()) {
            if !line.ended {
                return true;
            }
            self.setting("exit_status", status);
        } else {
            return text.is_empty();
        }
        true
    }

    /// Takes a line that its reader does not know.
    pub(crate) fn other(&mut self, line: &Line<'_>) {
        if self.common(line) {
            return;
        }
        let unknown = &mut self.output.unknown;
        unknown.count = unknown.count.saturating_add(1);
        if unknown.first.len() < UnknownLines::KEPT {
            unknown.first.push((line.number, cut(&line.text)));
        }
    }

    /// All that was read.
    pub(crate) fn finish(mut self) -> Output {
        self.close();
        self.output.failures.sort_by_key(|failure| failure.line);
        self.output
    }
}

fn put(settings: &mut BTreeMap<String, String>, name: &str, value: &str) {
    if settings.len() < SETTINGS && !settings.contains_key(name) {
        settings.insert(cut(name), cut(value.trim()));
    }
}

/// A text as it is kept: at most [`UnknownLines::LONGEST`] bytes.
fn cut(text: &str) -> String {
    let end = text.floor_char_boundary(UnknownLines::LONGEST);
    text.get(..end).unwrap_or(text).to_owned()
}
