//! The rules, one file for what one kind of relation is about.

mod autoscaling;
mod budgets;
mod doubled;
mod hosts;
mod identity;
mod peers;
mod policies;
mod quota;
mod references;
mod routes;
mod selectors;
mod services;
mod subsets;

use super::finding::LintFinding;
use super::index::Index;

/// Runs every rule. In a closed input what is referred to has to be there.
pub(super) fn run(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    selectors::check(index, findings);
    services::check(index, findings);
    references::check(index, closed, findings);
    identity::check(index, closed, findings);
    autoscaling::check(index, closed, findings);
    budgets::check(index, findings);
    policies::check(index, findings);
    subsets::check(index, findings);
    hosts::check(index, closed, findings);
    routes::check(index, closed, findings);
    doubled::check(index, findings);
    quota::check(index, findings);
}
