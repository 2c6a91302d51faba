//! Taints of nodes, and the tolerations of pods.

use k8s_openapi::api::core::v1::{Taint as TaintSpec, Toleration as TolerationSpec};

/// A taint of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taint {
    pub(super) key: Box<str>,
    pub(super) value: Box<str>,
    pub(super) effect: Box<str>,
}

/// What a pod tolerates; an empty text is one that was not given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Toleration {
    key: Box<str>,
    operator: Box<str>,
    value: Box<str>,
    effect: Box<str>,
}

impl Taint {
    pub(super) fn new(taint: &TaintSpec) -> Self {
        let value = taint.value.as_deref().unwrap_or_default().into();
        Self { key: taint.key.as_str().into(), value, effect: taint.effect.as_str().into() }
    }

    /// Whether it keeps pods away, and not only asks them to stay away.
    pub(super) fn is_hard(&self) -> bool {
        matches!(&*self.effect, "NoSchedule" | "NoExecute")
    }

    /// Whether it asks pods to stay away.
    pub(super) fn is_soft(&self) -> bool {
        &*self.effect == "PreferNoSchedule"
    }
}

impl Toleration {
    pub(super) fn new(toleration: &TolerationSpec) -> Self {
        let text = |text: &Option<String>| text.as_deref().unwrap_or_default().into();
        Self {
            key: text(&toleration.key),
            operator: text(&toleration.operator),
            value: text(&toleration.value),
            effect: text(&toleration.effect),
        }
    }

    /// Source: `Toleration.ToleratesTaint` in Kubernetes' `api/core/v1/toleration.go`. `Lt` and `Gt` compare integers;
    /// an API server without that feature refuses the pod before it is scheduled.
    fn tolerates(&self, taint: &Taint) -> bool {
        let integers = || Some((taint.value.parse::<i64>().ok()?, self.value.parse::<i64>().ok()?));
        (self.effect.is_empty() || self.effect == taint.effect)
            && (self.key.is_empty() || self.key == taint.key)
            && match &*self.operator {
                "" | "Equal" => self.value == taint.value,
                "Exists" => true,
                "Lt" => integers().is_some_and(|(taint, bound)| taint < bound),
                "Gt" => integers().is_some_and(|(taint, bound)| taint > bound),
                _ => false,
            }
    }
}

/// Whether one of the tolerations tolerates the taint.
pub(super) fn tolerated(taint: &Taint, tolerations: &[Toleration]) -> bool {
    tolerations.iter().any(|toleration| toleration.tolerates(taint))
}

/// The first taint that keeps a pod with these tolerations away.
pub(super) fn untolerated<'a>(taints: &'a [Taint], tolerations: &[Toleration]) -> Option<&'a Taint> {
    taints.iter().find(|taint| taint.is_hard() && !tolerated(taint, tolerations))
}

/// How many taints ask a pod with these tolerations to stay away; tolerations of other effects do not count.
pub(super) fn soft_untolerated(taints: &[Taint], tolerations: &[Toleration]) -> i64 {
    let counts = |toleration: &&Toleration| matches!(&*toleration.effect, "" | "PreferNoSchedule");
    let soft = taints.iter().filter(|taint| taint.is_soft());
    soft.filter(|taint| !tolerations.iter().filter(counts).any(|toleration| toleration.tolerates(taint))).count() as i64
}
