//! What all names share: serde, width, order, literals, and what a compiler may assume of them.

use std::collections::{BTreeMap, HashSet};
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

use pavedroad_naming::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

const SHA256: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Literals are checked when this file is compiled.
const ANNOTATION_KEY: AnnotationKey = AnnotationKey::from_static("Prometheus.io/scrape");
const APP_NAME: AppName = AppName::from_static("ai-dc-web");
const BUSINESS_LINE: BusinessLine = BusinessLine::from_static("ai");
const CLUSTER_DOMAIN: ClusterDomain = ClusterDomain::CLUSTER_LOCAL;
const COMPONENT_NAME: ComponentName = ComponentName::from_static("bid-api");
const DIGEST: Digest = Digest::from_static(SHA256);
const DNS_1035_LABEL: Dns1035Label = Dns1035Label::from_static("ai-dc-web");
const DNS_LABEL: DnsLabel = DnsLabel::from_static("10-ai");
const DNS_SUBDOMAIN: DnsSubdomain = DnsSubdomain::from_static("ai-dc-web.hz.local");
const ENVIRONMENT: Environment = Environment::from_static("test");
const GIT_REVISION: GitRevision = GitRevision::from_static("v20");
const IMAGE_REFERENCE: ImageReference = ImageReference::from_static("registry.hz.local/huize/ai-dc-web:v20");
const IMAGE_TAG: ImageTag = ImageTag::from_static("20190510-1033_v20");
const LABEL_KEY: LabelKey = LabelKey::from_static("app.kubernetes.io/name");
const LABEL_VALUE: LabelValue = LabelValue::from_static("v1.25_rc1");
const NAMESPACE: Namespace = Namespace::from_static("ai-test");
const NODE_NAME: NodeName = NodeName::from_static("k8s-test-node-0-121");
const POD_NAME: PodName = PodName::from_static("ai-dc-web-8566595ffb-gwphf");
const PORT_NAME: PortName = PortName::from_static("http");
const SYSTEM_NAME: SystemName = SystemName::from_static("dc");

/// Calls a generic function once per type, with a literal of the type and its expectation in serde's words.
macro_rules! for_every_name {
    ($function:ident) => {
        $function(&ANNOTATION_KEY, "an annotation key such as `prometheus.io/scrape`");
        $function(&APP_NAME, "an app name such as `ai-dc-web`");
        $function(&BUSINESS_LINE, "a business line such as `ai`");
        $function(&CLUSTER_DOMAIN, "a cluster domain such as `cluster.local`");
        $function(
            &ClusterName::inbound(9080),
            "a cluster name such as `outbound|9080|v1|reviews.default.svc.cluster.local`",
        );
        $function(&COMPONENT_NAME, "a component such as `web`");
        $function(&DIGEST, "a digest such as `sha256:` and 64 hex digits");
        $function(&DNS_1035_LABEL, "a DNS-1035 label such as `ai-dc-web`");
        $function(&DNS_LABEL, "a DNS label such as `ai-test`");
        $function(&DNS_SUBDOMAIN, "a DNS subdomain such as `ai-dc-web.hz.local`");
        $function(&ENVIRONMENT, "an environment such as `test`");
        $function(&GIT_REVISION, "a git revision such as `v20`");
        $function(&IMAGE_REFERENCE, "an image reference such as `registry.hz.local/huize/ai-dc-web:v20`");
        $function(&IMAGE_TAG, "an image tag such as `20190510-1033_v20`");
        $function(&LABEL_KEY, "a label key such as `app.kubernetes.io/name`");
        $function(&LABEL_VALUE, "a label value such as `ai-dc-web`");
        $function(&NAMESPACE, "a namespace such as `ai-test`");
        $function(&NODE_NAME, "a node name such as `k8s-test-node-0-121`");
        $function(&POD_NAME, "a pod name such as `ai-dc-web-8566595ffb-gwphf`");
        $function(&PORT_NAME, "a port name such as `http`");
        $function(
            &"web.ai-test".parse::<ServiceDns>().unwrap(),
            "a DNS name of a service such as `ai-dc-web.ai-test.svc.cluster.local`",
        );
        $function(&SYSTEM_NAME, "a system such as `dc`");
    };
}

trait Name:
    FromStr<Err = NameError>
    + for<'a> TryFrom<&'a str, Error = NameError>
    + TryFrom<String, Error = NameError>
    + Into<String>
    + AsRef<str>
    + PartialEq<str>
    + for<'a> PartialEq<&'a str>
    + Clone
    + Debug
    + Display
    + Ord
    + Hash
    + Serialize
    + DeserializeOwned
{
}

