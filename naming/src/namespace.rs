//! The name of a namespace.

use crate::dns_label::{dns_label, mend_label};
use crate::name_type::name_type;

name_type! {
    /// A Kubernetes namespace. The convention makes it of a business line and an environment: `ai-test`.
    ///
    /// # Syntax
    /// A [`DnsLabel`](crate::DnsLabel). Source: `ValidateNamespaceName` in Kubernetes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Namespace;
    ///
    /// let namespace: Namespace = "ai-test".parse()?;
    /// assert_eq!(format!("{namespace:>9}"), "  ai-test");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    Namespace {
        what: "namespace",
        expecting: "a namespace such as `ai-test`",
        rule: dns_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        examples: ["ai-test", "ai-prod"],
    }
}
