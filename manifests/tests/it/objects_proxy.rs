//! How pods become part of the mesh, and leave it again.

use pavedroad_manifests::{Edit, Platform, edit};
use serde_json::{Value, json};

use crate::objects_mesh::app;

const WITH_CNI: &str = "mesh: {cni: true, proxy: {image: {reference: 'docker.io/istio/proxyv2:1.27.1'}}}";
const WITHOUT_CNI: &str = "mesh: {cni: false, proxy: {image: {reference: 'hub/proxyv2:1'}, discovery: 'istiod-v1.mesh.svc:15012'}}\n\
     podSecurity: privileged";
const PROBES: &str = "ports: {http: 8080, grpc: 9090, https: 8443}\n\
     probes: {startup: {tcp: http}, readiness: {http: /ready, port: https}, liveness: {grpc: grpc}}\n";

/// The Deployments of an app.
#[track_caller]
fn deployments(platform: &str, sections: &str) -> Vec<Value> {
    let objects = app(platform, sections).objects();
    let objects = objects.iter().filter(|object| object.kind() == "Deployment");
    objects.map(|object| serde_json::to_value(object).unwrap()).collect()
}

/// The pods of an app.
#[track_caller]
fn pods(platform: &str, sections: &str) -> Value {
    deployments(platform, sections).remove(0)["spec"]["template"].take()
}

fn names(containers: &Value) -> Vec<&str> {
    containers.as_array().into_iter().flatten().map(|container| container["name"].as_str().unwrap()).collect()
}

