//! The operations.

use std::fmt;
use std::num::{NonZeroU16, NonZeroU32};

use pavedroad_naming::{Digest, DnsLabel, Environment, ImageReference, ImageTag, PortName};

use super::draft::{Draft, Refusal};
use super::image::ImageChange;
use super::port::PortChange;
use super::resize::Resize;
use super::route::RouteChange;
use super::scale::ScaleChange;
use super::target::Target;
use super::{image, mesh, port, resize, route, scale};
use crate::{MeshMode, Percent, Quantity};

/// One operation on an app spec, for all environments or for one; [`edit`](crate::edit) makes it.
///
/// # Syntax
/// [`Display`](fmt::Display) prints what `FromStr` reads, such as `cpu=500m` or `port.grpc-`: see
/// [`Edit::from_str`](std::str::FromStr::from_str). The environment is not part of it.
///
/// # Examples
/// ```
/// use pavedroad_manifests::Edit;
///
/// let edit = Edit::scale(4).in_environment("prod".parse()?);
/// assert_eq!(edit.to_string(), "scale=4");
/// assert_eq!("scale=4".parse::<Edit>()?, Edit::scale(4));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    change: Change,
    environment: Option<Environment>,
}

/// What is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Resize(Resize),
    Scale(ScaleChange),
    Mesh(MeshMode),
    Route(DnsLabel, RouteChange),
    Port(PortName, PortChange),
    Image(ImageChange),
}

impl Edit {
    /// The cpu request. Quantities are written as they were given; nothing is rounded.
    #[must_use]
    pub fn cpu(amount: Quantity) -> Self {
        Change::Resize(Resize::Cpu(amount)).into()
    }

    /// The memory request, and the limit too where the file gives none.
    #[must_use]
    pub fn memory(amount: Quantity) -> Self {
        Change::Resize(Resize::Memory(amount)).into()
    }

    /// The cpu limit; `None` takes it away.
    #[must_use]
    pub fn cpu_limit(amount: Option<Quantity>) -> Self {
        Change::Resize(Resize::CpuLimit(amount)).into()
    }

    /// The memory limit; `None` takes it away, so that the request is the limit.
    #[must_use]
    pub fn memory_limit(amount: Option<Quantity>) -> Self {
        Change::Resize(Resize::MemoryLimit(amount)).into()
    }

    /// A size of the platform, in place of all amounts.
    #[must_use]
    pub fn size(profile: DnsLabel) -> Self {
        Change::Resize(Resize::Size(profile)).into()
    }

    /// This many pods, from 0 to 2^31 - 1. Refused for an app that is autoscaled, where it would be a start value.
    ///
    /// From where nothing was written, [`unscale`](Self::unscale) is the way back, and not the built-in number: that
    /// would be written.
    #[must_use]
    pub fn scale(replicas: u32) -> Self {
        Change::Scale(ScaleChange::Replicas(Some(replicas))).into()
    }

    /// As many pods as hold where nothing is written; in an environment, as many as in the others.
    #[must_use]
    pub fn unscale() -> Self {
        Change::Scale(ScaleChange::Replicas(None)).into()
    }

    /// The fewest pods the autoscaler goes down to.
    #[must_use]
    pub fn autoscale_min(pods: NonZeroU32) -> Self {
        Change::Scale(ScaleChange::Min(pods)).into()
    }

    /// The most pods the autoscaler goes up to.
    #[must_use]
    pub fn autoscale_max(pods: NonZeroU32) -> Self {
        Change::Scale(ScaleChange::Max(pods)).into()
    }

    /// The mean cpu use the autoscaler aims at, in percent of the request.
    #[must_use]
    pub fn autoscale_cpu(percent: Percent) -> Self {
        Change::Scale(ScaleChange::Cpu(percent)).into()
    }

    /// The mean memory use the autoscaler aims at, in percent of the request.
    #[must_use]
    pub fn autoscale_memory(percent: Percent) -> Self {
        Change::Scale(ScaleChange::Memory(percent)).into()
    }

