//! The platform: what holds for every application, decided once.

use std::sync::Arc;

use pavedroad_naming::{ClusterDomain, Convention, DnsLabel, DnsSubdomain, Environment, Namespace};

use crate::Findings;
use crate::Resources;
use crate::app::App;
use crate::build;
use crate::objects::Objects;
use crate::settings::Settings;
use crate::spec::places::Places;
use crate::spec::platform::backends::{ApolloMeta, Backend, LogShipping};
use crate::spec::platform::budget::Limits;
use crate::spec::platform::mesh::MeshProxy;
use crate::spec::platform::pod_security::PodSecurityLevels;
use crate::spec::platform::quota::Quota;
use crate::spec::platform::routing::{Domain, Routing};

/// What a platform team decides once for every application: the naming convention and the defaults.
///
/// The [`Default`] is a platform with business lines `ai`, `dt` and `ad` and environments `test`, `preview` and
/// `prod`; [`read`](Platform::read) takes one's own.
///
/// # Examples
/// ```
/// use pavedroad_manifests::Platform;
///
/// let text = "convention: {lines: {}, environments: [dev, live], app: '{component}', namespace: '{environment}'}";
/// let platform = Platform::read("platform.yaml", text)?;
/// assert_eq!(platform.convention().environments().len(), 2);
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Platform {
    pub(crate) settings: Arc<Settings>,
    pub(crate) pod_security: PodSecurityLevels,
    pub(crate) profiles: Vec<(DnsLabel, Resources)>,
    pub(crate) limits: Limits,
    pub(crate) quota: Vec<(Environment, Quota)>,
    pub(crate) min_replicas: Vec<(Environment, u32)>,
    pub(crate) places: Places,
    pub(crate) findings: Findings,
}

/// A level of the Pod Security Standards. Every object Pavedroad writes keeps to the strictest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PodSecurity {
    /// Anything goes.
    Privileged,
    /// Known ways to more privileges are closed.
    Baseline,
    /// Today's best practice.
    #[default]
    Restricted,
}

impl PodSecurity {
    /// Every level with its name.
    pub const ALL: [(&'static str, Self); 3] =
        [("privileged", Self::Privileged), ("baseline", Self::Baseline), ("restricted", Self::Restricted)];

    /// The name, as in the labels of a namespace.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Privileged => "privileged",
            Self::Baseline => "baseline",
            Self::Restricted => "restricted",
        }
    }
}

impl Platform {
    /// The naming convention.
    #[must_use]
    pub fn convention(&self) -> &Convention {
        &self.settings.convention
    }

    /// The Secret images are pulled with, if images need one.
    #[must_use]
    pub fn pull_secret(&self) -> Option<&DnsSubdomain> {
        self.settings.pull_secret.as_ref()
    }

    /// The domain of the clusters.
    #[must_use]
    pub fn cluster_domain(&self) -> &ClusterDomain {
        &self.settings.cluster_domain
    }

    /// The hosts of public apps, and the gateway they are reached by.
    #[must_use]
    pub fn domain(&self) -> Option<&Domain> {
        self.settings.domain.as_ref()
    }

    /// What turns routes into objects.
    #[must_use]
    pub fn routing(&self) -> Routing {
        self.settings.routing
    }

    /// The class of the Gateways that apps have of their own, where [`domain`](Self::domain) names none, with
    /// [`Routing::GatewayApi`].
    #[must_use]
    pub fn gateway_class(&self) -> &DnsSubdomain {
        &self.settings.gateway_class
    }

    /// The class of the Ingresses, with [`Routing::Ingress`].
    #[must_use]
    pub fn ingress_class(&self) -> &DnsSubdomain {
        &self.settings.ingress_class
    }

    /// The Pod Security level of a namespace in an environment: the environment's, else that of the business line the
    /// namespace is of, else the platform's.
    #[must_use]
    pub fn pod_security(&self, namespace: &Namespace, environment: &Environment) -> PodSecurity {
        let line = self.settings.convention.parse_namespace(namespace).ok().and_then(|parts| parts.line);
        self.pod_security.of(line.as_ref(), environment)
    }

