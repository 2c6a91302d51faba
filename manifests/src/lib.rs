//! App spec in, Kubernetes manifests for every environment out.
//!
//! ```
//! use pavedroad_manifests::{AppSpec, Platform};
//!
//! let text = "\
//! app: ai-dc-web
//! image: {tag: 20190510-1033_v20}
//! ports: {http: 8080}
//! resources: {cpu: 250m, memory: 512Mi}
//! ";
//! let platform = Platform::default();
//! let spec = AppSpec::read(&platform, "app.yaml", text)?;
//! let yaml = platform.objects(spec.app("test")).to_yaml()?;
//! assert!(yaml.contains("image: registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Three stages, three types: what the files say ([`AppSpec::read`], [`Platform::read`]: every mistake at once, as
//! [`Findings`] with line, column and hint), what is true ([`App`]: one application in one environment, all rules
//! hold), what is written ([`Objects`]: Kubernetes objects in apply order, to [YAML](yaml)). [`edit`](fn@edit) changes
//! what a file says and keeps the rest of its text. [`Quantity`] and [`Resources`] stand on their own.
//!
//! For objects of anybody's making, before they are applied: [`Manifests`] reads any file, strictly; [`admission`]
//! says what the API server and the scheduler would answer; [`lint`](fn@lint) says what does not fit between objects.
//!
//! ```
//! use pavedroad_manifests::{Manifests, lint};
//!
//! let text = "\
//! {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {containers: [{name: web}]}}
//! ---
//! {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: wbe}, ports: [{port: 80}]}}
//! ";
//! let manifests = Manifests::read("shop.yaml", text)?;
//! let findings = lint(manifests.objects());
//! assert!(findings[0].to_string().starts_with("warning[service-without-pods] Service web at spec.selector"));
//! # Ok::<(), pavedroad_manifests::Findings>(())
//! ```
//!
//! # Depend on it
//! ```toml
//! [dependencies]
//! pavedroad-manifests = { version = "0.1", features = ["k8s_v1_36"] }
//! ```
//! The feature names the oldest Kubernetes version you run and is passed on to `k8s-openapi`; a library leaves the
//! choice to the binary that uses it.
//!
//! # What this is not for
//! It does not talk to a cluster, read files or know the time: the caller does, and hands in texts and values. It
//! takes no templates: what the typed keys cannot say is not written.
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic
    )
)]

pub mod admission;
mod app;
mod build;
mod catalog;
#[doc(hidden)]
pub mod check;
mod cookie_pattern;
mod custom_resource;
mod decode;
mod edit;
mod explain;
mod finding;
mod finding_code;
mod finding_path;
mod finding_render;
mod findings;
pub mod gateway_api;
pub mod istio;
mod lint;
mod object;
mod objects;
mod patch;
mod platform;
mod pods;
mod quantity;
mod resource_name;
mod resource_name_error;
mod resource_problem;
mod resources;
mod sarif;
mod schema;
mod settings;
mod spec;
mod strict;
mod text_width;
mod written;
pub mod yaml;

pub use app::{App, Scale};
pub use catalog::{Catalog, Total};
pub use edit::change::Edit;
pub use edit::edit;
pub use edit::edited::Edited;
pub use edit::error::{EditError, EditErrorKind};
pub use edit::parse::ParseEditError;
pub use explain::{ExplainedValue, Explanation, Origin, OriginKind};
pub use finding::Finding;
pub use finding_code::{FindingCode, Severity};
pub use findings::Findings;
pub use lint::{Lint, LintCode, LintFinding, ObjectRef, lint};
pub use object::Object;
pub use objects::{ObjectStream, Objects, OutputFormat};
pub use platform::{Platform, PodSecurity};
pub use quantity::{
    Count, Cpu, Memory, Quantity, QuantityError, QuantityErrorKind, QuantityFormat, QuantityRangeError,
};
pub use resource_name::{ResourceKind, ResourceName};
pub use resource_name_error::{ResourceNameError, ResourceNameErrorKind};
pub use resource_problem::{ResourcePlace, ResourceProblem, ResourceProblemKind, ResourcesError};
pub use resources::Resources;
pub use schema::{app_schema, platform_schema};
pub use spec::AppSpec;
pub use spec::access::{Access, AccessRule};
pub use spec::autoscale::{Autoscale, Percent};
pub use spec::availability::{Availability, Spread};
pub use spec::calls::Call;
pub use spec::canary::Canary;
pub use spec::config::{Apollo, Config, Consul, ConsulAcl};
pub use spec::containers::ExtraContainer;
pub use spec::env::{EnvValue, EnvVar};
pub use spec::job::{Concurrency, Job};
pub use spec::logs::Logs;
pub use spec::mesh::{Fault, Mesh, MeshMode, Mtls, Outlier, RateLimit};
pub use spec::patch::Patch;
pub use spec::placement::{Placement, TaintEffect, Toleration};
pub use spec::platform::backends::{ApolloMeta, Backend, LogShipping};
pub use spec::platform::budget::{Amounts, LimitRangeItem, Limits};
pub use spec::platform::mesh::MeshProxy;
pub use spec::platform::quota::Quota;
pub use spec::platform::routing::{Domain, Routing};
pub use spec::platform::storage_class::{ReclaimPolicy, StorageClass, VolumeBindingMode};
pub use spec::port::{AppProtocol, Port};
pub use spec::probe::{Check, Probes, Startup};
pub use spec::route::Route;
pub use spec::secrets::SecretMount;
pub use spec::security::{Capability, Security};
pub use spec::storage::{AccessMode, Volume, VolumeSource};
pub use spec::tracing::{TRACING_HEADERS, Tracing};
pub use spec::track::Track;
pub use spec::workload::Workload;
pub use strict::manifest::Manifest;
pub use strict::manifests::Manifests;
