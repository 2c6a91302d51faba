//! The domain of a cluster.

use std::borrow::Cow;

use crate::dns_subdomain::{dns_subdomain, mend_subdomain};
use crate::error::{NameErrorKind, Violation};
use crate::name_type::name_type;

name_type! {
    /// The DNS domain of a cluster, which all names of its services end in: `cluster.local` unless somebody chose
    /// another (`--cluster-domain` of the kubelet).
    ///
    /// # Syntax
    /// A [`DnsSubdomain`](crate::DnsSubdomain) without a final dot, whose labels have at most 63 bytes each.
    /// Sources: `ValidateDNS1123Subdomain`, which kubeadm applies to `networking.dnsDomain`; RFC 1035 section 2.3.4
    /// for the 63 bytes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::ClusterDomain;
    ///
    /// assert_eq!(ClusterDomain::default(), "cluster.local");
    /// let domain: ClusterDomain = "k8s.hz.local".parse()?;
    /// assert_eq!(domain.as_str(), "k8s.hz.local");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    ClusterDomain {
        what: "cluster domain",
        expecting: "a cluster domain such as `cluster.local`",
        rule: cluster_domain,
        mend: mend_domain,
        min: 1,
        max: 253,
        pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$",
        examples: ["cluster.local", "k8s.hz.local"],
    }
}

impl ClusterDomain {
    /// What a cluster has that nobody configured: `cluster.local`.
    pub const CLUSTER_LOCAL: Self = Self::from_static("cluster.local");
}

impl Default for ClusterDomain {
    fn default() -> Self {
        Self(Cow::Borrowed("cluster.local"))
    }
}

const fn cluster_domain(text: &[u8]) -> Option<Violation> {
    if let Some(violation) = dns_subdomain(text) {
        return Some(violation);
    }
    let (mut at, mut label) = (0, 0);
    while at < text.len() {
        if text[at] == b'.' {
            label = at + 1;
        } else if at - label == 63 {
            return Some(
                Violation::new(NameErrorKind::TooLong, at, "labels of at most 63 bytes")
                    .found_words("a label of more than 63 bytes"),
            );
        }
        at += 1;
    }
    None
}

/// A final dot is the usual mistake.
fn mend_domain(text: &str) -> String {
    mend_subdomain(text.trim())
}
