//! Names that have to be declared somewhere else.

use super::{Decoder, did_you_mean};
use crate::finding::Problem;
use crate::finding_code::FindingCode;
use crate::yaml::tree::Node;

/// How many names a message lists.
const LISTED: usize = 12;

impl Decoder<'_> {
    /// Refuses the name of a `what` that is none of the `declared` ones, of which `expected` says what they are.
    pub(crate) fn dangling<'c, T>(
        &mut self,
        node: &Node,
        what: &str,
        name: &str,
        expected: &str,
        declared: impl Iterator<Item = &'c str> + Clone,
    ) -> Option<T> {
        let found = format!("{what} `{name}`");
        let problem = Problem::error(FindingCode::DanglingReference, found, listed(expected, declared.clone()));
        self.refuse(node.span(), problem.hint_if(did_you_mean(name, declared)))
    }
}

/// "a declared port: http, grpc", shortened when there are many: a file decides how many, and how often it is said.
pub(crate) fn listed<'c>(expected: &str, names: impl Iterator<Item = &'c str> + Clone) -> String {
    let shown: Vec<&str> = names.clone().take(LISTED).collect();
    match (&*shown, names.skip(LISTED).count()) {
        ([], _) => format!("{expected}, and there is none"),
        (_, 0) => format!("{expected}: {}", shown.join(", ")),
        (_, more) => format!("{expected}: {} and {more} more", shown.join(", ")),
    }
}
