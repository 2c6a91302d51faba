//! What an app finds the platform's backends by: environment variables by the names that their clients read.

use k8s_openapi::api::core::v1::EnvVar;
use pavedroad_rollout::Weight;

use crate::App;

/// The variables of the app's containers and of its jobs', in this order: time zone, Consul, Apollo, tracing.
pub(super) fn env(app: &App) -> Vec<EnvVar> {
    let mut variables: Vec<EnvVar> = time_zone(app).into_iter().collect();
    consul(app, &mut variables);
    apollo(app, &mut variables);
    tracing(app, &mut variables);
    variables
}

/// What the C library, and so nearly every runtime, takes the time zone from; the image has to have the zones' data.
/// Every container of a pod has it: a path of the node, such as `/etc/localtime`, is refused by the Pod Security level
/// "restricted".
pub(super) fn time_zone(app: &App) -> Option<EnvVar> {
    app.settings.time_zone.as_ref().map(|zone| variable("TZ", zone))
}

/// Source: `defaultConfig` in Consul's `api` package. No client has a name for the prefix: this one is after the
/// word of Consul's rules. The token, `CONSUL_HTTP_TOKEN`, comes from a Secret that the app names itself.
fn consul(app: &App, variables: &mut Vec<EnvVar>) {
    if let Some((consul, backend)) = app.config.consul.as_ref().zip(app.settings.consul.as_ref()) {
        variables.push(variable("CONSUL_HTTP_ADDR", &backend.authority()));
        variables.push(variable("CONSUL_KEY_PREFIX", &format!("{}/", consul.prefix)));
    }
}

/// Source: the user guide of Apollo's Java client; Spring reads the last one.
fn apollo(app: &App, variables: &mut Vec<EnvVar>) {
    if let Some((apollo, meta)) = app.config.apollo.as_ref().zip(app.settings.apollo.as_ref()) {
        variables.push(variable("APP_ID", &apollo.app_id));
        variables.push(variable("APOLLO_META", &meta.address(&app.environment)));
        variables.push(variable("ENV", app.environment.as_str()));
        variables.push(variable("APOLLO_BOOTSTRAP_NAMESPACES", &apollo.namespaces.join(",")));
    }
}

/// Source: OpenTelemetry's "Environment Variable Specification".
fn tracing(app: &App, variables: &mut Vec<EnvVar>) {
    let Some((tracing, backend)) = app.tracing.zip(app.settings.tracing.as_ref()) else { return };
    let of_app = format!("service.namespace={},deployment.environment.name={}", app.namespace, app.environment);
    let endpoint = format!("http://{}/api/v2/spans", backend.authority());
    let ratio = ratio(tracing.sampling);
    let named = [
        ("OTEL_SERVICE_NAME", app.name.as_str()),
        ("OTEL_RESOURCE_ATTRIBUTES", &of_app),
        ("OTEL_TRACES_EXPORTER", "zipkin"),
        ("OTEL_EXPORTER_ZIPKIN_ENDPOINT", &endpoint),
        // By default they go to an address of OpenTelemetry's own protocol, which nobody has here.
        ("OTEL_METRICS_EXPORTER", "none"),
        ("OTEL_LOGS_EXPORTER", "none"),
        // Whoever called, the gateway or its proxy, has decided already.
        ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"),
        ("OTEL_TRACES_SAMPLER_ARG", &ratio),
        // The mesh's proxies speak B3 to Zipkin.
        ("OTEL_PROPAGATORS", "tracecontext,baggage,b3multi"),
    ];
    variables.extend(named.map(|(name, value)| variable(name, value)));
}

/// Kubernetes replaces `$(NAME)` in a value, and `$$` by `$`.
fn variable(name: &str, value: &str) -> EnvVar {
    EnvVar { name: name.to_owned(), value: Some(value.replace('$', "$$")), ..EnvVar::default() }
}

/// A part as a decimal fraction: exact for every percentage, cut after 20 digits for the others (`1/3`).
fn ratio(part: Weight) -> String {
    if part.is_one() {
        return "1".to_owned();
    }
    let (mut rest, whole) = (u128::from(part.numerator()), u128::from(part.denominator()));
    let mut text = String::from("0");
    for place in 0..20 {
        if rest == 0 {
            break;
        }
        if place == 0 {
            text.push('.');
        }
        rest *= 10;
        text += &(rest / whole).to_string();
        rest %= whole;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_exact_decimal_fractions() {
        for (part, expected) in [
            ("0%", "0"),
            ("100%", "1"),
            ("1%", "0.01"),
            ("0.1%", "0.001"),
            ("12.5%", "0.125"),
            ("99.99999999999999999%", "0.9999999999999999999"),
            ("1/3", "0.33333333333333333333"),
            ("1/18446744073709551615", "0.00000000000000000005"),
        ] {
            assert_eq!(ratio(part.parse().unwrap()), expected, "{part}");
        }
    }
}
