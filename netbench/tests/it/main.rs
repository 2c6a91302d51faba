//! Tests of what a caller sees.
