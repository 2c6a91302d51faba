//! The name of a business line.

use crate::dns_label::{dns_1035_label, mend_label};
use crate::name_type::name_type;

name_type! {
    /// A business line, abbreviated: `ai`, `dt`, `ad`. A [`Convention`](crate::Convention) lists the ones there
    /// are; a platform without lines lists none.
    ///
    /// # Syntax
    /// A [`Dns1035Label`](crate::Dns1035Label), because app names begin with it.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::BusinessLine;
    ///
    /// assert_eq!("ai".parse::<BusinessLine>()?.as_str(), "ai");
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    BusinessLine {
        what: "business line",
        expecting: "a business line such as `ai`",
        rule: dns_1035_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$",
        examples: ["ai", "dt", "ad"],
    }
}
