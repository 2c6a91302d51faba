//! What the pods need and where they run: configuration, volumes, logs, traces, jobs, nodes, rights.

use super::containers::words;
use super::rows::{At, Cause, Rows, name_of};
use crate::app::App;
use crate::spec::duration::written;
use crate::written::Written;
use crate::{
    Access, Availability, Capability, Concurrency, ConsulAcl, Job, Patch, Placement, Platform, Security, Spread,
    Toleration, Volume, VolumeSource,
};

const BUILT_IN: &Cause = &Cause::BUILT_IN;

pub(super) fn config(rows: &mut Rows<'_>, at: At<'_>, app: &App, platform: &Platform) {
    let (at, config) = (at.get("config"), &app.config);
    rows.below("config", |rows| {
        rows.add_texts(at, "files", config.files.iter().map(|(name, text)| (&**name, &**text)));
        if let Some(mount) = &config.mount {
            rows.add_given(at, "mount", &**mount);
        }
        if let Some(consul) = &config.consul {
            let at = at.get("consul");
            rows.below("consul", |rows| {
                rows.add_given(at, "prefix", &*consul.prefix);
                rows.add(at, "acl", name_of(&ConsulAcl::ALL, consul.acl), BUILT_IN);
                if let Some(backend) = &platform.settings.consul {
                    rows.add_platform("address", &*backend.address, &["consul", "address"]);
                    rows.add_platform("port", backend.port.get(), &["consul", "port"]);
                }
            });
        }
        if let Some(apollo) = &config.apollo {
            let at = at.get("apollo");
            rows.below("apollo", |rows| {
                rows.add_given(at, "appId", &*apollo.app_id);
                rows.add_given(at, "namespaces", Written::texts(&apollo.namespaces));
                if let Some(meta) = &platform.settings.apollo {
                    rows.add_platform("meta", &*meta.address(&app.environment), &["apollo", "meta"]);
                }
            });
        }
    });
}

pub(super) fn storage(rows: &mut Rows<'_>, at: At<'_>, volumes: &[Volume]) {
    rows.add_items(
        at,
        "storage",
        volumes,
        |volume| volume.name.as_str(),
        |rows, at, volume| {
            source(rows, at, &volume.source);
            rows.add_given(at, "mount", &*volume.mount);
            rows.add(at, "readOnly", volume.read_only, BUILT_IN);
        },
    );
}

fn source(rows: &mut Rows<'_>, at: At<'_>, source: &VolumeSource) {
    match source {
        VolumeSource::Claim { size, class, access } => {
            rows.add_given(at, "size", Written::of(size));
            if let Some(class) = class {
                rows.add_given(at, "class", class.as_str());
            }
            rows.add(at, "access", access.as_str(), BUILT_IN);
        }
        VolumeSource::ExistingClaim(claim) => rows.add_given(at, "claim", claim.as_str()),
        VolumeSource::EmptyDir(size) => rows.add_given(at, "emptyDir", Written::of(size)),
        VolumeSource::HostPath(path) => rows.add_given(at, "hostPath", &**path),
        VolumeSource::Nfs { server, path } => rows.below("nfs", |rows| {
            rows.add_given(at.get("nfs"), "server", &**server);
            rows.add_given(at.get("nfs"), "path", &**path);
        }),
        VolumeSource::Csi { driver, attributes } => rows.below("csi", |rows| {
            let at = at.get("csi");
            rows.add_given(at, "driver", driver.as_str());
            rows.add_texts(at, "attributes", attributes.iter().map(|(key, value)| (&**key, &**value)));
        }),
    }
}

pub(super) fn logs(rows: &mut Rows<'_>, at: At<'_>, app: &App, platform: &Platform) {
    let Some(logs) = &app.logs else { return };
    let at = at.get("logs");
    rows.below("logs", |rows| {
        rows.add_given(at, "paths", Written::texts(&logs.paths));
        if let Some(multiline) = &logs.multiline {
            rows.add_given(at, "multiline", &**multiline);
        }
        if let Some(shipping) = &platform.settings.logs {
            rows.below("image", |rows| {
                rows.add_platform("reference", shipping.image.as_str(), &["logs", "image", "reference"]);
            });
            rows.add_platform(
                "elasticsearch",
                Written::texts(shipping.hosts(&app.environment)),
                &["logs", "elasticsearch"],
            );
        }
    });
}

pub(super) fn tracing(rows: &mut Rows<'_>, at: At<'_>, app: &App, platform: &Platform) {
    let Some(tracing) = &app.tracing else { return };
    rows.below("tracing", |rows| {
        rows.add_given(at.get("tracing"), "sampling", Written::of(&tracing.sampling));
        if let Some(backend) = &platform.settings.tracing {
            rows.add_platform("address", &*backend.address, &["tracing", "address"]);
            rows.add_platform("port", backend.port.get(), &["tracing", "port"]);
        }
    });
}

