//! What holds for every input of every reader here, as assertions, for tests and fuzzers. Not part of the stable
//! interface.

mod yaml_read;

pub use yaml_read::yaml_read;
