//! The key of an annotation.

use crate::dns_subdomain::Case;
use crate::error::Violation;
use crate::label_key::{mend_key, qualified_name};
use crate::name_type::name_type;

name_type! {
    /// The key of an annotation: a [`LabelKey`](crate::LabelKey) whose prefix may have capitals.
    ///
    /// # Syntax
    /// What is a label key once it is lower-cased, and kept as written. Kubernetes lower-cases with Unicode's
    /// rules, so two characters beyond ASCII are legal wherever `i` and `k` are: U+0130 and U+212A. Lengths
    /// count after lowering. Source: `ValidateAnnotations` in Kubernetes' `apimachinery/pkg/api/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{AnnotationKey, LabelKey};
    ///
    /// let key: AnnotationKey = "Prometheus.IO/scrape".parse()?;
    /// assert_eq!((key.prefix(), key.name()), (Some("Prometheus.IO"), "scrape"));
    /// assert!("Prometheus.IO/scrape".parse::<LabelKey>().is_err());
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    AnnotationKey {
        what: "annotation key",
        expecting: "an annotation key such as `prometheus.io/scrape`",
        rule: annotation_key,
        mend: mend_key,
        min: 1,
        // The sign of the kelvin takes three bytes, and may stand for every letter.
        max: 949,
        chars: 317,
        pattern: "^([A-Za-z0-9\u{130}\u{212A}]([-A-Za-z0-9\u{130}\u{212A}]*[A-Za-z0-9\u{130}\u{212A}])?(\\.[A-Za-z0-9\u{130}\u{212A}]([-A-Za-z0-9\u{130}\u{212A}]*[A-Za-z0-9\u{130}\u{212A}])?)*/)?[A-Za-z0-9\u{130}\u{212A}]([-A-Za-z0-9\u{130}\u{212A}_.]*[A-Za-z0-9\u{130}\u{212A}])?$",
        also: "^([^/]{1,253}/)?[^/]{1,63}$",
        examples: ["prometheus.io/scrape", "kubernetes.io/change-cause"],
    }
}

impl AnnotationKey {
    /// What stands before the `/`: `prometheus.io`.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.as_str().split_once('/').map(|(prefix, _)| prefix)
    }

    /// What stands after the `/`, or the whole key without one: `scrape`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.as_str().split_once('/').map_or(self.as_str(), |(_, name)| name)
    }
}

const fn annotation_key(text: &[u8]) -> Option<Violation> {
    qualified_name(text, Case::Lowered)
}
