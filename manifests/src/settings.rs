//! What the objects of an app take from its platform.

use pavedroad_naming::{ClusterDomain, Convention, DnsSubdomain, Namespace};

use crate::spec::platform::backends::{ApolloMeta, Backend, LogShipping};
use crate::spec::platform::mesh::MeshProxy;
use crate::spec::platform::routing::{Domain, GATEWAY_CLASS, INGRESS_CLASS, Routing};

/// What the objects of every app take from the platform. All apps that are read with one platform share it, so an app
/// is written by itself and costs no copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    pub(crate) convention: Convention,
    pub(crate) cluster_domain: ClusterDomain,
    pub(crate) pull_secret: Option<DnsSubdomain>,
    pub(crate) domain: Option<Domain>,
    pub(crate) routing: Routing,
    pub(crate) gateway_class: DnsSubdomain,
    pub(crate) ingress_class: DnsSubdomain,
    pub(crate) mesh_cni: bool,
    pub(crate) mesh_proxy: Option<MeshProxy>,
    pub(crate) monitoring: Option<Namespace>,
    pub(crate) consul: Option<Backend>,
    pub(crate) tracing: Option<Backend>,
    pub(crate) logs: Option<LogShipping>,
    pub(crate) apollo: Option<ApolloMeta>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            convention: Convention::default(),
            cluster_domain: ClusterDomain::default(),
            pull_secret: None,
            domain: None,
            routing: Routing::default(),
            gateway_class: GATEWAY_CLASS,
            ingress_class: INGRESS_CLASS,
            mesh_cni: true,
            mesh_proxy: None,
            monitoring: None,
            consul: None,
            tracing: None,
            logs: None,
            apollo: None,
        }
    }
}
