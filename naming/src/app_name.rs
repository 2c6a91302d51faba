//! The name of an application.

use crate::dns_label::{dns_1035_label, mend_label};
use crate::name_type::name_type;

name_type! {
    /// The one name of an application: its Deployment, its Service and its package carry it (seed rule:
    /// service, app and package are equal).
    ///
    /// Legality only: what its parts mean (`ai-dc-web` is line `ai`, system `dc`, component `web`) is the
    /// [`Convention`](crate::Convention)'s to say.
    ///
    /// # Syntax
    /// A [`Dns1035Label`](crate::Dns1035Label), because a Service carries it.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::AppName;
    ///
    /// const WEB: AppName = AppName::from_static("ai-dc-web");
    /// assert_eq!("ai-dc-web".parse::<AppName>()?, WEB);
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    AppName {
        what: "app name",
        expecting: "an app name such as `ai-dc-web`",
        rule: dns_1035_label,
        mend: mend_label,
        min: 1,
        max: 63,
        pattern: "^[a-z]([-a-z0-9]*[a-z0-9])?$",
        examples: ["ai-dc-web", "ai-dc-server"],
    }
}
