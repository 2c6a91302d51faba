//! `admit`: what is admitted, where it is placed, and what is left.

use std::path::PathBuf;

use serde_json::Value;

use crate::program::{assert_golden, root, run, run_with_input};

const FOLDER: &str = "examples/admission";

/// The shipped files of these names, then options.
fn ask(files: &[&str], options: &[&str]) -> crate::program::Run {
    let files: Vec<String> = files.iter().map(|name| format!("{FOLDER}/{name}.yaml")).collect();
    let arguments: Vec<&str> = files.iter().map(String::as_str).chain(options.iter().copied()).collect();
    run("admit", &arguments)
}

/// The report on a text.
#[track_caller]
fn report(code: i32, text: &str) -> Value {
    let run = run_with_input("admit", &["-", "--output", "json"], text);
    assert_eq!((run.code, run.stderr.as_str()), (Some(code), ""), "{text}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

const NODES: &str = "
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Node
  metadata: {name: node-1}
  status: {allocatable: {cpu: '2', memory: 4Gi, pods: '10'}}
- apiVersion: v1
  kind: Node
  metadata: {name: node-2}
  spec: {unschedulable: true}
  status: {allocatable: {cpu: '2', memory: 4Gi, pods: '10'}}
---
";

/// A workload of one container.
fn workload(kind: &str, name: &str, spec: &str, cpu: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec:\n  {spec}\n  selector:\n    matchLabels: \
         {{app: {name}}}\n  template:\n    metadata:\n      labels: {{app: {name}}}\n    spec:\n      containers:\n      \
         - {{name: app, image: app, resources: {{requests: {{cpu: {cpu}, memory: 64Mi}}}}}}\n---\n"
    )
}

#[test]
fn without_arguments_it_plays_the_slide_in_three_scenes() {
    let run = run("admit", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("admit/slide.txt", &run.stdout);
    for said in [
        "10 |     - default:\n",
        "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'\n",
        "\n      type: Container\n",
        "minimum memory usage per Pod is 256Mi, but request is 128Mi\n",
        "exceeded quota: my-quota, requested: cpu=500m, used: cpu=4, limited: cpu=4\n",
        "must specify cpu for: db,wp; memory for: db,wp\n",
        "  0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.\n",
    ] {
        assert!(run.stdout.contains(said), "{said}");
    }
}

#[test]
fn each_scene_is_what_its_command_prints() {
    let slide = run("admit", &[]).stdout;
    let mut seen = 0;
    for (at, _) in slide.match_indices("$ admit ") {
        let (command, printed) = slide[at..].split_once('\n').unwrap();
        let arguments: Vec<&str> = command.split(' ').skip(2).collect();
        let run = run("admit", &arguments);
        assert_eq!(run.code, Some(1), "{command}");
        assert!(printed.starts_with(&(run.stderr + &run.stdout)), "{command}");
        seen += 1;
    }
    assert_eq!(seen, 4);
}

#[test]
fn programs_get_json() {
    let shown = ask(&["quota", "copies", "nodes"], &["--output", "json"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(1), ""));
    assert_golden("admit/quota-and-nodes.json", &shown.stdout);
    let limits = ask(&["limits", "frontend"], &["--output", "json"]);
    assert_golden("admit/limits.json", &limits.stdout);
    let slide: Value = serde_json::from_str(&run("admit", &["--output", "json"]).stdout).unwrap();
    assert_eq!(slide.as_array().unwrap().len(), 4);
}

#[test]
fn the_correction_of_the_limit_range_is_taken_by_the_server() {
    let shown = ask(&["limits"], &[]);
    assert_eq!(shown.code, Some(1));
    let proposed: String =
        shown.stdout.lines().filter_map(|line| Some(format!("{}\n", line.strip_prefix("  ")?))).collect();
    let (_, proposed) = proposed.split_once('\n').unwrap();
    let pod = std::fs::read_to_string(root().join(FOLDER).join("frontend.yaml")).unwrap();
    let corrected = run_with_input("admit", &["-"], &format!("{proposed}---\n{}", pod.replace("64Mi", "128Mi")));
    assert_eq!((corrected.code, corrected.stderr.as_str()), (Some(0), ""), "{}", corrected.stdout);
}

#[test]
fn everything_that_fits_exits_with_0() {
    let shown = ask(&["frontend", "nodes"], &[]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""));
    assert_golden("admit/fits.txt", &shown.stdout);
    assert_eq!(ask(&["frontend"], &[]).code, Some(0));
    assert_golden("admit/folder.txt", &run("admit", &[FOLDER, "--explain"]).stdout);
}

#[test]
fn pods_of_a_workload_that_run_are_not_made_again() {
    let running = |name: &str, owner: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n  uid: {name}\n  labels: {{app: web, pod-template-hash: \
             5d4f}}\n  ownerReferences: [{{apiVersion: apps/v1, kind: ReplicaSet, name: {owner}, uid: a, controller: \
             true}}]\nspec:\n  nodeName: node-1\n  containers: [{{name: app, image: app, resources: {{requests: {{cpu: \
             500m}}}}}}]\n---\n"
        )
    };
    let web = workload("Deployment", "web", "replicas: 3", "500m");
    let text = format!("{NODES}{web}{}{}", running("web-5d4f-a", "web-5d4f"), running("web-5d4f-b", "web-5d4f"));
    let shown = report(0, &text);
    assert_eq!(shown["pods"][0]["pods"], 1);
    assert_eq!(shown["nodes"][0]["left"]["cpu"], 500);
    assert_eq!(shown["running"], 2);
    // Those of another are beside them.
    let shown = report(1, &text.replace("name: web-5d4f,", "name: api-5d4f,"));
    assert_eq!(shown["pods"][0]["pods"], 3);
    assert_eq!(
        texts(&shown["pods"][0]["unschedulable"]),
        ["0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable."]
    );
}

