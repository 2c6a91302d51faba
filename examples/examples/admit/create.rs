//! Objects made one after another, under the rules of their namespace.

use k8s_openapi::api::core::v1::Pod;
use pavedroad_manifests::Object;
use pavedroad_manifests::admission::{AmountErrors, NamespaceRules};

use crate::cluster::usage;
use crate::group::Group;

/// What became of the pods of a group.
pub(crate) struct Created {
    pub(crate) admitted: u64,
    /// Why the next one is refused, by each who does.
    pub(crate) refusals: Vec<String>,
    /// One that is admitted, as the server stores it.
    pub(crate) pod: Option<Pod>,
}

/// Makes the pods of a group until one is refused: they are alike, so those after it are refused too.
pub(crate) fn create_pods(rules: &mut NamespaceRules, group: &Group<'_>) -> Created {
    let mut created = Created { admitted: 0, refusals: Vec::new(), pod: None };
    if group.is_there {
        return Created { admitted: group.new, pod: Some(group.pod.clone()), ..created };
    }
    while created.admitted < group.new {
        created.refusals = group.claims(created.admitted).iter().flat_map(|claim| create(rules, claim)).collect();
        if !created.refusals.is_empty() {
            break;
        }
        match rules.create_pod(&group.pod(created.admitted)) {
            Ok(admission) if admission.is_admitted() => created.pod = Some(admission.pod().clone()),
            Ok(admission) => {
                created.refusals = admission.refusals().iter().map(ToString::to_string).collect();
                break;
            }
            Err(errors) => {
                created.refusals = words(&errors);
                break;
            }
        }
        created.admitted += 1;
    }
    created
}

/// Makes an object that is no pod; why it is refused, if it is.
pub(crate) fn create(rules: &mut NamespaceRules, object: &Object) -> Vec<String> {
    refusals(rules, object).unwrap_or_else(|errors| words(&errors))
}

fn refusals(rules: &mut NamespaceRules, object: &Object) -> Result<Vec<String>, AmountErrors> {
    let mut refusals = Vec::new();
    if let Object::PersistentVolumeClaim(claim) = object {
        for limits in &rules.limit_ranges {
            refusals.extend(limits.admit_claim(claim)?.map(|refusal| refusal.to_string()));
        }
    }
    let usage = usage(object)?;
    refusals.extend(rules.quotas.iter().filter_map(|quota| quota.admit(&usage)).map(|refusal| refusal.to_string()));
    if refusals.is_empty() {
        rules.quotas.iter_mut().for_each(|quota| quota.charge(&usage));
    }
    Ok(refusals)
}

fn words(errors: &AmountErrors) -> Vec<String> {
    errors.errors().iter().map(ToString::to_string).collect()
}
