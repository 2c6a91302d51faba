//! Being built.
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

#[doc(hidden)]
pub mod check;
mod quantity;
mod resource_name;
mod resource_name_error;
mod resource_problem;
mod resources;

pub use quantity::{Quantity, QuantityError, QuantityErrorKind, QuantityFormat};
pub use resource_name::{ResourceKind, ResourceName};
pub use resource_name_error::{ResourceNameError, ResourceNameErrorKind};
pub use resource_problem::{ResourcePlace, ResourceProblem, ResourceProblemKind, ResourcesError};
pub use resources::Resources;
