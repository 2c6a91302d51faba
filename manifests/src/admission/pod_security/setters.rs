//! Who sets what, in the server's grammar.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::PodSpec;

use super::container_view::{ContainerView, containers};
use crate::admission::go_text::join_quoted;

/// `container "web"`, or `containers "web", "proxy"`.
pub(super) fn named(names: &[&str]) -> String {
    format!("{} {}", plural("container", "containers", names.len()), join_quoted(names.iter().copied()))
}

/// The word for one, or for another number.
pub(super) const fn plural<'a>(one: &'a str, many: &'a str, count: usize) -> &'a str {
    if count == 1 { one } else { many }
}

/// The names of the containers that a rule finds fault with.
pub(super) fn names_of<'a>(spec: &'a PodSpec, is_bad: impl Fn(&ContainerView<'a>) -> bool) -> Vec<&'a str> {
    containers(spec).filter(is_bad).map(|container| container.name).collect()
}

/// `pod`, `container "web"` or `pod and container "web"`; `None` if it is nobody.
pub(super) fn setters(pod: bool, names: &[&str]) -> Option<String> {
    match (pod, names.is_empty()) {
        (false, true) => None,
        (true, true) => Some("pod".to_owned()),
        (false, false) => Some(named(names)),
        (true, false) => Some(format!("pod and {}", named(names))),
    }
}

/// Values in quotes, by text.
pub(super) fn quoted(values: &BTreeSet<&str>) -> String {
    join_quoted(values.iter().copied())
}
