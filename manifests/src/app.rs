//! One application in one environment: what is true, after defaults, file and overrides.

use std::num::NonZeroU32;

use pavedroad_naming::{AppName, DnsSubdomain, Environment, LabelValue, Namespace};
use pavedroad_rollout::RollingUpdate;

use crate::Resources;
use crate::build;
use crate::objects::Objects;
use crate::spec::autoscale::Autoscale;
use crate::spec::env::EnvVar;
use crate::spec::port::Port;
use crate::spec::probe::Probes;

/// An application in one environment, resolved and checked: every rule between its values holds.
///
/// [`AppSpec::read`](crate::AppSpec::read) is the only way in, so [`objects`](App::objects) cannot fail.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{AppSpec, Platform};
///
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n";
/// let spec = AppSpec::read(&Platform::default(), "app.yaml", text)?;
/// let app = &spec.apps()[0];
/// assert_eq!(app.namespace().as_str(), "ai-test");
/// assert_eq!(app.image(), "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20");
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    pub(crate) name: AppName,
    pub(crate) environment: Environment,
    pub(crate) namespace: Namespace,
    pub(crate) image: Box<str>,
    pub(crate) version: Option<LabelValue>,
    pub(crate) ports: Vec<Port>,
    pub(crate) resources: Resources,
    pub(crate) scale: Scale,
    pub(crate) rolling_update: RollingUpdate,
    pub(crate) probes: Probes,
    pub(crate) env: Vec<EnvVar>,
    pub(crate) pull_secret: Option<DnsSubdomain>,
    pub(crate) monitoring: Option<Namespace>,
}

/// How many pods: a number, or a range an autoscaler moves in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scale {
    /// This many, 0 to 2^31 - 1.
    Fixed(u32),
    /// As many as the HorizontalPodAutoscaler finds needed; the Deployment then carries no replicas.
    Auto(Autoscale),
}

impl Scale {
    /// The fewest pods this asks for.
    #[must_use]
    pub fn least(&self) -> u32 {
        match self {
            Self::Fixed(replicas) => *replicas,
            Self::Auto(autoscale) => autoscale.min.get(),
        }
    }

    /// The most pods this asks for, outside a rolling update.
    #[must_use]
    pub fn most(&self) -> u32 {
        match self {
            Self::Fixed(replicas) => *replicas,
            Self::Auto(autoscale) => NonZeroU32::get(autoscale.max),
        }
    }
}

impl App {
    /// The name: of the Deployment, the Service, the ServiceAccount and the container.
    #[must_use]
    pub fn name(&self) -> &AppName {
        &self.name
    }

    /// The environment these values are for.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The namespace, as the platform's convention names it.
    #[must_use]
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    /// The whole image reference.
    #[must_use]
    pub fn image(&self) -> &str {
        &self.image
    }

    /// The declared ports, in the order of the file.
    #[must_use]
    pub fn ports(&self) -> &[Port] {
        &self.ports
    }

    /// Requests and limits of the container.
    #[must_use]
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// How many pods.
    #[must_use]
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// How a new version replaces an old one.
    #[must_use]
    pub fn rolling_update(&self) -> RollingUpdate {
        self.rolling_update
    }

    /// The environment variables, in the order of the file.
    #[must_use]
    pub fn env(&self) -> &[EnvVar] {
        &self.env
    }

    /// The probes of the container.
    #[must_use]
    pub fn probes(&self) -> &Probes {
        &self.probes
    }

    /// The Kubernetes objects of this application, in apply order, without its namespace:
    /// [`Platform::objects`](crate::Platform::objects) writes that once for many.
    #[must_use]
    pub fn objects(&self) -> Objects {
        build::objects(self)
    }
}
