//! What all rooms agree on: nothing that is written for any app, or for apps that call each other, by any router and in
//! any mode of the mesh, contradicts something else that is written.

use k8s_openapi::api::core::v1::PodTemplateSpec;
use pavedroad_manifests::{AppSpec, Lint, Manifests, Object, Objects, Platform, PodSecurity, admission};
use pavedroad_rollout::Weight;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::from_value;

use crate::objects_set::text;
use crate::routed::as_value;
use crate::whole_spec::{EVERYTHING, PLATFORM, specs};

/// A platform that has everything, with this router and this level, and a domain or none.
fn platform(routing: &str, level: &str, domain: bool) -> Platform {
    let lines =
        PLATFORM.lines().filter(|line| !line.starts_with("podSecurity:") && (domain || !line.starts_with("domain:")));
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    let text = format!("{lines}routing: {routing}\npodSecurity: {level}\nquota: {{test: {{pods: 1000}}}}\n");
    Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{findings}"))
}

fn platforms() -> impl Strategy<Value = Platform> {
    let routing = select(vec!["istio", "gateway-api", "ingress"]);
    let level = select(vec!["restricted", "baseline", "privileged"]);
    (routing, level, any::<bool>()).prop_map(|(routing, level, domain)| platform(routing, level, domain))
}

fn weights() -> impl Strategy<Value = Weight> {
    select(vec!["0%", "5%", "100%"]).prop_map(|weight| weight.parse().unwrap())
}

/// The objects of specs in every environment, with their canaries at a weight.
fn written(platform: &Platform, specs: &[AppSpec], weight: Weight) -> Objects {
    let apps: Vec<_> = specs.iter().flat_map(AppSpec::apps).map(|app| app.clone().at_weight(weight)).collect();
    let objects = platform.objects(&apps);
    assert_eq!(platform.objects(apps.iter().rev()), objects, "another order");
    objects
}

/// Nothing is wrong between them, nothing is lost on the way through a file, and no namespace refuses a pod.
fn agree(objects: &Objects) {
    let yaml = objects.to_yaml().unwrap();
    let findings = Lint::new().run(objects);
    assert!(findings.is_empty(), "{}\n{yaml}", findings.iter().map(|one| format!("{one}\n")).collect::<String>());
    let read = Manifests::read("all.yaml", &yaml).unwrap_or_else(|findings| panic!("{findings}\n{yaml}"));
    assert!(read.findings().is_empty(), "{}\n{yaml}", read.findings());
    assert_eq!(&read.into_objects(), objects);
    admitted(objects);
}

/// The pods that an object makes.
fn template(object: &Object) -> Option<PodTemplateSpec> {
    let value = as_value(object);
    let spec = if object.kind() == "CronJob" { &value["spec"]["jobTemplate"]["spec"] } else { &value["spec"] };
    spec.get("template").map(|template| from_value(template.clone()).unwrap())
}

/// Every pod passes the level that its namespace enforces.
fn admitted(objects: &Objects) {
    let level = |namespace: &str| {
        let found = objects
            .iter()
            .find(|object| object.kind() == "Namespace" && object.metadata().name.as_deref() == Some(namespace));
        let labels = found.unwrap().metadata().labels.as_ref().unwrap();
        labels.get("pod-security.kubernetes.io/enforce").map_or(PodSecurity::Privileged, |level| {
            let levels = [PodSecurity::Privileged, PodSecurity::Baseline, PodSecurity::Restricted];
            levels.into_iter().find(|one| one.as_str() == level).unwrap()
        })
    };
    for object in objects {
        if let Some(template) = template(object) {
            let level = level(object.metadata().namespace.as_deref().unwrap());
            let refused = admission::pod_security(level, &template);
            assert!(refused.is_none(), "{} {:?}: {}", object.kind(), object.metadata().name, refused.unwrap());
        }
    }
}

