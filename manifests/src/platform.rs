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
use crate::spec::platform::storage_class::StorageClass;

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
    pub(crate) storage_classes: Vec<StorageClass>,
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

    /// The StorageClasses of its clusters, in the order of the file.
    #[must_use]
    pub fn storage_classes(&self) -> &[StorageClass] {
        &self.storage_classes
    }

    /// The time zone of every container and of jobs that give none, by its IANA name; the containers' and the
    /// controller's own unless given.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        self.settings.time_zone.as_deref()
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

    /// One stream for these applications: what they share once, then every application's objects, each in apply order.
    ///
    /// Applications come by name and each in promotion order, whatever the order in which they are given.
    #[must_use]
    pub fn objects<'a>(&self, apps: impl IntoIterator<Item = &'a App>) -> Objects {
        let mut apps: Vec<&App> = apps.into_iter().collect();
        apps.sort_by_key(|app| (&app.name, self.promotion(&app.environment)));
        let mut objects = self.shared_objects(apps.iter().map(|app| (&app.namespace, &app.environment)));
        for app in apps {
            objects.append(app.objects());
        }
        objects
    }

    /// What is the platform's and not an application's, once for all applications: these namespaces with their quotas
    /// and limits, and storage classes. It is a part of [`objects`](Self::objects); whoever writes many apps one by one
    /// needs it by itself.
    ///
    /// Nothing of it depends on what an app says. Where the convention's template of a namespace does not name the
    /// environment, each environment has a cluster of its own, and a stream of its own. One stream of several then has one
    /// namespace for them, with the weakest of their levels, as each app is checked against its own, and with the quota of
    /// the first of them, in promotion order, that has one.
    #[must_use]
    pub fn shared_objects<'a>(
        &self,
        namespaces: impl IntoIterator<Item = (&'a Namespace, &'a Environment)>,
    ) -> Objects {
        let mut namespaces: Vec<_> = namespaces
            .into_iter()
            .map(|(name, environment)| (name, self.promotion(environment), environment))
            .collect();
        namespaces.sort_unstable();
        namespaces.dedup();
        let mut objects = Objects::new();
        for serving in namespaces.chunk_by(|one, other| one.0 == other.0) {
            let Some((namespace, ..)) = serving.first() else { continue };
            let environments = || serving.iter().map(|(.., environment)| *environment);
            let level = environments().map(|environment| self.pod_security(namespace, environment)).min();
            objects.push(build::namespace(namespace, level.unwrap_or_default(), self.mesh_cni()));
            let quota = environments().find_map(|environment| self.quota(environment));
            objects.extend(quota.and_then(|quota| build::resource_quota(namespace, quota)).map(Into::into));
            objects.extend(build::limit_range(namespace, &self.limits).map(Into::into));
        }
        objects.extend(self.storage_classes.iter().map(|class| build::storage_class(class).into()));
        objects.sort();
        objects
    }

    /// The place of an environment in promotion order.
    fn promotion(&self, environment: &Environment) -> Option<usize> {
        self.convention().environments().iter().position(|other| other == environment)
    }
}
