//! What an app finds in its file system: configuration, Secrets, volumes.

use std::collections::BTreeSet;

use pavedroad_manifests::{AppSpec, Platform};
use serde_json::{Value, json};

use crate::objects_set::{Set, app, each, list, text};

/// The volume of a name, and where the app's container has it.
#[track_caller]
fn volume<'a>(set: &'a Set, name: &str) -> (&'a Value, &'a Value) {
    let find = |items: &'a Value| list(items).iter().find(|item| item["name"] == name).unwrap();
    (find(&set.pod()["volumes"]), find(&set.pod()["containers"][0]["volumeMounts"]))
}

#[test]
fn files_are_an_immutable_config_map_that_the_pods_mount_read_only() {
    let set = Set::read("config: {files: {b.yaml: 'b: 1', a.yaml: ''}, mount: /etc/app}");
    let map = set.one("ConfigMap");
    assert_eq!(map["data"], json!({"a.yaml": "", "b.yaml": "b: 1"}));
    assert_eq!(map["immutable"], true);
    let (volume, mount) = volume(&set, "config");
    assert_eq!(volume["configMap"], json!({"name": map["metadata"]["name"]}));
    assert_eq!(mount, &json!({"name": "config", "mountPath": "/etc/app", "readOnly": true}));
}

fn config_name(files: &str) -> String {
    let set = Set::read(&format!("config: {{files: {files}, mount: /etc/app}}"));
    text(&set.one("ConfigMap")["metadata"]["name"]).to_owned()
}

