//! What a platform's router cannot say is refused, or warned of.

use pavedroad_manifests::{AppSpec, Catalog, FindingCode, Platform};

use crate::routed::{DOMAIN, app};
use crate::sections::lines;

#[track_caller]
fn findings(platform: &str, rest: &str) -> String {
    let platform = Platform::read("platform.yaml", platform).unwrap_or_else(|findings| panic!("{findings}"));
    match AppSpec::read(&platform, "app.yaml", app(rest)) {
        Ok(spec) => lines(spec.findings()),
        Err(findings) => lines(&findings),
    }
}

#[test]
fn a_public_route_needs_a_host_and_one_within_the_mesh_does_not() {
    assert_eq!(
        findings("routing: istio", "ports: {http: 8080}\nroutes: {web: {public: true}}"),
        "5:10: error[missing-key] routes.web: found no `host`, expected a host, or `domain:` in the platform file; add `host: dc.example.com`"
    );
    assert_eq!(findings("routing: istio", "ports: {http: 8080}\nroutes: {web: {}}"), "");
    assert_eq!(findings(DOMAIN, "ports: {http: 8080}\nroutes: {web: {public: true}}"), "");
    // The same host, said and not said; and one that is at the gateway and within the mesh.
    let twice =
        "ports: {http: 8080}\nroutes: {web: {public: true}, old: {host: ai-dc-web.test.example.com, public: true}}";
    assert_eq!(
        findings(DOMAIN, twice),
        "5:31: error[conflict] routes.old: found ai-dc-web.test.example.com and `/` again, expected a host or a path of its own; `web` takes every request"
    );
    assert_eq!(findings(DOMAIN, "ports: {http: 8080}\nroutes: {web: {host: a.b, public: true}, in: {host: a.b}}"), "");
}

#[test]
fn an_ingress_takes_requests_from_outside_whole() {
    let split = "ports: {http: 8080}\ntracks: {v2: {image: {reference: a}}}\nroutes: {web: {host: a.b, public: true, split: {v2: 1}}}";
    assert_eq!(
        findings("routing: ingress", split),
        "6:41: error[conflict] routes.web.split: found `split` with `routing: ingress`, expected `istio` or `gateway-api`; an Ingress expresses no shares"
    );
    assert_eq!(
        findings("routing: ingress", "ports: {http: 8080}\nroutes: {web: {host: a.b}}"),
        "5:10: warning[no-effect] routes.web: found a route that is not public with `routing: ingress`, expected `public: true`, or an app in the mesh; an Ingress takes requests from outside alone"
    );
    // The mesh does what an Ingress does not.
    assert_eq!(
        findings("routing: ingress", &format!("mesh: {{mode: sidecar}}\n{}", split.replace(", public: true", ""))),
        ""
    );
}

#[test]
fn a_controller_outside_the_mesh_does_not_get_past_strict_mutual_tls() {
    let with = |mesh: &str, public: bool| {
        findings(
            "routing: ingress",
            &format!("ports: {{http: 8080}}\nroutes: {{web: {{host: a.b, public: {public}}}}}\nmesh: {{{mesh}}}"),
        )
    };
    let text = "found `mtls: strict` beside public routes with `routing: ingress`, expected `mtls: permissive`, or a controller in the mesh; a controller outside the mesh speaks plain text, which the app refuses";
    assert_eq!(with("mode: sidecar", true), format!("6:14: warning[conflict] mesh.mode: {text}"));
    assert_eq!(with("mode: ambient, mtls: strict", true), format!("6:29: warning[conflict] mesh.mtls: {text}"));
    assert_eq!(with("mode: sidecar, mtls: permissive", true), "");
    assert_eq!(with("mode: none", true), "");
    assert_eq!(with("mode: sidecar", false), "");
    // It reads nothing of what a gateway of the mesh would.
    let unread = with("mode: ambient, mtls: permissive, timeout: 5s", true);
    assert!(
        unread.starts_with("6:41: warning[no-effect] mesh.timeout: found `timeout` beside `mode: ambient`"),
        "{unread}"
    );
}

