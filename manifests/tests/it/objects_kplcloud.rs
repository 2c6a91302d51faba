//! What went wrong on a platform of text templates, each a case of its own.

use serde_json::{Value, json};

use crate::objects_delivery::{BACKENDS, all, container, delivered, items, one, pods, variables};

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
fn item_14_service_accounts_limits_and_quotas_are_written() {
    let platform = "limits: {container: {defaultRequest: {cpu: 100m}}}\nquota: {test: {pods: 100}}";
    let objects = delivered(platform, "ports: {http: 80}", "test");
    for kind in ["ServiceAccount", "NetworkPolicy", "PodDisruptionBudget", "LimitRange", "ResourceQuota"] {
        assert_eq!(all(&objects, kind).len(), 1, "{kind}");
    }
}