#[test]
fn a_workload_is_as_large_as_its_kind_says() {
    let scaler = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec:\n  minReplicas: 3\n  \
                  maxReplicas: 9\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\n---\n";
    let job = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: load}\nspec:\n  parallelism: 5\n  completions: 2\n  \
               template:\n    spec: {restartPolicy: Never, containers: [{name: app, image: app}]}\n---\n";
    let owned = "apiVersion: apps/v1\nkind: ReplicaSet\nmetadata:\n  name: web-5d4f\n  ownerReferences: [{apiVersion: \
                 apps/v1, kind: Deployment, name: web, uid: a, controller: true}]\nspec:\n  replicas: 3\n  selector: \
                 {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: \
                 [{name: app, image: app}]}\n---\n";
    let text = [
        NODES,
        &workload("Deployment", "web", "", "10m").replace("\n  \n", "\n"),
        scaler,
        owned,
        job,
        &workload("DaemonSet", "logs", "updateStrategy: {type: OnDelete}", "10m"),
        &workload("StatefulSet", "db", "replicas: 2", "10m"),
    ];
    let shown = report(0, &text.concat());
    let pods: Vec<(&str, u64)> = shown["pods"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pods| (pods["kind"].as_str().unwrap(), pods["pods"].as_u64().unwrap()))
        .collect();
    assert_eq!(pods, [("Deployment", 3), ("Job", 2), ("DaemonSet", 2), ("StatefulSet", 2)]);
    // A daemon does not mind a cordon.
    assert_eq!(shown["pods"][2]["placed"], serde_json::json!({"node-1": 1, "node-2": 1}));
}

#[test]
fn jobs_that_have_ended_or_wait_make_no_pods() {
    let job = |spec: &str, status: &str| {
        format!(
            "apiVersion: batch/v1\nkind: Job\nmetadata: {{name: load}}\nspec:\n  {spec}\n  template:\n    spec: \
             {{restartPolicy: Never, containers: [{{name: app, image: app}}]}}\n{status}\n"
        )
    };
    let ended = |kind: &str| format!("status: {{conditions: [{{type: {kind}, status: 'True'}}]}}");
    for (spec, status, pods) in [
        ("parallelism: 1", "", 1),
        ("suspend: true", "", 0),
        ("parallelism: 1", &ended("Complete"), 0),
        ("parallelism: 1", &ended("Failed"), 0),
        ("parallelism: 1", &ended("SuccessCriteriaMet"), 1),
    ] {
        assert_eq!(report(0, &job(spec, status))["pods"].as_array().unwrap().len(), pods, "{spec} {status}");
    }
}

#[test]
fn of_two_objects_with_one_name_the_later_counts() {
    let quota = "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {count/deployments.apps: 1, pods: \
                 5}}\nstatus: {used: {count/deployments.apps: 1, pods: 2}}\n---\n";
    let there = workload("Deployment", "web", "replicas: 2", "10m").replacen("{name: web}", "{name: web, uid: a}", 1);
    let new = workload("Deployment", "web", "replicas: 4", "10m");
    // A change of what is there is no second Deployment.
    let shown = report(1, &format!("{quota}{there}{new}"));
    assert_eq!((&shown["refused"], &shown["pods"][0]["pods"]), (&serde_json::json!([]), &serde_json::json!(4)));
    assert_eq!(shown["pods"][0]["admitted"], 3);
    let shown = report(1, &format!("{quota}{}", new.replace("name: web", "name: api")));
    assert_eq!(shown["refused"][0]["name"], "api");
}

