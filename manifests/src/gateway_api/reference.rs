//! What names another object.

use crate::custom_resource::parts;

parts! {
    /// What a route is attached to: a Gateway, or a Service for the requests inside a mesh.
    pub struct ParentReference {
        /// Its group; `gateway.networking.k8s.io` unless given, and `""` for a Service.
        pub group: Option<String>,
        /// Its kind; `Gateway` unless given.
        pub kind: Option<String>,
        /// Its namespace; the route's own unless given.
        pub namespace: Option<String>,
        /// Its name.
        pub name: String,
        /// The listener of the Gateway; every one unless given.
        pub section_name: Option<String>,
        /// The port, 1 to 65535; every one unless given.
        pub port: Option<i32>,
    }

    /// What requests are sent to.
    pub struct BackendObjectReference {
        /// Its group; `""`, the core group, unless given.
        pub group: Option<String>,
        /// Its kind; `Service` unless given.
        pub kind: Option<String>,
        /// Its name.
        pub name: String,
        /// Its namespace; the route's own unless given.
        pub namespace: Option<String>,
        /// Its port, 1 to 65535; a Service needs one.
        pub port: Option<i32>,
    }

    /// An object of the same namespace.
    pub struct LocalObjectReference {
        /// Its group; `""` is the core group.
        pub group: String,
        /// Its kind.
        pub kind: String,
        /// Its name.
        pub name: String,
    }

    /// An object of any namespace.
    pub struct ObjectReference {
        /// Its group; `""` is the core group.
        pub group: String,
        /// Its kind.
        pub kind: String,
        /// Its name.
        pub name: String,
        /// Its namespace; that of the object which names it unless given.
        pub namespace: Option<String>,
    }

    /// A Secret, such as that of a certificate.
    pub struct SecretObjectReference {
        /// Its group; `""`, the core group, unless given.
        pub group: Option<String>,
        /// Its kind; `Secret` unless given.
        pub kind: Option<String>,
        /// Its name.
        pub name: String,
        /// Its namespace; the Gateway's own unless given.
        pub namespace: Option<String>,
    }
}
