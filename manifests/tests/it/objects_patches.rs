//! `patches:` laid over the objects, and what does not fit.

use pavedroad_manifests::{AppSpec, Object, Platform};
use serde_json::{Value, json};

const HEAD: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n";
/// A second version and its first step, in an app that is routed.
const CANARY: &str = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%, 50%]}\nmesh: {mode: sidecar}\n";

fn read(lines: &str) -> Result<AppSpec, String> {
    let text = format!("{HEAD}{lines}\n");
    AppSpec::read(&Platform::default(), "app.yaml", text).map_err(|findings| findings.to_string())
}

/// The objects of the app in `test`, by kind and name.
fn objects(lines: &str) -> Vec<(String, Value)> {
    let spec = read(lines).unwrap_or_else(|findings| panic!("{findings}"));
    let objects = spec.app("test").unwrap().objects();
    let named = |object: &Object| format!("{}/{}", object.kind(), object.metadata().name.as_deref().unwrap());
    objects.iter().map(|object| (named(object), serde_json::to_value(object).unwrap())).collect()
}

fn one(objects: &[(String, Value)], name: &str) -> Value {
    objects.iter().find(|(other, _)| other == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[test]
fn a_patch_says_what_no_key_can() {
    let patch = "patches: [{kind: Deployment, merge: {spec: {template: {spec: {hostAliases: [{ip: 10.0.0.9, hostnames: [old-db]}]}}}}}]";
    let (plain, patched) = (objects(""), objects(patch));
    let aliases = json!([{"ip": "10.0.0.9", "hostnames": ["old-db"]}]);
    let deployment = one(&patched, "Deployment/ai-dc-web");
    assert_eq!(deployment["spec"]["template"]["spec"]["hostAliases"], aliases);
    for (name, value) in &plain {
        let mut other = one(&patched, name);
        if name == "Deployment/ai-dc-web" {
            other["spec"]["template"]["spec"].as_object_mut().unwrap().remove("hostAliases");
        }
        assert_eq!(&other, value);
    }
}

#[test]
fn null_takes_away_and_a_list_replaces() {
    let patched = objects(
        "patches: [{kind: Service, merge: {spec: {ports: [{port: 81, name: http}], type: ClusterIP}, metadata: {labels: {app: null}}}}]",
    );
    let service = one(&patched, "Service/ai-dc-web");
    assert_eq!(service["spec"]["ports"], json!([{"name": "http", "port": 81}]));
    assert_eq!(service["metadata"]["labels"], json!({}));
}

#[test]
fn a_name_picks_one_and_later_patches_see_earlier_ones() {
    let lines = format!(
        "{CANARY}patches:\n- {{kind: Deployment, name: ai-dc-web-canary, merge: {{spec: {{paused: true}}}}}}\n\
         - {{kind: Deployment, merge: {{spec: {{minReadySeconds: 7}}}}}}\n- {{kind: Deployment, merge: {{spec: {{paused: null}}}}}}\n\
         - {{kind: Deployment, name: ai-dc-web, merge: {{spec: {{paused: false}}}}}}"
    );
    let patched = objects(&lines);
    let (stable, canary) = (one(&patched, "Deployment/ai-dc-web"), one(&patched, "Deployment/ai-dc-web-canary"));
    assert_eq!((&stable["spec"]["paused"], &stable["spec"]["minReadySeconds"]), (&json!(false), &json!(7)));
    assert_eq!((canary["spec"].get("paused"), &canary["spec"]["minReadySeconds"]), (None, &json!(7)));
}

#[test]
fn a_patch_holds_at_every_step_of_a_canary() {
    let spec = read(&format!("{CANARY}patches: [{{kind: Deployment, merge: {{spec: {{paused: true}}}}}}]")).unwrap();
    let app = spec.app("prod").unwrap();
    let plan = &app.canary().unwrap().plan;
    for weight in plan.steps().iter().map(|step| step.weight) {
        for object in &app.clone().at_weight(weight).objects() {
            if let Object::Deployment(_) = object {
                assert_eq!(serde_json::to_value(object).unwrap()["spec"]["paused"], json!(true));
            }
        }
    }
}

#[test]
fn an_environment_has_patches_of_its_own() {
    let lines = "environments: {test: {patches: [{kind: Service, merge: {spec: {type: NodePort}}}]}}";
    assert_eq!(one(&objects(lines), "Service/ai-dc-web")["spec"]["type"], "NodePort");
    let wrong = lines.replace("type", "typo");
    assert_eq!(
        read(&wrong).unwrap_err(),
        "app.yaml:4:64: error[unknown-key] environments.test.patches[0].merge.spec.typo: found unknown key `typo`, \
         expected a field of a Service; the API server would leave it out, or refuse it\n"
    );
}

#[test]
fn what_does_not_fit_is_a_finding_at_its_place_in_the_patch() {
    let lost = "; the API server would leave it out, or refuse it";
    let cases = [
        (
            "{kind: @Ingress, merge: {}}",
            "error[dangling-reference] patches[0].kind: found kind `Ingress`, expected one that the app has: ServiceAccount, NetworkPolicy, Service, Deployment, PodDisruptionBudget".to_owned(),
        ),
        (
            "{kind: @Deploymnet, merge: {}}",
            "error[dangling-reference] patches[0].kind: found kind `Deploymnet`, expected one that the app has: ServiceAccount, NetworkPolicy, Service, Deployment, PodDisruptionBudget; did you mean `Deployment`?".to_owned(),
        ),
        (
            "{kind: Deployment, name: @ai-dc-wep, merge: {}}",
            "error[dangling-reference] patches[0].name: found object `ai-dc-wep`, expected one that the app has: ai-dc-web; did you mean `ai-dc-web`?".to_owned(),
        ),
        (
            "{kind: Deployment, merge: {spec: {@replica: 3}}}",
            format!("error[unknown-key] patches[0].merge.spec.replica: found unknown key `replica`, expected a field of a Deployment{lost}"),
        ),
        (
            "{kind: Deployment, merge: {spec: {template: {spec: {tolerations: [{key: a}, {@kei: b}]}}}}}",
            format!("error[unknown-key] patches[0].merge.spec.template.spec.tolerations[1].kei: found unknown key `kei`, expected a field of a Deployment{lost}"),
        ),
        (
            "{kind: Deployment, merge: {spec: {replicas: @many}}}",
            "error[wrong-type] patches[0].merge.spec.replicas: found `\"many\"`, expected an integer".to_owned(),
        ),
        (
            "{kind: Deployment, merge: {spec: {paused: @[true], replicas: 2}}}",
            "error[wrong-type] patches[0].merge.spec.paused: found a list, expected `true` or `false`".to_owned(),
        ),
        (
            "{kind: Deployment, merge: {spec: {template: {spec: {tolerations: [{key: a}, @b]}}}}}",
            "error[wrong-type] patches[0].merge.spec.template.spec.tolerations[1]: found `\"b\"`, expected a mapping, `Toleration`".to_owned(),
        ),
        (
            "{kind: Deployment, merge: {spec: {@selector: {matchLabels: {app: other}}}}}",
            "error[conflict] patches[0].merge.spec.selector: found a selector that does not take the pods of its template, expected labels of the template that the selector asks for".to_owned(),
        ),
        (
            "{kind: Deployment, merge: {spec: {template: {metadata: {@labels: {track: null}}}}}}",
            "error[conflict] patches[0].merge.spec.template.metadata.labels: found a selector that does not take the pods of its template, expected labels of the template that the selector asks for".to_owned(),
        ),
        (
            "{kind: Service, merge: {metadata: {@name: null}}}",
            "error[conflict] patches[0].merge.metadata.name: found `metadata.name`, expected what does not change which object it is".to_owned(),
        ),
        (
            "{kind: Service, merge: {@kind: null}}",
            "error[conflict] patches[0].merge.kind: found `kind`, expected what does not change which object it is".to_owned(),
        ),
        (
            "{kind: Service, merge: {spec: {@typo: 1}, status: {loadBalancer: {@x: 1}}}}",
            format!("error[unknown-key] patches[0].merge.spec.typo: found unknown key `typo`, expected a field of a Service{lost}\nerror[unknown-key] patches[0].merge.status.loadBalancer.x: found unknown key `x`, expected a field of a Service{lost}"),
        ),
    ];
    // An `@` stands before each place.
    for (patch, expected) in cases {
        let line = format!("patches: [{patch}]");
        let columns = line.match_indices('@').enumerate().map(|(before, (at, _))| at + 1 - before);
        let lines = columns.zip(expected.lines()).map(|(column, line)| format!("app.yaml:4:{column}: {line}\n"));
        assert_eq!(read(&line.replace('@', "")).unwrap_err(), lines.collect::<String>(), "{patch}");
    }
}
