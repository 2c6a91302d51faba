//! What holds for every input, as assertions, for tests and fuzzers. Not part of the stable interface.

mod yaml_write;

pub use yaml_write::yaml_write;