#[test]
fn a_label_of_the_pod_says_which_mode() {
    let of = |platform: &str, mode: &str| {
        let pods = pods(platform, &format!("mesh: {{mode: {mode}}}"));
        let labels = ["sidecar.istio.io/inject", "istio.io/dataplane-mode"];
        labels.map(|label| pods["metadata"]["labels"][label].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(of(WITH_CNI, "none"), ["", ""]);
    assert_eq!(of(WITH_CNI, "sidecar"), ["true", ""]);
    assert_eq!(of(WITH_CNI, "ambient"), ["", "ambient"]);
    // The CNI plugin leaves a pod alone that says "false".
    assert_eq!(of(WITH_CNI, "manual"), ["", ""]);
    assert_eq!(of(WITHOUT_CNI, "manual"), ["false", ""]);
    let annotations = pods(WITH_CNI, "mesh: {mode: sidecar}")["metadata"]["annotations"].take();
    assert_eq!(annotations["sidecar.istio.io/nativeSidecar"], "true");
}

#[test]
fn hosts_called_by_one_port_are_told_apart_by_an_address_of_each() {
    let metadata = json!({"ISTIO_META_DNS_AUTO_ALLOCATE": "true", "ISTIO_META_DNS_CAPTURE": "true"});
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let calls = "calls: [{external: mysql.internal, port: 3306}, {external: other.internal, port: 3306}]\n";
    // The entries of a neighbour are seen too, so it does not matter who makes such calls.
    for sections in [calls, ""] {
        let sidecar = pods(WITH_CNI, &format!("{sections}mesh: {{mode: sidecar}}"));
        let config = sidecar["metadata"]["annotations"]["proxy.istio.io/config"].as_str().unwrap();
        assert_eq!(read(config), json!({"proxyMetadata": metadata}));
        for platform in [WITH_CNI, WITHOUT_CNI] {
            let manual = pods(platform, &format!("{sections}mesh: {{mode: manual}}"));
            assert_eq!(read(&told(&manual, "PROXY_CONFIG"))["proxyMetadata"], metadata);
            // What sets up the network goes by the variables, the plugin by those of the proxy.
            for container in [0, 1] {
                let variables = manual["spec"]["initContainers"][container]["env"].as_array().unwrap();
                for (name, value) in metadata.as_object().unwrap() {
                    assert!(variables.contains(&json!({"name": name, "value": value})), "{variables:?}");
                }
            }
        }
        let ambient = pods(WITH_CNI, &format!("{sections}mesh: {{mode: ambient}}"));
        assert!(!ambient.to_string().contains("ISTIO_META_DNS"), "{ambient}");
    }
}

#[test]
fn no_mode_changes_what_is_selected() {
    let versions = "tracks: {v2: {image: {tag: 20190601-1200_v21}}}\n";
    let selectors = |mode: &str| -> Vec<Value> {
        let mut deployments = deployments(WITH_CNI, &format!("{versions}mesh: {{mode: {mode}}}"));
        deployments.iter_mut().map(|deployment| deployment["spec"]["selector"].take()).collect()
    };
    for mode in ["sidecar", "ambient", "manual"] {
        assert_eq!(selectors(mode), selectors("none"), "{mode}");
    }
}

#[test]
fn a_switch_into_the_mesh_and_back_changes_nothing_and_twice_is_once() {
    let platform = Platform::read("platform.yaml", WITH_CNI).unwrap();
    let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n";
    let switch = |text: &str, mode: &str| {
        let change: Edit = format!("mesh={mode}").parse().unwrap();
        edit(&platform, "app.yaml", text, &[change]).unwrap().text().to_owned()
    };
    let meshed = switch(text, "manual");
    assert_eq!(switch(&meshed, "manual"), meshed);
    assert_eq!(switch(&meshed, "none"), text);
    let [plain, once] = ["none", "manual"].map(|mode| pods(WITH_CNI, &format!("mesh: {{mode: {mode}}}")));
    assert_eq!(names(&plain["spec"]["initContainers"]), [""; 0]);
    assert_eq!(names(&once["spec"]["initContainers"]), ["istio-validation", "istio-proxy"]);
}

#[test]
fn with_the_plugin_a_proxy_needs_no_more_than_restricted() {
    let mut pods = pods(WITH_CNI, "mesh: {mode: manual}");
    let containers = pods["spec"]["initContainers"].take();
    for container in containers.as_array().unwrap() {
        let security = &container["securityContext"];
        assert_eq!(security["allowPrivilegeEscalation"], false);
        assert_eq!(security["capabilities"], json!({"drop": ["ALL"]}));
        assert_eq!((&security["runAsNonRoot"], &security["runAsUser"]), (&json!(true), &json!(1337)));
    }
    let args = containers[0]["args"].as_array().unwrap();
    assert_eq!(args[args.len() - 2..], ["--run-validation", "--skip-rule-apply"]);
    // What the plugin goes by.
    let annotations = pods["metadata"]["annotations"].take();
    assert_eq!(annotations["traffic.sidecar.istio.io/excludeInboundPorts"], "15020");
    assert_eq!(annotations["sidecar.istio.io/interceptionMode"], "REDIRECT");
    let status: Value = serde_json::from_str(annotations["sidecar.istio.io/status"].as_str().unwrap()).unwrap();
    assert_eq!(status["initContainers"], json!(["istio-validation", "istio-proxy"]));
    let volumes = pods["spec"]["volumes"].take();
    for volume in status["volumes"].as_array().unwrap() {
        assert!(names(&volumes).contains(&volume.as_str().unwrap()), "{volume}");
    }
}

#[test]
fn without_the_plugin_an_init_container_leads_the_traffic() {
    let pods = pods(WITHOUT_CNI, "mesh: {mode: manual}");
    let containers = &pods["spec"]["initContainers"];
    assert_eq!(names(containers), ["istio-init", "istio-proxy"]);
    assert_eq!(containers[0]["image"], "hub/proxyv2:1");
    assert_eq!(containers[0]["securityContext"]["capabilities"]["add"], json!(["NET_ADMIN", "NET_RAW"]));
    assert_eq!(containers[0]["securityContext"]["runAsUser"], 0);
    let annotations = pods["metadata"]["annotations"].as_object().unwrap();
    assert_eq!(annotations.keys().collect::<Vec<_>>(), ["sidecar.istio.io/status"]);
}

#[test]
fn the_proxy_is_a_native_sidecar_whose_mounts_are_there() {
    let pods = pods(WITH_CNI, "mesh: {mode: manual}");
    let proxy = &pods["spec"]["initContainers"][1];
    assert_eq!(proxy["restartPolicy"], "Always");
    let volumes = names(&pods["spec"]["volumes"]);
    for mount in proxy["volumeMounts"].as_array().unwrap() {
        assert!(volumes.contains(&mount["name"].as_str().unwrap()), "{mount}");
    }
    let probe = |name: &str| proxy[name]["httpGet"].clone();
    let ready = json!({"path": "/healthz/ready", "port": 15021});
    assert_eq!((probe("startupProbe"), probe("readinessProbe")), (ready.clone(), ready));
}

/// What the proxy is told by a variable.
fn told(pods: &Value, name: &str) -> String {
    let variables = pods["spec"]["initContainers"][1]["env"].as_array().unwrap();
    let variable = variables.iter().find(|variable| variable["name"] == name);
    variable.unwrap_or_else(|| panic!("no {name}"))["value"].as_str().unwrap().to_owned()
}

#[test]
fn the_proxy_knows_its_workload_its_ports_and_its_control_plane() {
    let tracks = "tracks: {v2: {image: {tag: 20190601-1200_v21}}}\nmesh: {mode: manual}";
    let mut versions = deployments(WITHOUT_CNI, tracks);
    let [stable, v2] = [0, 1].map(|at| versions[at]["spec"]["template"].take());
    let owner = "kubernetes://apis/apps/v1/namespaces/ai-prod/deployments/ai-dc-web-v2";
    assert_eq!(told(&stable, "ISTIO_META_WORKLOAD_NAME"), "ai-dc-web");
    assert_eq!(told(&v2, "ISTIO_META_WORKLOAD_NAME"), "ai-dc-web-v2");
    assert_eq!(told(&v2, "ISTIO_META_OWNER"), owner);
    let revision = "service.istio.io/canonical-revision";
    assert_eq!(stable["metadata"]["labels"][revision], "20190510-1033_v20");
    assert_eq!(v2["metadata"]["labels"][revision], "20190601-1200_v21");
    assert_eq!(told(&stable, "CA_ADDR"), "istiod-v1.mesh.svc:15012");
    let config: Value = serde_json::from_str(&told(&stable, "PROXY_CONFIG")).unwrap();
    assert_eq!(config["discoveryAddress"], "istiod-v1.mesh.svc:15012");
    let ports: Value = serde_json::from_str(&told(&stable, "ISTIO_META_POD_PORTS")).unwrap();
    assert_eq!(ports, json!([{"name": "http", "containerPort": 8080, "protocol": "TCP"}]));
}

#[test]
fn the_kubelet_asks_the_agent_and_the_agent_asks_the_app() {
    let sections = format!("{PROBES}mesh: {{mode: manual}}");
    let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\n{sections}");
    let platform = Platform::read("platform.yaml", WITH_CNI).unwrap();
    let spec = pavedroad_manifests::AppSpec::read(&platform, "app.yaml", text).unwrap();
    let objects = spec.app("prod").unwrap().objects();
    let deployment = objects.iter().find(|object| object.kind() == "Deployment").unwrap();
    let pods = serde_json::to_value(deployment).unwrap()["spec"]["template"].take();
    let app = &pods["spec"]["containers"][0];
    for (probe, path) in [("startupProbe", "startupz"), ("readinessProbe", "readyz"), ("livenessProbe", "livez")] {
        let expected = json!({"path": format!("/app-health/ai-dc-web/{path}"), "port": 15020});
        assert_eq!(app[probe]["httpGet"], expected);
        assert_eq!((app[probe].get("tcpSocket"), app[probe].get("grpc")), (None, None));
    }
    assert_eq!(app["readinessProbe"]["timeoutSeconds"], 2);
    let asked: Value = serde_json::from_str(&told(&pods, "ISTIO_KUBE_APP_PROBERS")).unwrap();
    let expected = json!({
        "/app-health/ai-dc-web/livez": {"grpc": {"port": 9090}, "timeoutSeconds": 2},
        "/app-health/ai-dc-web/readyz":
            {"httpGet": {"path": "/ready", "port": 8443, "scheme": "HTTPS"}, "timeoutSeconds": 2},
        "/app-health/ai-dc-web/startupz": {"tcpSocket": {"port": 8080}},
    });
    assert_eq!(asked, expected);
}

#[test]
fn a_command_is_asked_by_the_kubelet_itself() {
    let pods = pods(WITH_CNI, "probes: {startup: null, readiness: {exec: [cat, /ok]}}\nmesh: {mode: manual}");
    assert_eq!(pods["spec"]["containers"][0]["readinessProbe"]["exec"], json!({"command": ["cat", "/ok"]}));
    let proxy = pods["spec"]["initContainers"][1]["env"].as_array().unwrap();
    assert!(proxy.iter().all(|variable| variable["name"] != "ISTIO_KUBE_APP_PROBERS"));
}

#[test]
fn without_an_image_of_the_proxy_nobody_can_write_it() {
    let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nmesh: {mode: manual}\n";
    let error = pavedroad_manifests::AppSpec::read(&Platform::default(), "app.yaml", text).unwrap_err();
    assert_eq!(
        error.to_string(),
        "app.yaml:3:14: error[dangling-reference] mesh.mode: found `mode: manual` on a platform without `mesh.proxy`, \
         expected `mesh: {proxy: ...}` in the platform file; its image is the one of the proxy in each pod\n"
    );
}

#[test]
fn every_kind_of_pod_has_the_proxy_which_knows_whose_it_is() {
    let jobs = "jobs: {sync: {schedule: '0 3 * * *', args: [sync]}}";
    for (workload, kind) in [("stateless", "Deployment"), ("stateful", "StatefulSet"), ("per-node", "DaemonSet")] {
        let objects = app(WITH_CNI, &format!("workload: {workload}\nmesh: {{mode: manual}}\n{jobs}")).objects();
        for (kind, group, name) in [(kind, "apps/v1", "ai-dc-web"), ("CronJob", "batch/v1", "ai-dc-web-sync")] {
            let object = objects.iter().find(|object| object.kind() == kind).unwrap();
            let value = serde_json::to_value(object).unwrap();
            let template = if kind == "CronJob" {
                &value["spec"]["jobTemplate"]["spec"]["template"]
            } else {
                &value["spec"]["template"]
            };
            assert_eq!(names(&template["spec"]["initContainers"]), ["istio-validation", "istio-proxy"], "{kind}");
            // A native sidecar: a job ends, though its pods are not restarted.
            assert_eq!(template["spec"]["initContainers"][1]["restartPolicy"], "Always");
            assert_eq!(template["spec"]["restartPolicy"] == "Never", kind == "CronJob");
            assert_eq!(told(template, "ISTIO_META_WORKLOAD_NAME"), name);
            let owner = format!("kubernetes://apis/{group}/namespaces/ai-prod/{}s/{name}", kind.to_lowercase());
            assert_eq!(told(template, "ISTIO_META_OWNER"), owner);
            let volumes = names(&template["spec"]["volumes"]);
            for container in template["spec"]["initContainers"].as_array().unwrap() {
                for mount in container["volumeMounts"].as_array().into_iter().flatten() {
                    assert!(volumes.contains(&mount["name"].as_str().unwrap()), "{kind} {mount}");
                }
            }
        }
    }
}
