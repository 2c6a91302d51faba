//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Show what apps need together, and what quotas and nodes leave.
///
/// Counted three times: the fewest pods that autoscalers keep, the most they go to, and the peak: every app is updated at
/// once while there are the most pods. Of nodes, those count that take any pod: ready, not cordoned, without taints. If
/// each node's name says its environment, as the platform's convention has it, each environment has its own nodes;
/// otherwise all of them share all nodes. What else runs on the nodes is not counted.
///
/// Exit code: 0 all of it fits, the peak too; 1 something is over its quota or the nodes, or a file has errors; 2 wrong
/// usage or an unreadable file.
#[derive(Parser)]
#[command(name = "capacity", after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// App specs, and folders to search for *.yaml and *.yml; without any, ten apps that ship with this program. The files
    /// of --platform and --nodes may be in the folder
    #[arg(value_name = "FILE | DIR")]
    pub(crate) paths: Vec<PathBuf>,

    /// The platform's convention, limits and quotas; without it, the built-in platform, which has no quotas
    #[arg(long, value_name = "FILE")]
    pub(crate) platform: Option<PathBuf>,

    /// This environment only
    #[arg(long, value_name = "NAME")]
    pub(crate) environment: Option<String>,

    /// The nodes, as `kubectl get nodes -o yaml` or `-o json` prints them
    #[arg(long, value_name = "FILE")]
    pub(crate) nodes: Option<PathBuf>,

    /// How to print
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Output::Table)]
    pub(crate) output: Output,

    /// Draw it into this file
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// Tables for people
    Table,
    /// One object, with quantities as Kubernetes writes them
    Json,
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example capacity
  cargo run --example capacity -- --svg capacity.svg
  cargo run --example capacity -- apps --platform platform.yaml --environment prod
  kubectl get nodes -o yaml > nodes.yaml
  cargo run --example capacity -- apps --platform platform.yaml --nodes nodes.yaml --output json";

impl Arguments {
    /// Whether the shipped apps are shown.
    pub(crate) fn is_default(&self) -> bool {
        self.paths.is_empty()
    }
}
