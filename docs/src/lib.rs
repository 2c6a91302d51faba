//! The generated part of the documentation. [`pages`] lists every generated file; a test compares each with the one
//! that is checked in, and `UPDATE_DOCS=1 cargo test -p docs` rewrites them.
//!
//! To add a page: a module with a function that returns its text, and a line in [`pages`].
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic
    )
)]

mod autoscale;
mod document;
mod encapsulation;
mod example;
mod findings;
mod lint;
mod mtu;
mod names;
mod page;
mod pods_for_a_weight;
mod rolling_update;
mod table;
mod weight_rules;

pub use findings::{ExampleFile, FindingExample, finding_examples};
pub use page::{Page, UPDATE};

/// Every generated file, in the order of their paths. `docs/reference` and `docs/schemas` hold nothing else.
#[must_use]
pub fn pages() -> Vec<Page> {
    let (app, platform) = (pavedroad_manifests::app_schema(), pavedroad_manifests::platform_schema());
    vec![
        Page::markdown("docs/reference/app.md", &document::text(&app, example::APP, APP, "../schemas/app.json")),
        Page::markdown("docs/reference/autoscaling.md", &autoscale::text()),
        Page::markdown("docs/reference/encapsulation.md", &encapsulation::text()),
        Page::markdown("docs/reference/findings.md", &findings::text()),
        Page::markdown("docs/reference/lint.md", &lint::text()),
        Page::markdown("docs/reference/mtu.md", &mtu::text()),
        Page::markdown("docs/reference/names.md", &names::text()),
        Page::markdown(
            "docs/reference/platform.md",
            &document::text(&platform, example::PLATFORM, PLATFORM, "../schemas/platform.json"),
        ),
        Page::markdown("docs/reference/pods-for-a-weight.md", &pods_for_a_weight::text()),
        Page::markdown("docs/reference/rolling-update.md", &rolling_update::text()),
        Page::markdown("docs/reference/weight-rules.md", &weight_rules::text()),
        Page::json("docs/schemas/app.json", app),
        Page::json("docs/schemas/convention.json", schemars::schema_for!(pavedroad_naming::Convention).to_value()),
        Page::json("docs/schemas/netbench-report.json", pavedroad_netbench::report_schema()),
        Page::json("docs/schemas/platform.json", platform),
    ]
}

const APP: &str = "\
`app.yaml` is written by the team that owns a service. Everything has a sensible default but the name and the image. \
Maps keep the order of the file. Under `environments`, maps merge by key, `null` takes a value away, and everything \
else replaces. A choice replaces another: of a probe's check, of where a variable comes from, of what holds a volume; an image \
is replaced as a whole, and `mesh: {mode: none}` takes all settings of the mesh away. What is taken away is as if it had \
never been given, except for a probe, which is then not there at all.

Examples: [four lines](../../examples/apps/ai-dc-web.yaml), [two environments that \
differ](../../examples/apps/ai-dc-server.yaml), [every key](../../examples/apps/every-key.yaml).";

const PLATFORM: &str = "\
`platform.yaml` is written once, by the platform team. What it leaves out is as in the built-in platform, key by key. \
A template both prints names and reads them back; one that could be read in two ways is refused.

Examples: [every key](../../examples/platforms/every-key.yaml), [a company without business \
lines](../../examples/platforms/without-lines.yaml).";
