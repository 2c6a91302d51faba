//! Typed names of microservices on Kubernetes, and the convention that ties them together.
//!
//! ```
//! use pavedroad_naming::{AppName, Convention, ImageAddress, rollback_target};
//!
//! // What a company writes down once: lines, environments, and a template for each kind of name.
//! let convention = Convention::default();
//! let app: AppName = "ai-dc-web".parse()?;
//! let test = convention.environment("test")?;
//! assert_eq!(convention.namespace_of(&app, test)?.as_str(), "ai-test");
//!
//! // The same templates read names back, and refuse what is not of the convention with a reason.
//! let image = convention.parse_image("registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20")?;
//! assert_eq!((image.app(), image.revision()), ("ai-dc-web", Some("v20")));
//! let error = convention.parse_image("registry.hz.local/huize/ai-test_ai-dc-web:20190230-1033_v20").unwrap_err();
//! assert!(error.to_string().contains("february 2019 has 28 days"));
//!
//! // Builds have an order, so there is one to go back to.
//! let older: ImageAddress = "registry.hz.local/huize/ai-test_ai-dc-web:20190401-0900_v19".parse()?;
//! assert_eq!(rollback_target([&older, &image], &image), Some(&older));
//! # Ok::<(), pavedroad_naming::NameError>(())
//! ```
//!
//! Every name is a type with one private text: [`FromStr`](std::str::FromStr) is the only way in at run time,
//! `from_static` the one for literals, checked when the program is compiled. `Display` prints what was read, serde
//! reads and writes text, and an error ([`NameError`]) says what was found, what was expected, where, and how to mend
//! it. Verdicts are those of Kubernetes and of the distribution project; the types name their sources.
//!
//! - of Kubernetes: [`DnsLabel`], [`Dns1035Label`], [`DnsSubdomain`], [`LabelKey`], [`LabelValue`], [`PortName`],
//!   [`AnnotationKey`], [`Namespace`], [`LabelSelector`], [`CronSchedule`];
//! - of a cluster's DNS and its mesh: [`ServiceDns`] (and [`ServiceDnsRef`]), [`ClusterDomain`], [`SearchList`],
//!   [`ClusterName`] (and [`ClusterNameRef`]), [`VirtualHost`];
//! - of what runs: [`PodName`], [`NodeName`], [`TemplateHash`], and [`service_env`], the variables of Services;
//! - of images: [`ImageReference`] (and [`ImageReferenceRef`], which borrows), [`ImageTag`], [`Digest`];
//! - of a company: [`Convention`] with [`AppName`], [`BusinessLine`], [`Environment`], [`ImageAddress`],
//!   [`BuildStamp`], [`GitRevision`], [`ConsoleBuild`], [`Derivation`] for the names that an app's leaves room for,
//!   [`ServiceRow`] and [`InventoryRow`] for what a cluster lists.
//!
//! # Depend on it
//! ```toml
//! [dependencies]
//! pavedroad-naming = "0.1"
//! ```
//! The feature `schemars` adds JSON schemas of every name.
//!
//! # What this is not for
//! It looks nothing up: whether a namespace, an image or a git tag exists is for others to say.
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

mod annotation_key;
mod app_name;
mod borrowed_traits;
mod build_change;
mod build_stamp;
mod builds;
mod business_line;
#[doc(hidden)]
pub mod check;
mod cluster_domain;
mod cluster_ip;
mod cluster_name;
mod cluster_name_grammar;
mod cluster_name_ref;
mod component_name;
mod console_build;
mod content_hash;
mod convention;
mod cron_schedule;
mod dashed_address;
mod derived_name;
mod digest;
mod dns_label;
mod dns_subdomain;
mod environment;
mod error;
mod git_revision;
mod image_address;
mod image_reference;
mod image_reference_ref;
mod image_tag;
mod inventory;
mod label_key;
mod label_selector;
mod label_value;
mod name_parts;
mod name_type;
mod namespace;
mod nearest;
mod node_address;
mod node_name;
mod pod_candidates;
mod pod_name;
mod pod_reading;
mod port_name;
mod reference_grammar;
mod reference_hint;
mod search_list;
mod service_dns;
mod service_dns_grammar;
mod service_dns_hint;
mod service_dns_ref;
mod service_env;
mod service_row;
mod system_name;
mod template_hash;
mod virtual_host;
mod workload_kind;

pub use annotation_key::AnnotationKey;
pub use app_name::AppName;
pub use build_change::BuildChange;
pub use build_stamp::BuildStamp;
pub use builds::{Build, by_app, newest, rollback_target};
pub use business_line::BusinessLine;
pub use cluster_domain::ClusterDomain;
pub use cluster_ip::ClusterIp;
pub use cluster_name::ClusterName;
pub use cluster_name_grammar::{ClusterNameForm, TrafficDirection};
pub use cluster_name_ref::ClusterNameRef;
pub use component_name::ComponentName;
pub use console_build::ConsoleBuild;
pub use content_hash::ContentHash;
pub use convention::{Convention, ConventionError, ConventionErrorKind, ConventionSpec, Line, Registry};
pub use cron_schedule::CronSchedule;
pub use derived_name::{Derivation, DerivedName};
pub use digest::Digest;
pub use dns_label::{Dns1035Label, DnsLabel};
pub use dns_subdomain::DnsSubdomain;
pub use environment::Environment;
pub use error::{NameError, NameErrorKind};
pub use git_revision::GitRevision;
pub use image_address::ImageAddress;
pub use image_reference::ImageReference;
pub use image_reference_ref::ImageReferenceRef;
pub use image_tag::ImageTag;
pub use inventory::{InventoryFinding, InventoryRow};
pub use label_key::LabelKey;
pub use label_selector::{
    LabelRequirement, LabelRequirementRef, LabelSelector, LabelSelectorRef, SelectorOperator, SelectorValues,
};
pub use label_value::LabelValue;
pub use name_parts::{AppParts, NamespaceParts, NodeParts, TagParts};
pub use namespace::Namespace;
pub use node_address::NodeAddress;
pub use node_name::NodeName;
pub use pod_name::PodName;
pub use pod_reading::PodReading;
pub use port_name::PortName;
pub use search_list::SearchList;
pub use service_dns::ServiceDns;
pub use service_dns_grammar::{ServiceDnsExtent, ServiceDnsKind};
pub use service_dns_ref::ServiceDnsRef;
pub use service_env::{ClusterService, EnvVar, Protocol, ServicePort, service_env};
pub use service_row::{RowColumn, RowFinding, ServiceRow};
pub use system_name::SystemName;
pub use template_hash::TemplateHash;
pub use virtual_host::VirtualHost;
pub use workload_kind::WorkloadKind;
