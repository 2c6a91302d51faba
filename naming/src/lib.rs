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

mod app_name;
mod build_stamp;
mod builds;
mod business_line;
mod component_name;
mod convention;
mod dns_label;
mod environment;
mod error;
mod git_revision;
mod image_address;
mod image_tag;
mod name_parts;
mod name_type;
mod namespace;
mod nearest;
mod system_name;

pub use app_name::AppName;
pub use build_stamp::BuildStamp;
pub use builds::{newest, rollback_target};
pub use business_line::BusinessLine;
pub use component_name::ComponentName;
pub use convention::{Convention, ConventionError, ConventionErrorKind, ConventionSpec, Line, Registry};
pub use dns_label::{Dns1035Label, DnsLabel};
pub use environment::Environment;
pub use error::{NameError, NameErrorKind};
pub use git_revision::GitRevision;
pub use image_address::ImageAddress;
pub use image_tag::ImageTag;
pub use name_parts::{AppParts, NamespaceParts, TagParts};
pub use namespace::Namespace;
pub use system_name::SystemName;
