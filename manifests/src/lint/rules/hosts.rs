//! Routes end at hosts, ports and subsets that are there.

use k8s_openapi::api::networking::v1::{IngressBackend, IngressSpec};

use super::subsets::Declared;
use crate::gateway_api::{BackendObjectReference, HTTPBackendRef};
use crate::istio::Destination;
use crate::lint::code::LintCode;
use crate::lint::finding::LintFinding;
use crate::lint::hosts::{Entries, Host, resolve};
use crate::lint::index::{Index, Item, ServiceItem, namespace};
use crate::object::Object;

pub(super) fn check(index: &Index<'_>, closed: bool, findings: &mut Vec<LintFinding>) {
    let mut rule =
        Destinations { index, closed, entries: Entries::new(index), subsets: Declared::new(index), findings };
    for item in &index.items {
        match item.1 {
            Object::VirtualService(service) => {
                for (at, route) in service.spec.http.iter().enumerate() {
                    for (to, destination) in route.route.iter().enumerate() {
                        let path = format!("spec.http[{at}].route[{to}].destination");
                        rule.check(*item, &destination.destination, &path);
                    }
                    if let Some(destination) = &route.mirror {
                        rule.check(*item, destination, &format!("spec.http[{at}].mirror"));
                    }
                    for (to, mirror) in route.mirrors.iter().enumerate() {
                        rule.check(*item, &mirror.destination, &format!("spec.http[{at}].mirrors[{to}].destination"));
                    }
                }
                let tls =
                    service.spec.tls.iter().enumerate().map(|(at, route)| (format!("spec.tls[{at}]"), &route.route));
                let tcp =
                    service.spec.tcp.iter().enumerate().map(|(at, route)| (format!("spec.tcp[{at}]"), &route.route));
                for (path, route) in tls.chain(tcp) {
                    for (to, destination) in route.iter().enumerate() {
                        rule.check(*item, &destination.destination, &format!("{path}.route[{to}].destination"));
                    }
                }
            }
            Object::DestinationRule(destination) => rule.host(*item, &destination.spec.host, "spec.host"),
            Object::HTTPRoute(route) => {
                for (at, backends) in route.spec.rules.iter().map(|rule| &rule.backend_refs).enumerate() {
                    for (to, backend) in backends.iter().enumerate() {
                        rule.backend(*item, backend, &format!("spec.rules[{at}].backendRefs[{to}]"));
                    }
                }
                for (at, filters) in route.spec.rules.iter().map(|rule| &rule.filters).enumerate() {
                    for (with, filter) in filters.iter().enumerate() {
                        let Some(mirror) = &filter.request_mirror else { continue };
                        let BackendObjectReference { group, kind, name, namespace, port } = mirror.backend_ref.clone();
                        let backend =
                            HTTPBackendRef { group, kind, name, namespace, port, ..HTTPBackendRef::default() };
                        let path = format!("spec.rules[{at}].filters[{with}].requestMirror.backendRef");
                        rule.backend(*item, &backend, &path);
                    }
                }
            }
            Object::Ingress(ingress) => {
                if let Some(spec) = &ingress.spec {
                    rule.ingress(*item, spec);
                }
            }
            _ => {}
        }
    }
}

struct Destinations<'i, 'a> {
    index: &'i Index<'a>,
    closed: bool,
    entries: Entries<'a>,
    subsets: Declared<'a>,
    findings: &'i mut Vec<LintFinding>,
}

