//! Where the templates of a platform before this one went wrong, by the number of the fault.

use serde_json::{Value, json};

use crate::objects_set::{Set, app, each, list};

/// Item 1: a template engine for web pages made `a &amp;&amp; b &gt; &#39;/tmp/x&#39;` and `a&#43;b` of them.
#[test]
fn regression_01_arguments_reach_the_container_byte_for_byte() {
    let texts =
        ["a && b > '/tmp/x'", "a+b", "<a href=\"x\">", "&amp;", "a: b", "# c", "%{x} {{ .y }}", "on", "0o17", "\t", ""];
    let quoted = serde_json::to_string(&texts).unwrap();
    let lines =
        format!("command: [/app/web, \"a && b > '/tmp/x'\"]\nargs: {quoted}\nenv: {{A: \"a+b && c > '/tmp/x'\"}}");
    let yaml = app(&lines).objects().to_yaml().unwrap();
    let document = yaml.split("\n---\n").find(|document| document.contains("kind: Deployment")).unwrap();
    for read in [serde_yaml::from_str::<Value>(document).unwrap(), serde_saphyr::from_str(document).unwrap()] {
        let container = &read["spec"]["template"]["spec"]["containers"][0];
        assert_eq!(container["args"], json!(texts));
        assert_eq!(container["command"], json!(["/app/web", "a && b > '/tmp/x'"]));
        assert_eq!(container["env"], json!([{"name": "A", "value": "a+b && c > '/tmp/x'"}]));
    }
}

/// Item 6: cpu was dropped, targetPort was not read, there were no probes, and one pod could be missing of one.
#[test]
fn regression_06_cpu_target_port_probes_and_an_update_without_outage() {
    let set = Set::read("replicas: 1\nports: {http: {port: 8080, service: 80}}\nresources: {cpu: 100m, memory: 64Mi}");
    let container = &set.pod()["containers"][0];
    assert_eq!(container["resources"]["requests"], json!({"cpu": "100m", "memory": "64Mi"}));
    assert_eq!(container["ports"][0], json!({"name": "http", "containerPort": 8080, "protocol": "TCP"}));
    let port = json!({"name": "http", "port": 80, "protocol": "TCP", "targetPort": "http", "appProtocol": "http"});
    assert_eq!(set.one("Service")["spec"]["ports"], json!([port]));
    assert!(["startupProbe", "readinessProbe"].iter().all(|probe| container.get(probe).is_some()));
    let strategy = &set.one("Deployment")["spec"]["strategy"];
    assert_eq!(strategy["rollingUpdate"], json!({"maxSurge": "25%", "maxUnavailable": 0}));
}

/// Item 7: keys came out as `-app.cfg `, and numbers without quotes, which the API server refuses.
#[test]
fn regression_07_config_keys_are_the_keys_and_numbers_are_text() {
    let app = app("config: {files: {app.cfg: 8080, on: on, '1': 1.10}, mount: /etc/app}");
    let yaml = app.objects().to_yaml().unwrap();
    let document = yaml.split("\n---\n").find(|document| document.contains("kind: ConfigMap")).unwrap();
    for read in [serde_yaml::from_str::<Value>(document).unwrap(), serde_saphyr::from_str(document).unwrap()] {
        assert_eq!(read["data"], json!({"1": "1.10", "app.cfg": "8080", "on": "on"}));
    }
}

/// Item 10: 50m and 100m became 1, 1500m became 2.
#[test]
fn regression_10_amounts_are_not_rounded() {
    for (cpu, written) in [("50m", "50m"), ("100m", "100m"), ("1500m", "1500m"), ("1.5", "1500m"), ("2", "2")] {
        let set = Set::read(&format!("resources: {{cpu: {cpu}, memory: 1.5Gi}}"));
        let resources = &set.pod()["containers"][0]["resources"];
        assert_eq!(resources["requests"], json!({"cpu": written, "memory": "1536Mi"}), "{cpu}");
        assert_eq!(resources["limits"], json!({"memory": "1536Mi"}), "{cpu}");
    }
}

/// Item 13: a config volume was mounted that no pod had.
#[test]
fn regression_13_a_config_mount_has_its_volume_and_the_volume_its_config_map() {
    let set = Set::read("config: {files: {app.cfg: x}, mount: /etc/app}\ninit: {migrate: {args: [m]}}");
    let pod = set.pod();
    for container in list(&pod["containers"]).iter().chain(list(&pod["initContainers"])) {
        assert!(each(&container["volumeMounts"], "mountPath").contains(&"/etc/app"));
        for mount in list(&container["volumeMounts"]) {
            assert!(list(&pod["volumes"]).iter().any(|volume| volume["name"] == mount["name"]), "{mount}");
        }
    }
    let volume = list(&pod["volumes"]).iter().find(|volume| volume["name"] == "config").unwrap();
    assert_eq!(volume["configMap"]["name"], set.one("ConfigMap")["metadata"]["name"]);
}
