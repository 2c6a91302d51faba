//! What an app finds the platform's backends by.

use pavedroad_manifests::TRACING_HEADERS;

use crate::objects_delivery::{BACKENDS, container, delivered, items, platform, pods, spec, variables};

/// The variables of the app's container.
fn of_app(lines: &str, environment: &str) -> Vec<(String, String)> {
    let objects = delivered(BACKENDS, lines, environment);
    let container = container(pods(&objects)[0], "ai-dc-web");
    variables(container).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[track_caller]
fn has(lines: &str, expected: &[(&str, &str)]) {
    let found = of_app(lines, "test");
    let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(found, expected, "{lines}");
}

#[test]
fn clients_find_the_backends_that_an_app_asks_for() {
    has("", &[]);
    has(
        "config: {consul: {prefix: ai/dc-web/}}",
        &[("CONSUL_HTTP_ADDR", "consul.consul.svc:8500"), ("CONSUL_KEY_PREFIX", "ai/dc-web/")],
    );
    has(
        "config: {apollo: {appId: ai-dc-web, namespaces: [application, redis]}}",
        &[
            ("APP_ID", "ai-dc-web"),
            ("APOLLO_META", "http://apollo-test:8080"),
            ("ENV", "test"),
            ("APOLLO_BOOTSTRAP_NAMESPACES", "application,redis"),
        ],
    );
    has(
        "tracing: {sampling: 0.1%}",
        &[
            ("OTEL_SERVICE_NAME", "ai-dc-web"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.namespace=ai-test,deployment.environment.name=test"),
            ("OTEL_TRACES_EXPORTER", "zipkin"),
            ("OTEL_EXPORTER_ZIPKIN_ENDPOINT", "http://zipkin.istio-system.svc:9411/api/v2/spans"),
            ("OTEL_METRICS_EXPORTER", "none"),
            ("OTEL_LOGS_EXPORTER", "none"),
            ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"),
            ("OTEL_TRACES_SAMPLER_ARG", "0.001"),
            ("OTEL_PROPAGATORS", "tracecontext,baggage,b3multi"),
        ],
    );
}

#[test]
fn a_variable_of_the_app_wins_over_the_platforms() {
    has(
        "env: {A: b, ENV: DEV, CONSUL_HTTP_ADDR: 'other:1'}\nconfig: {consul: {prefix: a}, apollo: {appId: a}}",
        &[
            ("CONSUL_KEY_PREFIX", "a/"),
            ("APP_ID", "a"),
            ("APOLLO_META", "http://apollo-test:8080"),
            ("APOLLO_BOOTSTRAP_NAMESPACES", "application"),
            ("A", "b"),
            ("ENV", "DEV"),
            ("CONSUL_HTTP_ADDR", "other:1"),
        ],
    );
}

/// Kubernetes replaces `$(NAME)`, and `$$` by `$`.
#[test]
fn a_dollar_in_a_value_stays_one() {
    for (prefix, value) in [("a/$(HOME)", "a/$$(HOME)/"), ("a/$$(x)", "a/$$$$(x)/"), ("a$", "a$$/")] {
        let found = of_app(&format!("config: {{consul: {{prefix: '{prefix}'}}}}"), "test");
        assert_eq!(found[1], ("CONSUL_KEY_PREFIX".to_owned(), value.to_owned()), "{prefix}");
    }
}

#[test]
fn an_address_of_ipv6_is_in_brackets() {
    for (address, authority) in
        [("fd00::1", "[fd00::1]:8500"), ("'[fd00::1]'", "[fd00::1]:8500"), ("10.0.0.9", "10.0.0.9:8500")]
    {
        let platform = platform(&format!("consul: {{address: {address}, port: 8500}}"));
        assert_eq!(platform.consul().unwrap().authority(), authority);
    }
}

/// What Consul's reader of HCL would take for the end of the text, or for an interpolation, is escaped.
#[test]
fn the_rules_for_consul_speak_of_the_prefix_and_nothing_else() {
    let platform = platform(BACKENDS);
    for (prefix, acl, first, policy) in [
        ("ai/dc-web", "read", "ai/dc-web/", "read"),
        ("ai/dc-web/", "write", "ai/dc-web/", "write"),
        ("配置/网站", "read", "配置/网站/", "read"),
        (
            "a\\\" { policy = \\\"write\\\" } key \\\"",
            "read",
            "a\\u0022 { policy = \\u0022write\\u0022 } key \\u0022/",
            "read",
        ),
        ("a${b}", "read", "a\\u0024{b}/", "read"),
        ("a\\\\b\\nc\\t\\u00A0\\uE123", "read", "a\\u005cb\\U0000000ac\\U00000009\\U000000a0\\U0000e123/", "read"),
    ] {
        let spec = spec(&platform, &format!("config: {{consul: {{prefix: \"{prefix}\", acl: {acl}}}}}"));
        let rules = spec.apps()[0].config().consul.as_ref().unwrap().acl_rules();
        assert_eq!(rules, format!("key_prefix \"{first}\" {{\n  policy = \"{policy}\"\n}}\n"));
    }
}

#[test]
fn headers_to_pass_on_are_in_lower_case_and_each_once() {
    let mut sorted = TRACING_HEADERS.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), TRACING_HEADERS.len());
    assert!(
        TRACING_HEADERS
            .iter()
            .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
    );
}

#[test]
fn every_container_has_the_time_zone_whosever_its_image_is() {
    let platform = format!(
        "{BACKENDS}timeZone: Asia/Shanghai\nmesh: {{cni: true, proxy: {{image: {{reference: 'istio/proxyv2:1.27.1'}}}}}}"
    );
    let lines = "mesh: {mode: manual}\nlogs: {paths: [/var/log/app/*.log]}\n\
                 init: {own: {args: [m]}, wait: {image: {reference: 'busybox:1'}}}\n\
                 sidecars: {cache: {image: {reference: 'redis:7.4'}}, utc: {image: {reference: 'redis:7.4'}, env: {TZ: UTC}}}\n\
                 jobs: {sync: {schedule: '0 3 * * *', args: [sync]}}";
    let objects = delivered(&platform, lines, "test");
    for pod in pods(&objects) {
        let containers = items(&pod["containers"]).iter().chain(items(&pod["initContainers"]));
        for container in containers {
            let zones: Vec<&str> =
                variables(container).into_iter().filter(|(name, _)| *name == "TZ").map(|(_, zone)| zone).collect();
            let expected = if container["name"] == "utc" { "UTC" } else { "Asia/Shanghai" };
            assert_eq!(zones, [expected], "{}", container["name"]);
        }
    }
}
