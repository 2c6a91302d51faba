//! Tests of what a caller sees.

mod bit_rate;
mod ceiling;
mod ceiling_check;
mod contract;
mod df_ladder;
mod encapsulation;
mod esp;
mod golden;
mod iperf3;
mod metric_id;
mod mtu;
mod mutate;
mod netperf;
mod network_paths;
mod order_audit;
mod printed;
mod ranking;
mod report;
mod rounds_virtual;
mod run_names;
mod samples;
mod sockperf;
mod statistics;
mod traits;
mod traps;
mod warnings;
