//! What a pod's name says about its workload.

use std::fmt;

use chrono::{DateTime, NaiveDateTime};

use crate::WorkloadKind;
use crate::error::{NameError, NameErrorKind};
use crate::pod_name::{EXPECTED, foreign};
use crate::template_hash::TemplateHash;

/// One reading of a [`PodName`](crate::PodName): the workload, and the parts its controller added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodReading<'a> {
    pub(crate) pod: &'a str,
    pub(crate) kind: WorkloadKind,
    pub(crate) workload: &'a str,
    pub(crate) cut: bool,
    pub(crate) hash: Option<&'a str>,
    pub(crate) minutes: Option<&'a str>,
    pub(crate) index: Option<u32>,
    pub(crate) suffix: Option<&'a str>,
}

impl<'a> PodReading<'a> {
    pub(crate) fn new(pod: &'a str, kind: WorkloadKind, workload: &'a str) -> Self {
        Self { pod, kind, workload, cut: false, hash: None, minutes: None, index: None, suffix: None }
    }

    /// The kind of the workload.
    #[must_use]
    pub fn kind(&self) -> WorkloadKind {
        self.kind
    }

    /// The name of the workload, as far as the pod's name tells it.
    #[must_use]
    pub fn workload(&self) -> &'a str {
        self.workload
    }

    /// Can the workload's name go on after [`workload`](Self::workload)? So in names of 63 bytes, which controllers
    /// cut.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// The hash of a Deployment's template: `8566595ffb`. In names of 63 bytes it may be cut too, or missing.
    #[must_use]
    pub fn template_hash(&self) -> Option<&'a str> {
        self.hash
    }

    /// The ordinal of a StatefulSet's pod, or the index of an indexed Job's.
    #[must_use]
    pub fn index(&self) -> Option<u32> {
        self.index
    }

    /// When the Job of a CronJob was due, in UTC; `None` if that was cut.
    #[must_use]
    pub fn scheduled(&self) -> Option<NaiveDateTime> {
        let minutes: i64 = self.minutes.filter(|text| text.len() == 8)?.parse().ok()?;
        DateTime::from_timestamp(minutes.checked_mul(60)?, 0).map(|time| time.naive_utc())
    }

    /// The random characters at the end; a StatefulSet's pods have none.
    #[must_use]
    pub fn suffix(&self) -> Option<&'a str> {
        self.suffix
    }

    /// Why no controller made this name, although it looks like one of this workload: a character in a random part
    /// that controllers do not use, or a hash that no number makes.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{PodName, WorkloadKind};
    ///
    /// let pod: PodName = "ai-web-8566595ffb-gwphe".parse()?;
    /// let reading = pod.read_as(WorkloadKind::Deployment, "ai-web")?;
    /// assert_eq!(
    ///     reading.flaw().map(|flaw| flaw.to_string()).as_deref(),
    ///     Some(
    ///         "invalid pod name \"ai-web-8566595ffb-gwphe\": found 'e' at byte 22, expected one of \
    ///          \"bcdfghjklmnpqrstvwxz2456789\", which is all that controllers use"
    ///     )
    /// );
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    #[must_use]
    pub fn flaw(&self) -> Option<NameError> {
        let error = |at, kind, found: String, expected: &str| {
            NameError::new("pod name", self.pod, kind, at, found, expected.to_owned())
        };
        if let Some(hash) = self.hash.filter(|hash| !TemplateHash::begins(hash))
            && let Err(wrong) = hash.parse::<TemplateHash>()
        {
            let at = self.workload.len() + 1 + wrong.offset();
            return Some(error(at, wrong.kind(), wrong.found().to_owned(), wrong.expected()));
        }
        let suffix = self.suffix?;
        let (at, character) = foreign(suffix)?;
        let start = self.pod.len().saturating_sub(suffix.len());
        Some(error(start + at, NameErrorKind::Character, format!("{character:?}"), EXPECTED))
    }
}

/// `Deployment "ai-dc-web"`, and `...` after a name that can go on.
impl fmt::Display for PodReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.cut { " ..." } else { "" };
        write!(f, "{} {:?}{more}", self.kind, self.workload)
    }
}
