//! The LimitRange, the quota and the Pod of a slide that never ran: what the API server says to each.

use k8s_openapi::api::core::v1::{LimitRange, Pod, ResourceQuota};
use pavedroad_manifests::admission::{
    LimitRangeRules, NamespaceRules, PodResources, QosClass, Quota, QuotaUsage, admit_pod_security, default_pod,
    split_limit_range, validate_limit_range,
};
use pavedroad_manifests::{Cpu, Memory, PodSecurity};
use pavedroad_rollout::RollingUpdate;

const LIMITS: &str = "
metadata: {name: default-limits, namespace: default}
spec:
  limits:
  - type: Pod
    default: {cpu: 100m, memory: 512Mi}
    max: {cpu: 1024m, memory: 10240Mi}
    min: {cpu: 100m, memory: 256Mi}
";

const QUOTA: &str = "
metadata: {name: my-quota, namespace: default}
spec:
  hard: {cpu: 4, memory: 32G, pods: 30, services: 100, replicationcontrollers: 80, resourcequotas: 10}
";

const POD: &str = "
metadata: {name: frontend}
spec:
  containers:
  - name: db
    image: mysql
    resources: {requests: {memory: 64Mi, cpu: 250m}, limits: {memory: 128Mi, cpu: 500m}}
  - name: wp
    image: wordpress
    resources: {requests: {memory: 64Mi, cpu: 250m}, limits: {memory: 128Mi, cpu: 500m}}
";

fn limits() -> LimitRange {
    serde_yaml::from_str(LIMITS).unwrap()
}

fn pod() -> Pod {
    serde_yaml::from_str(POD).unwrap()
}

fn quota() -> Quota {
    Quota::read(&serde_yaml::from_str::<ResourceQuota>(QUOTA).unwrap()).unwrap()
}

#[test]
fn the_limit_range_is_refused_for_its_defaults() {
    let invalid = validate_limit_range(&limits()).unwrap().unwrap();
    let errors: Vec<String> = invalid.errors().iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'"]);
    assert_eq!(
        invalid.to_string(),
        "LimitRange \"default-limits\" is invalid: \
         spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'"
    );
}

#[test]
fn split_into_two_items_it_is_valid_and_refuses_its_own_pod() {
    let split = split_limit_range(&limits()).unwrap();
    assert_eq!(validate_limit_range(&split).unwrap(), None);
    let types: Vec<&str> = split.spec.iter().flat_map(|spec| &spec.limits).map(|item| item.type_.as_str()).collect();
    assert_eq!(types, ["Container", "Pod"]);
    let rules = LimitRangeRules::read(&split).unwrap();
    let refusal = rules.admit_pod(&pod()).unwrap().unwrap();
    assert_eq!(
        refusal.to_string(),
        "pods \"frontend\" is forbidden: minimum memory usage per Pod is 256Mi, but request is 128Mi"
    );
    let reasons: Vec<String> = refusal.reasons().iter().map(ToString::to_string).collect();
    assert_eq!(reasons, ["minimum memory usage per Pod is 256Mi, but request is 128Mi"]);
    assert_eq!(split_limit_range(&split), None);
}

#[test]
fn eight_copies_fit_the_quota_and_the_ninth_is_refused() {
    let mut rules = NamespaceRules { quotas: vec![quota()], ..NamespaceRules::default() };
    assert_eq!(quota().room_for(&QuotaUsage::of_pod(&pod()).unwrap()), Some(8));
    for _ in 0..8 {
        assert!(rules.create_pod(&pod()).unwrap().is_admitted());
    }
    let ninth = rules.create_pod(&pod()).unwrap();
    let refusals: Vec<String> = ninth.refusals().iter().map(ToString::to_string).collect();
    assert_eq!(
        refusals,
        ["pods \"frontend\" is forbidden: exceeded quota: my-quota, requested: cpu=500m, used: cpu=4, limited: cpu=4"]
    );
    assert_eq!(
        rules.quotas[0].used().to_string(),
        "cpu=4,memory=1Gi,pods=8,replicationcontrollers=0,resourcequotas=0,services=0"
    );
    let usage = QuotaUsage::of_pod(ninth.pod()).unwrap();
    let update = RollingUpdate::KUBERNETES;
    let excess: Vec<String> =
        rules.quotas[0].surge_excess(&usage, &usage, 8, update).iter().map(ToString::to_string).collect();
    assert_eq!(excess, ["cpu: needs 5, may use 4, 1 too much"]);
}

#[test]
fn a_pod_without_requests_has_to_give_them() {
    let mut pod = pod();
    pod.spec.iter_mut().flat_map(|spec| &mut spec.containers).for_each(|container| container.resources = None);
    let refusal = quota().admit(&QuotaUsage::of_pod(&pod).unwrap()).unwrap();
    assert_eq!(
        refusal.to_string(),
        "pods \"frontend\" is forbidden: failed quota: my-quota: must specify cpu for: db,wp; memory for: db,wp"
    );
}

#[test]
fn the_pod_is_burstable_and_of_the_baseline() {
    let mut pod = pod();
    let spec = pod.spec.as_mut().unwrap();
    default_pod(spec).unwrap();
    let resources = PodResources::read(spec).unwrap();
    assert_eq!(resources.qos_class(), QosClass::Burstable);
    assert_eq!(resources.requests().to_string(), "cpu=500m,memory=128Mi");
    assert_eq!(resources.limits().to_string(), "cpu=1,memory=256Mi");
    let cpu = Cpu::try_from(resources.limits().get("cpu").unwrap()).unwrap();
    let memory = Memory::try_from(resources.limits().get("memory").unwrap()).unwrap();
    assert_eq!((cpu.to_string(), memory.to_string()), ("1 core".to_owned(), "256 MiB".to_owned()));
    assert_eq!(admit_pod_security(PodSecurity::Baseline, &pod), None);
    assert_eq!(
        admit_pod_security(PodSecurity::Restricted, &pod).unwrap().to_string(),
        "pods \"frontend\" is forbidden: violates PodSecurity \"restricted:latest\": \
         allowPrivilegeEscalation != false (containers \"db\", \"wp\" must set \
         securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers \"db\", \"wp\" must set \
         securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod or containers \"db\", \"wp\" must set \
         securityContext.runAsNonRoot=true), seccompProfile (pod or containers \"db\", \"wp\" must set \
         securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")"
    );
}
