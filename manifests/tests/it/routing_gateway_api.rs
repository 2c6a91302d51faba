//! Routes as Gateway API says them, and as an Ingress does.

use serde_json::{Value, json};

use crate::routed::{DOMAIN, app, objects, of_kind};

const GROUP: &str = "gateway.networking.k8s.io/v1";

fn platform(rest: &str) -> String {
    format!("routing: gateway-api\n{rest}")
}

/// The HTTPRoutes of an app: names and specs.
#[track_caller]
fn routes(platform: &str, rest: &str, weight: &str) -> Vec<(String, Value)> {
    let objects = objects(platform, &app(rest), weight);
    let route = |object: &&Value| (object["metadata"]["name"].as_str().unwrap().to_owned(), object["spec"].clone());
    of_kind(&objects, GROUP, "HTTPRoute").iter().map(route).collect()
}

fn to(service: &str, weight: u64) -> Value {
    json!({"group": "", "kind": "Service", "name": service, "port": 8080, "weight": weight})
}

fn path(path: &str) -> Value {
    json!({"type": "PathPrefix", "value": path})
}

#[test]
fn a_public_route_is_attached_to_the_platforms_gateway() {
    let found = routes(&platform(DOMAIN), "ports: {http: 8080}\nroutes: {web: {public: true, path: /web/}}", "0%");
    let spec = json!({
        "parentRefs": [{"group": "gateway.networking.k8s.io", "kind": "Gateway", "namespace": "istio-system", "name": "public"}],
        "hostnames": ["ai-dc-web.test.example.com"],
        "rules": [{"matches": [{"path": path("/web")}], "backendRefs": [to("ai-dc-web", 1)]}],
    });
    assert_eq!(found, [("ai-dc-web.web".to_owned(), spec)]);
}

#[test]
fn without_a_platforms_gateway_an_app_has_one_of_the_platforms_class() {
    let text = app("ports: {http: 8080}\nroutes: {web: {host: dc.example.com, public: true}}");
    let objects = objects(&platform("gatewayClass: envoy"), &text, "0%");
    let [gateway] = *of_kind(&objects, GROUP, "Gateway") else { panic!("one gateway") };
    assert_eq!(
        gateway["spec"],
        json!({
            "gatewayClassName": "envoy",
            "listeners": [{
                "name": "http", "port": 80, "protocol": "HTTP",
                "allowedRoutes": {"namespaces": {"from": "Same"}},
            }],
        })
    );
    let [route] = *of_kind(&objects, GROUP, "HTTPRoute") else { panic!("one route") };
    assert_eq!(
        route["spec"]["parentRefs"],
        json!([{"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": gateway["metadata"]["name"]}])
    );
}

#[test]
fn each_version_has_a_service_of_its_own_while_there_are_several() {
    let canary = "canary: {image: {tag: 20190726-1325_v21}, steps: [5%]}";
    let rest = format!("ports: {{http: 8080}}\nroutes: {{web: {{public: true}}}}\n{canary}");
    for (weight, stable, part) in
        [("0%", 100, 0), ("5%", 95, 5), ("33.3%", 667, 333), ("100%", 0, 100), ("1/100000000", 1_000_000, 1)]
    {
        let found = routes(&platform(DOMAIN), &rest, weight);
        let refs = &found[0].1["rules"][0]["backendRefs"];
        assert_eq!(refs, &json!([to("ai-dc-web-stable", stable), to("ai-dc-web-canary", part)]), "{weight}");
    }
    let services = |rest: &str| -> Vec<(Value, Value)> {
        let objects = objects(&platform(DOMAIN), &app(rest), "5%");
        let services = of_kind(&objects, "v1", "Service");
        services
            .iter()
            .map(|service| (service["metadata"]["name"].clone(), service["spec"]["selector"].clone()))
            .collect()
    };
    let whole = (json!("ai-dc-web"), json!({"app": "ai-dc-web"}));
    let of = |track: &str| (json!(format!("ai-dc-web-{track}")), json!({"app": "ai-dc-web", "track": track}));
    assert_eq!(services(&rest), [whole.clone(), of("stable"), of("canary")]);
    assert_eq!(services("ports: {http: 8080}\nroutes: {web: {public: true}}"), std::slice::from_ref(&whole));
    // Nothing divides requests here, so nothing asks for those Services.
    assert_eq!(services(&format!("ports: {{http: 8080}}\n{canary}")), [whole]);
}

