//! The names of an app: in every environment, and those derived from its own.

use examples::{Outcome, table};
use pavedroad_naming::{
    AppName, ClusterDomain, ClusterName, ContentHash, Convention, Derivation, DerivedName, Dns1035Label, DnsLabel,
    ImageTag, NameError, Namespace, ServiceDns,
};
use serde_json::{Value, json};

use crate::Report;

pub(crate) fn report(
    convention: &Convention,
    app: &str,
    tag: Option<&str>,
    port: u16,
) -> Result<Report, (Outcome, String)> {
    built(convention, app, tag, port).map_err(|error| (Outcome::Findings, format!("error: {error}")))
}

fn built(convention: &Convention, app: &str, tag: Option<&str>, port: u16) -> Result<Report, NameError> {
    convention.parse_app(app)?;
    let app: AppName = app.parse()?;
    let parts = tag.map(|tag| convention.parse_tag(tag)).transpose()?;
    let tag: Option<ImageTag> = tag.map(str::parse).transpose()?;
    // A convention whose tags carry less than its console shows has no such form.
    let console = parts.and_then(|parts| convention.console(&app, &parts).ok());
    let service: Dns1035Label = app.as_str().parse()?;

    let mut text = format!("{app}\n");
    if let Some(console) = &console {
        text += &format!("  console build: {console}\n");
    }
    let mut names = vec![["ENVIRONMENT", "NAMESPACE", "IMAGE"].map(str::to_owned)];
    let mut hosts = vec![["ENVIRONMENT", "SERVICE DNS", "ENVOY CLUSTER"].map(str::to_owned)];
    let mut list = Vec::new();
    let mut namespaces = Vec::new();
    for environment in convention.environments() {
        let namespace = convention.namespace_of(&app, environment)?;
        let image = tag.as_ref().map(|tag| convention.image(&app, environment, tag)).transpose()?;
        let image = image.map(|image| image.to_string());
        let host = ServiceDns::of_service(&service, &namespace, &ClusterDomain::CLUSTER_LOCAL)?.to_string();
        let cluster = ClusterName::outbound(port, "", &host)?.to_string();
        list.push(json!({
            "environment": environment.as_str(), "namespace": namespace.as_str(), "host": host, "cluster": cluster,
            "image": image,
        }));
        names.push([environment.to_string(), namespace.to_string(), image.unwrap_or_else(|| "-".to_owned())]);
        hosts.push([environment.to_string(), host, cluster]);
        namespaces.push(namespace);
    }
    let derivations = derivations(namespaces)?;
    let findings = app.lacks_room(&derivations);
    let (derived, derived_list) = derived(&app, &derivations);
    text += &format!("\n{}\n{}\n{derived}", table(&names), table(&hosts));
    for finding in &findings {
        text += &format!("\n{finding}\n");
    }
    let problems: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Ok(Report {
        outcome: if findings.is_empty() { Outcome::Done } else { Outcome::Findings },
        text,
        json: json!({
            "app": app.as_str(), "console": console.map(String::from), "names": list, "derived": derived_list,
            "problems": problems,
        }),
    })
}

/// What an app may need beside itself; a further part of a name is an example of a usual length.
fn derivations(namespaces: Vec<Namespace>) -> Result<Vec<Derivation>, NameError> {
    let sync: DnsLabel = "sync".parse()?;
    let data: DnsLabel = "data".parse()?;
    let config = ContentHash::of([("app.yaml", "")]);
    let longest = namespaces.into_iter().max_by_key(|namespace| namespace.as_str().len());
    let mut derivations = vec![
        Derivation::Canary,
        Derivation::Job(sync),
        Derivation::StatefulSet,
        Derivation::HeadlessService,
        Derivation::Config(config),
        Derivation::Claim(data),
        Derivation::Certificate,
    ];
    derivations.extend(longest.map(Derivation::CommonName));
    derivations.push(Derivation::Pods);
    Ok(derivations)
}

/// Each derived name, its limit, and the length it leaves the app's.
fn derived(app: &AppName, derivations: &[Derivation]) -> (String, Vec<Value>) {
    let mut rows = vec![["DERIVED", "NAME", "BYTES", "LIMIT", "ROOM FOR APP"].map(str::to_owned)];
    let mut list = Vec::new();
    for derivation in derivations {
        let name: DerivedName = app.derive(derivation);
        let (noun, bytes) = (derivation.noun(), name.as_str().len());
        let cells = [noun, name.as_str()].map(str::to_owned);
        let [noun_cell, name_cell] = cells;
        let [bytes_cell, limit, room] = [bytes, name.limit(), name.room()].map(|number| number.to_string());
        rows.push([noun_cell, name_cell, bytes_cell, limit, room]);
        list.push(json!({
            "kind": noun, "name": name.as_str(), "limit": name.limit(), "room": name.room(), "over": name.over(),
        }));
    }
    (table(&rows), list)
}