#[test]
fn an_http_route_of_a_service_has_no_host() {
    assert_eq!(
        findings("routing: gateway-api", "ports: {http: 8080}\nroutes: {web: {host: a.b}}"),
        "5:16: error[conflict] routes.web.host: found `host` of a route that is not public, with `routing: gateway-api`, expected `public: true`, or no host; within the mesh a route is the Service's, whatever host is asked for"
    );
}

#[test]
fn an_http_route_has_neither_retries_nor_faults() {
    let rest = "ports: {http: 8080}\nmesh: {mode: sidecar, retries: 2, timeout: 5s, fault: {abort: 503, percent: 1%}}";
    assert_eq!(
        findings("routing: gateway-api", rest),
        "5:23: warning[no-effect] mesh.retries: found `retries` with `routing: gateway-api`, expected `routing: istio`; an HTTPRoute has no such field\n\
         5:48: warning[no-effect] mesh.fault: found `fault` with `routing: gateway-api`, expected `routing: istio`; an HTTPRoute has no such field"
    );
    assert_eq!(findings("routing: istio", rest), "");
}

#[test]
fn an_http_route_divides_requests_among_16_at_most() {
    let tracks = |count: usize, of: &dyn Fn(usize) -> String| (1..=count).map(of).collect::<Vec<_>>().join(", ");
    let rest = |count| {
        let (images, shares) = (
            tracks(count, &|at| format!("v{at}: {{image: {{reference: a}}}}")),
            tracks(count, &|at| format!("v{at}: 1")),
        );
        format!("ports: {{http: 8080}}\ntracks: {{{images}}}\nroutes: {{web: {{split: {{stable: 1, {shares}}}}}}}")
    };
    assert_eq!(findings("routing: gateway-api", &rest(15)), "");
    assert_eq!(findings("routing: istio", &rest(16)), "");
    let expected = "error[invalid-value] routes.web.split: found 17 versions, expected at most 16; a rule of an HTTPRoute takes no more";
    assert_eq!(findings("routing: gateway-api", &rest(16)), format!("6:16: {expected}"));
    let canary = "\ncanary: {image: {reference: b}, steps: [5%]}";
    assert_eq!(findings("routing: gateway-api", &(rest(15) + canary)), format!("6:16: {expected}"));
}

#[test]
fn a_match_is_no_larger_than_what_routers_take() {
    let of = |matches: &str| {
        let canary = format!("canary: {{image: {{reference: b}}, steps: [5%], match: {{{matches}}}}}");
        findings("routing: istio", &format!("ports: {{http: 8080}}\nmesh: {{mode: sidecar}}\n{canary}"))
    };
    assert_eq!(of("cookie: {a: x, b: x, c: x}"), "");
    for (matches, expected) in [
        (
            "cookie: {a: x, b: x, c: x, d: x}".to_owned(),
            "error[invalid-value] canary.match: found 4 cookies, expected at most 3; a router compares the header of all cookies, once for each order they may have",
        ),
        (
            "header: {Cookie: a=x}, cookie: {a: x}".to_owned(),
            "error[conflict] canary.match: found the header `cookie` beside `cookie`, expected one of them",
        ),
        (
            format!("cookie: {{a: {}}}", "x".repeat(1100)),
            "error[invalid-value] canary.match: found cookies of 1120 bytes as a pattern, expected at most 1024 bytes; a router compares the header of all cookies, once for each order they may have",
        ),
        (
            format!("header: {{{}}}", (0..17).map(|at| format!("h{at}: x")).collect::<Vec<_>>().join(", ")),
            "error[invalid-value] canary.match: found 17 headers, expected at most 16",
        ),
        (
            format!("header: {{a: {}}}", "x".repeat(4097)),
            "error[invalid-value] canary.match: found a value of 4097 bytes, expected at most 4096",
        ),
    ] {
        assert_eq!(of(&matches), format!("6:46: {expected}"), "{matches:.40}");
    }
}

