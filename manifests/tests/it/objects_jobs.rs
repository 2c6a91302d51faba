//! Jobs as CronJobs.

use serde_json::{Value, json};

use crate::objects_delivery::{all, container, delivered, items, one, pods};

const APP: &str = "ports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n";

fn cron_job(lines: &str) -> Value {
    one(&delivered("pullSecret: regcred", &format!("{APP}{lines}"), "test"), "CronJob").clone()
}

#[test]
fn a_job_is_a_cron_job_that_ends_retries_and_cleans_up() {
    let job = cron_job(
        "labels: {team: search}\njobs: {sync: {schedule: '*/5 * * * *', timeZone: Asia/Shanghai, command: [/app/sync], \
         args: [--all], concurrency: replace, deadline: 10m}}",
    );
    let labels = json!({"app": "ai-dc-web", "team": "search"});
    assert_eq!(job["metadata"], json!({"name": "ai-dc-web-sync", "namespace": "ai-test", "labels": labels}));
    assert_eq!(job["apiVersion"], "batch/v1");
    let (spec, run) = (&job["spec"], &job["spec"]["jobTemplate"]["spec"]);
    assert_eq!((&spec["schedule"], &spec["timeZone"]), (&json!("*/5 * * * *"), &json!("Asia/Shanghai")));
    assert_eq!(spec["concurrencyPolicy"], "Replace");
    assert_eq!(spec["startingDeadlineSeconds"], 3600);
    assert_eq!((&spec["successfulJobsHistoryLimit"], &spec["failedJobsHistoryLimit"]), (&json!(3), &json!(3)));
    assert_eq!((&run["backoffLimit"], &run["activeDeadlineSeconds"]), (&json!(2), &json!(600)));
    assert_eq!(run["ttlSecondsAfterFinished"], 259_200);
    let disrupted = json!([{"type": "DisruptionTarget", "status": "True"}]);
    assert_eq!(run["podFailurePolicy"], json!({"rules": [{"action": "Ignore", "onPodConditions": disrupted}]}));
    let pod = &run["template"]["spec"];
    assert_eq!((&pod["restartPolicy"], &pod["serviceAccountName"]), (&json!("Never"), &json!("ai-dc-web")));
    assert_eq!(pod["imagePullSecrets"], json!([{"name": "regcred"}]));
    let work = container(pod, "ai-dc-web");
    assert_eq!((&work["command"], &work["args"]), (&json!(["/app/sync"]), &json!(["--all"])));
}

#[test]
fn what_a_job_does_not_say_is_left_to_its_image_and_the_controller() {
    let job = cron_job("command: [/app/web]\nargs: [--serve]\njobs: {sync: {schedule: '@hourly'}}");
    assert_eq!((job["spec"].get("timeZone"), &job["spec"]["concurrencyPolicy"]), (None, &json!("Forbid")));
    let run = &job["spec"]["jobTemplate"]["spec"];
    assert_eq!(run.get("activeDeadlineSeconds"), None);
    let work = container(&run["template"]["spec"], "ai-dc-web");
    assert_eq!((work.get("command"), work.get("args")), (None, None));
}

