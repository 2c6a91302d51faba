//! The generated part of the documentation. [`pages`] lists every generated file; a test compares each with the one
//! that is checked in, and `UPDATE_DOCS=1 cargo test -p docs` rewrites them.
//!
//! To add a page: a module with a function that returns its text, and a line in [`pages`].
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

mod encapsulation;
mod page;
mod rolling_update;
mod table;

pub use page::{Page, UPDATE};

/// Every generated file, in the order of their paths. `docs/reference` and `docs/schemas` hold nothing else.
#[must_use]
pub fn pages() -> Vec<Page> {
    vec![
        Page::markdown("docs/reference/encapsulation.md", &encapsulation::text()),
        Page::markdown("docs/reference/rolling-update.md", &rolling_update::text()),
    ]
}
