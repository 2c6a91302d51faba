//! Names derived from an app's, and the length they leave it.

use std::fmt;

use crate::error::{NameError, NameErrorKind};
use crate::{AppName, ContentHash, DnsLabel, Namespace, PodName};

/// A name that is made of an app's name.
///
/// | derivation | name | limit | room for the app |
/// |---|---|---|---|
/// | [`Canary`](Self::Canary) | `<app>-canary` | 63 | 56 |
/// | [`Track`](Self::Track) `v2` | `<app>-v2` | 63 | 60 |
/// | [`Job`](Self::Job) `sync` | `<app>-sync` | 52 | 47 |
/// | [`StatefulSet`](Self::StatefulSet) | `<app>` | 52 | 52 |
/// | [`HeadlessService`](Self::HeadlessService) | `<app>-headless` | 63 | 54 |
/// | [`Config`](Self::Config) | `<app>-tt9frdm8mc` | 253 | 63 |
/// | [`Claim`](Self::Claim) `data` | `<app>-data` | 253 | 63 |
/// | [`Certificate`](Self::Certificate) | `<app>-tls` | 253 | 63 |
/// | [`CommonName`](Self::CommonName) `ai-test` | `<app>.ai-test.svc` | 64 | 52 |
/// | [`Pods`](Self::Pods) | `<app>-8566595ffb-` | 58 | 46 |
///
/// An app's name itself has at most 63 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Derivation {
    /// The Deployment of a canary. 63 bytes, as for the app: workloads are hosts and values of labels too.
    Canary,
    /// The Deployment of a further track. 63 bytes.
    Track(DnsLabel),
    /// A CronJob. 52 bytes, which leaves its Jobs eleven for `-` and the minutes: `ValidateCronJobCreate` in Kubernetes'
    /// `pkg/apis/batch/validation`.
    Job(DnsLabel),
    /// The StatefulSet of an app with state. 52 bytes: the API server takes more, but then the label
    /// `controller-revision-hash` (the name, `-` and ten characters) is longer than 63 and no pod can be made.
    StatefulSet,
    /// The Service that gives each pod of a StatefulSet a name. 63 bytes.
    HeadlessService,
    /// A ConfigMap, named by its contents. 253 bytes.
    Config(ContentHash),
    /// A PersistentVolumeClaim. 253 bytes.
    Claim(DnsLabel),
    /// The Secret of a certificate. 253 bytes.
    Certificate,
    /// The host in a certificate's common name. 64 bytes: `ub-common-name` of RFC 5280. A certificate with
    /// alternative names alone does not need it.
    CommonName(Namespace),
    /// What the names of a Deployment's pods begin with, when its template's hash is as long as they get. Nothing is
    /// refused beyond 58 bytes, but the name is cut there and no longer tells the hash.
    Pods,
}

/// A name that was derived from an app's, perhaps too long.
///
/// # Examples
/// ```
/// use pavedroad_naming::{AppName, Derivation};
///
/// let app = AppName::from_static("ai-dc-web");
/// let canary = app.derive(&Derivation::Canary);
/// assert_eq!((canary.as_str(), canary.limit(), canary.room(), canary.over()), ("ai-dc-web-canary", 63, 56, 0));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DerivedName {
    text: String,
    what: &'static str,
    limit: usize,
    app: usize,
    cuts: bool,
}

impl Derivation {
    /// What it names: `CronJob`.
    #[must_use]
    pub const fn noun(&self) -> &'static str {
        match self {
            Self::Canary => "canary Deployment",
            Self::Track(_) => "track Deployment",
            Self::Job(_) => "CronJob",
            Self::StatefulSet => "StatefulSet",
            Self::HeadlessService => "headless Service",
            Self::Config(_) => "ConfigMap",
            Self::Claim(_) => "PersistentVolumeClaim",
            Self::Certificate => "certificate Secret",
            Self::CommonName(_) => "common name",
            Self::Pods => "pod name",
        }
    }

    /// The greatest length of such a name, in bytes.
    #[must_use]
    pub const fn limit(&self) -> usize {
        match self {
            Self::Canary | Self::Track(_) | Self::HeadlessService => AppName::MAX_LEN,
            Self::Job(_) | Self::StatefulSet => 52,
            Self::Config(_) | Self::Claim(_) | Self::Certificate => 253,
            Self::CommonName(_) => 64,
            Self::Pods => PodName::MAX_BASE_LEN,
        }
    }
}

