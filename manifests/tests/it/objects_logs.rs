//! Log files: the folders, filebeat, and what it is told.

use serde_json::{Value, json};

use crate::objects_delivery::{BACKENDS, container, delivered, items, one, pods};

/// A volume, where it is mounted, and which part of it.
type Mount<'a> = (&'a str, &'a str, Option<&'a str>);

/// What a container has mounted.
fn mounts(container: &Value) -> Vec<Mount<'_>> {
    items(&container["volumeMounts"])
        .iter()
        .map(|mount| (mount["name"].as_str().unwrap(), mount["mountPath"].as_str().unwrap(), mount["subPath"].as_str()))
        .collect()
}

/// What both containers have of the log files, once it is sure that they agree.
fn shared(lines: &str) -> Vec<(String, String, Option<String>)> {
    let lines = format!("{lines}\njobs: {{sync: {{schedule: '@daily'}}}}");
    let objects = delivered(BACKENDS, &lines, "test");
    let mut all = Vec::new();
    for pod in pods(&objects) {
        let filebeat = container(pod, "filebeat");
        let volumes = items(&pod["volumes"]);
        let own = mounts(container(pod, "ai-dc-web"));
        let mut paths: Vec<&str> = mounts(filebeat).iter().map(|(_, path, _)| *path).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), mounts(filebeat).len(), "one path twice: {filebeat:#}");
        let mut found = Vec::new();
        for mount in items(&filebeat["volumeMounts"]) {
            let (name, path) = (mount["name"].as_str().unwrap(), mount["mountPath"].as_str().unwrap());
            // The volumes of `storage` are written elsewhere, and their names are those of the file.
            let stored = lines.contains(&format!("{name}: {{"));
            assert!(stored || volumes.iter().any(|volume| volume["name"] == name), "{name} dangles");
            if !name.starts_with("filebeat") {
                assert_eq!(mount["readOnly"], true, "{name}");
                assert!(stored || own.contains(&(name, path, mount["subPath"].as_str())), "{name} at {path}: {own:?}");
                found.push((name.to_owned(), path.to_owned(), mount["subPath"].as_str().map(str::to_owned)));
            }
        }
        assert_eq!(volumes.iter().any(|volume| volume["name"] == "logs"), found.iter().any(|one| one.0 == "logs"));
        all.push(found);
    }
    assert_eq!(all[0], all[1], "the pods of the app and of its job");
    all.remove(0)
}

