//! The programs are in `examples/examples`.
