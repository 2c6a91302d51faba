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
//! - of images: [`ImageReference`] (and [`ImageReferenceRef`], which borrows), [`ImageTag`], [`Digest`];
//! - of a company: [`Convention`] with [`AppName`], [`BusinessLine`], [`Environment`], [`ImageAddress`],
//!   [`BuildStamp`], [`GitRevision`], and [`ServiceRow`] and [`InventoryRow`] for what a cluster lists.
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
mod build_stamp;
mod builds;
mod business_line;
#[doc(hidden)]
pub mod check;
mod component_name;
mod convention;
mod cron_schedule;
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
pub use cron_schedule::CronSchedule;
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
pub use name_parts::{AppParts, NamespaceParts, TagParts};
pub use namespace::Namespace;
pub use port_name::PortName;
pub use service_row::{RowColumn, RowFinding, ServiceRow};
pub use system_name::SystemName;
