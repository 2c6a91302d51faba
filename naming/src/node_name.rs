//! The name of a node.

use crate::dns_subdomain::{dns_subdomain, mend_subdomain};
use crate::name_type::name_type;

name_type! {
    /// The name of a node of a cluster: `k8s-test-node-0-121`.
    ///
    /// Legality only: what its parts mean is [`Convention::parse_node`](crate::Convention::parse_node)'s to say.
    ///
    /// # Syntax
    /// A [`DnsSubdomain`](crate::DnsSubdomain). Source: `ValidateNodeName` in Kubernetes'
    /// `pkg/apis/core/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{Convention, NodeName};
    ///
    /// let node: NodeName = "k8s-test-node-0-121".parse()?;
    /// let parts = Convention::default().parse_node(&node)?;
    /// assert_eq!(parts.environment.as_ref().map(|name| name.as_str()), Some("test"));
    /// assert!(parts.address.is_some_and(|address| address.ends([10, 12, 0, 121].into())));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    NodeName {
        what: "node name",
        expecting: "a node name such as `k8s-test-node-0-121`",
        rule: dns_subdomain,
        mend: mend_subdomain,
        min: 1,
        max: 253,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        examples: ["k8s-test-node-0-121"],
    }
}
