//! What pods refer to is there: ConfigMaps, Secrets, claims, volumes.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::{Container, Volume};

use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::index::{Index, Pods};
use crate::object::Object;

/// ConfigMaps that the cluster itself, OpenShift and Istio write into every namespace.
const GIVEN: [&str; 3] = ["kube-root-ca.crt", "istio-ca-root-cert", "openshift-service-ca.crt"];

/// A reference to a ConfigMap or a Secret, and to keys in it.
struct Reference<'a> {
    secret: bool,
    name: &'a str,
    keys: Vec<&'a str>,
    path: String,
}

pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    for pods in &index.pods {
        let mut references = Vec::new();
        for (at, volume) in pods.spec.volumes.iter().flatten().enumerate() {
            volumes(pods, at, volume, &mut references);
            claim(index, closed, pods, at, volume, findings);
        }
        for (at, secret) in pods.spec.image_pull_secrets.iter().flatten().enumerate() {
            let path = format!("{}.imagePullSecrets[{at}]", pods.path);
            references.push(Reference { secret: true, name: &secret.name, keys: Vec::new(), path });
        }
        let lists = [
            ("initContainers", pods.spec.init_containers.as_deref().unwrap_or_default()),
            ("containers", &pods.spec.containers),
        ];
        for (list, containers) in lists {
            for (at, container) in containers.iter().enumerate() {
                let path = format!("{}.{list}[{at}]", pods.path);
                variables(container, &path, &mut references);
                mounts(pods, container, &path, findings);
            }
        }
        for reference in references {
            check_reference(index, closed, pods, &reference, findings);
        }
    }
}

fn variables<'a>(container: &'a Container, path: &str, references: &mut Vec<Reference<'a>>) {
    for (at, variable) in container.env.iter().flatten().enumerate() {
        let Some(from) = &variable.value_from else { continue };
        let path = format!("{path}.env[{at}].valueFrom");
        if let Some(key) = from.config_map_key_ref.as_ref().filter(|key| key.optional != Some(true)) {
            let path = format!("{path}.configMapKeyRef");
            references.push(Reference { secret: false, name: &key.name, keys: vec![&key.key], path });
        }
        if let Some(key) = from.secret_key_ref.as_ref().filter(|key| key.optional != Some(true)) {
            let path = format!("{path}.secretKeyRef");
            references.push(Reference { secret: true, name: &key.name, keys: vec![&key.key], path });
        }
    }
    for (at, from) in container.env_from.iter().flatten().enumerate() {
        if let Some(map) = from.config_map_ref.as_ref().filter(|map| map.optional != Some(true)) {
            let path = format!("{path}.envFrom[{at}].configMapRef");
            references.push(Reference { secret: false, name: &map.name, keys: Vec::new(), path });
        }
        if let Some(secret) = from.secret_ref.as_ref().filter(|secret| secret.optional != Some(true)) {
            let path = format!("{path}.envFrom[{at}].secretRef");
            references.push(Reference { secret: true, name: &secret.name, keys: Vec::new(), path });
        }
    }
}

fn volumes<'a>(pods: &Pods<'_>, at: usize, volume: &'a Volume, references: &mut Vec<Reference<'a>>) {
    let path = format!("{}.volumes[{at}]", pods.path);
    if let Some(map) = volume.config_map.as_ref().filter(|map| map.optional != Some(true)) {
        let keys = map.items.iter().flatten().map(|item| item.key.as_str()).collect();
        references.push(Reference { secret: false, name: &map.name, keys, path: format!("{path}.configMap") });
    }
    if let Some(secret) = volume.secret.as_ref().filter(|secret| secret.optional != Some(true))
        && let Some(name) = &secret.secret_name
    {
        let keys = secret.items.iter().flatten().map(|item| item.key.as_str()).collect();
        references.push(Reference { secret: true, name, keys, path: format!("{path}.secret") });
    }
    let projected = volume.projected.iter().flat_map(|projected| projected.sources.iter().flatten()).enumerate();
    for (source, projection) in projected {
        let path = format!("{path}.projected.sources[{source}]");
        if let Some(map) = projection.config_map.as_ref().filter(|map| map.optional != Some(true)) {
            let keys = map.items.iter().flatten().map(|item| item.key.as_str()).collect();
            references.push(Reference { secret: false, name: &map.name, keys, path: format!("{path}.configMap") });
        }
        if let Some(secret) = projection.secret.as_ref().filter(|secret| secret.optional != Some(true)) {
            let keys = secret.items.iter().flatten().map(|item| item.key.as_str()).collect();
            references.push(Reference { secret: true, name: &secret.name, keys, path: format!("{path}.secret") });
        }
    }
}

