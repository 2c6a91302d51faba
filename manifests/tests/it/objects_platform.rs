//! What is the platform's alone: namespaces, limits, quotas, storage classes.

use pavedroad_manifests::Object;
use serde_json::{Value, json};

use crate::objects_delivery::{all, delivered, one, platform, spec};
use crate::sections;

fn labels(enforce: &str, other: &str) -> Value {
    json!({
        "pod-security.kubernetes.io/audit": other,
        "pod-security.kubernetes.io/enforce": enforce,
        "pod-security.kubernetes.io/warn": other,
    })
}

#[test]
fn a_namespace_warns_instead_of_enforcing_where_the_meshs_pods_need_more() {
    for (lines, expected) in [
        ("podSecurity: restricted", labels("restricted", "restricted")),
        ("podSecurity: baseline\nmesh: {cni: true}", labels("baseline", "baseline")),
        ("mesh: {cni: false}", labels("privileged", "restricted")),
        ("podSecurity: baseline\nmesh: {cni: false}", labels("privileged", "baseline")),
        ("podSecurity: privileged\nmesh: {cni: false}", labels("privileged", "privileged")),
    ] {
        // It says nothing of its apps.
        for mode in ["none", "sidecar"] {
            let objects = delivered(lines, &format!("mesh: {{mode: {mode}}}"), "test");
            assert_eq!(
                one(&objects, "Namespace")["metadata"],
                json!({"name": "ai-test", "labels": expected}),
                "{lines}"
            );
        }
    }
}

#[test]
fn limits_are_those_of_containers_and_those_of_pods() {
    let text = "limits: {container: {default: {memory: 0.5Gi}, defaultRequest: {cpu: 100m, memory: 256Mi}, max: {memory: 16Gi}}, \
                pod: {min: {memory: 32Mi}}}";
    let objects = delivered(text, "", "test");
    let range = one(&objects, "LimitRange");
    assert_eq!(range["metadata"], json!({"name": "limits", "namespace": "ai-test"}));
    let limits = json!([
        {
            "type": "Container",
            "default": {"memory": "512Mi"}, "defaultRequest": {"cpu": "100m", "memory": "256Mi"}, "max": {"memory": "16Gi"},
        },
        {"type": "Pod", "min": {"memory": "32Mi"}},
    ]);
    assert_eq!(range["spec"], json!({"limits": limits}));
    let pods = delivered("limits: {pod: {max: {memory: 1Gi}}}", "", "test");
    assert_eq!(one(&pods, "LimitRange")["spec"]["limits"], json!([{"type": "Pod", "max": {"memory": "1Gi"}}]));
    for nothing in ["{}", "limits: {}", "limits: {container: {max: {}}}"] {
        assert!(all(&delivered(nothing, "", "test"), "LimitRange").is_empty(), "{nothing}");
    }
}

#[test]
fn a_quota_is_that_of_the_environment() {
    let text =
        "quota: {prod: {requests.cpu: 200, requests.memory: 1024Gi, pods: 1000, count/jobs.batch: 50}, preview: {}}";
    let objects = delivered(text, "", "prod");
    let quota = one(&objects, "ResourceQuota");
    assert_eq!(quota["metadata"], json!({"name": "quota", "namespace": "ai-prod"}));
    let hard = json!({"requests.cpu": "200", "requests.memory": "1Ti", "pods": "1k", "count/jobs.batch": "50"});
    assert_eq!(quota["spec"], json!({"hard": hard}));
    for without in ["test", "preview"] {
        assert!(all(&delivered(text, "", without), "ResourceQuota").is_empty(), "{without}");
    }
}