    /// No autoscaler.
    #[must_use]
    pub fn no_autoscale() -> Self {
        Change::Scale(ScaleChange::Off).into()
    }

    /// How the app takes part in the mesh. Into it and out of it again gives, byte for byte, the text there was, if
    /// that has no warnings.
    ///
    /// An app that had no `mesh` gets the mode and, since its callers will notice, what holds for plain text:
    /// `mesh: {mode: sidecar, mtls: strict}`. Out of the mesh, these words go again; others stay.
    #[must_use]
    pub fn mesh(mode: MeshMode) -> Self {
        Change::Mesh(mode).into()
    }

    /// A route by which this host reaches the app; a new one or one there is.
    #[must_use]
    pub fn expose(route: DnsLabel, host: &str) -> Self {
        Change::Route(route, RouteChange::Host(host.into())).into()
    }

    /// What the paths of a route begin with.
    #[must_use]
    pub fn route_path(route: DnsLabel, path: &str) -> Self {
        Change::Route(route, RouteChange::Path(path.into())).into()
    }

    /// The port a route leads to.
    #[must_use]
    pub fn route_port(route: DnsLabel, port: PortName) -> Self {
        Change::Route(route, RouteChange::Port(port)).into()
    }

    /// Whether a route is open to the internet.
    #[must_use]
    pub fn route_public(route: DnsLabel, public: bool) -> Self {
        Change::Route(route, RouteChange::Public(public)).into()
    }

    /// No such route any more; without an environment, in none of them.
    #[must_use]
    pub fn hide(route: DnsLabel) -> Self {
        Change::Route(route, RouteChange::Hide).into()
    }

    /// The container listens there; a new port or one there is.
    #[must_use]
    pub fn port(name: PortName, number: NonZeroU16) -> Self {
        Change::Port(name, PortChange::Number(number)).into()
    }

    /// No such port any more; without an environment, in none of them.
    #[must_use]
    pub fn remove_port(name: PortName) -> Self {
        Change::Port(name, PortChange::Remove).into()
    }

    /// The image of this tag, in place of any other.
    #[must_use]
    pub fn tag(tag: ImageTag) -> Self {
        Change::Image(ImageChange::Tag(tag)).into()
    }

    /// The image of this digest, in place of any other.
    #[must_use]
    pub fn digest(digest: Digest) -> Self {
        Change::Image(ImageChange::Digest(digest)).into()
    }

    /// This image, wherever it is from, in place of any other.
    #[must_use]
    pub fn image(reference: ImageReference) -> Self {
        Change::Image(ImageChange::Reference(reference)).into()
    }

    /// The same for one environment alone.
    #[must_use]
    pub fn in_environment(self, environment: Environment) -> Self {
        Self { environment: Some(environment), ..self }
    }

    /// The environment it is for; `None` for what holds in all that do not override it.
    #[must_use]
    pub fn environment(&self) -> Option<&Environment> {
        self.environment.as_ref()
    }

    pub(super) fn apply(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut target = Target::new(draft, self.environment.as_ref().map(Environment::as_str));
        match &self.change {
            Change::Resize(change) => resize::apply(&mut target, change),
            Change::Scale(change) => scale::apply(&mut target, change),
            Change::Mesh(mode) => mesh::apply(&mut target, *mode),
            Change::Route(name, change) => route::apply(&mut target, name.as_str(), change),
            Change::Port(name, change) => port::apply(&mut target, name.as_str(), change),
            Change::Image(change) => image::apply(&mut target, change),
        }
    }
}

impl From<Change> for Edit {
    fn from(change: Change) -> Self {
        Self { change, environment: None }
    }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Change::Resize(change) => change.fmt(f),
            Change::Scale(change) => change.fmt(f),
            Change::Mesh(mode) => write!(f, "mesh={}", mode.as_str()),
            Change::Route(name, change) => change.write(f, name),
            Change::Port(name, change) => change.write(f, name),
            Change::Image(change) => change.fmt(f),
        }
    }
}
