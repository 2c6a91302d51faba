//! The platform: what holds for every application, decided once.

use pavedroad_naming::{Convention, DnsLabel, DnsSubdomain, Namespace};

use crate::Resources;
use crate::app::App;
use crate::build;
use crate::objects::Objects;

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
    pub(crate) convention: Convention,
    pub(crate) pull_secret: Option<DnsSubdomain>,
    pub(crate) pod_security: PodSecurity,
    pub(crate) monitoring: Option<Namespace>,
    pub(crate) profiles: Vec<(DnsLabel, Resources)>,
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
        &self.convention
    }

    /// The Secret images are pulled with, if images need one.
    #[must_use]
    pub fn pull_secret(&self) -> Option<&DnsSubdomain> {
        self.pull_secret.as_ref()
    }

    /// The Pod Security level of every namespace.
    #[must_use]
    pub fn pod_security(&self) -> PodSecurity {
        self.pod_security
    }

    /// The namespace that metrics are collected from, which may call every port.
    #[must_use]
    pub fn monitoring(&self) -> Option<&Namespace> {
        self.monitoring.as_ref()
    }

    /// The sizes that an app may name instead of amounts, in the order of the file.
    pub fn profiles(&self) -> impl ExactSizeIterator<Item = (&DnsLabel, &Resources)> {
        self.profiles.iter().map(|(name, resources)| (name, resources))
    }

    /// One stream for these applications: each namespace once, then every application's objects, in apply order.
    #[must_use]
    pub fn objects<'a>(&self, apps: impl IntoIterator<Item = &'a App>) -> Objects {
        let apps: Vec<&App> = apps.into_iter().collect();
        let mut namespaces: Vec<&Namespace> = apps.iter().map(|app| &app.namespace).collect();
        namespaces.sort_unstable();
        namespaces.dedup();
        let mut objects = Objects::new();
        for name in namespaces {
            objects.push(build::namespace(name, self.pod_security));
        }
        for app in apps {
            objects.extend(app.objects());
        }
        objects
    }
}
