//! One application in one environment: what is true, after defaults, file and overrides.

use std::num::NonZeroU32;
use std::sync::Arc;

use pavedroad_naming::{AppName, Environment, LabelKey, LabelValue, Namespace};
use pavedroad_rollout::{RollingUpdate, Weight};

use crate::Resources;
use crate::build;
use crate::objects::Objects;
use crate::patch;
use crate::settings::Settings;
use crate::spec::access::Access;
use crate::spec::autoscale::Autoscale;
use crate::spec::availability::Availability;
use crate::spec::calls::Call;
use crate::spec::canary::Canary;
use crate::spec::config::Config;
use crate::spec::containers::ExtraContainer;
use crate::spec::env::EnvVar;
use crate::spec::job::Job;
use crate::spec::logs::Logs;
use crate::spec::mesh::Mesh;
use crate::spec::patch::Patch;
use crate::spec::placement::Placement;
use crate::spec::port::Port;
use crate::spec::probe::Probes;
use crate::spec::route::Route;
use crate::spec::secrets::SecretMount;
use crate::spec::security::Security;
use crate::spec::storage::Volume;
use crate::spec::tracing::Tracing;
use crate::spec::track::Track;
use crate::spec::workload::Workload;

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
    pub(crate) labels: Vec<(LabelKey, LabelValue)>,
    pub(crate) workload: Workload,
    pub(crate) image: Box<str>,
    pub(crate) version: Option<LabelValue>,
    pub(crate) command: Vec<Box<str>>,
    pub(crate) args: Vec<Box<str>>,
    pub(crate) ports: Vec<Port>,
    pub(crate) resources: Resources,
    pub(crate) scale: Scale,
    pub(crate) rolling_update: RollingUpdate,
    pub(crate) probes: Probes,
    pub(crate) env: Vec<EnvVar>,
    pub(crate) config: Config,
    pub(crate) secrets: Vec<SecretMount>,
    pub(crate) storage: Vec<Volume>,
    pub(crate) logs: Option<Logs>,
    pub(crate) tracing: Option<Tracing>,
    pub(crate) init: Vec<ExtraContainer>,
    pub(crate) sidecars: Vec<ExtraContainer>,
    pub(crate) mesh: Mesh,
    pub(crate) routes: Vec<Route>,
    pub(crate) callers: Option<Vec<AppName>>,
    pub(crate) calls: Option<Vec<Call>>,
    pub(crate) tracks: Vec<Track>,
    pub(crate) canary: Option<Canary>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) availability: Availability,
    pub(crate) placement: Placement,
    pub(crate) access: Access,
    pub(crate) security: Security,
    pub(crate) patches: Vec<Patch>,
    pub(crate) canary_weight: Weight,
    pub(crate) settings: Arc<Settings>,
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

    /// Labels beside those that selectors use, sorted by key.
    #[must_use]
    pub fn labels(&self) -> &[(LabelKey, LabelValue)] {
        &self.labels
    }

    /// What keeps the pods running.
    #[must_use]
    pub fn workload(&self) -> Workload {
        self.workload
    }

    /// What is run in place of the image's own command; empty for that.
    #[must_use]
    pub fn command(&self) -> &[Box<str>] {
        &self.command
    }

    /// The arguments; empty for the image's own.
    #[must_use]
    pub fn args(&self) -> &[Box<str>] {
        &self.args
    }

    /// Where configuration comes from.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The Secrets that are files, in the order of the file.
    #[must_use]
    pub fn secrets(&self) -> &[SecretMount] {
        &self.secrets
    }

    /// The volumes, in the order of the file.
    #[must_use]
    pub fn storage(&self) -> &[Volume] {
        &self.storage
    }

    /// The log files that are shipped.
    #[must_use]
    pub fn logs(&self) -> Option<&Logs> {
        self.logs.as_ref()
    }

    /// How requests are traced.
    #[must_use]
    pub fn tracing(&self) -> Option<Tracing> {
        self.tracing
    }

    /// The containers that run before the app, in this order.
    #[must_use]
    pub fn init(&self) -> &[ExtraContainer] {
        &self.init
    }

    /// The containers that run beside the app, in the order of the file.
    #[must_use]
    pub fn sidecars(&self) -> &[ExtraContainer] {
        &self.sidecars
    }

    /// How the app takes part in the service mesh.
    #[must_use]
    pub fn mesh(&self) -> &Mesh {
        &self.mesh
    }

    /// The ways to the app from outside, in the order of the file.
    #[must_use]
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The apps that may call this one; none given means its whole namespace.
    #[must_use]
    pub fn callers(&self) -> Option<&[AppName]> {
        self.callers.as_deref()
    }

    /// What this app calls; none given means everything.
    #[must_use]
    pub fn calls(&self) -> Option<&[Call]> {
        self.calls.as_deref()
    }

    /// The versions that run beside the stable one, in the order of the file.
    #[must_use]
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// The second version, and the plan by which it takes over.
    #[must_use]
    pub fn canary(&self) -> Option<&Canary> {
        self.canary.as_ref()
    }

    /// What runs by the clock, in the order of the file.
    #[must_use]
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// How the app gets through drains, updates and the loss of a node.
    #[must_use]
    pub fn availability(&self) -> &Availability {
        &self.availability
    }

    /// Which nodes it may run on.
    #[must_use]
    pub fn placement(&self) -> &Placement {
        &self.placement
    }

    /// What it may do in the Kubernetes API.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// What its process needs beyond the strictest.
    #[must_use]
    pub fn security(&self) -> &Security {
        &self.security
    }

    /// What is laid over its objects last, in the order of the file.
    #[must_use]
    pub fn patches(&self) -> &[Patch] {
        &self.patches
    }

    /// What the canary gets of the requests: nothing, unless [`at_weight`](Self::at_weight) says otherwise.
    #[must_use]
    pub fn canary_weight(&self) -> Weight {
        self.canary_weight
    }

    /// The app while its canary gets this much of the requests, such as that of a step of its plan. Without a second
    /// version nothing changes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nmesh: {mode: sidecar}
    /// canary: {image: {tag: 20190726-1325_v21}, steps: [5%, 25%]}\n";
    /// let spec = AppSpec::read(&Platform::default(), "app.yaml", text)?;
    /// let app = &spec.apps()[0];
    /// let plan = &app.canary().unwrap().plan;
    /// assert_eq!(app.clone().at_weight(plan.steps()[1].weight).canary_weight().to_string(), "25%");
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn at_weight(mut self, weight: Weight) -> Self {
        if self.canary.as_ref().is_some_and(|canary| canary.image.is_some()) {
            self.canary_weight = weight;
        }
        self
    }

    /// The Kubernetes objects of this application, in apply order, without its namespace:
    /// [`Platform::objects`](crate::Platform::objects) writes that once for many.
    #[must_use]
    pub fn objects(&self) -> Objects {
        let mut objects = build::objects(self);
        patch::apply(&mut objects, &self.patches);
        objects
    }
}
