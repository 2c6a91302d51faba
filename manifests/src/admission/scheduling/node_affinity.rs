//! Which nodes a pod chooses by their labels and names.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{NodeSelectorTerm, PodSpec};
use pavedroad_naming::LabelRequirement;

use super::selector::{Labels, all_hold, requirement};

/// The nodes a pod can be on: its `nodeSelector`, and its required node affinity.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RequiredNodes {
    selector: Labels,
    /// One of which has to hold, if there are any; terms that say nothing are left out.
    terms: Option<Vec<Term>>,
    /// Where every term names nodes: those names. Kubernetes then looks at no others.
    pub(super) names: Option<BTreeSet<Box<str>>>,
}

/// Expressions on labels and fields, all of which have to hold; nothing for a term that the API server would refuse.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term(Option<(Vec<LabelRequirement>, Vec<FieldRequirement>)>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FieldRequirement {
    key: Box<str>,
    value: Box<str>,
    equal: bool,
}

impl RequiredNodes {
    pub(super) fn new(spec: &PodSpec) -> Self {
        let required = spec
            .affinity
            .as_ref()
            .and_then(|affinity| affinity.node_affinity.as_ref())
            .and_then(|affinity| affinity.required_during_scheduling_ignored_during_execution.as_ref());
        let terms = required.map(|required| required.node_selector_terms.as_slice());
        Self {
            selector: spec.node_selector.clone().unwrap_or_default(),
            terms: terms.map(|terms| terms.iter().filter_map(Term::new).collect()),
            names: terms.and_then(named),
        }
    }

    /// Source: `RequiredNodeAffinity.Match` in Kubernetes' `component-helpers/scheduling/corev1/nodeaffinity`.
    pub(super) fn match_node(&self, name: &str, labels: &Labels) -> bool {
        self.selector.iter().all(|(key, value)| labels.get(key) == Some(value))
            && self.terms.as_ref().is_none_or(|terms| terms.iter().any(|term| term.matches(name, labels)))
    }
}

impl Term {
    /// Nothing for a term without expressions: it selects no node.
    pub(super) fn new(term: &NodeSelectorTerm) -> Option<Self> {
        let expressions = term.match_expressions.as_deref().unwrap_or_default();
        let fields = term.match_fields.as_deref().unwrap_or_default();
        if expressions.is_empty() && fields.is_empty() {
            return None;
        }
        let labels = expressions
            .iter()
            .map(|each| requirement(&each.key, &each.operator, each.values.as_deref().unwrap_or_default()));
        let fields = fields.iter().map(|each| match (&*each.operator, each.values.as_deref()) {
            (operator @ ("In" | "NotIn"), Some([value])) => Some(FieldRequirement {
                key: each.key.as_str().into(),
                value: value.as_str().into(),
                equal: operator == "In",
            }),
            _ => None,
        });
        let (labels, fields): (Option<Vec<_>>, Option<Vec<_>>) = (labels.collect(), fields.collect());
        Some(Self(labels.zip(fields)))
    }

    pub(super) fn matches(&self, name: &str, labels: &Labels) -> bool {
        self.0.as_ref().is_some_and(|(requirements, fields)| {
            let field = |key: &str| if key == "metadata.name" { name } else { "" };
            all_hold(requirements, labels) && fields.iter().all(|each| (field(&each.key) == &*each.value) == each.equal)
        })
    }
}

/// The names of all nodes that the terms name; nothing where one of them names none. Source: `NodeAffinity.PreFilter` in
/// Kubernetes' `pkg/scheduler/framework/plugins/nodeaffinity`.
fn named(terms: &[NodeSelectorTerm]) -> Option<BTreeSet<Box<str>>> {
    let mut names = BTreeSet::new();
    for term in terms {
        let mut of_term: Option<BTreeSet<Box<str>>> = None;
        for field in term.match_fields.iter().flatten() {
            if field.key == "metadata.name" && field.operator == "In" {
                let values = field.values.iter().flatten().map(|value| value.as_str().into()).collect();
                of_term = Some(match of_term {
                    None => values,
                    Some(known) => known.intersection(&values).cloned().collect(),
                });
            }
        }
        names.append(&mut of_term?);
    }
    (!terms.is_empty()).then_some(names)
}
