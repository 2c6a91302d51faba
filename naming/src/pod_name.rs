//! The name of a pod.

use crate::dns_subdomain::{dns_subdomain, mend_subdomain};
use crate::error::{NameError, NameErrorKind};
use crate::name_type::name_type;
use crate::pod_candidates::{candidates, indexed_base, reading};
use crate::template_hash::SAFE;
use crate::{PodReading, TemplateHash, WorkloadKind};

name_type! {
    /// The name of a pod: `ai-dc-web-8566595ffb-gwphf`.
    ///
    /// Its controller made it of the workload's name, and cut that where it was too long. So a name alone can mean
    /// several workloads ([`readings`](Self::readings)); with the workload known it means one
    /// ([`read_as`](Self::read_as)).
    ///
    /// # Syntax
    /// A [`DnsSubdomain`](crate::DnsSubdomain). Source: `ValidatePodName` in Kubernetes'
    /// `pkg/apis/core/validation`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{PodName, WorkloadKind};
    ///
    /// let pod: PodName = "ai-app-8566595ffb-gwphf".parse()?;
    /// let readings: Vec<_> = pod.readings().iter().map(|reading| reading.to_string()).collect();
    /// assert_eq!(
    ///     readings,
    ///     ["Deployment \"ai-app\"", "DaemonSet \"ai-app-8566595ffb\"", "Job \"ai-app-8566595ffb\""]
    /// );
    /// let reading = pod.read_as(WorkloadKind::Deployment, "ai-app")?;
    /// assert_eq!((reading.template_hash(), reading.suffix()), (Some("8566595ffb"), Some("gwphf")));
    ///
    /// // Controllers use no vowels, so that names spell no words: somebody typed this one.
    /// let typed: PodName = "ai-api-8566595ffb-gwpha".parse()?;
    /// assert_eq!(typed.readings()[0].workload(), "ai-api");
    /// assert!(typed.readings()[0].flaw().is_some_and(|flaw| flaw.found() == "'a'"));
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    PodName {
        what: "pod name",
        expecting: "a pod name such as `ai-dc-web-8566595ffb-gwphf`",
        rule: dns_subdomain,
        mend: mend_subdomain,
        min: 1,
        max: 253,
        pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
        examples: ["ai-dc-web-8566595ffb-gwphf", "web-0"],
    }
}

impl PodName {
    /// The greatest length of what a controller puts before the random characters, in bytes: `maxGeneratedNameLength`
    /// in Kubernetes' `apiserver/pkg/storage/names`.
    pub const MAX_BASE_LEN: usize = 58;

    /// The number of random characters.
    pub const SUFFIX_LEN: usize = 5;

    /// The name that the API server makes of a `generateName` and five random characters: the base is cut to 58 bytes.
    /// This crate has no randomness; the caller brings the characters.
    ///
    /// # Errors
    /// - a suffix that is not five of `bcdfghjklmnpqrstvwxz2456789`
    /// - a base that makes no legal name: `Ai-`
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::PodName;
    ///
    /// assert_eq!(PodName::generated("ai-dc-web-8566595ffb-", "gwphf")?, "ai-dc-web-8566595ffb-gwphf");
    /// assert_eq!(PodName::generated(&"w".repeat(70), "gwphf")?.as_str().len(), 63);
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn generated(base: &str, suffix: &str) -> Result<Self, NameError> {
        if let Some((at, character)) = foreign(suffix) {
            let found = format!("{character:?}");
            return Err(NameError::new("pod name", suffix, NameErrorKind::Character, at, found, EXPECTED));
        }
        if suffix.len() != Self::SUFFIX_LEN {
            let (found, at) = (format!("{} random characters", suffix.len()), suffix.len().min(Self::SUFFIX_LEN));
            return Err(NameError::new("pod name", suffix, NameErrorKind::End, at, found, "5 of them"));
        }
        let end = base.floor_char_boundary(Self::MAX_BASE_LEN);
        format!("{}{suffix}", base.get(..end).unwrap_or_default()).parse()
    }

    /// The name of a Deployment's pod.
    ///
    /// # Errors
    /// As [`generated`](Self::generated).
    pub fn of_deployment(name: impl AsRef<str>, hash: TemplateHash, suffix: &str) -> Result<Self, NameError> {
        Self::generated(&format!("{}-{hash}-", name.as_ref()), suffix)
    }

    /// The name of a StatefulSet's pod.
    ///
    /// # Errors
    /// If it is no legal name, because the StatefulSet's is none or is too long.
    pub fn of_stateful_set(name: impl AsRef<str>, ordinal: u32) -> Result<Self, NameError> {
        format!("{}-{ordinal}", name.as_ref()).parse()
    }