impl<T> Name for T where
    T: FromStr<Err = NameError>
        + for<'a> TryFrom<&'a str, Error = NameError>
        + TryFrom<String, Error = NameError>
        + Into<String>
        + AsRef<str>
        + PartialEq<str>
        + for<'a> PartialEq<&'a str>
        + Clone
        + Debug
        + Display
        + Ord
        + Hash
        + Serialize
        + DeserializeOwned
{
}

#[test]
fn serde_reads_what_it_writes_and_says_what_it_wants() {
    fn check<T: Name>(name: &T, expecting: &str) {
        let json = serde_json::to_string(name).unwrap();
        assert_eq!(json, format!("{:?}", name.as_ref()));
        assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), name);
        // Escaped text reaches the visitor as a temporary, not as a slice of the input.
        let escaped = format!("\"\\u{:04x}{}\"", u32::from(name.as_ref().as_bytes()[0]), &name.as_ref()[1..]);
        assert_eq!(&serde_json::from_str::<T>(&escaped).unwrap(), name);
        let wrong = serde_json::from_str::<T>("20").unwrap_err().to_string();
        assert_eq!(wrong, format!("invalid type: integer `20`, expected {expecting} at line 1 column 2"));
        let refused = serde_json::from_str::<T>("\"-\"").unwrap_err().to_string();
        assert_eq!(refused, format!("{} at line 1 column 3", "-".parse::<T>().unwrap_err()));
    }
    for_every_name!(check);
}

#[test]
fn display_honours_width_and_debug_names_the_type() {
    fn check<T: Name>(name: &T, _: &str) {
        let text = name.as_ref();
        assert_eq!(format!("{name:<140}|"), format!("{text:<140}|"));
        assert_eq!(format!("{name:*>140}"), format!("{text:*>140}"));
        assert_eq!(format!("{name:.1}"), text[..1]);
        let of = std::any::type_name::<T>().rsplit("::").next().unwrap();
        assert_eq!(format!("{name:?}"), format!("{of}({text:?})"));
    }
    for_every_name!(check);
}

#[test]
fn every_way_in_gives_the_same_name() {
    fn check<T: Name>(name: &T, _: &str) {
        let text: String = name.clone().into();
        let read: T = text.parse().unwrap();
        assert_eq!(&read, name);
        assert_eq!(&T::try_from(text.as_str()).unwrap(), name);
        assert_eq!(&T::try_from(text.clone()).unwrap(), name);
        assert!(read == text.as_str() && read == *text.as_str());
        // Made at compile time or read: one hash.
        assert_eq!(HashSet::from([name.clone(), read]).len(), 1);
    }
    for_every_name!(check);
}

#[test]
fn order_is_that_of_the_text() {
    let mut names: Vec<AppName> = ["ai-dc-web", "ai-dc", "dt-web", "ai-dc-server"].map(|n| n.parse().unwrap()).into();
    names.sort();
    assert_eq!(names, ["ai-dc", "ai-dc-server", "ai-dc-web", "dt-web"]);
    let mut images: Vec<ImageReference> = ["b", "a:2", "a", "a/b"].map(|text| text.parse().unwrap()).into();
    images.sort();
    assert_eq!(images, ["a", "a/b", "a:2", "b"]);
}

#[test]
fn a_map_of_names_answers_to_text() {
    let replicas = BTreeMap::from([(APP_NAME, 2)]);
    assert_eq!(replicas.get("ai-dc-web"), Some(&2));
}

#[test]
fn names_and_errors_cross_threads() {
    fn everywhere<T: Send + Sync + Unpin + std::panic::UnwindSafe + std::panic::RefUnwindSafe + 'static>() {}
    fn of<T: Send + Sync + Unpin + std::panic::UnwindSafe + std::panic::RefUnwindSafe + 'static>(_: &T, _: &str) {}
    for_every_name!(of);
    everywhere::<NameError>();
    everywhere::<NameErrorKind>();
    everywhere::<ImageReferenceRef<'static>>();
    everywhere::<ClusterNameRef<'static>>();
    everywhere::<ServiceDnsRef<'static>>();
    everywhere::<SearchList>();
    everywhere::<VirtualHost>();
    everywhere::<LabelSelector>();
    everywhere::<LabelSelectorRef<'static>>();
    everywhere::<CronSchedule>();
    everywhere::<InventoryFinding>();
    // One pointer, so that a Result of a name is no larger than the name.
    assert_eq!(size_of::<NameError>(), size_of::<usize>());
    assert_eq!(size_of::<Result<AppName, NameError>>(), size_of::<AppName>());
}
