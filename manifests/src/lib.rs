//! Being built.
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic
    )
)]

#[doc(hidden)]
pub mod check;
#[expect(dead_code, unused_imports, reason = "used by the spec reader")]
mod decode;
#[cfg_attr(not(test), expect(dead_code, reason = "used by the spec reader"))]
mod finding;
mod finding_code;
mod finding_path;
mod finding_render;
mod findings;
mod text_width;
mod yaml;

pub use finding::Finding;
pub use finding_code::{FindingCode, Severity};
pub use findings::Findings;
