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
mod business_line;
mod dns_label;
mod environment;
mod error;
mod git_revision;
mod image_tag;
mod name_type;
mod namespace;

pub use app_name::AppName;
pub use build_stamp::BuildStamp;
pub use business_line::BusinessLine;
pub use dns_label::{Dns1035Label, DnsLabel};
pub use environment::Environment;
pub use error::{NameError, NameErrorKind};
pub use git_revision::GitRevision;
pub use image_tag::ImageTag;
pub use namespace::Namespace;
