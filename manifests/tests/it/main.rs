//! Tests of what a caller sees.

#[path = "../../benches/objects.rs"]
mod objects;
mod yaml_errors;
mod yaml_near;
mod yaml_readers;
mod yaml_shapes;
mod yaml_texts;