#[test]
fn what_is_used_is_what_the_status_says_or_what_is_there() {
    let quota = |status: &str| {
        format!(
            "apiVersion: v1\nkind: ResourceQuota\nmetadata: {{name: q}}\nspec: {{hard: {{pods: 3, count/configmaps: 0, \
             persistentvolumeclaims: 1}}}}\n{status}\n---\napiVersion: v1\nkind: Pod\nmetadata: {{name: old}}\nspec: \
             {{nodeName: gone, containers: [{{name: app, image: app}}]}}\n---\n"
        )
    };
    let status = "status: {hard: {pods: '3'}, used: {pods: '3'}}";
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: new}\nspec: {containers: [{name: app, image: app}]}\n---\n";
    assert_eq!(report(0, &(quota("") + pod))["quotas"][0]["used"]["pods"], "2");
    assert_eq!(
        texts(&report(1, &(quota(status) + pod))["pods"][0]["refusals"]),
        ["pods \"new\" is forbidden: exceeded quota: q, requested: pods=1, used: pods=3, limited: pods=3"]
    );
    let config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
    assert_eq!(
        texts(&report(1, &(quota("") + config))["refused"][0]["refusals"]),
        ["configmaps \"c\" is forbidden: exceeded quota: q, requested: count/configmaps=1, used: count/configmaps=0, \
             limited: count/configmaps=0"]
    );
    let claims = "serviceName: db\n  replicas: 2\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: \
                  [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]";
    let shown = report(1, &(quota("") + &workload("StatefulSet", "db", claims, "10m")));
    assert_eq!(shown["pods"][0]["admitted"], 1);
    assert_eq!(
        texts(&shown["pods"][0]["refusals"]),
        ["persistentvolumeclaims \"data-db-1\" is forbidden: exceeded quota: q, requested: persistentvolumeclaims=1, \
             used: persistentvolumeclaims=1, limited: persistentvolumeclaims=1"]
    );
}

#[test]
fn a_namespace_has_rules_of_its_own() {
    let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: ai-test, labels: \
                     {pod-security.kubernetes.io/enforce: baseline}}\n---\n";
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true, containers: [{name: app, image: \
               app}]}\n";
    let text = namespace.to_owned() + pod;
    assert_eq!(run_with_input("admit", &["-"], &text).code, Some(0));
    let refused = run_with_input("admit", &["-", "--namespace", "ai-test"], &text);
    assert_eq!(refused.code, Some(1));
    let expected =
        "pods \"web\" is forbidden: violates PodSecurity \"baseline:latest\": host namespaces (hostNetwork=true)";
    assert!(refused.stdout.contains(expected), "{}", refused.stdout);
}

#[test]
fn what_is_not_judged_is_named() {
    let text = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: web, namespace: shop}\n---\n\
                apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: 5}\n";
    let run = run_with_input("admit", &["-"], text);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("note[not-judged]: found the kind `Certificate`"), "{}", run.stderr);
    assert!(run.stderr.contains("error[wrong-type]: found `5`, expected a list"), "{}", run.stderr);
    assert!(run.stdout.contains("not judged: Certificate shop/web (<stdin>:1)\n"), "{}", run.stdout);
    assert!(run.stdout.contains("not judged: Pod web (<stdin>:5)\n"), "{}", run.stdout);
}

#[test]
fn amounts_that_cannot_be_counted_are_named() {
    let node = NODES.replacen("4Gi", "-4Gi", 1);
    let shown = report(1, &(node + &workload("Deployment", "web", "replicas: 2", "1")));
    assert_eq!(shown["unusable"][0]["reason"], "status.allocatable.memory: found -4Gi, expected 0 or more");
    assert_eq!(shown["nodes"], serde_json::json!([]));
    let shown = report(1, &(NODES.to_owned() + &workload("Deployment", "web", "replicas: 2", "1e20")));
    assert_eq!(
        texts(&shown["pods"][0]["unschedulable"]),
        ["spec (requests of all containers).cpu: found 100E, expected at most 9223372036854775.807"]
    );
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_2() {
    let many = workload("Deployment", "web", "replicas: 2000000000", "1");
    let run_many = run_with_input("admit", &["-"], &many);
    assert_eq!((run_many.code, run_many.stdout.as_str()), (Some(2), ""));
    assert_eq!(run_many.stderr, "error: Deployment default/web: more than 100000 pods in all\n");

    let run_missing = run("admit", &["no-such-file.yaml"]);
    assert_eq!((run_missing.code, run_missing.stdout.as_str()), (Some(2), ""));
    assert!(run_missing.stderr.starts_with("error: cannot read no-such-file.yaml"), "{}", run_missing.stderr);
    assert_eq!(run("admit", &["--output", "xml"]).code, Some(2));
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("admit-empty");
    std::fs::create_dir_all(&folder).unwrap();
    assert_eq!(run("admit", &[folder.to_str().unwrap()]).code, Some(0));
}
