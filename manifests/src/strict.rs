//! Reading any manifest.

pub(crate) mod lost;
