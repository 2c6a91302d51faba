//! Node names by a convention.

use super::Convention;
use super::field::Field;
use super::mismatch::relocated;
use crate::dns_subdomain::dns_subdomain;
use crate::error::NameError;
use crate::{Environment, NodeAddress, NodeName, NodeParts};

impl Convention {
    /// The name of a node. What the template does not name is left out.
    ///
    /// # Errors
    /// If the convention does not list the environment.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{Convention, NodeAddress};
    ///
    /// let convention = Convention::default();
    /// let address = NodeAddress::of([10, 12, 0, 121].into(), 2);
    /// assert_eq!(convention.node(convention.environment("test")?, &address)?, "k8s-test-node-0-121");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn node(&self, environment: &Environment, address: &NodeAddress) -> Result<NodeName, NameError> {
        let template = &self.templates.node;
        self.environment(environment.as_str())?;
        let address = address.to_string();
        template
            .print(|field| match field {
                Field::Environment => Some(environment.as_str()),
                Field::Address => Some(address.as_str()),
                _ => None,
            })
            .map_err(|field| super::missing("node name", &template.source, field))?
            .parse()
    }

    /// Takes a node's name apart.
    ///
    /// # Errors
    /// - not a legal node name at all: `k8s_test`
    /// - not of the template: `worker-1`
    /// - an environment that the convention does not list: `k8s-tset-node-0-121`
    /// - numbers that no address has: `k8s-test-node-0-256`
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// let parts = Convention::default().parse_node("k8s-test-node-0-121")?;
    /// assert_eq!(parts.address.map(|address| address.to_string()).as_deref(), Some("0-121"));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn parse_node(&self, name: impl AsRef<str>) -> Result<NodeParts, NameError> {
        let (text, template) = (name.as_ref(), &self.templates.node);
        if dns_subdomain(text.as_bytes()).is_some() {
            text.parse::<NodeName>()?;
        }
        let cuts = template.split(text).ok_or_else(|| self.explain(template, text))?;
        let address = match template.place(Field::Address).map(|place| cuts.range(place)) {
            Some(range) => {
                let address = text.get(range.clone()).unwrap_or_default().parse();
                Some(address.map_err(|error| relocated(&error, "node name", text, range.start))?)
            }
            None => None,
        };
        let environment = template.value(Field::Environment, text, &cuts);
        Ok(NodeParts { environment: environment.and_then(|name| self.known_environment(name)).cloned(), address })
    }
}
