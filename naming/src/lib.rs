//! Typed names of microservices on Kubernetes.
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
mod build_stamp;
mod builds;
mod business_line;
#[doc(hidden)]
pub mod check;
mod component_name;
mod convention;
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
mod label_key;
mod label_value;
mod name_parts;
mod name_type;
mod namespace;
mod nearest;
mod port_name;
mod reference_grammar;
mod reference_hint;
mod service_row;
mod system_name;

pub use annotation_key::AnnotationKey;
pub use app_name::AppName;
pub use build_stamp::BuildStamp;
pub use builds::{newest, rollback_target};
pub use business_line::BusinessLine;
pub use component_name::ComponentName;
pub use convention::{Convention, ConventionError, ConventionErrorKind, ConventionSpec, Line, Registry};
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
pub use label_key::LabelKey;
pub use label_value::LabelValue;
pub use name_parts::{AppParts, NamespaceParts, TagParts};
pub use namespace::Namespace;
pub use port_name::PortName;
pub use service_row::{RowColumn, RowFinding, ServiceRow};
pub use system_name::SystemName;
