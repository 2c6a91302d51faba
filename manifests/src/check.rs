//! What holds for every input of every parser and writer here, as assertions, for tests and fuzzers. Not part of the
//! stable interface.

mod admission;
mod edit;
mod lint;
mod manifests;
mod quantity;
mod scheduling;
mod spec;
mod yaml_read;
mod yaml_write;

pub use admission::admission;
pub use edit::edits;
pub use lint::lint_objects;
pub use manifests::manifests;
pub use quantity::{quantity, resource_name};
pub use scheduling::scheduling;
pub use spec::{app_spec, platform};
pub use yaml_read::yaml_read;
pub use yaml_write::yaml_write;
