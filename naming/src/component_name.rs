//! The name of a component.

use crate::dns_label::{dns_label, mend_label};
use crate::name_type::name_type;

name_type! {
    /// A component of a system: the `web` of `ai-dc-web`. It may hold hyphens: `bid-api` of `ad-x-bid-api`.
    ///
    /// # Syntax
    /// A [`DnsLabel`](crate::DnsLabel).
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::ComponentName;
    ///
    /// assert_eq!("bid-api".parse::<ComponentName>()?.as_str(), "bid-api");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    ComponentName {
        what: "component",
        expecting: "a component such as `web`",
        rule: dns_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        examples: ["web", "bid-api"],
    }
}