#[test]
fn each_version_has_room_for_the_name_of_its_service() {
    let of = |platform: &str, rest: &str| {
        let text = app(rest).replace("ai-dc-web", &format!("ai-dc-{}", "w".repeat(52)));
        let platform = Platform::read("platform.yaml", platform).unwrap();
        let findings = AppSpec::read(&platform, "app.yaml", &text)
            .map_or_else(|findings| findings, |spec| spec.findings().clone());
        findings
            .iter()
            .filter(|finding| finding.path() != "app")
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let tracks = "ports: {http: 8080}\ntracks: {v2: {image: {reference: a}}}\nroutes: {web: {}}";
    assert_eq!(of("routing: istio", tracks), "");
    assert_eq!(
        of("routing: gateway-api", tracks),
        format!(
            "app.yaml:5:1: error[invalid-value] tracks: found an app name of 58 bytes, expected at most 56 bytes; each version has a Service, and `ai-dc-{}-stable` has 2 bytes too many",
            "w".repeat(52)
        )
    );
}

#[test]
fn a_route_to_a_port_without_http_is_a_warning() {
    assert_eq!(
        findings("routing: istio", "ports: {mysql: 3306}\nroutes: {db: {}}"),
        "5:10: warning[no-effect] routes.db: found port `mysql`, which speaks tcp, expected one that speaks http, http2, grpc or grpc-web; a router reads HTTP; if it is that, say so of the port"
    );
    assert_eq!(findings("routing: istio", "ports: {web: {port: 80, protocol: http}}\nroutes: {web: {}}"), "");
}

#[test]
fn the_service_of_a_stable_version_is_no_other_apps() {
    let of = |routing: &str| {
        let platform = Platform::read("platform.yaml", format!("routing: {routing}")).unwrap();
        let texts = [
            ("web.yaml", app("ports: {http: 8080}\ntracks: {v2: {image: {reference: a}}}\nroutes: {web: {}}")),
            ("other.yaml", app("").replace("ai-dc-web", "ai-dc-web-stable")),
        ];
        let specs = texts.map(|(file, text)| AppSpec::read(&platform, file, &text).unwrap());
        let findings = Catalog::new(&platform, &specs).findings();
        findings
            .iter()
            .filter(|finding| finding.code() == FindingCode::Conflict)
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("istio"), [""; 0]);
    assert_eq!(
        of("gateway-api"),
        [
            "web.yaml:5:9: error[conflict] tracks: found Service of a version `ai-dc-web-stable`, expected a name that no other app has; app `ai-dc-web-stable` is in other.yaml"
        ]
    );
}

#[test]
fn a_gateway_of_the_apps_own_has_pods_that_the_level_restricted_refuses() {
    let route = "ports: {http: 8080}\nroutes: {in: {}, web: {host: a.b, public: true}}";
    assert_eq!(
        findings("routing: gateway-api", route),
        "5:18: warning[pod-security] routes.web: found a Gateway of the app's own in `ai-test`, of Pod Security level \
         `restricted`, expected the platform's gateway, by `domain:` in the platform file; Istio makes its pods without a \
         seccompProfile, which the level refuses, unless the mesh is installed with `gateways.seccompProfile`"
    );
    for platform in [
        "routing: gateway-api\npodSecurity: baseline",
        "routing: gateway-api\ngatewayClass: edge",
        "routing: gateway-api\ndomain: {public: '{app}.{environment}.example.com', gateway: edge/public}",
        "routing: istio",
    ] {
        assert_eq!(findings(platform, route), "", "{platform}");
    }
    assert_eq!(findings("routing: gateway-api", "ports: {http: 8080}\nroutes: {in: {}}"), "");
}