impl<'a> Destinations<'_, 'a> {
    fn check(&mut self, item: Item<'a>, destination: &'a Destination, path: &str) {
        let home = namespace(item.1);
        let found = resolve(self.index, &self.entries, item, &destination.host);
        if let Some(subset) = &destination.subset {
            let known = self.subsets.of(home, &destination.host);
            // The rule of a host elsewhere may be elsewhere too.
            let here = !matches!(found, Host::Foreign) && self.index.expects(item.1, "DestinationRule", home);
            if (self.closed || here) && !known.contains(&subset.as_str()) {
                let expected = if known.is_empty() {
                    format!("a subset of a DestinationRule of `{}`, and there is none", destination.host)
                } else {
                    format!("one of {}", known.join(", "))
                };
                let found = format!("subset `{subset}`");
                self.push(item, LintCode::UnknownSubset, format!("{path}.subset"), found, expected);
            }
        }
        let number = destination.port.as_ref().and_then(|port| port.number);
        match found {
            Host::Service(service) => {
                if let Some(number) = number.and_then(|number| i32::try_from(number).ok()) {
                    self.port(item, service, number, &format!("{path}.port.number"));
                } else if service.spec.ports.iter().flatten().nth(1).is_some() {
                    let found = format!("no port of `{}`, which has several", destination.host);
                    self.push(item, LintCode::UnknownPort, format!("{path}.port"), found, ports(service));
                }
            }
            found => self.missing(item, &found, &destination.host, &format!("{path}.host")),
        }
    }

    fn host(&mut self, item: Item<'a>, host: &'a str, path: &str) {
        let found = resolve(self.index, &self.entries, item, host);
        self.missing(item, &found, host, path);
    }

    fn missing(&mut self, item: Item<'a>, found: &Host<'_>, host: &str, path: &str) {
        if matches!(found, Host::Missing) || self.closed && matches!(found, Host::Foreign) {
            let expected = "the host of a Service or of a ServiceEntry";
            self.push(item, LintCode::UnknownHost, path.to_owned(), format!("`{host}`"), expected.to_owned());
        }
    }

    fn port(&mut self, item: Item<'a>, service: ServiceItem<'_>, number: i32, path: &str) {
        // A name of another host may have no ports of its own: it has those of that host.
        let elsewhere = service.spec.type_.as_deref() == Some("ExternalName") && service.spec.ports.is_none();
        if !elsewhere && !service.spec.ports.iter().flatten().any(|port| port.port == number) {
            self.push(item, LintCode::UnknownPort, path.to_owned(), format!("port {number}"), ports(service));
        }
    }

    fn backend(&mut self, item: Item<'a>, backend: &HTTPBackendRef, path: &str) {
        // Other kinds are of other controllers.
        if backend.kind.as_deref().unwrap_or("Service") != "Service"
            || backend.group.as_deref().is_some_and(|group| !group.is_empty())
        {
            return;
        }
        let space = backend.namespace.as_deref().unwrap_or(namespace(item.1));
        match self.index.service(space, &backend.name) {
            Some(service) => {
                if let Some(number) = backend.port {
                    self.port(item, service, number, &format!("{path}.port"));
                }
            }
            None => self.service_missing(item, space, &backend.name, &format!("{path}.name")),
        }
    }

    fn service_missing(&mut self, item: Item<'a>, space: &str, name: &str, path: &str) {
        let home = space == namespace(item.1);
        let here = if home { self.index.expects(item.1, "Service", space) } else { self.index.knows(space) };
        if self.closed || here {
            let found = format!("Service `{name}`");
            let expected = format!("one that is there in namespace `{space}`");
            self.push(item, LintCode::UnknownHost, path.to_owned(), found, expected);
        }
    }

    fn ingress(&mut self, item: Item<'a>, spec: &'a IngressSpec) {
        let rules = spec.rules.iter().flatten().enumerate().flat_map(|(at, rule)| {
            let paths = rule.http.iter().flat_map(|http| &http.paths).enumerate();
            paths.map(move |(to, path)| (format!("spec.rules[{at}].http.paths[{to}].backend"), &path.backend))
        });
        let default = spec.default_backend.iter().map(|backend| ("spec.defaultBackend".to_owned(), backend));
        for (path, backend) in default.chain(rules).collect::<Vec<(String, &IngressBackend)>>() {
            let Some(to) = &backend.service else { continue };
            // An action that the AWS controller reads from an annotation: no Service.
            if to.port.as_ref().and_then(|port| port.name.as_deref()) == Some("use-annotation") {
                continue;
            }
            let Some(service) = self.index.service(namespace(item.1), &to.name) else {
                self.service_missing(item, namespace(item.1), &to.name, &format!("{path}.service.name"));
                continue;
            };
            let Some(port) = &to.port else { continue };
            if let Some(number) = port.number.filter(|number| *number != 0) {
                self.port(item, service, number, &format!("{path}.service.port.number"));
            } else if let Some(name) = &port.name
                && !service.spec.ports.iter().flatten().any(|port| port.name.as_ref() == Some(name))
            {
                let found = format!("port `{name}`");
                self.push(item, LintCode::UnknownPort, format!("{path}.service.port.name"), found, ports(service));
            }
        }
    }

    fn push(&mut self, item: Item<'_>, code: LintCode, path: String, found: String, expected: String) {
        self.findings.push(LintFinding::new(item, code, path, found, expected));
    }
}

/// `one of 80 (http), 9090 (grpc)`.
fn ports(service: ServiceItem<'_>) -> String {
    let ports: Vec<String> = service
        .spec
        .ports
        .iter()
        .flatten()
        .map(|port| match &port.name {
            Some(name) => format!("{} ({name})", port.port),
            None => port.port.to_string(),
        })
        .collect();
    if ports.is_empty() {
        "a port, and the Service has none".to_owned()
    } else {
        format!("one of {}", ports.join(", "))
    }
}
