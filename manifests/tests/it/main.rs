//! Tests of what a caller sees.

mod yaml_corpus;
mod yaml_mutate;
mod yaml_read;