impl AppName {
    /// A name made of this one. It may be too long: [`DerivedName::over`] says by how much.
    #[must_use]
    pub fn derive(&self, derivation: &Derivation) -> DerivedName {
        let text = match derivation {
            Derivation::Canary => format!("{self}-canary"),
            Derivation::Track(part) | Derivation::Job(part) | Derivation::Claim(part) => format!("{self}-{part}"),
            Derivation::StatefulSet => self.as_str().to_owned(),
            Derivation::HeadlessService => format!("{self}-headless"),
            Derivation::Config(hash) => format!("{self}-{hash}"),
            Derivation::Certificate => format!("{self}-tls"),
            Derivation::CommonName(namespace) => format!("{self}.{namespace}.svc"),
            Derivation::Pods => format!("{self}-8566595ffb-"),
        };
        let cuts = *derivation == Derivation::Pods;
        DerivedName { text, what: derivation.noun(), limit: derivation.limit(), app: self.as_str().len(), cuts }
    }

    /// Every derived name that is too long: which one, by how much, and how long the app's name may be. Empty if all
    /// fit.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{AppName, Derivation};
    ///
    /// let app = AppName::from_static("ai-recommendation-feature-preprocessing-server");
    /// let findings = app.lacks_room([&Derivation::Canary, &Derivation::Job("hourly".parse()?)]);
    /// assert_eq!(findings.len(), 1);
    /// assert_eq!(
    ///     findings[0].to_string(),
    ///     "invalid app name \"ai-recommendation-feature-preprocessing-server\": found 46 bytes, expected at most 45 \
    ///      bytes; its CronJob \"ai-recommendation-feature-preprocessing-server-hourly\" has 53 bytes, 1 more than 52"
    /// );
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    #[must_use]
    pub fn lacks_room<'a>(&self, derivations: impl IntoIterator<Item = &'a Derivation>) -> Vec<NameError> {
        let derived = derivations.into_iter().map(|derivation| self.derive(derivation));
        derived.filter_map(|name| name.finding(self)).collect()
    }
}

impl DerivedName {
    /// The text, however long.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The greatest length of such a name, in bytes.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The greatest length it leaves the app's name, in bytes: at most 63, and 0 if what is added is too long by
    /// itself.
    #[must_use]
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.text.len() - self.app).min(AppName::MAX_LEN)
    }

    /// By how many bytes it is too long; 0 if it fits.
    #[must_use]
    pub fn over(&self) -> usize {
        self.text.len().saturating_sub(self.limit)
    }

    /// Is a name that is too long cut, and not refused?
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.cuts
    }

    fn finding(&self, app: &AppName) -> Option<NameError> {
        let over = self.over();
        if over == 0 {
            return None;
        }
        let (room, length) = (self.room(), self.text.len());
        let found = format!("{} bytes", app.as_str().len());
        let expected =
            if room == 0 { "none, because no app name fits".to_owned() } else { format!("at most {room} bytes") };
        let error = NameError::new("app name", app.as_str(), NameErrorKind::TooLong, room, found, expected);
        Some(if self.cuts {
            error.with_hint(format!(
                "its pods' names are cut by {over}, so that they no longer tell the template's hash"
            ))
        } else {
            error.with_hint(format!(
                "its {} {:?} has {length} bytes, {over} more than {}",
                self.what, self.text, self.limit
            ))
        })
    }
}

impl fmt::Display for DerivedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