    /// Whether the mesh sets up its pods' network itself; otherwise each pod does, and needs `NET_ADMIN` for it.
    #[must_use]
    pub fn mesh_cni(&self) -> bool {
        self.settings.mesh_cni
    }

    /// What the proxy of apps with `mode: manual` is, whose manifests hold it.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Platform;
    ///
    /// let text = "mesh: {cni: true, proxy: {image: {reference: 'docker.io/istio/proxyv2:1.27.1'}}}";
    /// let platform = Platform::read("platform.yaml", text)?;
    /// assert_eq!(&*platform.mesh_proxy().unwrap().discovery, "istiod.istio-system.svc:15012");
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn mesh_proxy(&self) -> Option<&MeshProxy> {
        self.settings.mesh_proxy.as_ref()
    }

    /// Where Consul is.
    #[must_use]
    pub fn consul(&self) -> Option<&Backend> {
        self.settings.consul.as_ref()
    }

    /// Where traces are sent.
    #[must_use]
    pub fn tracing(&self) -> Option<&Backend> {
        self.settings.tracing.as_ref()
    }

    /// What ships log files, and where to.
    #[must_use]
    pub fn logs(&self) -> Option<&LogShipping> {
        self.settings.logs.as_ref()
    }

    /// Where Apollo is.
    #[must_use]
    pub fn apollo(&self) -> Option<&ApolloMeta> {
        self.settings.apollo.as_ref()
    }

    /// What the LimitRange of every namespace says.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// What each namespace of an environment gets at most, by the names of a ResourceQuota.
    #[must_use]
    pub fn quota(&self, environment: &Environment) -> Option<&Quota> {
        self.quota.iter().find(|(name, _)| name == environment).map(|(_, quota)| quota)
    }

    /// The fewest pods an app of an environment has.
    #[must_use]
    pub fn min_replicas(&self, environment: &Environment) -> u32 {
        self.min_replicas.iter().find(|(name, _)| name == environment).map_or(0, |(_, pods)| *pods)
    }

    /// Warnings about its file: what is worth knowing and stops nothing.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Platform;
    ///
    /// let platform = Platform::read("platform.yaml", "limits: {container: {max: {cpu: 4}}}")?;
    /// assert_eq!(
    ///     platform.findings().to_string(),
    ///     "platform.yaml:1:28: warning[cpu-limit] limits.container.max.cpu: found `max.cpu`, expected no bound of cpu; \
    ///      it gives a cpu limit to every container without one, which is then throttled; bound requests by `quota`\n"
    /// );
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The namespace that metrics are collected from, which may call every port.
    #[must_use]
    pub fn monitoring(&self) -> Option<&Namespace> {
        self.settings.monitoring.as_ref()
    }

    /// The sizes that an app may name instead of amounts, in the order of the file.
    pub fn profiles(&self) -> impl ExactSizeIterator<Item = (&DnsLabel, &Resources)> {
        self.profiles.iter().map(|(name, resources)| (name, resources))
    }

    /// One stream for these applications: each namespace once, then every application's objects, in apply order.
    #[must_use]
    pub fn objects<'a>(&self, apps: impl IntoIterator<Item = &'a App>) -> Objects {
        let apps: Vec<&App> = apps.into_iter().collect();
        let mut namespaces: Vec<(&Namespace, &Environment)> =
            apps.iter().map(|app| (&app.namespace, &app.environment)).collect();
        namespaces.sort_unstable();
        namespaces.dedup_by_key(|(name, _)| *name);
        let mut objects = Objects::new();
        for (name, environment) in namespaces {
            objects.push(build::namespace(name, self.pod_security(name, environment)));
        }
        let mut environments: Vec<&Environment> = apps.iter().map(|app| &app.environment).collect();
        environments.sort_unstable();
        environments.dedup();
        for environment in environments {
            if self.limits != Limits::default() {
                objects.leave_out("limits", None, environment);
            }
            if self.quota(environment).is_some() {
                objects.leave_out("quota", None, environment);
            }
        }
        for app in apps {
            objects.append(app.objects());
        }
        objects
    }
}
