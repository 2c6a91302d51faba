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
mod business_line;
#[doc(hidden)]
pub mod check;
mod digest;
mod dns_label;
mod dns_subdomain;
mod environment;
mod error;
mod git_revision;
mod image_reference;
mod image_reference_ref;
mod image_tag;
mod label_key;
mod label_value;
mod name_type;
mod namespace;
mod port_name;
mod reference_grammar;
mod reference_hint;

pub use annotation_key::AnnotationKey;
pub use app_name::AppName;
pub use build_stamp::BuildStamp;
pub use business_line::BusinessLine;
pub use digest::Digest;
pub use dns_label::{Dns1035Label, DnsLabel};
pub use dns_subdomain::DnsSubdomain;
pub use environment::Environment;
pub use error::{NameError, NameErrorKind};
pub use git_revision::GitRevision;
pub use image_reference::ImageReference;
pub use image_reference_ref::ImageReferenceRef;
pub use image_tag::ImageTag;
pub use label_key::LabelKey;
pub use label_value::LabelValue;
pub use namespace::Namespace;
pub use port_name::PortName;
