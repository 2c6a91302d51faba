//! Tests of what a caller sees.

mod bit_rate;
mod ceiling;
mod contract;
mod encapsulation;
mod esp;
mod golden;
mod mtu;
mod mutate;
mod samples;
mod traits;
