//! What went wrong on a platform of text templates, each a case of its own.
//!
//! | item | what went wrong | shown by |
//! |---|---|---|
//! | 1 | characters of HTML, a pattern with a colon | `objects_regressions::regression_01_..`, `item_1_..` here |
//! | 2 | a canary of two rules | `routing_istio::kplcloud_2_..` |
//! | 3 | a Gateway's protocol, an empty match | `routing_istio::kplcloud_3_..` |
//! | 4 | jobs without registry, volume and end | `item_4_..` |
//! | 5 | one environment for all | `item_5_..` |
//! | 6 | no cpu, no target port, no probes, an outage | `objects_regressions::regression_06_..` |
//! | 7 | keys and numbers of files | `objects_regressions::regression_07_..` |
//! | 8 | versions that are not served | `item_8_..`, `routing_istio::kplcloud_8_..` |
//! | 9 | names of apps | `item_9_..` |
//! | 10 | amounts rounded to whole units | `objects_regressions::regression_10_..`, `edit_texts::quantities_are_written_as_given_and_never_rounded` |
//! | 11 | a tag after the first colon | `item_11_..` |
//! | 12 | two proxies | `item_12_..`, `objects_proxy::a_switch_into_the_mesh_and_back_..` |
//! | 13 | mounts without volumes | `objects_regressions::regression_13_..`, `item_13_..` |
//! | 14 | kinds that nobody wrote | `item_14_..` |

use std::collections::BTreeSet;

use pavedroad_manifests::{App, AppSpec, Edit, Platform, edit};
use serde_json::{Value, json};

use crate::objects_delivery::{BACKENDS, container, delivered, items, one, pods, variables};
use crate::whole_spec::{EVERYTHING, PLATFORM};

const JOB: &str = "ports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\nlogs: {paths: [/var/log/app/*.log]}\n\
                   jobs: {hello: {schedule: '*/5 * * * *', args: [hello]}}\n";

/// Its template put the pattern between nothing, and a colon and a blank in it made a mapping.
#[test]
fn item_1_a_log_pattern_with_a_colon_and_a_blank_stays_intact() {
    for pattern in [
        "^[0-9]{4}: ",
        r#"^(ERROR|WARN): "x" \$\{y\} \${2} '#' - [a]"#,
        "^a && b > '/tmp/x' + c",
        "^\\[20[0-9]{2}-[0-9]{2}\\]: # ",
        "yes",
        "^a$|^b$",
    ] {
        let lines = format!("logs: {{paths: [/var/log/app/*.log], multiline: {}}}", json!(pattern));
        let objects = delivered(BACKENDS, &lines, "test");
        let text = one(&objects, "ConfigMap")["data"]["filebeat.yml"].as_str().unwrap();
        let (old, new): (Value, Value) = (serde_yaml::from_str(text).unwrap(), serde_saphyr::from_str(text).unwrap());
        assert_eq!(old, new);
        let multiline = &new["filebeat.inputs"][0]["parsers"][0]["multiline"];
        // Filebeat itself reads `$${` as `${`.
        assert_eq!(multiline["pattern"].as_str().unwrap().replace("$${", "${"), pattern);
    }
}

