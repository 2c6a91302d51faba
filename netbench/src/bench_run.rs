//! One run of a tool: what came out, and where it belongs.

use crate::output::Output;

/// One run of one tool over one path, with what is known of the circumstances. The run is what statistics repeat: the
/// seconds within one run are not independent of each other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BenchRun {
    /// The file it comes from, for people.
    pub file: String,
    /// The network path that was measured: `host`, `calico-bgp`.
    pub path: String,
    /// The round it was made in; the runs of a round are compared with each other.
    pub round: u32,
    /// Its place within the round, from 0, where the paths of a round were shuffled.
    pub position: Option<u32>,
    /// Which part of the node's processor time was in use while it ran, from 0 to 1.
    pub busy: Option<f64>,
    /// The load average of the last minute when it ended.
    pub load1: Option<f64>,
    /// The exit code of the tool. Some end with 0 when they were refused.
    pub exit_code: Option<i32>,
    /// What the tool wrote.
    pub output: Output,
}

impl BenchRun {
    /// A run of which nothing but its place is known.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_netbench::{BenchRun, parse};
    ///
    /// let output = parse(b"tcp_lat:\n    latency  =  54.6 us\n");
    /// let run = BenchRun::new("r03_calico-bgp_qperf_lat.txt", "calico-bgp", 3, output);
    /// assert_eq!(run.output.tests[0].samples[0].value, 54_600.0);
    /// ```
    #[must_use]
    pub fn new(file: impl Into<String>, path: impl Into<String>, round: u32, output: Output) -> Self {
        let (file, path) = (file.into(), path.into());
        Self { file, path, round, position: None, busy: None, load1: None, exit_code: None, output }
    }
}
