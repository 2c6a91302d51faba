//! The name of an environment.

use crate::dns_label::{dns_label, mend_label};
use crate::name_type::name_type;

name_type! {
    /// An environment of the platform: `test`, `preview`, `prod`. A [`Convention`](crate::Convention) lists
    /// the ones there are, in promotion order.
    ///
    /// # Syntax
    /// A [`DnsLabel`](crate::DnsLabel), because it is part of a namespace.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Environment;
    ///
    /// assert_eq!("preview".parse::<Environment>()?.as_str(), "preview");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    Environment {
        what: "environment",
        expecting: "an environment such as `test`",
        rule: dns_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        examples: ["test", "preview", "prod"],
    }
}
