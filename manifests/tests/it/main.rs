//! Tests of what a caller sees.

mod app_overrides;
mod app_spec;
mod canonical;
mod delivered;
mod explain;
mod mutate;
mod platform;
mod quantity_arithmetic;
mod quantity_errors;
mod quantity_laws;
mod quantity_serde;
mod quantity_text;
mod resources;
mod spec_mutations;
mod whole_spec;
mod yaml_corpus;
mod yaml_errors;
mod yaml_mutate;
mod yaml_near;
mod yaml_read;
mod yaml_readers;
mod yaml_shapes;
mod yaml_texts;
