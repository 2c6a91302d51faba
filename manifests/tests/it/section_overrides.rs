//! Overrides of sections: maps merge by key, null takes away, and a choice takes the place of another.

use pavedroad_manifests::{App, AppSpec, EnvValue, Mesh, MeshMode, Platform, VolumeSource};

use crate::app_spec::HEAD;
use crate::schema;
use crate::sections::platform;

/// The app in `test`, over which `over` is laid, and as it is in `preview`.
#[track_caller]
fn pair(platform: &Platform, file: &str, over: &str) -> (App, App) {
    let text = format!("{HEAD}{file}\nenvironments: {{test: {{{over}}}}}\n");
    let spec = AppSpec::read(platform, "app.yaml", &text).unwrap_or_else(|findings| panic!("{text}{findings}"));
    assert_eq!(schema::refused_app(&text), None, "{text}");
    (spec.app("test").unwrap().clone(), spec.app("preview").unwrap().clone())
}

/// What `over` makes of `file` is what `whole` says.
#[track_caller]
fn becomes(platform: &Platform, file: &str, over: &str, whole: &str) {
    let (found, _) = pair(platform, file, over);
    let (expected, _) = pair(platform, whole, "");
    assert_eq!(found, expected, "{file}\n{over}");
}

#[test]
fn maps_merge_by_key_and_lists_replace() {
    let platform = platform();
    for (file, over, whole) in [
        ("labels: {team: search, tier: web}", "labels: {tier: null, team: ads}", "labels: {team: ads}"),
        ("command: [a, b]\nargs: [c, d]", "command: [x]", "command: [x]\nargs: [c, d]"),
        ("args: [c, d]", "args: []", "args: []"),
        (
            "config: {files: {a: '1', b: '2'}, mount: /etc/app}",
            "config: {files: {a: '3', b: null, c: '4'}}",
            "config: {files: {a: '3', c: '4'}, mount: /etc/app}",
        ),
        ("config: {consul: {prefix: a, acl: write}}", "config: {consul: {acl: null}}", "config: {consul: {prefix: a}}"),
        (
            "secrets: {a: {mount: /a}, b: {mount: /b}}",
            "secrets: {a: {mount: /c}, b: null}",
            "secrets: {a: {mount: /c}}",
        ),
        (
            "storage: {data: {size: 1Gi, access: ReadWriteMany, mount: /data}}",
            "storage: {data: {size: 2Gi}}",
            "storage: {data: {size: 2Gi, access: ReadWriteMany, mount: /data}}",
        ),
        ("logs: {paths: [/l/a], multiline: x}", "logs: {paths: [/l/b]}", "logs: {paths: [/l/b], multiline: x}"),
        ("tracing: {sampling: 1%}", "tracing: null", ""),
        (
            "init: {a: {args: [a]}, b: {args: [b]}}",
            "init: {a: null, c: {args: [c]}}",
            "init: {b: {args: [b]}, c: {args: [c]}}",
        ),
        (
            "sidecars: {c: {image: {reference: a}, resources: {cpu: 1}}}",
            "sidecars: {c: {resources: {size: 1c1g}}}",
            "sidecars: {c: {image: {reference: a}, resources: {size: 1c1g}}}",
        ),
        (
            "mesh: {mode: sidecar, timeout: 5s, outlier: {errors: 3, ejection: 10s}}",
            "mesh: {timeout: null, outlier: {errors: 4}}",
            "mesh: {mode: sidecar, outlier: {errors: 4, ejection: 10s}}",
        ),
        (
            "ports: {http: 80}\nroutes: {a: {host: a.b}, b: {host: c.d, path: /x}}",
            "routes: {b: {host: null}, a: null}",
            "ports: {http: 80}\nroutes: {b: {path: /x}}",
        ),
        ("callers: [ad-bid-api]", "callers: null", ""),
        ("calls: [ai-dc-server]", "calls: [{external: a.b, port: 1}]", "calls: [{external: a.b, port: 1}]"),
        (
            "mesh: {mode: sidecar}\ncanary: {steps: [5%], pause: 1m}",
            "canary: {steps: [6%, 7%]}",
            "mesh: {mode: sidecar}\ncanary: {steps: [6%, 7%], pause: 1m}",
        ),
        ("mesh: {mode: sidecar}\ncanary: {steps: [5%]}", "canary: null", "mesh: {mode: sidecar}"),
        (
            "jobs: {a: {schedule: '@daily', args: [x], deadline: 1m}, b: {schedule: '@daily'}}",
            "jobs: {a: {schedule: '@hourly', deadline: null}, b: null}",
            "jobs: {a: {schedule: '@hourly', args: [x]}}",
        ),
        (
            "availability: {disruption: 2, drain: 5s}",
            "availability: {drain: null, spread: []}",
            "availability: {disruption: 2, spread: []}",
        ),
        (
            "placement: {nodeSelector: {a: b, c: d}, tolerations: [{key: x}]}",
            "placement: {nodeSelector: {a: null}, tolerations: [{key: y}]}",
            "placement: {nodeSelector: {c: d}, tolerations: [{key: y}]}",
        ),
        (
            "access: {election: true, rules: {a: {resources: [pods], verbs: [get]}}}",
            "access: {election: null, rules: {a: {verbs: [list]}}}",
            "access: {rules: {a: {resources: [pods], verbs: [list]}}}",
        ),
        ("security: {user: 5, writableRoot: true}", "security: {user: null}", "security: {writableRoot: true}"),
        ("patches: [{kind: Deployment, merge: {spec: {paused: true}}}]", "patches: []", ""),
    ] {
        becomes(&platform, file, over, whole);
    }
}