pub(super) fn jobs(rows: &mut Rows<'_>, at: At<'_>, jobs: &[Job]) {
    rows.add_items(
        at,
        "jobs",
        jobs,
        |job| job.name.as_str(),
        |rows, at, job| {
            rows.add_given(at, "schedule", job.schedule.as_str());
            if let Some(zone) = &job.time_zone {
                let cause = rows.platform(&["timeZone"]);
                rows.add(at, "timeZone", &**zone, &cause);
            }
            words(rows, at, "command", &job.command);
            words(rows, at, "args", &job.args);
            rows.add(at, "concurrency", name_of(&Concurrency::ALL, job.concurrency), BUILT_IN);
            if let Some(deadline) = job.deadline {
                rows.add_given(at, "deadline", &*written(deadline));
            }
        },
    );
}

pub(super) fn availability(rows: &mut Rows<'_>, at: At<'_>, availability: &Availability) {
    let at = at.get("availability");
    rows.below("availability", |rows| {
        rows.add(at, "disruption", Written::of(&availability.disruption), BUILT_IN);
        let spread = availability.spread.iter().map(|spread| name_of(&Spread::ALL, *spread));
        rows.add(at, "spread", Written::texts(spread), BUILT_IN);
        rows.add(at, "drain", &*written(availability.drain), BUILT_IN);
        rows.add(at, "grace", &*written(availability.grace), BUILT_IN);
        if let Some(class) = &availability.priority_class {
            rows.add_given(at, "priorityClass", class.as_str());
        }
    });
}

pub(super) fn placement(rows: &mut Rows<'_>, at: At<'_>, placement: &Placement) {
    let at = at.get("placement");
    rows.below("placement", |rows| {
        let selector = placement.node_selector.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        rows.add_texts(at, "nodeSelector", selector);
        rows.below("tolerations", |rows| {
            for (index, toleration) in placement.tolerations.iter().enumerate() {
                let at = at.get("tolerations").item(index);
                rows.below_index(index, |rows| tolerate(rows, at, toleration));
            }
        });
    });
}

fn tolerate(rows: &mut Rows<'_>, at: At<'_>, toleration: &Toleration) {
    if let Some(key) = &toleration.key {
        rows.add_given(at, "key", key.as_str());
    }
    let operator = if toleration.value.is_some() { "Equal" } else { "Exists" };
    rows.add(at, "operator", operator, BUILT_IN);
    if let Some(value) = &toleration.value {
        rows.add_given(at, "value", value.as_str());
    }
    if let Some(effect) = toleration.effect {
        rows.add_given(at, "effect", effect.as_str());
    }
    if let Some(seconds) = toleration.seconds {
        rows.add_given(at, "tolerationSeconds", seconds);
    }
}

pub(super) fn access(rows: &mut Rows<'_>, at: At<'_>, access: &Access) {
    let at = at.get("access");
    rows.below("access", |rows| {
        rows.add(at, "election", access.election, BUILT_IN);
        rows.add_items(
            at,
            "rules",
            &access.rules,
            |rule| rule.name.as_str(),
            |rows, at, rule| {
                rows.add(at, "apiGroups", Written::texts(&rule.api_groups), BUILT_IN);
                rows.add_given(at, "resources", Written::texts(&rule.resources));
                words(rows, at, "resourceNames", &rule.resource_names);
                rows.add_given(at, "verbs", Written::texts(&rule.verbs));
            },
        );
    });
}

pub(super) fn security(rows: &mut Rows<'_>, at: At<'_>, security: &Security) {
    let at = at.get("security");
    rows.below("security", |rows| {
        rows.add(at, "user", security.user, BUILT_IN);
        rows.add(at, "writableRoot", security.writable_root, BUILT_IN);
        let capabilities = security.capabilities.iter().map(|capability| Capability::as_str(*capability));
        rows.add(at, "capabilities", Written::texts(capabilities), BUILT_IN);
        rows.add(at, "privileged", security.privileged, BUILT_IN);
    });
}

pub(super) fn patches(rows: &mut Rows<'_>, at: At<'_>, patches: &[Patch]) {
    let at = at.get("patches");
    rows.below("patches", |rows| {
        for (index, patch) in patches.iter().enumerate() {
            let at = at.item(index);
            rows.below_index(index, |rows| {
                rows.add_given(at, "kind", &*patch.kind);
                if let Some(name) = &patch.name {
                    rows.add_given(at, "name", name.as_str());
                }
                rows.add_given(at, "merge", Written::from_json(&patch.merge));
            });
        }
    });
}
