//! What is written: Kubernetes objects in apply order.

use std::fmt;

use pavedroad_naming::{AppName, Environment};

use crate::object::Object;
use crate::yaml;

/// How long an object usually is as YAML, in bytes: the buffer is made once.
const TYPICAL: usize = 1024;

/// Objects in the order in which they are applied: what pods need comes before the pods.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{AppSpec, Object, Platform};
///
/// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nresources: {cpu: 250m, memory: 512Mi}\n";
/// let platform = Platform::default();
/// let spec = AppSpec::read(&platform, "app.yaml", text)?;
/// let objects = platform.objects(spec.app("test"));
/// let kinds: Vec<&str> = objects.iter().map(Object::kind).collect();
/// assert_eq!(
///     kinds,
///     ["Namespace", "ServiceAccount", "NetworkPolicy", "Service", "Deployment", "PodDisruptionBudget"]
/// );
/// assert!(objects.to_yaml()?.starts_with("apiVersion: v1\nkind: Namespace\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objects {
    objects: Vec<Object>,
    unwritten: Vec<Unwritten>,
}

/// Something that a document asks for and that no object says yet. [`Display`](fmt::Display) prints
/// "`routes` of ai-dc-web in test", and "`quota` of the platform in test".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    section: &'static str,
    app: Option<AppName>,
    environment: Environment,
}

impl Unwritten {
    /// The section, such as `routes`.
    #[must_use]
    pub fn section(&self) -> &'static str {
        self.section
    }

    /// The app that asks for it; `None` for the platform.
    #[must_use]
    pub fn app(&self) -> Option<&AppName> {
        self.app.as_ref()
    }

    /// The environment.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let owner = self.app.as_ref().map_or("the platform", AppName::as_str);
        write!(f, "`{}` of {owner} in {}", self.section, self.environment)
    }
}

impl Objects {
    /// No objects yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an object after the others.
    pub fn push(&mut self, object: impl Into<Object>) {
        self.objects.push(object.into());
    }

    /// The objects, in apply order.
    pub fn iter(&self) -> std::slice::Iter<'_, Object> {
        self.objects.iter()
    }

    /// The objects, to change them.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Object> {
        self.objects.iter_mut()
    }

    /// How many objects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// What is asked for that no object here says: the sections that are read and checked, and not written yet. A stream
    /// without them would be wrong, so there is none.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nmesh: {mode: sidecar}\n";
    /// let platform = Platform::default();
    /// let spec = AppSpec::read(&platform, "app.yaml", text)?;
    /// let objects = platform.objects(spec.app("test"));
    /// assert_eq!(objects.unwritten()[0].to_string(), "`mesh` of ai-dc-web in test");
    /// assert!(objects.to_yaml().is_err());
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn unwritten(&self) -> &[Unwritten] {
        &self.unwritten
    }

    /// Remembers what an app, or the platform, asks for that no object says.
    pub(crate) fn leave_out(&mut self, section: &'static str, app: Option<&AppName>, environment: &Environment) {
        self.unwritten.push(Unwritten { section, app: app.cloned(), environment: environment.clone() });
    }

    /// Puts the objects in apply order: what others need first, and otherwise as they were.
    pub(crate) fn sort(&mut self) {
        self.objects.sort_by_key(Object::order);
    }

    /// Adds the objects of another stream after these.
    pub(crate) fn append(&mut self, other: Self) {
        self.objects.extend(other.objects);
        self.unwritten.extend(other.unwritten);
    }

    /// One YAML stream for `kubectl apply -f`: a document each, with `---` between them.
    ///
    /// # Errors
    /// Something is [unwritten](Self::unwritten). Every object itself can be written.
    pub fn to_yaml(&self) -> Result<String, yaml::Error> {
        if !self.unwritten.is_empty() {
            let unwritten: Vec<String> = self.unwritten.iter().map(ToString::to_string).collect();
            return Err(serde::ser::Error::custom(format_args!("not written yet: {}", unwritten.join(", "))));
        }
        let mut text = String::with_capacity(self.objects.len() * TYPICAL);
        for object in &self.objects {
            yaml::append(&mut text, object)?;
        }
        Ok(text)
    }
}

impl Extend<Object> for Objects {
    fn extend<T: IntoIterator<Item = Object>>(&mut self, objects: T) {
        self.objects.extend(objects);
    }
}

impl IntoIterator for Objects {
    type Item = Object;
    type IntoIter = std::vec::IntoIter<Object>;

    fn into_iter(self) -> Self::IntoIter {
        self.objects.into_iter()
    }
}

impl<'a> IntoIterator for &'a Objects {
    type Item = &'a Object;
    type IntoIter = std::slice::Iter<'a, Object>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
