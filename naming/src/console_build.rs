//! A build as a console lists it.

use std::cmp::Ordering;
use std::ops::Range;
use std::str::FromStr;

use crate::builds::cmp_age;
use crate::error::NameError;
use crate::name_type::text_traits;
use crate::{AppName, BuildStamp, Convention, GitRevision};

/// A build as a build console lists it: `ai-api:2019-07-26-13-25_v20`.
///
/// It names neither registry nor namespace: a console shows one environment at a time.
/// [`Convention::image_of`] makes the address of it, [`Convention::console_of`] goes the other way.
///
/// # Syntax
/// [`FromStr`] and serde read by the built-in convention: app, `:`, date, `-`, time, `_`, git revision.
/// [`Convention::parse_console`] reads by any convention.
///
/// # Ordering
/// By app, then from the oldest to the newest build.
///
/// # Examples
/// ```
/// use pavedroad_naming::ConsoleBuild;
///
/// let build: ConsoleBuild = "ai-api:2019-07-26-13-25_v20".parse()?;
/// assert_eq!((build.app(), build.revision()), ("ai-api", Some("v20")));
/// assert_eq!(build.stamp().map(|stamp| stamp.to_string()).as_deref(), Some("20190726-1325"));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ConsoleBuild {
    text: Box<str>,
    app: usize,
    stamp: Option<BuildStamp>,
    revision: Option<Range<usize>>,
}

impl ConsoleBuild {
    /// Reads a build by the built-in convention; the same as [`str::parse`].
    ///
    /// # Errors
    /// As [`Convention::parse_console`].
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    pub(crate) fn from_parts(
        text: &str,
        app: usize,
        stamp: Option<BuildStamp>,
        revision: Option<Range<usize>>,
    ) -> Self {
        Self { text: text.into(), app, stamp, revision }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The app: `ai-api`.
    #[must_use]
    pub fn app(&self) -> &str {
        self.text.get(..self.app).unwrap_or_default()
    }

    /// The tag in the console's form: `2019-07-26-13-25_v20`.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.text.get(self.app + 1..).unwrap_or_default()
    }

    /// When it was built; `None` if the convention's console does not show it.
    #[must_use]
    pub fn stamp(&self) -> Option<BuildStamp> {
        self.stamp
    }

    /// The git tag it was built from: `v20`; `None` if the convention's console does not show it.
    #[must_use]
    pub fn revision(&self) -> Option<&str> {
        self.text.get(self.revision.clone()?)
    }

    /// [`app`](Self::app) as a value of its own.
    #[must_use]
    pub fn to_app(&self) -> AppName {
        AppName::checked(self.app())
    }

    /// [`revision`](Self::revision) as a value of its own.
    #[must_use]
    pub fn to_revision(&self) -> Option<GitRevision> {
        self.revision().map(GitRevision::checked)
    }
}

impl FromStr for ConsoleBuild {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Convention::built_in().parse_console(text)
    }
}

impl Ord for ConsoleBuild {
    fn cmp(&self, other: &Self) -> Ordering {
        let apps = self.app().cmp(other.app());
        // The rest only matters for builds read by different conventions.
        let rest = || {
            let places = |build: &Self| build.revision.as_ref().map(|range| (range.start, range.end));
            self.text.cmp(&other.text).then_with(|| places(self).cmp(&places(other)))
        };
        apps.then_with(|| cmp_age(self, other)).then_with(rest)
    }
}

impl PartialOrd for ConsoleBuild {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

text_traits!(ConsoleBuild, "a build such as `ai-api:2019-07-26-13-25_v20`");

#[cfg(feature = "schemars")]
crate::name_type::text_schema!(
    ConsoleBuild,
    "a build such as `ai-api:2019-07-26-13-25_v20`",
    1..=AppName::MAX_LEN + 1 + crate::ImageTag::MAX_LEN,
    // The form; the calendar is the parser's.
    concat!(
        "^[a-z]([-a-z0-9]*[a-z0-9])?:[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9]{2}",
        "_[A-Za-z0-9_][A-Za-z0-9_.-]*$"
    ),
    "ai-api:2019-07-26-13-25_v20"
);