#[test]
fn laying_nothing_over_changes_nothing() {
    let platform = platform();
    let (test, preview) =
        pair(&platform, "jobs: {a: {schedule: '@daily'}}\nmesh: {mode: sidecar, retries: 3}", "jobs: {}, mesh: {}");
    assert_eq!((test.jobs(), test.mesh()), (preview.jobs(), preview.mesh()));
}

#[test]
fn another_kind_of_volume_takes_the_place_of_the_first() {
    let platform = platform();
    let file = "storage: {data: {size: 1Gi, class: fast, access: ReadWriteMany, mount: /data}}";
    for (over, whole) in [
        ("emptyDir: 1Gi", "emptyDir: 1Gi, mount: /data"),
        ("claim: old, mount: /old", "claim: old, mount: /old"),
        ("hostPath: /x", "hostPath: /x, mount: /data"),
        ("nfs: {server: a, path: /b}, readOnly: true", "nfs: {server: a, path: /b}, readOnly: true, mount: /data"),
        ("csi: {driver: d}", "csi: {driver: d}, mount: /data"),
        ("class: slow", "size: 1Gi, class: slow, access: ReadWriteMany, mount: /data"),
    ] {
        // Paths of the node are allowed in `test` alone.
        becomes_in_test(
            &platform,
            file,
            &format!("storage: {{data: {{{over}}}}}"),
            &format!("storage: {{data: {{{whole}}}}}"),
        );
    }
    let (test, _) = pair(
        &platform,
        "storage: {data: {emptyDir: 1Gi, mount: /data}}",
        "storage: {data: {size: 2Gi, access: ReadWriteMany}}",
    );
    assert!(matches!(test.storage()[0].source, VolumeSource::Claim { .. }));
}

/// As [`becomes`], where only `test` allows what the override says.
#[track_caller]
fn becomes_in_test(platform: &Platform, file: &str, over: &str, whole: &str) {
    let (found, _) = pair(platform, file, over);
    let (expected, _) = pair(platform, "", whole);
    assert_eq!(found, expected, "{file}\n{over}");
}

#[test]
fn another_source_of_a_variable_takes_the_place_of_the_first() {
    let platform = platform();
    for (file, over, whole) in [
        ("text", "{secret: db, key: k}", "{secret: db, key: k}"),
        ("{secret: db, key: k}", "text", "text"),
        ("{secret: db, key: k}", "{field: status.podIP}", "{field: status.podIP}"),
        ("{field: status.podIP}", "{secret: db, key: k}", "{secret: db, key: k}"),
        ("{secret: db, key: k}", "{key: other}", "{secret: db, key: other}"),
    ] {
        becomes(
            &platform,
            &format!("env: {{A: {file}}}"),
            &format!("env: {{A: {over}}}"),
            &format!("env: {{A: {whole}}}"),
        );
        let init = |value: &str| format!("init: {{a: {{args: [a], env: {{A: {value}}}}}}}");
        becomes(&platform, &init(file), &format!("init: {{a: {{env: {{A: {over}}}}}}}"), &init(whole));
    }
    let (test, _) = pair(&platform, "env: {A: {secret: db, key: k}}", "env: {A: ''}");
    assert_eq!(test.env()[0].value, EnvValue::Text("".into()));
}

