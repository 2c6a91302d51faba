//! The names of what runs in a cluster and its mesh.

use pavedroad_naming::{ClusterNameForm, ServiceDnsKind};

use super::section::{Section, cell, code, code_cell, quoted};
use super::tables::{cluster_names, parts, pods, service_dns, service_env, virtual_hosts};

const DNS: &str = "\
Source: the DNS specification of Kubernetes. At most 253 bytes, and 63 in a label. The last column is the whole name, \
as a pod in the namespace `ai-test` means it.";

const CLUSTERS: &str = "\
Source: `BuildSubsetKey`, `BuildDNSSrvSubsetKey` and `ParseSubsetKey` in Istio's `pilot/pkg/model/service.go`; for \
Istio 0.7, `ServiceKey` there and `TruncateClusterName`: of a name of more than 189 bytes, 149 are kept, and its SHA-1 \
hash follows.";

const HOSTS: &str = "\
Source: `generateVirtualHostDomains` of Istio, and `BuildVirtualHost` of Istio 0.7. The `Host` headers that a proxy takes for a service, in the order in \
which it is given them. `reviews.default` listens on port 9080 and has the address 10.104.14.93.";

const PODS: &str = "\
Source: the controllers of Kubernetes. A pod's name alone may have been made by more than one workload; the likeliest \
is first. A name that no controller makes may still be legal, of a pod that somebody made by hand.";

const NODES: &str = "Source: the default convention, `k8s-{environment}-node-{address}`.";

const ENV: &str = "Source: `FromServices` in `pkg/kubelet/envvars`. In the order of the Services:";

pub(super) fn sections() -> Vec<Section<'static>> {
    let kind = |kind| match kind {
        ServiceDnsKind::Service => "a service",
        ServiceDnsKind::Endpoint => "a pod of a service",
        ServiceDnsKind::Pod => "a pod by its address",
        ServiceDnsKind::Port => "a port of a service",
        _ => "another",
    };
    let names = service_dns::ACCEPTED.iter();
    let names = names.map(|&(text, of, _, _, _, whole)| [quoted(text), kind(of).to_owned(), code(whole)]);
    let or_none = |part: Option<&str>| part.map_or_else(String::new, code_cell);
    let clusters = cluster_names::ACCEPTED.iter().map(|&(text, form, _, port, subset, host)| {
        let port = port.map_or_else(String::new, |port| port.to_string());
        let by = if form == ClusterNameForm::Classic { "up to 0.7" } else { "since 0.8" };
        [code_cell(&format!("{text:?}")), by.to_owned(), port, or_none(subset), or_none(host)]
    });
    let refused = |rows: &'static [(&str, &str)]| {
        rows.iter().map(|(text, because)| [code_cell(&format!("{text:?}")), cell(because)])
    };
    let listed = |names: &[&str]| names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
    let hosts = [
        ("`reviews.default`, to its namespace, Istio 0.7", virtual_hosts::CLASSIC),
        ("`reviews.default`, to its namespace, today", virtual_hosts::SAME_NAMESPACE),
        ("headless `web.ai-test`, to another namespace, today", virtual_hosts::HEADLESS),
    ];
    let readings = pods::READINGS.iter().map(|(text, readings)| {
        [
            quoted(text),
            if readings.is_empty() { "none: no controller makes such a name".to_owned() } else { listed(readings) },
        ]
    });
    let flawed = pods::CONSOLE
        .iter()
        .filter_map(|&(app, pod, flaw, _)| Some([quoted(pod), format!("Deployment {}", code(app)), cell(flaw?)]));
    let others = pods::REFUSED
        .iter()
        .map(|(pod, kind, workload, because)| [quoted(pod), format!("{kind} {}", code(workload)), cell(because)]);
    let services = service_env::SERVICES.iter().map(|(name, address, ports)| {
        let ports = ports.iter().map(|(name, port, protocol)| {
            format!("{name} {port}/{}", format!("{protocol:?}").to_uppercase()).trim().to_owned()
        });
        [code(name), code(&format!("{address:?}")), ports.collect::<Vec<_>>().join(", ")]
    });
    vec![
        Section::new("DNS name of a service", DNS)
            .accepts_rows(["accepted", "names", "whole name"], names)
            .refuses(service_dns::REFUSED),
        Section::new("Cluster domain", "What all names of a cluster end with: a DNS subdomain, without the final dot.")
            .accepts(parts::CLUSTER_DOMAIN_ACCEPTED.iter().copied())
            .refuses(parts::CLUSTER_DOMAIN_REFUSED),
        Section::new("Cluster name", CLUSTERS)
            .accepts_rows(["accepted", "Istio", "port", "subset", "host"], clusters)
            .refuses_rows(["refused", "because"], refused(cluster_names::REFUSED)),
        Section::new("Domains of a virtual host", HOSTS).accepts_rows(
            ["service and proxy", "domains"],
            hosts.into_iter().map(|(of, domains)| [of.to_owned(), listed(domains)]),
        ),
        Section::new("Pod name", PODS)
            .accepts_rows(["accepted", "read as a pod of"], readings)
            .refuses_rows(["refused", "as a pod of", "because"], flawed.chain(others)),
        Section::new("Node name", NODES).accepts(pods::CONSOLE.iter().map(|row| row.3)).refuses(pods::NODES_REFUSED),
        Section::new("Environment variables of services", ENV)
            .accepts_rows(["Service", "address", "ports"], services)
            .accepts_rows(["variable"], service_env::VARIABLES.iter().map(|line| [code(line)])),
    ]
}
