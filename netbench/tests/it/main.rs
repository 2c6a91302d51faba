//! Tests of what a caller sees.

mod bit_rate;
mod ceiling;
mod ceiling_check;
mod contract;
mod df_ladder;
mod encapsulation;
mod esp;
mod golden;
mod mtu;
mod mutate;
mod network_paths;
mod order_audit;
mod printed;
mod ranking;
mod rounds_virtual;
mod samples;
mod statistics;
mod traits;
mod traps;
mod warnings;
