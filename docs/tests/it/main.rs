//! Tests that hold the repository together: its generated pages, its arrows, its files, and its use from outside.

mod arrows;
mod dependencies;
mod files;
mod findings;
mod generated;
mod readme;
mod schemas;
mod scratch;
mod versions;
mod workspace;
