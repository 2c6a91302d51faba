//! The further containers of a pod: what runs before the app, and beside it.

use serde_json::{Value, json};

use crate::objects_set::{Set, each, list, text};

const LINES: &str = "\
command: [/app/web]
args: [serve]
resources: {cpu: 500m, memory: 1Gi}
env: {LOG_LEVEL: info, MODE: serve, DB: {secret: db, key: password}}
security: {capabilities: [NET_BIND_SERVICE], writableRoot: true}
config: {files: {app.yaml: 'a: b'}, mount: /etc/app}
secrets: {tls: {mount: /etc/tls}}
storage:
  scratch: {emptyDir: 1Gi, mount: /scratch}
  old: {claim: old, mount: /old, readOnly: true}
  keys: {csi: {driver: secrets-store.csi.k8s.io}, mount: /keys}
init:
  migrate: {args: [migrate], env: {MODE: migrate}}
  warm: {image: {reference: 'curlimages/curl:8.10.1'}, command: [curl], env: {QUIET: 1}, resources: {cpu: 50m}}
sidecars:
  cache: {image: {reference: 'redis:7.4'}, args: [--save, ''], resources: {cpu: 50m, memory: 64Mi}}
  proxy: {image: {reference: 'envoyproxy/envoy:v1.31.0'}}
";

#[track_caller]
fn container<'a>(set: &'a Set, name: &str) -> &'a Value {
    let pod = set.pod();
    let mut all = list(&pod["initContainers"]).iter().chain(list(&pod["containers"]));
    all.find(|container| container["name"] == name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn sidecars_start_before_init_and_run_as_long_as_the_app() {
    let set = Set::read(LINES);
    assert_eq!(each(&set.pod()["initContainers"], "name"), ["cache", "proxy", "migrate", "warm"]);
    assert_eq!(each(&set.pod()["initContainers"], "restartPolicy"), ["Always", "Always", "", ""]);
    assert_eq!(each(&set.pod()["containers"], "name"), ["ai-dc-web"]);
}

#[test]
fn an_init_container_of_the_apps_image_is_the_app_with_another_command() {
    let set = Set::read(LINES);
    let (app, migrate) = (container(&set, "ai-dc-web"), container(&set, "migrate"));
    for key in ["image", "imagePullPolicy", "resources", "securityContext", "volumeMounts"] {
        assert_eq!(migrate[key], app[key], "{key}");
    }
    assert_eq!((migrate.get("command"), &migrate["args"]), (None, &json!(["migrate"])));
    // Its own variables win.
    let secret = json!({"name": "DB", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}});
    let level = json!({"name": "LOG_LEVEL", "value": "info"});
    assert_eq!(migrate["env"], json!([level, secret, {"name": "MODE", "value": "migrate"}]));
    for key in ["ports", "lifecycle", "startupProbe", "readinessProbe", "livenessProbe"] {
        assert_eq!(migrate.get(key), None, "{key}");
    }
    let own = Set::read("resources: {cpu: 1}\ninit: {migrate: {resources: {cpu: 2}}}");
    assert_eq!(container(&own, "migrate")["resources"], json!({"requests": {"cpu": "2"}}));
}

#[test]
fn a_container_of_another_image_shares_data_and_neither_secrets_nor_rights() {
    let set = Set::read(LINES);
    for name in ["cache", "proxy", "warm"] {
        let container = container(&set, name);
        let old = json!({"name": "old", "mountPath": "/old", "readOnly": true});
        let scratch = json!({"name": "scratch", "mountPath": "/scratch"});
        let tmp = json!({"name": "tmp", "mountPath": "/tmp"});
        assert_eq!(container["volumeMounts"], json!([scratch, old, tmp]), "{name}");
        let restricted = json!({
            "allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": true,
        });
        assert_eq!(container["securityContext"], restricted, "{name}");
    }
    assert_eq!(container(&set, "warm")["env"], json!([{"name": "QUIET", "value": "1"}]));
    assert_eq!(container(&set, "warm")["resources"], json!({"requests": {"cpu": "50m"}}));
    assert_eq!(container(&set, "cache")["image"], "redis:7.4");
    assert_eq!((container(&set, "proxy").get("env"), container(&set, "proxy").get("resources")), (None, None));
}

#[test]
fn containers_of_a_pod_with_state_share_its_claims() {
    let set = Set::read(
        "workload: stateful\nstorage: {data: {size: 1Gi, mount: /data}}\ninit: {restore: {args: [restore]}}\n\
         sidecars: {backup: {image: {reference: 'restic/restic:0.17.3'}}}",
    );
    for name in ["ai-dc-web", "restore", "backup"] {
        assert_eq!(each(&container(&set, name)["volumeMounts"], "name"), ["data", "tmp"], "{name}");
    }
}

#[test]
fn each_version_migrates_with_its_own_image() {
    let set = Set::read(
        "ports: {http: 80}\ninit: {migrate: {args: [migrate]}, warm: {image: {reference: 'curlimages/curl:8.10.1'}}}\n\
         tracks: {v2: {image: {tag: 20190601-1200_v21}}}\n\
         canary: {image: {tag: 20190726-1325_v21}, steps: [50%]}",
    );
    for deployment in set.all("Deployment") {
        let pod = &deployment["spec"]["template"]["spec"];
        assert_eq!(pod["initContainers"][0]["image"], pod["containers"][0]["image"]);
        assert_eq!(pod["initContainers"][1]["image"], "curlimages/curl:8.10.1");
    }
    let images: Vec<&str> = set
        .all("Deployment")
        .map(|deployment| text(&deployment["spec"]["template"]["spec"]["containers"][0]["image"]))
        .collect();
    assert_eq!(images.iter().collect::<std::collections::BTreeSet<_>>().len(), 3, "{images:?}");
}
