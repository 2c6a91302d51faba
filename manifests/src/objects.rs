//! What is written: Kubernetes objects in apply order.

mod files;
mod format;

use pavedroad_naming::{LabelKey, LabelValue};

use crate::object::Object;
use crate::yaml;

pub use format::{ObjectStream, OutputFormat};

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

    /// Puts the objects in apply order: what others need first, namespaces before all, and otherwise as they were.
    ///
    /// The order is that of the variants of [`Object`]. Objects of this crate come in it: app by app.
    pub fn sort(&mut self) {
        self.objects.sort_by_key(Object::order);
    }

    /// Keeps the objects of which `keep` holds, in their order.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let spec = AppSpec::read(&Platform::default(), "app.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n")?;
    /// let mut objects = spec.apps()[0].objects();
    /// objects.retain(|object| object.kind() == "Deployment");
    /// assert_eq!(objects.len(), 1);
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&Object) -> bool) {
        self.objects.retain(keep);
    }

    /// Gives every object a label, so that what was applied before and is in the set no more can be found and deleted:
    /// `kubectl apply --prune -l pavedroad.io/set=ai`, or an ApplySet.
    ///
    /// It is a label of the object alone. No selector asks for it and no pod carries it, so giving it, changing it and
    /// leaving it out restarts nothing.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let spec = AppSpec::read(&Platform::default(), "app.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n")?;
    /// let mut objects = spec.apps()[0].objects();
    /// objects.set_label(&"pavedroad.io/set".parse()?, &"ai".parse()?);
    /// for object in &objects {
    ///     assert_eq!(object.metadata().labels.as_ref().unwrap()["pavedroad.io/set"], "ai");
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_label(&mut self, key: &LabelKey, value: &LabelValue) {
        for object in &mut self.objects {
            let labels = object.metadata_mut().labels.get_or_insert_default();
            labels.insert(key.as_str().to_owned(), value.as_str().to_owned());
        }
    }

    /// The objects, to change them.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Object> {
        self.objects.iter_mut()
    }

    /// Adds the objects of another stream after these.
    pub(crate) fn append(&mut self, other: Self) {
        self.objects.extend(other.objects);
    }

    /// One YAML stream for `kubectl apply -f`: a document each, with `---` between them. For other forms see
    /// [`to_text`](Self::to_text) and [`files`](Self::files).
    ///
    /// # Errors
    /// None of an object that this crate made: every one can be written.
    pub fn to_yaml(&self) -> Result<String, yaml::Error> {
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