#[test]
fn a_config_map_has_the_name_of_what_it_holds() {
    // Stays the same from release to release: another name would roll every pod.
    assert_eq!(config_name(r#"{app.yaml: "listen: :8080\n"}"#), "ai-dc-web-tt9frdm8mc");
    // The order in the file, and where the files are mounted, change nothing.
    assert_eq!(config_name("{a: x, b: y}"), config_name("{b: y, a: x}"));
    let different = ["{a: x, b: y}", "{a: y, b: x}", "{ab: x, b: y}", "{a: x}", r#"{a: "x\n"}"#, "{a: xb}", "{ax: b}"];
    let names: BTreeSet<String> = different.iter().map(|files| config_name(files)).collect();
    assert_eq!(names.len(), different.len());
}

#[test]
fn files_that_differ_a_little_have_other_names() {
    let names = (0..2000).map(|port| {
        let app = app(&format!("config: {{files: {{app.yaml: 'listen: :{port}'}}, mount: /etc/app}}"));
        text(&Set::of(&app).one("ConfigMap")["metadata"]["name"]).to_owned()
    });
    assert_eq!(names.collect::<BTreeSet<String>>().len(), 2000);
}

#[test]
fn a_change_of_a_file_rolls_the_pods() {
    let template = |text: &str| {
        let set = Set::read(&format!("config: {{files: {{app.yaml: {text}}}, mount: /etc/app}}"));
        set.one("Deployment")["spec"]["template"].clone()
    };
    assert_ne!(template("a"), template("b"));
    assert_eq!(template("a"), template("'a'"));
}

#[test]
fn files_are_kept_byte_for_byte() {
    let texts = [
        "",
        "no newline at the end",
        "two\n\n",
        "log: \"a: b\" # c",
        "\ttab\n  indented\n",
        "dos\r\nlines\r\n",
        " leading\n",
        "nul \0 and bell \u{7}",
        "\u{feff}bom",
        "日志: 格式\n",
        "on",
        "1_000",
        "---\n...\n",
        "{{ .Values }} $(HOME) ${HOME}",
    ];
    for text in texts {
        let quoted = serde_json::to_string(text).unwrap().replace('\u{feff}', "\\uFEFF");
        let app = app(&format!("config: {{files: {{app.cfg: {quoted}}}, mount: /etc/app}}"));
        let yaml = app.objects().to_yaml().unwrap();
        let document = yaml.split("\n---\n").find(|document| document.contains("kind: ConfigMap")).unwrap();
        for read in [serde_yaml::from_str::<Value>(document).ok(), serde_saphyr::from_str(document).ok()] {
            assert_eq!(read.unwrap_or_else(|| panic!("{document}"))["data"], json!({"app.cfg": text}));
        }
    }
}

#[test]
fn secrets_are_mounted_read_only_under_names_that_volumes_may_have() {
    let long = "a".repeat(57);
    let set = Set::read(&format!("secrets: {{tls: {{mount: /t}}, tls.v2: {{mount: /v}}, {long}: {{mount: /l}}}}"));
    let names = each(&set.pod()["volumes"], "name");
    assert_eq!(names[0], "secret-tls");
    for (name, secret) in names.iter().zip(["tls", "tls.v2", &long]) {
        let (volume, mount) = volume(&set, name);
        assert_eq!(volume["secret"], json!({"secretName": secret}));
        assert_eq!(mount["readOnly"], true);
        assert!(name.len() <= 63 && !name.contains('.'), "{name}");
    }
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 4);
}

#[test]
fn a_volume_may_not_take_the_name_of_a_secrets() {
    let lines = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nsecrets: {tls: {mount: /t}}\n\
                 storage: {secret-tls: {emptyDir: 1Gi, mount: /data}}\n";
    let findings = AppSpec::read(&Platform::default(), "app.yaml", lines).unwrap_err().to_string();
    assert_eq!(
        findings,
        "app.yaml:4:11: error[conflict] storage.secret-tls: found volume `secret-tls`, expected a name that is not ours; \
         that is the volume of a Secret under `secrets`\n"
    );
    let other = lines.replace("{secret-tls:", "{secret-db:");
    assert!(AppSpec::read(&Platform::default(), "app.yaml", other).is_ok());
}

/// Seed 004 mounts emptyDir, hostPath, nfs, rbd and persistentVolumeClaim.
#[test]
fn every_kind_of_volume_has_its_source() {
    let platform = Platform::read("platform.yaml", "podSecurity: privileged").unwrap();
    for (given, source, mount) in [
        ("{emptyDir: 1.5Gi, mount: /x}", json!({"emptyDir": {"sizeLimit": "1536Mi"}}), json!({})),
        ("{hostPath: /etc/localtime, mount: /x}", json!({"hostPath": {"path": "/etc/localtime"}}), json!({})),
        (
            "{nfs: {server: nfs.internal, path: /exports}, mount: /x, readOnly: true}",
            json!({"nfs": {"server": "nfs.internal", "path": "/exports", "readOnly": true}}),
            json!({"readOnly": true}),
        ),
        (
            "{csi: {driver: secrets-store.csi.k8s.io, attributes: {b: 1, a: x}}, mount: /x, readOnly: true}",
            json!({"csi": {
                "driver": "secrets-store.csi.k8s.io", "readOnly": true, "volumeAttributes": {"a": "x", "b": "1"},
            }}),
            json!({"readOnly": true}),
        ),
        ("{csi: {driver: x.y}, mount: /x}", json!({"csi": {"driver": "x.y"}}), json!({})),
        ("{claim: old-data, mount: /x}", json!({"persistentVolumeClaim": {"claimName": "old-data"}}), json!({})),
        ("{size: 1Gi, mount: /x}", json!({"persistentVolumeClaim": {"claimName": "ai-dc-web-v"}}), json!({})),
    ] {
        let text = format!("app: ai-dc-web\nimage: {{tag: 20190510-1033_v20}}\nreplicas: 1\nstorage: {{v: {given}}}\n");
        let spec = AppSpec::read(&platform, "app.yaml", &text).unwrap_or_else(|e| panic!("{e}"));
        let set = Set::of(spec.app("test").unwrap());
        let (volume, mounted) = volume(&set, "v");
        let with = |mut value: Value, more: Value| {
            value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            value
        };
        assert_eq!(volume, &with(json!({"name": "v"}), source), "{given}");
        assert_eq!(mounted, &with(json!({"name": "v", "mountPath": "/x"}), mount), "{given}");
    }
}

/// Kubernetes 1.31 removed the volume source `rbd`: what is left of it is a class of the CSI driver, and a claim.
#[test]
fn an_rbd_volume_of_seed_004_is_a_claim_of_a_class_of_the_csi_driver() {
    let set = Set::read("replicas: 1\nstorage: {data: {size: 10Gi, class: ceph-rbd, mount: /data}}");
    let claim = set.one("PersistentVolumeClaim");
    assert_eq!(claim["metadata"]["name"], "ai-dc-web-data");
    assert_eq!(
        claim["spec"],
        json!({
            "accessModes": ["ReadWriteOnce"], "storageClassName": "ceph-rbd",
            "resources": {"requests": {"storage": "10Gi"}},
        })
    );
    assert_eq!(volume(&set, "data").0["persistentVolumeClaim"], json!({"claimName": "ai-dc-web-data"}));
    // Without a class it is the cluster's default; an empty one would be none.
    let set = Set::read("replicas: 1\nstorage: {data: {size: 10Gi, mount: /data}}");
    assert_eq!(set.one("PersistentVolumeClaim")["spec"].get("storageClassName"), None);
}

#[test]
fn what_is_mounted_at_tmp_takes_the_place_of_the_built_in_volume() {
    for lines in [
        "storage: {scratch: {emptyDir: 5Gi, mount: /tmp}}",
        "storage: {scratch: {emptyDir: 5Gi, mount: /tmp/}}",
        "config: {files: {a: b}, mount: /tmp}",
        "secrets: {tls: {mount: /tmp}}",
        "workload: stateful\nstorage: {scratch: {size: 5Gi, mount: /tmp}}",
    ] {
        let set = Set::read(lines);
        assert!(!each(&set.pod()["volumes"], "name").contains(&"tmp"), "{lines}");
        assert_eq!(each(&set.pod()["containers"][0]["volumeMounts"], "mountPath"), ["/tmp"], "{lines}");
    }
    let set = Set::read("storage: {scratch: {emptyDir: 5Gi, mount: /tmp/scratch}}");
    assert_eq!(volume(&set, "tmp").0["emptyDir"], json!({"sizeLimit": "1Gi"}));
}