#[test]
fn the_app_with_every_key_agrees_with_itself() {
    for routing in ["istio", "gateway-api"] {
        for mode in ["sidecar", "ambient", "manual", "none"] {
            let text = EVERYTHING.replace("mode: sidecar", &format!("mode: {mode}"));
            let platform = platform(routing, "privileged", true);
            let spec = AppSpec::read(&platform, "app.yaml", &text).unwrap_or_else(|findings| panic!("{findings}"));
            for weight in ["0%", "5%", "100%"] {
                agree(&written(&platform, std::slice::from_ref(&spec), weight.parse().unwrap()));
            }
        }
    }
}

/// One of several apps: its section of the mesh, and what else it has.
#[derive(Clone, Debug)]
struct Part {
    mesh: &'static str,
    more: Vec<&'static str>,
    /// Whether it lists its callers though all of them are in its namespace.
    listed: bool,
}

const NAMES: [&str; 4] = ["ai-dc-web", "ai-dc-api", "ad-bid-api", "ai-dc-store"];
const MESH: [&str; 5] = [
    "mode: none",
    "mode: sidecar, timeout: 5s, outlier: {errors: 5}, connections: 100",
    "mode: ambient, mtls: permissive",
    "mode: manual, limit: 5/s, retries: 2",
    "mode: sidecar, mtls: permissive, fault: {abort: 503, percent: 1%}",
];
const MORE: [&str; 12] = [
    "ports: {http: {port: 8080, service: 80}, grpc: 9090}\n",
    "routes: {web: {host: HOST.example.com, public: true}, api: {host: HOST.example.com, path: /api, public: true}}\n",
    "routes: {in: {path: /in}}\n",
    "canary: {image: {tag: 20190726-1325_v21}, steps: [5%], match: {header: {x-canary: '1'}}}\n",
    "tracks: {v2: {image: {tag: 20190601-1200_v21}}, v3: {image: {tag: 20190601-1200_v22}}}\n",
    "workload: stateful\nstorage: {data: {size: 1Gi, mount: /data}}\n",
    "workload: per-node\n",
    "autoscale: {max: 5, cpu: 60%, memory: 80%}\nresources: {cpu: 250m, memory: 512Mi}\n",
    "jobs: {sync: {schedule: '0 3 * * *', args: [sync]}}\n",
    "logs: {paths: [/var/log/app/*.log]}\ntracing: {sampling: 1%}\nconfig: {files: {a: b}, mount: /c, consul: {prefix: x}}\n",
    "access: {election: true}\nsidecars: {cache: {image: {reference: 'redis:7.4'}}}\n",
    "availability: {disruption: 25%}\n",
];

/// Apps that call each other: who calls is let in, and nobody else says so.
fn apps() -> impl Strategy<Value = Vec<String>> {
    let part = (select(MESH.to_vec()), proptest::sample::subsequence(MORE.to_vec(), 0..5), any::<bool>())
        .prop_map(|(mesh, more, listed)| Part { mesh, more, listed });
    (prop::collection::vec(part, NAMES.len()), prop::collection::vec(any::<bool>(), NAMES.len() * NAMES.len()))
        .prop_map(|(parts, calls)| {
            let calls = |from: usize, to: usize| from != to && calls[from * NAMES.len() + to];
            let name = |at: usize| NAMES[at].to_owned();
            let app = |(at, part): (usize, &Part)| {
                let callers: Vec<usize> = (0..NAMES.len()).filter(|from| calls(*from, at)).collect();
                let called: Vec<String> = (0..NAMES.len()).filter(|to| calls(at, *to)).map(name).collect();
                let listed = part.listed || callers.iter().any(|from| NAMES[*from][..2] != NAMES[at][..2]);
                let mut text = format!(
                    "app: {}\nimage: {{tag: 20190510-1033_v20}}\nmesh: {{{}}}\ncalls: [{}]\n",
                    NAMES[at],
                    part.mesh,
                    called.join(", ")
                );
                if listed {
                    text += &format!("callers: [{}]\n", callers.into_iter().map(name).collect::<Vec<_>>().join(", "));
                }
                let mut ports = false;
                for more in &part.more {
                    let key = more.split_once(':').unwrap().0;
                    if text.lines().all(|line| !line.starts_with(&format!("{key}:"))) {
                        ports |= key == "ports";
                        text += &more.replace("HOST", NAMES[at]);
                    }
                }
                if ports { text } else { text + "ports: {http: 8080}\n" }
            };
            parts.iter().enumerate().map(app).collect()
        })
}

