//! What all rooms agree on: nothing that is written for any app, or for apps that call each other, by any router and in
//! any mode of the mesh, contradicts something else that is written.

use std::collections::BTreeSet;

use k8s_openapi::api::core::v1::PodTemplateSpec;
use pavedroad_manifests::{
    App, AppSpec, Edit, Lint, LintCode, Manifests, Object, Objects, Platform, PodSecurity, admission, edit,
};
use pavedroad_rollout::Weight;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, from_value};

use crate::objects_set::{list, text};
use crate::routed::as_value;
use crate::whole_spec::{EVERYTHING, PLATFORM, specs};

/// What apps are written for.
#[derive(Clone, Copy, Debug)]
struct Target {
    routing: &'static str,
    level: &'static str,
    domain: bool,
    environment: &'static str,
    weight: &'static str,
}

impl Target {
    /// A platform that has everything but this: its router, its level, and a domain or none.
    fn platform(self) -> Platform {
        let kept = |line: &&str| !line.starts_with("podSecurity:") && (self.domain || !line.starts_with("domain:"));
        let lines: String = PLATFORM.lines().filter(kept).map(|line| format!("{line}\n")).collect();
        let (routing, level) = (self.routing, self.level);
        let text = format!("{lines}routing: {routing}\npodSecurity: {level}\nquota: {{test: {{pods: 1000}}}}\n");
        Platform::read("platform.yaml", text).unwrap_or_else(|findings| panic!("{findings}"))
    }

    /// The stream of its environment, with canaries at its weight.
    fn written(self, specs: &[AppSpec]) -> Objects {
        let weight: Weight = self.weight.parse().unwrap();
        let apps = specs.iter().map(|spec| spec.app(self.environment).unwrap().clone().at_weight(weight));
        let (apps, platform) = (apps.collect::<Vec<App>>(), self.platform());
        let objects = platform.objects(&apps);
        assert_eq!(platform.objects(apps.iter().rev()).to_yaml().unwrap(), objects.to_yaml().unwrap(), "another order");
        objects
    }

    /// Specs, unless a rule refuses one of them: others may call it.
    fn read(self, texts: &[String]) -> Option<Vec<AppSpec>> {
        let platform = self.platform();
        texts.iter().map(|text| AppSpec::read(&platform, "app.yaml", text).ok()).collect()
    }
}

fn targets() -> impl Strategy<Value = Target> {
    let routing = select(vec!["istio", "gateway-api", "ingress"]);
    let level = select(vec!["restricted", "baseline", "privileged"]);
    let environment = select(vec!["test", "preview", "prod"]);
    (routing, level, any::<bool>(), environment, select(vec!["0%", "5%", "100%"])).prop_map(
        |(routing, level, domain, environment, weight)| Target { routing, level, domain, environment, weight },
    )
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
    policies_let_in_the_same(objects);
}

