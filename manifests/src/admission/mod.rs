//! What the API server and the scheduler would answer, before anything is applied.

mod scheduling;

pub use scheduling::*;
