//! The search list of a pod's `resolv.conf`.

use std::fmt;

use crate::{ClusterDomain, Namespace};

/// The `search` and `ndots` lines of a pod's `/etc/resolv.conf`, and what a resolver makes of a name with them.
///
/// # Rules
/// - A pod with the DNS policy `ClusterFirst`, the default, gets `<namespace>.svc.<domain>`, `svc.<domain>`,
///   `<domain>`, then the search list of its node, each once, and `ndots:5`. Source:
///   `generateSearchesForDNSClusterFirst` in Kubernetes' `pkg/kubelet/network/dns/dns.go`.
/// - A name with a final dot is asked for as it stands. With fewer than five dots the domains are tried first, in
///   order, and then the name itself; with five or more, the name itself comes first. Names over 253 bytes are
///   left out. Sources: `res_search` of the GNU C library, `nameList` of Go's `net`. (musl, the library of Alpine,
///   tries no domain at all for a name of five dots or more.)
///
/// `web.ai-test.svc.cluster.local` has four dots: without a final dot it costs three questions that have no answer.
///
/// # Examples
/// ```
/// use pavedroad_naming::{ClusterDomain, Namespace, SearchList};
///
/// let namespace: Namespace = "default".parse()?;
/// let list = SearchList::of_pod(&namespace, &ClusterDomain::default());
/// assert_eq!(
///     list.to_string(),
///     "search default.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n"
/// );
/// assert_eq!(list.candidates("myservice")[0], "myservice.default.svc.cluster.local.");
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SearchList {
    domains: Vec<String>,
    ndots: usize,
}

impl SearchList {
    /// What a pod of this namespace has.
    #[must_use]
    pub fn of_pod(namespace: &Namespace, domain: &ClusterDomain) -> Self {
        let domains = vec![format!("{namespace}.svc.{domain}"), format!("svc.{domain}"), domain.as_str().to_owned()];
        Self { domains, ndots: 5 }
    }

    /// With the search list of the node behind, or the `searches` of the pod's own `dnsConfig`. A domain that is
    /// there already is not added again; a final dot is left out.
    #[must_use]
    pub fn with_domains<'a>(mut self, domains: impl IntoIterator<Item = &'a str>) -> Self {
        for domain in domains {
            let domain = domain.strip_suffix('.').unwrap_or(domain);
            if !self.domains.iter().any(|known| known == domain) {
                self.domains.push(domain.to_owned());
            }
        }
        self
    }

    /// With another `ndots`, as the pod's own `dnsConfig` may set it.
    #[must_use]
    pub fn with_ndots(mut self, ndots: usize) -> Self {
        self.ndots = ndots;
        self
    }

    /// The domains, in the order in which they are tried.
    #[must_use]
    pub fn domains(&self) -> &[String] {
        &self.domains
    }

    /// How many dots a name needs to be tried as it stands before the domains are.
    #[must_use]
    pub fn ndots(&self) -> usize {
        self.ndots
    }

    /// What a resolver asks for, in order, each with a final dot. Nothing for a name that no DNS name is: an
    /// empty one, or one of more than 253 bytes.
    #[must_use]
    pub fn candidates(&self, name: &str) -> Vec<String> {
        let bare = name.strip_suffix('.').unwrap_or(name);
        if bare.is_empty() || bare.len() > 253 {
            return Vec::new();
        }
        if bare.len() < name.len() {
            return vec![name.to_owned()];
        }
        let searched = self.domains.iter().map(|domain| format!("{name}.{domain}.")).filter(|asked| asked.len() <= 254);
        let itself = format!("{name}.");
        let dots = name.bytes().filter(|byte| *byte == b'.').count();
        if dots >= self.ndots {
            std::iter::once(itself).chain(searched).collect()
        } else {
            searched.chain(std::iter::once(itself)).collect()
        }
    }

    /// The first of the [`candidates`](Self::candidates) that exists; the closure is given each with its final dot.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{ClusterDomain, Namespace, SearchList};
    ///
    /// let namespace: Namespace = "ai-prod".parse()?;
    /// let list = SearchList::of_pod(&namespace, &ClusterDomain::default());
    /// let exists = |name: &str| name == "ai-dc-web.ai-test.svc.cluster.local.";
    /// assert_eq!(list.resolve("ai-dc-web.ai-test", exists).as_deref(), Some("ai-dc-web.ai-test.svc.cluster.local."));
    /// assert_eq!(list.resolve("ai-dc-web", exists), None);
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn resolve(&self, name: &str, mut exists: impl FnMut(&str) -> bool) -> Option<String> {
        self.candidates(name).into_iter().find(|candidate| exists(candidate))
    }
}

impl fmt::Display for SearchList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "search {}", self.domains.join(" "))?;
        writeln!(f, "options ndots:{}", self.ndots)
    }
}
