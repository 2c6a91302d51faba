//! What is written: Kubernetes objects in apply order.

use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscaler;
use k8s_openapi::api::core::v1::{Namespace, Service, ServiceAccount};
use k8s_openapi::api::networking::v1::NetworkPolicy;
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::{Serialize, Serializer};

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
pub struct Objects(Vec<Object>);

macro_rules! object {
    ($($kind:ident),+ $(,)?) => {
        /// One Kubernetes object.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Object {
            $(#[doc = concat!("A ", stringify!($kind), ".")] $kind(Box<$kind>),)+
        }

        impl Object {
            /// The kind, such as `Deployment`.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$kind(_) => <$kind as k8s_openapi::Resource>::KIND,)+
                }
            }

            /// The metadata: name, namespace, labels, annotations.
            #[must_use]
            pub fn metadata(&self) -> &ObjectMeta {
                match self {
                    $(Self::$kind(object) => &object.metadata,)+
                }
            }
        }

        impl Serialize for Object {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$kind(object) => object.serialize(serializer),)+
                }
            }
        }

        $(
            impl From<$kind> for Object {
                fn from(object: $kind) -> Self {
                    Self::$kind(Box::new(object))
                }
            }
        )+
    };
}

object!(Namespace, ServiceAccount, NetworkPolicy, Service, Deployment, PodDisruptionBudget, HorizontalPodAutoscaler,);

impl Objects {
    /// No objects yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an object after the others.
    pub fn push(&mut self, object: impl Into<Object>) {
        self.0.push(object.into());
    }

    /// The objects, in apply order.
    pub fn iter(&self) -> std::slice::Iter<'_, Object> {
        self.0.iter()
    }

    /// How many objects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One YAML stream for `kubectl apply -f`: a document each, with `---` between them.
    ///
    /// # Errors
    /// None that is known: every object here can be written. The type says so because serde may always fail.
    pub fn to_yaml(&self) -> Result<String, yaml::Error> {
        let mut text = String::with_capacity(self.0.len() * TYPICAL);
        for object in &self.0 {
            yaml::append(&mut text, object)?;
        }
        Ok(text)
    }
}

impl Extend<Object> for Objects {
    fn extend<T: IntoIterator<Item = Object>>(&mut self, objects: T) {
        self.0.extend(objects);
    }
}

impl IntoIterator for Objects {
    type Item = Object;
    type IntoIter = std::vec::IntoIter<Object>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Objects {
    type Item = &'a Object;
    type IntoIter = std::slice::Iter<'a, Object>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