#[test]
fn the_app_and_filebeat_mount_the_same_folders() {
    let cases: [(&str, &[Mount<'_>]); 11] = [
        ("logs: {paths: [/var/log/app/*.log]}", &[("logs", "/var/log/app", None)]),
        ("logs: {paths: [/var/log/app/*.log, /var/log/app/old/1.log]}", &[("logs", "/var/log/app", None)]),
        ("logs: {paths: [/var/log/a*/x.log]}", &[("logs", "/var/log", None)]),
        ("logs: {paths: [/b/*.log, /a/x/*.log]}", &[("logs", "/a/x", Some("a/x")), ("logs", "/b", Some("b"))]),
        // A name that begins like another is another folder.
        ("logs: {paths: [/a/*.log, /ab/*.log]}", &[("logs", "/a", Some("a")), ("logs", "/ab", Some("ab"))]),
        // Temporary files have a volume already.
        ("logs: {paths: [/tmp/*.log, /tmp/app/*.log]}", &[("tmp", "/tmp", None)]),
        // So has what lies in, at or under a volume of the app's.
        ("storage: {data: {emptyDir: 1Gi, mount: /data}}\nlogs: {paths: [/data/*.log]}", &[("data", "/data", None)]),
        (
            "storage: {data: {emptyDir: 1Gi, mount: /data}}\nlogs: {paths: [/data/logs/*.log]}",
            &[("data", "/data", None)],
        ),
        (
            "storage: {data: {emptyDir: 1Gi, mount: /d}, deep: {emptyDir: 1Gi, mount: /d/deep}}\nlogs: {paths: [/d/deep/x/*.log]}",
            &[("deep", "/d/deep", None)],
        ),
        // What lies below is another's, unless the path leads there.
        ("storage: {deep: {emptyDir: 1Gi, mount: /d/deep}}\nlogs: {paths: [/d/*.log]}", &[("logs", "/d", None)]),
        (
            "storage: {deep: {emptyDir: 1Gi, mount: /d/deep}}\nlogs: {paths: [/d/*/*.log]}",
            &[("deep", "/d/deep", None), ("logs", "/d", None)],
        ),
    ];
    for (lines, expected) in cases {
        let found = shared(lines);
        let found: Vec<_> = found.iter().map(|(name, path, part)| (&**name, &**path, part.as_deref())).collect();
        assert_eq!(found, expected, "{lines}");
    }
}

#[test]
fn filebeat_is_a_small_native_sidecar_without_rights() {
    let objects = delivered(BACKENDS, "logs: {paths: [/var/log/app/*.log]}", "test");
    let pod = pods(&objects)[0];
    let filebeat = container(pod, "filebeat");
    assert_eq!(items(&pod["initContainers"]).len(), 1);
    assert_eq!(filebeat["image"], "docker.elastic.co/beats/filebeat:8.15.0");
    assert_eq!(filebeat["restartPolicy"], "Always");
    assert_eq!(filebeat["args"], json!(["-e", "--strict.perms=false", "-c", "/etc/filebeat/filebeat.yml"]));
    let restricted = json!({
        "allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": true,
    });
    assert_eq!(filebeat["securityContext"], restricted);
    let resources = json!({"requests": {"cpu": "50m", "memory": "100Mi"}, "limits": {"memory": "200Mi"}});
    assert_eq!(filebeat["resources"], resources);
    let config = one(&objects, "ConfigMap");
    assert_eq!(config["immutable"], true);
    let volume = json!({"name": "filebeat", "configMap": {"name": config["metadata"]["name"]}});
    assert!(items(&pod["volumes"]).contains(&volume));
    for probe in ["startupProbe", "readinessProbe", "livenessProbe"] {
        assert_eq!(filebeat.get(probe), None);
    }
}

/// The API server refuses a sleep that is longer than the pod's grace.
#[test]
fn filebeat_goes_on_reading_for_no_longer_than_the_pod_has() {
    for (grace, sleep) in [("45s", Some(5)), ("5s", Some(5)), ("3s", Some(3))] {
        let lines = format!("availability: {{drain: 0s, grace: {grace}}}\nlogs: {{paths: [/l/*.log]}}");
        let objects = delivered(BACKENDS, &lines, "test");
        let filebeat = container(pods(&objects)[0], "filebeat");
        assert_eq!(filebeat["lifecycle"]["preStop"]["sleep"]["seconds"].as_i64(), sleep, "{grace}");
    }
}

/// The kubelet runs a sidecar's hook when the pod is told to stop, at the same time as the app's own.
#[test]
fn filebeat_reads_on_after_the_app_has_drained_and_after_the_work_of_a_job() {
    let sleep = |pod: &Value| container(pod, "filebeat")["lifecycle"]["preStop"]["sleep"]["seconds"].clone();
    let jobs = "jobs: {sync: {schedule: '0 3 * * *', args: [sync]}}\nlogs: {paths: [/l/*.log]}";
    for (availability, app) in
        [("", 15), ("availability: {drain: 20s, grace: 60s}", 25), ("availability: {drain: 8s, grace: 10s}", 10)]
    {
        let objects = delivered(BACKENDS, &format!("{availability}\n{jobs}"), "test");
        let run = &one(&objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"]["spec"];
        assert_eq!(
            (sleep(&one(&objects, "Deployment")["spec"]["template"]["spec"]), sleep(run)),
            (app.into(), 5.into())
        );
    }
}

#[test]
fn the_configuration_says_what_is_read_and_where_it_goes() {
    let lines = "logs: {paths: [/var/log/app/*.log], multiline: '^20[0-9]{2}'}";
    let text = |environment: &str| {
        let objects = delivered(BACKENDS, lines, environment);
        one(&objects, "ConfigMap")["data"]["filebeat.yml"].as_str().unwrap().to_owned()
    };
    let read: Value = serde_yaml::from_str(&text("prod")).unwrap();
    let input = json!({
        "type": "filestream",
        "id": "ai-dc-web",
        "paths": ["/var/log/app/*.log"],
        "fields": {"app_name": "ai-dc-web", "namespace": "ai-prod"},
        "fields_under_root": true,
        "parsers": [{"multiline": {
            "type": "pattern", "pattern": "^20[0-9]{2}", "negate": true, "match": "after", "timeout": "2s",
        }}],
        "prospector.scanner.check_interval": "1s",
        "prospector.scanner.fingerprint.enabled": false,
        "file_identity.native": null,
        "backoff.init": "1s",
        "backoff.max": "1s",
    });
    let config = json!({
        "filebeat.inputs": [input],
        "filebeat.shutdown_timeout": "5s",
        "setup.template.enabled": false,
        "setup.ilm.enabled": false,
        "output.elasticsearch": {"hosts": ["http://es-prod:9200"], "index": "logs-apps-prod"},
    });
    assert_eq!(read, config);
    let test: Value = serde_yaml::from_str(&text("test")).unwrap();
    assert_eq!(test["output.elasticsearch"]["index"], "logs-apps-test");
    assert_eq!(test["filebeat.inputs"][0]["fields"]["namespace"], "ai-test");
}

#[test]
fn another_configuration_has_another_name_and_the_same_one_has_the_same() {
    let name = |lines: &str| {
        let objects = delivered(BACKENDS, lines, "test");
        one(&objects, "ConfigMap")["metadata"]["name"].as_str().unwrap().to_owned()
    };
    let first = name("logs: {paths: [/l/*.log]}");
    assert!(first.starts_with("ai-dc-web-") && first.len() == "ai-dc-web-".len() + 10, "{first}");
    assert_eq!(first, name("logs: {paths: [/l/*.log]}\nargs: [x]"));
    assert_ne!(first, name("logs: {paths: [/m/*.log]}"));
    assert_ne!(first, name("logs: {paths: [/l/*.log], multiline: a}"));
}