    /// The name of a DaemonSet's pod.
    ///
    /// # Errors
    /// As [`generated`](Self::generated).
    pub fn of_daemon_set(name: impl AsRef<str>, suffix: &str) -> Result<Self, NameError> {
        Self::generated(&format!("{}-", name.as_ref()), suffix)
    }

    /// The name of a Job's pod, with its index if the Job is indexed; the index is never cut. Source:
    /// `podGenerateNameWithIndex` in Kubernetes' `pkg/controller/job`.
    ///
    /// # Errors
    /// As [`generated`](Self::generated).
    pub fn of_job(name: impl AsRef<str>, index: Option<u32>, suffix: &str) -> Result<Self, NameError> {
        match index {
            Some(index) => Self::generated(&indexed_base(name.as_ref(), index), suffix),
            None => Self::generated(&format!("{}-", name.as_ref()), suffix),
        }
    }

    /// The name of a CronJob's pod: that of its Job `<name>-<minutes>`. `minutes` are those from the beginning of 1970
    /// (UTC) to the time the Job was due. Source: `getJobName` in Kubernetes' `pkg/controller/cronjob`.
    ///
    /// # Errors
    /// As [`generated`](Self::generated).
    pub fn of_cron_job(
        name: impl AsRef<str>,
        minutes: u64,
        index: Option<u32>,
        suffix: &str,
    ) -> Result<Self, NameError> {
        Self::of_job(format!("{}-{minutes}", name.as_ref()), index, suffix)
    }

    /// The text before the last `-`, and the number behind it, as the StatefulSet controller reads them:
    /// `("web", 0)` of `web-0`. `None` if the name does not end with `-` and a number below 2 to the power of 31.
    /// Source: `getParentNameAndOrdinal` in Kubernetes' `pkg/controller/statefulset`.
    #[must_use]
    pub fn parent_and_ordinal(&self) -> Option<(&str, u32)> {
        let (parent, ordinal) = self.as_str().rsplit_once('-')?;
        let digits = ordinal.bytes().all(|byte| byte.is_ascii_digit());
        let number: i32 = ordinal.parse().ok().filter(|_| digits)?;
        Some((parent, number.unsigned_abs()))
    }

    /// The workloads that this can be a pod of, the likeliest first; none if no controller makes such a name, which
    /// has at most 63 bytes. Minutes of a CronJob are read if they have eight digits, so from 1989 to 2160.
    ///
    /// A reading with a [flaw](PodReading::flaw) is only given if there is none without.
    #[must_use]
    pub fn readings(&self) -> Vec<PodReading<'_>> {
        candidates(self.as_str())
    }

    /// Reads the name as a pod of that workload.
    ///
    /// # Errors
    /// If the workload's controller gives its pods other names.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{PodName, WorkloadKind};
    ///
    /// let pod: PodName = "sync-27786000-gwphf".parse()?;
    /// let reading = pod.read_as(WorkloadKind::CronJob, "sync")?;
    /// assert_eq!(reading.scheduled().map(|time| time.to_string()).as_deref(), Some("2022-10-30 20:00:00"));
    /// assert_eq!(
    ///     pod.read_as(WorkloadKind::StatefulSet, "sync").unwrap_err().to_string(),
    ///     "invalid pod name \"sync-27786000-gwphf\": found \"27786000-gwphf\" at byte 5, expected a pod of StatefulSet \
    ///      \"sync\": its name, '-' and an ordinal"
    /// );
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    pub fn read_as(&self, kind: WorkloadKind, workload: impl AsRef<str>) -> Result<PodReading<'_>, NameError> {
        let (text, workload) = (self.as_str(), workload.as_ref());
        reading(text, kind, workload).ok_or_else(|| {
            let same = text.strip_prefix(workload).filter(|rest| rest.starts_with('-'));
            let at = same.map_or(0, |rest| text.len() - rest.len() + 1);
            let found = match text.get(at..) {
                None | Some("") => "the end".to_owned(),
                Some(rest) => format!("{rest:?}"),
            };
            let expected = format!("a pod of {kind} {workload:?}: {}", kind.pattern());
            NameError::new("pod name", text, NameErrorKind::Mismatch, at, found, expected)
        })
    }
}

/// What a random part is made of, for a message.
pub(crate) const EXPECTED: &str = "one of \"bcdfghjklmnpqrstvwxz2456789\", which is all that controllers use";

/// The first character that no random part holds.
pub(crate) fn foreign(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, character)| !SAFE.iter().any(|byte| char::from(*byte) == *character))
}