/// What no two objects have.
fn place(object: &Object) -> (&str, &str, [Option<&str>; 2]) {
    let metadata = object.metadata();
    (object.api_version(), object.kind(), [metadata.namespace.as_deref(), metadata.name.as_deref()])
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
            PodSecurity::ALL.into_iter().find(|(name, _)| name == level).unwrap().1
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

/// The apps that a NetworkPolicy lets in are those that the mesh lets in.
fn policies_let_in_the_same(objects: &Objects) {
    for object in objects.iter().filter(|object| object.kind() == "AuthorizationPolicy") {
        let mesh = as_value(object);
        let sources = list(&mesh["spec"]["rules"][0]["from"]).iter().map(|from| &from["source"]);
        let accounts = sources.flat_map(|source| list(&source["principals"])).map(text);
        // Pods in front of the app are no app.
        let apps: BTreeSet<(&str, &str)> = accounts
            .filter_map(|account| account.strip_prefix("cluster.local/ns/")?.split_once("/sa/"))
            .filter(|(_, name)| *name != format!("{}-istio", text(&mesh["metadata"]["name"])))
            .collect();
        let same = |other: &&Object| other.kind() == "NetworkPolicy" && place(other).2 == place(object).2;
        let network = as_value(objects.iter().find(same).unwrap());
        // Nobody is let in to an app without ports.
        if network["spec"].get("ingress").is_none() {
            continue;
        }
        let labels = |selector: &Value, key: &str| selector["matchLabels"][key].as_str().map(str::to_owned);
        let let_in: BTreeSet<(String, String)> = list(&network["spec"]["ingress"][0]["from"])
            .iter()
            .filter_map(|peer| {
                let name = labels(&peer["podSelector"], "app.kubernetes.io/name")?;
                let own = Some(text(&mesh["metadata"]["namespace"]).to_owned());
                let namespace = match peer.get("namespaceSelector") {
                    None => own,
                    Some(selector) => labels(selector, "kubernetes.io/metadata.name"),
                };
                Some((namespace?, name))
            })
            .collect();
        let let_in: BTreeSet<(&str, &str)> =
            let_in.iter().map(|(space, name)| (space.as_str(), name.as_str())).collect();
        assert_eq!(apps, let_in);
    }
}

#[test]
fn the_app_with_every_key_agrees_with_itself() {
    for routing in ["istio", "gateway-api"] {
        for mode in ["sidecar", "ambient", "manual", "none"] {
            let text = EVERYTHING.replace("mode: sidecar", &format!("mode: {mode}"));
            for weight in ["0%", "5%", "100%"] {
                let target = Target { routing, level: "privileged", domain: true, environment: "prod", weight };
                agree(&target.written(&target.read(std::slice::from_ref(&text)).unwrap()));
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_for_any_app_agrees(target in targets(), text in specs()) {
        if let Some(specs) = target.read(&[text]) {
            agree(&target.written(&specs));
        }
    }

    #[test]
    fn what_is_written_for_apps_that_call_each_other_agrees(target in targets(), texts in apps()) {
        if let Some(specs) = target.read(&texts) {
            let objects = target.written(&specs);
            agree(&objects);
            let mut seen = BTreeSet::new();
            for object in &objects {
                prop_assert!(seen.insert(place(object)), "{:?} twice", place(object));
            }
        }
    }

    #[test]
    fn a_canary_comes_and_goes_without_a_change_of_a_selector(target in targets(), texts in apps()) {
        let kept = |text: &String| -> String {
            text.lines().filter(|line| !line.starts_with("canary:")).map(|line| format!("{line}\n")).collect()
        };
        let before: Vec<String> = texts.iter().map(kept).collect();
        let (Some(before), Some(during)) = (target.read(&before), target.read(&texts)) else { return Ok(()) };
        let during = target.written(&during);
        for object in &target.written(&before) {
            let Some(kept) = during.iter().find(|other| place(other) == place(object)) else {
                // Of an app that nothing routes, and that has no pods of its stable version at 100 %.
                prop_assert_eq!(object.kind(), "HorizontalPodAutoscaler", "{:?} is gone", place(object));
                continue;
            };
            let selector = |object: &Object| as_value(object)["spec"]["selector"].clone();
            prop_assert_eq!(selector(kept), selector(object), "{:?}", place(object));
        }
    }

    #[test]
    fn a_switch_into_the_mesh_and_back_is_the_identity(target in targets(), text in specs(), mode in select(vec!["sidecar", "ambient", "manual"])) {
        let plain: String = text.lines().filter(|line| !line.trim().starts_with("mesh:")).map(|line| format!("{line}\n")).collect();
        let platform = target.platform();
        let switch = |text: &str, mode: &str| {
            let change: Edit = format!("mesh={mode}").parse().unwrap();
            edit(&platform, "app.yaml", text, &[change]).ok().map(|edited| edited.text().to_owned())
        };
        if let Some(meshed) = switch(&plain, mode) {
            prop_assert_eq!(switch(&meshed, mode), Some(meshed.clone()), "twice is once");
            prop_assert_eq!(switch(&meshed, "none"), Some(plain), "{}", meshed);
        }
    }
}

#[test]
fn the_generator_makes_apps_whose_calls_are_looked_at() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let target =
        Target { routing: "gateway-api", level: "restricted", domain: false, environment: "test", weight: "5%" };
    let (mut read, mut cut) = (0, 0);
    for _ in 0..64 {
        let texts = apps().new_tree(&mut runner).unwrap().current();
        read += usize::from(target.read(&texts).is_some());
        // Nobody lets one of them in any more.
        let refused =
            texts.iter().map(|text| text.replace("callers: [ai-dc-web", "callers: [ai-dc-other")).collect::<Vec<_>>();
        let Some(refused) = target.read(&refused) else { continue };
        let findings = Lint::new().run(&target.written(&refused));
        cut += usize::from(findings.iter().any(|finding| finding.code() == LintCode::CutCall));
    }
    assert!(read >= 40 && cut >= 20, "{read} of 64 are read, in {cut} a call is cut");
}
