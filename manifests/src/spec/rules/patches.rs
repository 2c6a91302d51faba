//! Patches fit the objects that they are laid over.

use crate::decode::{Decoder, did_you_mean, listed};
use crate::finding::Problem;
use crate::objects::Objects;
use crate::patch::{self, PathStep};
use crate::spec::patch::Patch;
use crate::yaml::tree::Node;
use crate::{App, FindingCode, Object};
use pavedroad_rollout::Weight;

/// How many steps of a canary are tried. The objects of two steps differ in numbers, so the first ones tell.
const STEPS: usize = 16;

/// Every patch is tried on the app's objects, in order, each over what the one before left: before the canary gets any
/// requests, at each step, and when it gets all. A patch that fits is still the object it was, its kind has all fields
/// that the patch names, and its selector finds its pods.
pub(in crate::spec) fn patches(decoder: &mut Decoder<'_>, node: &Node, app: &App) -> bool {
    if app.patches.is_empty() {
        return true;
    }
    let plan = app.canary.iter().flat_map(|canary| canary.plan.steps());
    let weights = plan.map(|step| step.weight).take(STEPS).chain([Weight::ONE]);
    let weights: Vec<Weight> = weights.filter(|_| app.canary.is_some()).collect();
    let bare = App { patches: Vec::new(), ..app.clone() };
    // What is wrong at first is wrong at every step.
    std::iter::once(Weight::ZERO).chain(weights).all(|weight| {
        let mut objects = bare.clone().at_weight(weight).objects();
        app.patches
            .iter()
            .enumerate()
            .fold(true, |fine, (index, patch)| fits(decoder, node, index, patch, &mut objects) && fine)
    })
}

fn fits(decoder: &mut Decoder<'_>, node: &Node, index: usize, patch: &Patch, objects: &mut Objects) -> bool {
    if !objects.iter().any(|object| patch::is_for(patch, object)) {
        report_target(decoder, node, index, patch, objects);
        return false;
    }
    let mut fine = true;
    for object in objects.iter_mut().filter(|object| patch::is_for(patch, object)) {
        match patch::patched(object, &patch.merge) {
            Ok(patched) => *object = patched,
            Err(faults) => {
                fine = false;
                for fault in faults {
                    let place = [key("patches"), PathStep::Index(index), key("merge")];
                    decoder.report_along(node, &[&place, &*fault.path].concat(), fault.at_key, fault.problem);
                }
            }
        }
    }
    fine
}

/// Reports a kind that the app has no object of, or a name that none of that kind has.
fn report_target(decoder: &mut Decoder<'_>, node: &Node, index: usize, patch: &Patch, objects: &Objects) {
    let of_kind = |object: &&Object| *patch.kind == *object.kind();
    let names: Vec<&str> =
        objects.iter().filter(of_kind).filter_map(|object| object.metadata().name.as_deref()).collect();
    let mut kinds: Vec<&str> = objects.iter().map(Object::kind).collect();
    kinds.dedup();
    let (field, what, value, declared) = match &patch.name {
        Some(name) if !names.is_empty() => ("name", "object", name.as_str(), names),
        _ => ("kind", "kind", &*patch.kind, kinds),
    };
    let declared = declared.into_iter();
    let found = format!("{what} `{value}`");
    let problem =
        Problem::error(FindingCode::DanglingReference, found, listed("one that the app has", declared.clone()));
    let place = [key("patches"), PathStep::Index(index), key(field)];
    decoder.report_along(node, &place, false, problem.hint_if(did_you_mean(value, declared)));
}

fn key(key: &str) -> PathStep {
    PathStep::Key(key.into())
}