/// A Service selects `app`, a Deployment `app` and `track`; policies select `app.kubernetes.io/name`.
#[test]
fn pods_of_jobs_are_the_apps_but_not_its_services() {
    let objects = delivered("{}", &format!("{APP}jobs: {{sync: {{schedule: '@daily'}}}}"), "test");
    let job = one(&objects, "CronJob");
    let labels = &job["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"];
    assert_eq!(labels, &json!({"app.kubernetes.io/name": "ai-dc-web", "job": "sync", "version": labels["version"]}));
    let selects = |selector: &Value| selector.as_object().unwrap().iter().all(|(key, value)| &labels[key] == value);
    assert!(selects(&one(&objects, "NetworkPolicy")["spec"]["podSelector"]["matchLabels"]));
    assert!(!selects(&one(&objects, "Service")["spec"]["selector"]));
    assert!(!selects(&one(&objects, "Deployment")["spec"]["selector"]["matchLabels"]));
    assert!(!selects(&one(&objects, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"]));
}

#[test]
fn a_job_has_what_the_app_has_but_nothing_that_serves() {
    let lines = "env: {LOG_LEVEL: info, KEY: {secret: db, key: k}}\nsecurity: {user: 20001}\navailability: {priorityClass: high}\n\
                 placement: {nodeSelector: {disk: ssd}}\njobs: {a: {schedule: '@daily'}, b: {schedule: '@hourly'}}";
    let objects = delivered("{}", &format!("{APP}{lines}"), "prod");
    let [app, jobs @ ..] = &pods(&objects)[..] else { panic!("no pods") };
    assert_eq!(jobs.len(), 2);
    for job in jobs {
        for key in ["securityContext", "priorityClassName", "nodeSelector", "volumes", "terminationGracePeriodSeconds"]
        {
            assert_eq!(job[key], app[key], "{key}");
        }
        let (work, serving) = (container(job, "ai-dc-web"), container(app, "ai-dc-web"));
        for key in ["image", "env", "resources", "securityContext", "volumeMounts"] {
            assert_eq!(work[key], serving[key], "{key}");
        }
        for key in ["ports", "startupProbe", "readinessProbe", "livenessProbe", "lifecycle"] {
            assert_eq!(work.get(key), None, "{key}");
        }
        assert_eq!(job.get("topologySpreadConstraints"), None);
    }
    let names: Vec<&Value> = all(&objects, "CronJob").iter().map(|job| &job["metadata"]["name"]).collect();
    assert_eq!(names, ["ai-dc-web-a", "ai-dc-web-b"]);
}

/// Those of a StatefulSet are its pods' own: a job's pod has room of the same size instead, and nothing dangles.
#[test]
fn a_job_of_a_stateful_app_has_no_claim_that_is_another_pods() {
    let lines = "workload: stateful\nstorage: {data: {size: 10Gi, mount: /data}}\njobs: {sync: {schedule: '@daily'}}";
    let objects = delivered("{}", &format!("{APP}{lines}"), "test");
    let job = one(&objects, "CronJob");
    let pod = &job["spec"]["jobTemplate"]["spec"]["template"]["spec"];
    let volumes = items(&pod["volumes"]);
    let data: Vec<&Value> = volumes.iter().filter(|volume| volume["name"] == "data").collect();
    assert_eq!(data, [&json!({"name": "data", "emptyDir": {"sizeLimit": "10Gi"}})]);
    for mount in items(&container(pod, "ai-dc-web")["volumeMounts"]) {
        assert!(volumes.iter().any(|volume| volume["name"] == mount["name"]), "{mount}");
    }
}

/// Without it the Job would wait for the proxy for ever, where the mesh's own default is another container.
#[test]
fn the_proxy_of_a_job_is_a_native_sidecar() {
    let annotation = |mode: &str| {
        let objects =
            delivered("{}", &format!("{APP}mesh: {{mode: {mode}}}\njobs: {{sync: {{schedule: '@daily'}}}}"), "test");
        let template = &one(&objects, "CronJob")["spec"]["jobTemplate"]["spec"]["template"];
        template["metadata"]["annotations"]["sidecar.istio.io/nativeSidecar"].as_str().map(str::to_owned)
    };
    assert_eq!(annotation("sidecar").as_deref(), Some("true"));
    assert_eq!((annotation("ambient"), annotation("none")), (None, None));
}

#[test]
fn the_platforms_time_zone_is_that_of_every_container_and_of_jobs_that_give_none() {
    let platform = format!("{}timeZone: Asia/Shanghai\n", crate::objects_delivery::BACKENDS);
    let lines = "logs: {paths: [/var/log/app/*.log]}\njobs: {a: {schedule: '@daily'}, b: {schedule: '@daily', timeZone: Etc/UTC}}";
    let objects = delivered(&platform, &format!("{APP}{lines}"), "test");
    let zones: Vec<&Value> = all(&objects, "CronJob").iter().map(|job| &job["spec"]["timeZone"]).collect();
    assert_eq!(zones, ["Asia/Shanghai", "Etc/UTC"]);
    for pod in pods(&objects) {
        for name in ["ai-dc-web", "filebeat"] {
            assert_eq!(container(pod, name)["env"], json!([{"name": "TZ", "value": "Asia/Shanghai"}]), "{name}");
        }
    }
    let own = delivered(&platform, &format!("{APP}env: {{A: b, TZ: Europe/Berlin}}"), "test");
    let env = &container(pods(&own)[0], "ai-dc-web")["env"];
    assert_eq!(env, &json!([{"name": "A", "value": "b"}, {"name": "TZ", "value": "Europe/Berlin"}]));
    assert_eq!(container(pods(&delivered("{}", APP, "test"))[0], "ai-dc-web").get("env"), None);
}
