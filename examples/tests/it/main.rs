//! The programs as a user runs them: what they print, what they write, how they end.

mod admit;
mod autoscale;
mod capacity;
mod chart;
mod check;
mod deliver;
mod edit;
mod explain;
mod images;
mod lint;
mod names;
mod netbench;
mod program;
mod rolling;
mod split;
