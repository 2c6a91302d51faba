//! YAML: read into a tree that knows its places, and written so that no reader can misread it.

#[expect(dead_code, unused_imports, reason = "used by the spec reader")]
pub(crate) mod tree;
