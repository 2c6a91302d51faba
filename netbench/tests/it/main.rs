//! Tests of what a caller sees.

mod bit_rate;
mod ceiling;
mod encapsulation;
mod mtu;
mod traits;