/// Secrets are made apart from what uses them, so one that is not here may well be there, unless the input is closed.
fn check_reference(
    index: &Index<'_>,
    closed: bool,
    pods: &Pods<'_>,
    reference: &Reference<'_>,
    findings: &mut Vec<LintFinding>,
) {
    let (kind, code) = if reference.secret {
        ("Secret", LintCode::DanglingSecret)
    } else {
        ("ConfigMap", LintCode::DanglingConfigMap)
    };
    let expected = |what: &str| format!("{what} in namespace `{}`", pods.namespace);
    match index.named(kind, pods.namespace, reference.name) {
        Some((_, object)) => {
            let keys = keys(object);
            // Somebody else fills in what is empty: an injector of certificates, the controller of tokens.
            if keys.is_empty() && !closed || is_token(object) {
                return;
            }
            for key in reference.keys.iter().filter(|key| !keys.contains(*key)) {
                let known = if keys.is_empty() {
                    "none".to_owned()
                } else {
                    keys.iter().copied().collect::<Vec<_>>().join(", ")
                };
                findings.push(LintFinding::new(
                    pods.item,
                    LintCode::DanglingKey,
                    reference.path.clone(),
                    format!("key `{key}` of {kind} `{}`", reference.name),
                    format!("one of its keys: {known}"),
                ));
            }
        }
        None if reference.secret && !closed || GIVEN.contains(&reference.name) => {}
        None if !closed && !index.expects(pods.item.1, kind, pods.namespace) => {}
        None => {
            let found = format!("{kind} `{}`", reference.name);
            let expected =
                expected(if reference.secret { "a Secret that is there" } else { "a ConfigMap that is there" });
            findings.push(LintFinding::new(pods.item, code, reference.path.clone(), found, expected));
        }
    }
}

fn keys(object: &Object) -> BTreeSet<&str> {
    match object {
        Object::ConfigMap(map) => {
            let binary = map.binary_data.iter().flat_map(|data| data.keys());
            map.data.iter().flat_map(|data| data.keys()).chain(binary).map(String::as_str).collect()
        }
        Object::Secret(secret) => {
            let text = secret.string_data.iter().flat_map(|data| data.keys());
            secret.data.iter().flat_map(|data| data.keys()).chain(text).map(String::as_str).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Whether a controller writes the keys of a Secret.
fn is_token(object: &Object) -> bool {
    matches!(object, Object::Secret(secret) if secret.type_.as_deref() == Some("kubernetes.io/service-account-token"))
}

fn claim(
    index: &Index<'_>,
    closed: bool,
    pods: &Pods<'_>,
    at: usize,
    volume: &Volume,
    findings: &mut Vec<LintFinding>,
) {
    let Some(claim) = &volume.persistent_volume_claim else { return };
    // A claim may be older than everything that is applied now.
    if closed && index.named("PersistentVolumeClaim", pods.namespace, &claim.claim_name).is_none() {
        findings.push(LintFinding::new(
            pods.item,
            LintCode::DanglingClaim,
            format!("{}.volumes[{at}].persistentVolumeClaim.claimName", pods.path),
            format!("claim `{}`", claim.claim_name),
            format!("a claim that is there in namespace `{}`", pods.namespace),
        ));
    }
}

/// A StatefulSet's claims are volumes of its pods by their names.
fn mounts(pods: &Pods<'_>, container: &Container, path: &str, findings: &mut Vec<LintFinding>) {
    let volumes: BTreeSet<&str> = pods.spec.volumes.iter().flatten().map(|volume| volume.name.as_str()).collect();
    let claims: BTreeSet<&str> = pods.claims.iter().filter_map(|claim| claim.metadata.name.as_deref()).collect();
    let mounts = container.volume_mounts.iter().flatten().map(|mount| mount.name.as_str()).enumerate();
    let mounts = mounts.map(|(at, name)| ("volumeMounts", at, name));
    let devices = container.volume_devices.iter().flatten().map(|device| device.name.as_str()).enumerate();
    let devices = devices.map(|(at, name)| ("volumeDevices", at, name));
    for (list, at, name) in mounts.chain(devices).filter(|(.., name)| !volumes.contains(name) && !claims.contains(name))
    {
        let known: Vec<&str> = volumes.union(&claims).copied().collect();
        findings.push(LintFinding::new(
            pods.item,
            LintCode::DanglingVolume,
            format!("{path}.{list}[{at}].name"),
            format!("volume `{name}`"),
            if known.is_empty() {
                "a volume of the pod, and there is none".to_owned()
            } else {
                format!("one of {}", known.join(", "))
            },
        ));
    }
}