/// Those that no rule refuses, if that is all of them: others may call one that is not there.
fn all_read(platform: &Platform, texts: &[String]) -> Option<Vec<AppSpec>> {
    texts.iter().map(|text| AppSpec::read(platform, "app.yaml", text).ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_for_any_app_agrees(platform in platforms(), text in specs(), weight in weights()) {
        if let Ok(spec) = AppSpec::read(&platform, "app.yaml", &text) {
            agree(&written(&platform, &[spec], weight));
        }
    }

    #[test]
    fn what_is_written_for_apps_that_call_each_other_agrees(
        platform in platforms(),
        texts in apps(),
        weight in weights(),
    ) {
        if let Some(specs) = all_read(&platform, &texts) {
            let objects = written(&platform, &specs, weight);
            agree(&objects);
            let mut seen = std::collections::BTreeSet::new();
            for object in objects.iter().map(as_value) {
                let place = ["namespace", "name"].map(|key| text(&object["metadata"][key]).to_owned());
                prop_assert!(seen.insert((object["apiVersion"].to_string(), object["kind"].to_string(), place)), "{object}");
            }
        }
    }

    #[test]
    fn a_canary_comes_and_goes_without_a_change_of_a_selector(platform in platforms(), texts in apps(), weight in weights()) {
        let is_release = |line: &str| line.starts_with("canary:");
        let without: Vec<String> =
            texts.iter().map(|text| text.lines().filter(|line| !is_release(line)).map(|line| format!("{line}\n")).collect()).collect();
        let (Some(with), Some(without)) = (all_read(&platform, &texts), all_read(&platform, &without)) else { return Ok(()) };
        let with = written(&platform, &with, weight);
        for object in &written(&platform, &without, weight) {
            let selector = |object: &Object| as_value(object)["spec"]["selector"].clone();
            let same = |other: &&Object| {
                (other.kind(), other.api_version()) == (object.kind(), object.api_version())
                    && (&other.metadata().name, &other.metadata().namespace) == (&object.metadata().name, &object.metadata().namespace)
            };
            if let Some(kept) = with.iter().find(same) {
                prop_assert_eq!(selector(kept), selector(object), "{}", object.kind());
            } else {
                // What routes speak of comes and goes with what they say, and so do Services that they divide requests among.
                let routed = ["VirtualService", "HTTPRoute", "DestinationRule"].contains(&object.kind());
                prop_assert!(routed, "{} {:?} is gone", object.kind(), object.metadata().name);
            }
        }
    }
}

#[test]
fn the_generators_make_what_they_are_asked_about() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let (mut read, mut cut) = (0, 0);
    let platform = platform("gateway-api", "restricted", false);
    for _ in 0..64 {
        let texts = apps().new_tree(&mut runner).unwrap().current();
        read += usize::from(all_read(&platform, &texts).is_some());
        // The same without one that is called: the linter looks at calls, and would have said something.
        let closed: Vec<String> = texts
            .iter()
            .map(|text| text.replace("callers: [", "callers: [ai-dc-none, ").replace("ai-dc-web,", ""))
            .collect();
        let Some(closed) = all_read(&platform, &closed) else { continue };
        let weight = "5%".parse().unwrap();
        cut += usize::from(!Lint::new().run(&written(&platform, &closed, weight)).is_empty());
    }
    assert!(read >= 20 && cut >= 5, "{read} of 64 are read, {cut} are found wrong");
}
