//! Every way to read a text.

use pavedroad_naming::{
    BuildStamp, Convention, CronSchedule, Digest, DnsLabel, DnsSubdomain, ImageReferenceRef, ImageTag, LabelKey,
    LabelSelector, LabelValue, NameError, Namespace, PortName,
};

use crate::reading::{Parts, Reading, Weight, given, shown};
use crate::workloads::{cluster, pod, service_dns};

pub(crate) fn readings(convention: &Convention, name: &str, from: Option<&Namespace>) -> Vec<Reading> {
    let pod = pod(name);
    let mut readings = of_convention(convention, name);
    if pod.as_ref().is_some_and(|pod| pod.weight == Weight::Sure) {
        // The hash of a template is a legal component of an app, but nobody names one so.
        for app in readings.iter_mut().filter(|reading| reading.kind == "app" && reading.result.is_ok()) {
            app.weight = Weight::Slight;
        }
    }
    let known = readings.iter().any(|reading| reading.of_convention && reading.result.is_ok());
    let node = readings.iter().any(|reading| reading.kind == "node" && reading.result.is_ok());
    // The end of a node's address looks like the ordinal of a StatefulSet's pod.
    readings.extend(pod.map(|pod| if node { Reading { weight: Weight::Slight, ..pod } } else { pod }));
    readings.push(service_dns(convention, name, from));
    readings.push(cluster(name));
    readings.extend(general(name, known));
    readings
}

/// The kinds of which the convention says what they look like.
fn of_convention(convention: &Convention, name: &str) -> Vec<Reading> {
    let of = |kind, result| Reading::new(kind, Weight::Convention, result);
    let app = convention.parse_app(name).map(|parts| {
        given([
            ("line", shown(parts.line.as_ref())),
            ("system", shown(parts.system.as_ref())),
            ("component", Some(parts.component.to_string())),
        ])
    });
    let namespace = convention
        .parse_namespace(name)
        .map(|parts| given([("line", shown(parts.line.as_ref())), ("environment", shown(parts.environment.as_ref()))]));
    let node = convention.parse_node(name).map(|parts| {
        let address = parts.address.map(|address| {
            // What the name does not tell of the address.
            let hidden = "*.".repeat(4_usize.saturating_sub(address.numbers().len()));
            format!("{hidden}{}", address.to_string().replace('-', "."))
        });
        given([("environment", shown(parts.environment.as_ref())), ("address", address)])
    });
    let image = convention.parse_image(name).map(|image| {
        given([
            ("registry", Some(image.registry().to_owned())),
            ("namespace", image.namespace().map(str::to_owned)),
            ("app", Some(image.app().to_owned())),
            ("built", image.stamp().map(built)),
            ("git tag", image.revision().map(str::to_owned)),
        ])
    });
    let tag = convention
        .parse_tag(name)
        .map(|parts| given([("built", parts.stamp.map(built)), ("git tag", shown(parts.revision.as_ref()))]));
    vec![
        of("app", app),
        of("namespace", namespace),
        of("node", node),
        of("image address", image),
        of("build tag", tag),
        of("console build", console(convention, name)),
    ]
}

fn console(convention: &Convention, name: &str) -> Result<Parts, NameError> {
    let build = convention.parse_console(name)?;
    Ok(given([
        ("app", Some(build.app().to_owned())),
        ("built", build.stamp().map(built)),
        ("git tag", build.revision().map(str::to_owned)),
        ("image tag", convention.tag_of(&build).ok().map(String::from)),
    ]))
}

/// The kinds that are the same everywhere.
fn general(name: &str, known: bool) -> Vec<Reading> {
    let telling =
        |kind, telling, result| Reading::new(kind, if telling { Weight::Telling } else { Weight::Slight }, result);
    let reference = ImageReferenceRef::parse(name).map(|image| {
        given([
            ("domain", Some(image.domain().to_owned())),
            ("path", Some(image.path().into_owned())),
            ("tag", image.tag().map(str::to_owned)),
            ("digest", image.digest().map(str::to_owned)),
            ("pulled as", Some(image.pull_reference().into_owned())),
        ])
    });
    let stamp = name.parse::<BuildStamp>().map(|stamp| given([("at", Some(stamp.datetime().to_string()))]));
    let key = name
        .parse::<LabelKey>()
        .map(|key| given([("prefix", key.prefix().map(str::to_owned)), ("name", Some(key.name().to_owned()))]));
    let selector = name.parse::<LabelSelector>().map(|selector| given([("printed as", Some(selector.to_string()))]));
    let schedule = name
        .parse::<CronSchedule>()
        .map(|schedule| given([("fires", Some(if schedule.never_fires() { "never" } else { "yes" }.to_owned()))]));
    vec![
        telling("image reference", !known && name.contains(['/', ':', '@']), reference),
        Reading::plain::<ImageTag>("image tag", name),
        Reading::plain::<Digest>("digest", name),
        telling("build stamp", true, stamp),
        Reading::plain::<DnsLabel>("DNS label", name),
        Reading::plain::<DnsSubdomain>("DNS subdomain", name),
        Reading::plain::<PortName>("port name", name),
        telling("label key", name.contains('/') && !known, key),
        Reading::plain::<LabelValue>("label value", name),
        // A lone key selects what has it.
        telling("label selector", name.parse::<LabelKey>().is_err(), selector),
        telling("cron schedule", true, schedule),
    ]
}

fn built(stamp: BuildStamp) -> String {
    stamp.datetime().format("%Y-%m-%d %H:%M").to_string()
}