#[test]
fn a_storage_class_belongs_to_no_namespace() {
    let text = "storageClasses:
  nfs-storage:
    provisioner: nfs.csi.k8s.io
    parameters: {share: /apps, server: nfs.internal, onDelete: on}
    reclaimPolicy: Retain
    volumeBindingMode: Immediate
    allowVolumeExpansion: true
    mountOptions: [nfsvers=4.1, hard]
  plain: {provisioner: EBS.csi.aws.com/x, allowVolumeExpansion: false}
";
    let objects = delivered(text, "", "test");
    let [nfs, plain] = all(&objects, "StorageClass")[..] else { panic!("two classes") };
    let expected = json!({
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": "nfs-storage"},
        "provisioner": "nfs.csi.k8s.io",
        "parameters": {"onDelete": "on", "server": "nfs.internal", "share": "/apps"},
        "reclaimPolicy": "Retain",
        "volumeBindingMode": "Immediate",
        "allowVolumeExpansion": true,
        "mountOptions": ["nfsvers=4.1", "hard"],
    });
    assert_eq!(nfs, &expected);
    let expected = json!({
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": "plain"},
        "provisioner": "EBS.csi.aws.com/x",
        "reclaimPolicy": "Delete",
        "volumeBindingMode": "WaitForFirstConsumer",
    });
    assert_eq!(plain, &expected);
}

#[test]
fn what_is_the_platforms_stands_once_and_before_everything_else() {
    let platform = sections::platform();
    let texts = ["ai-dc-web", "dt-dc-web", "ai-dc-api"].map(|app| {
        let text = format!("app: {app}\nimage: {{tag: 20190510-1033_v20}}\n");
        pavedroad_manifests::AppSpec::read(&platform, "app.yaml", text).unwrap()
    });
    let objects = platform.objects(texts.iter().filter_map(|spec| spec.app("prod")));
    let name = |object: &Object| {
        let metadata = object.metadata();
        format!(
            "{} {}/{}",
            object.kind(),
            metadata.namespace.as_deref().unwrap_or(""),
            metadata.name.as_deref().unwrap()
        )
    };
    let names: Vec<String> = objects.iter().take(8).map(name).collect();
    assert_eq!(
        names,
        [
            "Namespace /ai-prod",
            "Namespace /dt-prod",
            "ResourceQuota ai-prod/quota",
            "ResourceQuota dt-prod/quota",
            "LimitRange ai-prod/limits",
            "LimitRange dt-prod/limits",
            "StorageClass /nfs-storage",
            "ServiceAccount ai-prod/ai-dc-api",
        ]
    );
    let ours = |object: &&Object| ["Namespace", "ResourceQuota", "LimitRange", "StorageClass"].contains(&object.kind());
    assert_eq!(objects.iter().filter(ours).count(), 7);
    // The classes are there without an app, too.
    assert_eq!(platform.objects([]).iter().map(name).collect::<Vec<_>>(), ["StorageClass /nfs-storage"]);
}

/// Without the environment in its name, a namespace is one in every environment's cluster.
#[test]
fn a_namespace_of_several_environments_is_that_of_its_stream() {
    let platform = platform(
        "convention: {namespace: '{line}'}\npodSecurity: {environments: {test: baseline}}\nquota: {prod: {pods: 9}, preview: {pods: 5}}",
    );
    let spec = spec(&platform, "");
    let of = |environments: &[&str]| {
        let objects = platform.objects(environments.iter().filter_map(|name| spec.app(name)));
        let find = |kind: &str| {
            objects.iter().find(|object| object.kind() == kind).map(|object| serde_json::to_value(object).unwrap())
        };
        let namespace = find("Namespace").unwrap();
        assert_eq!(namespace["metadata"]["name"], "ai");
        let level = namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"].as_str().unwrap().to_owned();
        (level, find("ResourceQuota").map(|quota| quota["spec"]["hard"]["pods"].as_str().unwrap().to_owned()))
    };
    assert_eq!(of(&["test"]), ("baseline".to_owned(), None));
    assert_eq!(of(&["prod"]), ("restricted".to_owned(), Some("9".to_owned())));
    let both = ("baseline".to_owned(), Some("5".to_owned()));
    assert_eq!(of(&["test", "preview", "prod"]), both);
    assert_eq!(of(&["prod", "preview", "test"]), both);
}
