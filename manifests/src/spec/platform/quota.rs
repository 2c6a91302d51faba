//! `quota:` what a namespace gets at most.

use pavedroad_naming::{Environment, LabelKey};
use serde_json::{Value, json};

use super::environment;
use crate::decode::{Decoder, did_you_mean, map, parse};
use crate::finding::{Problem, quote};
use crate::spec::quantity;
use crate::yaml::tree::Node;
use crate::{FindingCode, Quantity, Severity};

/// What the namespaces of an environment get at most, by the name a ResourceQuota has for it.
pub type Quota = Vec<(LabelKey, Quantity)>;

/// Amounts. `cpu` and `memory` are requests. Source: `standardQuotaResources` in Kubernetes' `pkg/apis/core/helper`.
const AMOUNTS: [&str; 10] = [
    "requests.cpu",
    "requests.memory",
    "requests.storage",
    "requests.ephemeral-storage",
    "limits.cpu",
    "limits.memory",
    "limits.ephemeral-storage",
    "cpu",
    "memory",
    "ephemeral-storage",
];

/// Whole numbers of objects. Source: `integerResources`, at the same place.
const COUNTS: [&str; 9] = [
    "pods",
    "services",
    "services.nodeports",
    "services.loadbalancers",
    "configmaps",
    "secrets",
    "persistentvolumeclaims",
    "replicationcontrollers",
    "resourcequotas",
];

/// Decodes `quota:`, by environment.
pub(super) fn quota(
    decoder: &mut Decoder<'_>,
    node: &Node,
    environments: Option<&[Environment]>,
) -> Option<Vec<(Environment, Quota)>> {
    map(|decoder, node| environment(decoder, node, environments), hard)(decoder, node)
}

fn hard(decoder: &mut Decoder<'_>, node: &Node) -> Option<Quota> {
    let quota = map(name, quantity::non_negative)(decoder, node)?;
    let mut whole = true;
    for (name, amount) in &quota {
        let counted = COUNTS.contains(&name.as_str()) || name.as_str().starts_with("count/");
        if counted && !amount.is_whole(0) {
            let problem = Problem::error(FindingCode::InvalidValue, format!("`{amount}`"), "a whole number of objects");
            decoder.report_at(node, &[name.as_str()], problem);
            whole = false;
        }
    }
    whole.then_some(quota)
}

/// A quota of cpu limits refuses every pod with a container that has none, as an app's has unless it asks for one; only
/// a LimitRange gives it one by itself. Source: `Constraints` in Kubernetes' `pkg/quota/v1/evaluator/core/pods.go`.
pub(super) fn cpu_limits<'q>(
    decoder: &mut Decoder<'_>,
    root: &Node,
    quota: impl IntoIterator<Item = &'q (Environment, Quota)>,
) {
    if ["default", "max"].iter().any(|bound| decoder.is_given(root, &["limits", "container", bound, "cpu"])) {
        return;
    }
    for (environment, hard) in quota {
        if hard.iter().any(|(name, _)| name.as_str() == "limits.cpu") {
            let problem = Problem::error(FindingCode::CpuLimit, "`limits.cpu`", "no bound of cpu limits")
                .severity(Severity::Warning)
                .hint("it refuses every pod with a container without a cpu limit; bound `requests.cpu`");
            decoder.report_at_key(root, &["quota", environment.as_str(), "limits.cpu"], problem);
        }
    }
}

/// A name of a quota: one of Kubernetes' own, or one with a domain or `count/` in front. Source:
/// `ValidateResourceQuotaResourceName` in Kubernetes' `pkg/apis/core/validation`.
fn name(decoder: &mut Decoder<'_>, node: &Node) -> Option<LabelKey> {
    let name = parse::<LabelKey>("a resource such as `requests.cpu` or `pods`")(decoder, node)?;
    let text = name.as_str();
    let known = || AMOUNTS.into_iter().chain(COUNTS);
    let pages = text.strip_prefix("requests.").unwrap_or(text).starts_with("hugepages-");
    if text.contains('/') || pages || known().any(|known| known == text) {
        return Some(name);
    }
    let expected =
        format!("one of {}, or a name with `/` such as `count/jobs.batch`", known().collect::<Vec<_>>().join(", "));
    let problem = Problem::error(FindingCode::InvalidValue, quote(text), expected);
    decoder.refuse(node.span(), problem.hint_if(did_you_mean(text, known())))
}

/// The JSON schema of `quota:`.
pub(crate) fn schema() -> Value {
    let known: Vec<&str> = AMOUNTS.into_iter().chain(COUNTS).collect();
    let names = json!([{"enum": known}, {"pattern": "^(requests\\.)?hugepages-"}, {"pattern": "/"}]);
    json!({
        "description": "What each namespace of an environment gets at most, by the names of a ResourceQuota.",
        "type": "object",
        "propertyNames": {"pattern": Environment::PATTERN},
        "additionalProperties": {
            "description": "Amounts by resource.",
            "type": "object",
            "propertyNames": {"anyOf": names},
            "additionalProperties": quantity::schema("At most this much.", "100"),
        },
        "examples": [{"prod": {"requests.cpu": 200, "pods": 1000}}],
    })
}
