//! Who may call an app, by the identities of mutual TLS.

use super::{plain_ports, selector};
use crate::build::gateway::{InFront, in_front};
use crate::build::labels;
use crate::istio::{Action, AuthorizationPolicy, AuthorizationPolicySpec, From, Operation, Rule, Source, To};
use crate::{App, Mtls};

/// The trust domain. Istio reads this name as that of its own mesh, whatever that is called.
const TRUST_DOMAIN: &str = "cluster.local";

/// Only where callers are listed, and only for strict mutual TLS: a caller that speaks plain text has no identity, and
/// an app that takes plain text would refuse it. The NetworkPolicy holds in both cases.
///
/// The app itself, its peers in a cluster of databases and its jobs, and its callers are known by their service accounts;
/// the gateway, for an app with public routes, and what collects metrics by
/// their namespaces. Pods that are made for a Gateway have an account of its name and its class; those of an ingress
/// controller have its chart's, if they are in the mesh at all. A list of no callers refuses everyone else.
///
/// Ports of metrics that are read in plain text are for whoever the NetworkPolicy lets in: there is no identity to ask for.
pub(super) fn authorization_policy(app: &App) -> Option<AuthorizationPolicy> {
    let callers = app.callers.as_deref().filter(|_| app.mesh.mtls == Mtls::Strict)?;
    let callers = callers.iter().filter_map(|caller| {
        // Callers are apps of the platform, so each has a namespace.
        let namespace = app.settings.convention.namespace_of(caller, &app.environment).ok()?;
        Some(format!("{TRUST_DOMAIN}/ns/{namespace}/sa/{caller}"))
    });
    let itself = format!("{TRUST_DOMAIN}/ns/{}/sa/{}", app.namespace, app.name);
    let mut principals: Vec<String> = std::iter::once(itself).chain(callers).collect();
    let mut namespaces = Vec::new();
    match in_front(app) {
        None => {}
        Some(InFront::Namespace(name)) => namespaces.push(name.to_owned()),
        Some(InFront::OwnGateway { name, class }) => {
            principals.push(format!("{TRUST_DOMAIN}/ns/{}/sa/{name}-{class}", app.namespace));
        }
        Some(InFront::Controller(name)) => principals.push(format!("*/sa/{name}")),
    }
    namespaces.extend(app.settings.monitoring.iter().map(|namespace| namespace.as_str().to_owned()));
    namespaces.dedup();
    let sources = [Source { principals, ..Source::default() }, Source { namespaces, ..Source::default() }];
    // A source that says nothing would be anyone.
    let from = sources.into_iter().filter(|source| *source != Source::default());
    let from: Vec<From> = from.map(|source| From { source: Some(source) }).collect();
    let mut rules = vec![Rule { from, ..Rule::default() }];
    let ports: Vec<String> = plain_ports(app).map(|port| port.port.to_string()).collect();
    if !ports.is_empty() {
        let operation = Operation { ports, ..Operation::default() };
        rules.push(Rule { to: vec![To { operation: Some(operation) }], ..Rule::default() });
    }
    Some(AuthorizationPolicy {
        metadata: labels::metadata(app),
        spec: AuthorizationPolicySpec {
            selector: Some(selector(app)),
            action: Some(Action::Allow),
            rules,
            ..AuthorizationPolicySpec::default()
        },
    })
}
