//! Tests of what a caller sees.

mod app_spec;
mod mutate;
mod objects;
mod platform;
mod quantity_arithmetic;
mod quantity_errors;
mod quantity_laws;
mod quantity_serde;
mod quantity_text;
mod resources;