#[test]
fn in_the_mesh_a_route_is_the_services() {
    let rest = "ports: {http: 8080, grpc: 9090}
mesh: {mode: sidecar, timeout: 90s}
canary: {image: {tag: 20190726-1325_v21}, steps: [5%], match: {header: {x-canary: '1'}, cookie: {canary: always}}}
routes: {beta: {path: /beta}}";
    let found = routes(&platform(""), rest, "5%");
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["ai-dc-web.beta", "ai-dc-web.port.http", "ai-dc-web.port.grpc"]);
    let headers = json!([
        {"type": "Exact", "name": "x-canary", "value": "1"},
        {"type": "RegularExpression", "name": "cookie", "value": "^(.*;)? *canary=always *(;.*)?$"},
    ]);
    assert_eq!(
        found[0].1,
        json!({
            "parentRefs": [{"group": "", "kind": "Service", "name": "ai-dc-web", "port": 8080}],
            "rules": [
                {
                    "matches": [{"path": path("/beta"), "headers": headers}],
                    "backendRefs": [to("ai-dc-web-canary", 1)],
                    "timeouts": {"request": "1m30s"},
                },
                {
                    "matches": [{"path": path("/beta")}],
                    "backendRefs": [to("ai-dc-web-stable", 95), to("ai-dc-web-canary", 5)],
                    "timeouts": {"request": "1m30s"},
                },
            ],
        })
    );
}

#[test]
fn a_timeout_is_a_duration_of_four_parts_at_most() {
    let rest = "ports: {http: 8080}\nmesh: {mode: sidecar, timeout: 99999h99999h59m59s}";
    assert_eq!(routes(&platform(""), rest, "0%")[0].1["rules"][0]["timeouts"], json!({"request": "99999h"}));
}

#[test]
fn an_ingress_has_every_public_host_and_path() {
    let text = app("ports: {http: 8080, http-api: 8081}
mesh: {mode: sidecar, timeout: 5s}
routes:
  web: {host: dc.example.com, public: true}
  api: {host: dc.example.com, path: /api, port: http-api, public: true}
  own: {public: true}
  inside: {host: dc.internal.example.com}
");
    let objects = objects(&format!("routing: ingress\ningressClass: nginx\n{DOMAIN}"), &text, "0%");
    let [ingress] = *of_kind(&objects, "networking.k8s.io/v1", "Ingress") else { panic!("one ingress") };
    let to = |at: &str, port: &str| {
        let service = json!({"name": "ai-dc-web", "port": {"name": port}});
        json!({"path": at, "pathType": "Prefix", "backend": {"service": service}})
    };
    assert_eq!(
        ingress["spec"],
        json!({
            "ingressClassName": "nginx",
            "rules": [
                {"host": "dc.example.com", "http": {"paths": [to("/api", "http-api"), to("/", "http")]}},
                {"host": "ai-dc-web.test.example.com", "http": {"paths": [to("/", "http")]}},
            ],
        })
    );
    // The mesh routes what the Ingress does not see.
    let services = of_kind(&objects, "networking.istio.io/v1", "VirtualService");
    let hosts: Vec<&Value> = services.iter().map(|service| &service["spec"]["hosts"][0]).collect();
    assert_eq!(hosts, ["dc.internal.example.com", "ai-dc-web.ai-test.svc.cluster.local"]);
}

#[test]
fn an_ingress_is_of_traefik_unless_said_otherwise() {
    let text = app("ports: {http: 8080}\nroutes: {web: {host: dc.example.com, public: true}}");
    let objects = objects("routing: ingress", &text, "0%");
    let [ingress] = *of_kind(&objects, "networking.k8s.io/v1", "Ingress") else { panic!("one ingress") };
    assert_eq!(ingress["spec"]["ingressClassName"], "traefik");
}