#[test]
fn images_of_tracks_and_canaries_are_replaced_as_a_whole() {
    let platform = platform();
    let digest = format!("'sha256:{}'", "ab".repeat(32));
    let (test, _) = pair(
        &platform,
        "mesh: {mode: sidecar}\ntracks: {v2: {image: {tag: 20190601-1200_v21}}}\ncanary: {image: {tag: 20190601-1200_v21}, steps: [5%]}",
        &format!("tracks: {{v2: {{image: {{digest: {digest}}}}}}}, canary: {{image: {{reference: redis}}}}"),
    );
    assert!(test.tracks()[0].image.contains("ai-dc-web@sha256:"), "{}", test.tracks()[0].image);
    assert_eq!(test.canary().unwrap().image.as_deref(), Some("redis"));
}

#[test]
fn an_app_that_leaves_the_mesh_leaves_its_settings_there() {
    let platform = platform();
    let (test, preview) = pair(&platform, "mesh: {mode: sidecar, timeout: 5s, retries: 3}", "mesh: {mode: none}");
    assert_eq!(test.mesh(), &Mesh::default());
    assert_eq!((preview.mesh().mode, preview.mesh().retries), (MeshMode::Sidecar, Some(3)));
}

#[test]
fn what_is_not_given_is_as_the_reference_says() {
    let platform = platform();
    let (app, _) = pair(
        &platform,
        "ports: {http: 80, admin: 81}\nroutes: {web: {}}\njobs: {a: {schedule: '@daily'}}\nmesh: {mode: sidecar, outlier: {}}\n\
         storage: {d: {size: 1Gi, mount: /d}}\nreplicas: 3\nconfig: {apollo: {appId: a}, consul: {prefix: a/}}\n\
         access: {rules: {a: {resources: [pods], verbs: [get]}}}\nplacement: {tolerations: [{}]}",
        "",
    );
    let route = &app.routes()[0];
    assert_eq!((route.host.as_deref(), &*route.path, route.port.as_str(), route.public), (None, "/", "http", false));
    let job = &app.jobs()[0];
    assert_eq!(job.time_zone.as_deref(), platform.time_zone());
    assert!(job.deadline.is_none() && job.command.is_empty() && job.args.is_empty());
    let outlier = app.mesh().outlier.unwrap();
    assert_eq!((outlier.errors.get(), outlier.ejection.as_secs()), (5, 30));
    assert_eq!(&*app.config().consul.as_ref().unwrap().prefix, "a");
    assert_eq!(app.config().apollo.as_ref().unwrap().namespaces, ["application".into()]);
    assert_eq!(app.access().rules[0].api_groups, ["".into()]);
    assert!(app.placement().tolerations[0].key.is_none());
    let volume = &app.storage()[0];
    assert!(!volume.read_only && format!("{:?}", volume.source).contains("access: ReadWriteOnce"));
}

#[test]
fn the_pods_that_a_platform_asks_for_are_the_default() {
    let platform = Platform::read("platform.yaml", "minReplicas: {prod: 3, test: 1}").unwrap();
    let least = |lines: &str| {
        let spec = AppSpec::read(&platform, "app.yaml", format!("{HEAD}resources: {{cpu: 1}}\n{lines}\n"));
        let spec = spec.unwrap_or_else(|findings| panic!("{findings}"));
        spec.apps().iter().map(|app| app.scale().least()).collect::<Vec<_>>()
    };
    assert_eq!(least(""), [2, 2, 3]);
    assert_eq!(least("autoscale: {max: 9, cpu: 60%}"), [2, 2, 3]);
    assert_eq!(least("replicas: 5"), [5, 5, 5]);
    assert_eq!(least("replicas: 0"), [0, 0, 0]);
    assert_eq!(least("workload: per-node"), [2, 2, 3]);
}