/// Its image had no registry, its log volume was none of the pod's, and filebeat ran on when the work was done.
#[test]
fn item_4_a_job_has_the_apps_image_its_log_volume_and_a_sidecar_that_ends_with_it() {
    let objects = delivered(BACKENDS, JOB, "test");
    let pod = &one(&objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"];
    let work = container(pod, "ai-dc-web");
    assert_eq!(work["image"], "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20");
    assert_eq!(items(&pod["containers"]).len(), 1);
    assert_eq!(container(pod, "filebeat")["restartPolicy"], "Always");
    for container in [work, container(pod, "filebeat")] {
        for mount in items(&container["volumeMounts"]) {
            assert!(items(&pod["volumes"]).iter().any(|volume| volume["name"] == mount["name"]), "{mount}");
        }
    }
}

#[test]
fn item_5_env_follows_the_environment_in_deployments_and_jobs() {
    let lines = format!("{JOB}config: {{apollo: {{appId: ai-dc-web}}}}");
    for environment in ["test", "preview", "prod"] {
        let objects = delivered(BACKENDS, &lines, environment);
        for pod in pods(&objects) {
            assert!(variables(container(pod, "ai-dc-web")).contains(&("ENV", environment)), "{environment}");
        }
    }
}

#[test]
fn item_8_storage_classes_and_cron_jobs_have_the_versions_that_are_served() {
    let platform = format!("{BACKENDS}storageClasses: {{nfs: {{provisioner: nfs.csi.k8s.io}}}}");
    let objects = delivered(&platform, JOB, "test");
    assert_eq!(one(&objects, "StorageClass")["apiVersion"], "storage.k8s.io/v1");
    assert_eq!(one(&objects, "CronJob")["apiVersion"], "batch/v1");
}

/// A platform whose apps have names of one part, and whose registry has a port.
const PLAIN: &str = "\
convention:
  lines: {}
  environments: [dev]
  app: '{component}'
  namespace: '{environment}'
  registry: {host: 'hub:5000'}
  image: '{host}/{namespace}/{app}:{tag}'
  tag: '{revision}'
mesh: {cni: true, proxy: {image: {reference: 'docker.io/istio/proxyv2:1.27.1'}}}
";

fn plain() -> Platform {
    Platform::read("platform.yaml", PLAIN).unwrap()
}

/// The check took what no Service may be called, and refused what one may.
#[test]
fn item_9_app_names_are_those_that_services_may_have() {
    let read = |name: &str| AppSpec::read(&plain(), "app.yaml", format!("app: {name}\nimage: {{tag: v1}}\n"));
    for name in ["a--b", "a", "hello-world", &"a".repeat(56)] {
        assert!(read(name).is_ok(), "{name}");
    }
    for name in ["a-", "-a", "1a", "A", "a_b", "a.b", &"a".repeat(64), &"a".repeat(200)] {
        assert!(read(name).is_err(), "{name}");
    }
}

/// What runs after an edit.
#[track_caller]
fn image_after(image: &str, change: &str) -> String {
    let text = format!("app: x\nimage: {image}\n");
    let change: Edit = change.parse().unwrap();
    let edited = edit(&plain(), "app.yaml", &text, &[change]).unwrap();
    let spec = AppSpec::read(&plain(), "app.yaml", edited.text()).unwrap();
    spec.apps()[0].image().to_owned()
}

/// The image was cut at its first colon, which is that of the registry's port.
#[test]
fn item_11_a_roll_back_keeps_the_port_of_the_registry() {
    assert_eq!(image_after("{tag: v2}", "image.tag=v1"), "hub:5000/dev/x:v1");
    assert_eq!(image_after("{reference: 'hub:5000/x:v2'}", "image.reference=hub:5000/x:v1"), "hub:5000/x:v1");
    assert_eq!(image_after("{reference: 'hub:5000/x:v2'}", "image.tag=v1"), "hub:5000/dev/x:v1");
    let labels = |image: &str| {
        let text = format!("app: x\nimage: {image}\n");
        let spec = AppSpec::read(&plain(), "app.yaml", &text).unwrap();
        let objects = spec.apps()[0].objects();
        let deployment = objects.iter().find(|object| object.kind() == "Deployment").unwrap();
        serde_json::to_value(deployment).unwrap()["spec"]["template"]["metadata"]["labels"]["version"].take()
    };
    assert_eq!(labels("{reference: 'hub:5000/x:v1'}"), "v1");
    assert_eq!(labels("{reference: 'hub:5000/x'}"), Value::Null);
}

/// A second switch added a second proxy, and there was no way back.
#[test]
fn item_12_a_switch_into_the_mesh_is_made_once_and_taken_back_whole() {
    let text = "app: x\nimage: {tag: v1}\nports: {http: 8080}\njobs: {sync: {schedule: '0 3 * * *', args: [a]}}\n";
    let switch = |text: &str, modes: &[&str]| {
        let changes: Vec<Edit> = modes.iter().map(|mode| format!("mesh={mode}").parse().unwrap()).collect();
        edit(&plain(), "app.yaml", text, &changes).unwrap().text().to_owned()
    };
    let yaml = |text: &str| {
        let spec = AppSpec::read(&plain(), "app.yaml", text).unwrap();
        spec.apps()[0].objects().to_yaml().unwrap()
    };
    for mode in ["sidecar", "ambient", "manual"] {
        let meshed = switch(text, &[mode]);
        assert_eq!(switch(text, &[mode, mode, mode]), meshed);
        assert_eq!(yaml(&meshed).matches(" name: istio-proxy\n").count(), if mode == "manual" { 2 } else { 0 });
        assert_eq!(switch(&meshed, &["none"]), text);
        assert_eq!(yaml(&switch(&meshed, &["none"])), yaml(text));
    }
}

#[test]
fn item_13_filebeat_and_the_app_mount_one_folder_of_one_volume_that_is_there() {
    let objects = delivered(BACKENDS, JOB, "test");
    for pod in pods(&objects) {
        let folder = |name: &str| {
            let mounts = items(&container(pod, name)["volumeMounts"]);
            let mount = mounts.iter().find(|mount| mount["mountPath"] == "/var/log/app").unwrap();
            (mount["name"].clone(), mount.get("subPath").cloned())
        };
        assert_eq!(folder("ai-dc-web"), folder("filebeat"));
        let volumes: Vec<&Value> = items(&pod["volumes"]).iter().map(|volume| &volume["name"]).collect();
        assert!(volumes.contains(&&folder("filebeat").0), "{volumes:?}");
        let config = items(&pod["volumes"]).iter().find(|volume| volume["name"] == "filebeat").unwrap();
        assert_eq!(config["configMap"]["name"], one(&objects, "ConfigMap")["metadata"]["name"]);
    }
}

#[test]
fn item_14_every_kind_is_written_for_whoever_asks_for_it() {
    let more = "limits: {container: {defaultRequest: {cpu: 100m}}}\nquota: {test: {pods: 100}}\n\
                storageClasses: {nfs: {provisioner: nfs.csi.k8s.io}}\n";
    let without_domain: String =
        PLATFORM.lines().filter(|line| !line.starts_with("domain:")).map(|line| format!("{line}\n")).collect();
    let routes = "app: ai-dc-api\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nroutes: {web: {host: a.b, public: true}}\n";
    let stateful = "app: ai-dc-db\nimage: {tag: 20190510-1033_v20}\nworkload: stateful\nports: {mysql: 3306}\n";
    let per_node = "app: ai-dc-agent\nimage: {tag: 20190510-1033_v20}\nworkload: per-node\n";
    let mut kinds = BTreeSet::new();
    for routing in ["istio", "gateway-api", "ingress"] {
        let platform = Platform::read("platform.yaml", format!("{without_domain}{more}routing: {routing}\n")).unwrap();
        let everything = EVERYTHING.replace("  own: {public: true}\n", "");
        let specs =
            [routes, stateful, per_node, &everything].map(|text| AppSpec::read(&platform, "app.yaml", text).ok());
        let apps: Vec<&App> = specs.iter().flatten().filter_map(|spec| spec.app("prod")).collect();
        let objects = platform.objects(apps.into_iter().chain(specs[0].iter().filter_map(|spec| spec.app("test"))));
        kinds.extend(objects.iter().map(|object| {
            format!("{} {}", object.api_version().rsplit_once('/').map_or("core", |(group, _)| group), object.kind())
        }));
    }
    let expected = [
        "apps DaemonSet",
        "apps Deployment",
        "apps StatefulSet",
        "autoscaling HorizontalPodAutoscaler",
        "batch CronJob",
        "core ConfigMap",
        "core LimitRange",
        "core Namespace",
        "core PersistentVolumeClaim",
        "core ResourceQuota",
        "core Service",
        "core ServiceAccount",
        "gateway.networking.k8s.io Gateway",
        "gateway.networking.k8s.io HTTPRoute",
        "networking.istio.io DestinationRule",
        "networking.istio.io EnvoyFilter",
        "networking.istio.io Gateway",
        "networking.istio.io ServiceEntry",
        "networking.istio.io VirtualService",
        "networking.k8s.io Ingress",
        "networking.k8s.io NetworkPolicy",
        "policy PodDisruptionBudget",
        "rbac.authorization.k8s.io Role",
        "rbac.authorization.k8s.io RoleBinding",
        "security.istio.io AuthorizationPolicy",
        "security.istio.io PeerAuthentication",
        "storage.k8s.io StorageClass",
        "telemetry.istio.io Telemetry",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}
