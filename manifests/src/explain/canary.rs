//! A canary: its second version, and its plan.

use super::rows::{At, Cause, Rows};
use super::sections::image;
use crate::spec::canary::Canary;
use crate::spec::duration::written;
use crate::written::Written;

pub(super) fn canary(rows: &mut Rows<'_>, at: At<'_>, canary: &Canary) {
    let at = at.get("canary");
    rows.below("canary", |rows| {
        if let Some(reference) = &canary.image {
            image(rows, at, reference);
        }
        let pause = rows.follows(at, "pause").unwrap_or(Cause::BUILT_IN);
        rows.below("steps", |rows| {
            for (index, step) in canary.plan.steps().iter().enumerate() {
                let at = at.get("steps").item(index);
                // A step may be its weight alone.
                let weight = if at.text().is_some() { at } else { at.get("weight") };
                rows.below_index(index, |rows| {
                    rows.below("weight", |rows| rows.add_here(weight, Written::of(&step.weight), &Cause::BUILT_IN));
                    if let Some(duration) = step.pause {
                        rows.add(at, "pause", &*written(duration), &pause);
                    }
                });
            }
        });
        if let Some(route) = canary.plan.route_match() {
            let at = at.get("match");
            rows.below("match", |rows| {
                for (key, names) in [("header", route.headers()), ("cookie", route.cookies())] {
                    // The plan keeps the names of headers in lower case, and those of cookies as they are.
                    let at = at.get(key);
                    let entries = if key == "header" { at.entries_in_lower_case() } else { at.entries() };
                    rows.below(key, |rows| {
                        for (name, value) in names {
                            rows.below(name, |rows| rows.add_here(entries.get(name), &**value, &Cause::BUILT_IN));
                        }
                    });
                }
            });
        }
        if let Some(judge) = canary.plan.judge() {
            let at = at.get("judge");
            rows.below("judge", |rows| {
                rows.add_given(at, "maxErrorRatio", Written::of(&judge.max_error_ratio()));
                rows.add(at, "alpha", Written::of(&judge.alpha()), &Cause::BUILT_IN);
            });
        }
    });
}
