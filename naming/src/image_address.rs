//! The address of an image, taken apart.

use std::cmp::Ordering;
use std::ops::Range;
use std::str::FromStr;

use crate::builds::cmp_age;
use crate::error::NameError;
use crate::name_type::text_traits;
use crate::{AppName, BuildStamp, Convention, GitRevision, ImageTag, Namespace};

/// The full address of an image that a convention's pipeline built:
/// `registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20`.
///
/// It keeps the text as it was read, in one allocation, and where its parts are. Images that other people built
/// are an [`ImageReference`](crate::ImageReference).
///
/// # Syntax
/// [`FromStr`] and serde read by the built-in convention, which is the form above: registry host, `/`, path,
/// `/`, namespace, `_`, app, `:`, build stamp, `_`, git revision. [`Convention::parse_image`] reads by any
/// convention, and [`Convention::read_image`] also where namespace or app deviate from it.
///
/// There is no `from_static`: what an address means is a convention's to say, and reading one is not `const`.
///
/// # Ordering
/// By [repository](Self::repository), then from the oldest to the newest build: by stamp, then by revision in
/// the [order of revisions](GitRevision#ordering).
///
/// # Examples
/// ```
/// use pavedroad_naming::ImageAddress;
///
/// let image: ImageAddress = "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20".parse()?;
/// assert_eq!(image.registry(), "registry.hz.local/huize");
/// assert_eq!(image.namespace(), Some("ai-test"));
/// assert_eq!(image.app(), "ai-dc-web");
/// assert_eq!(image.stamp().map(|stamp| stamp.to_string()), Some("20190510-1033".to_owned()));
/// assert_eq!(image.revision(), Some("v20"));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ImageAddress {
    text: Box<str>,
    spans: Spans,
    stamp: Option<BuildStamp>,
}

/// Where the parts are. The host begins the text and the tag ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Spans {
    pub(crate) host: Span,
    pub(crate) path: Option<Span>,
    pub(crate) namespace: Option<Span>,
    pub(crate) app: Span,
    pub(crate) tag: Span,
    pub(crate) revision: Option<Span>,
}

/// A range of at most 65535 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    start: u16,
    end: u16,
}

impl Span {
    pub(crate) fn new(start: u16, end: u16) -> Self {
        Self { start, end }
    }

    /// The same bytes in a text that this one's text is a part of, from `start` on.
    pub(crate) fn within(self, start: Self) -> Self {
        Self { start: self.start.saturating_add(start.start), end: self.end.saturating_add(start.start) }
    }

    pub(crate) fn range(self) -> Range<usize> {
        usize::from(self.start)..usize::from(self.end)
    }
}

impl ImageAddress {
    /// Reads an address by the built-in convention; the same as [`str::parse`].
    ///
    /// # Errors
    /// As [`Convention::parse_image`].
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    #[inline]
    pub(crate) fn from_parts(text: &str, spans: Spans, stamp: Option<BuildStamp>) -> Self {
        Self { text: text.into(), spans, stamp }
    }

    fn part(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    pub(crate) fn spans(&self) -> &Spans {
        &self.spans
    }

    /// The whole text, as a pod's `image` wants it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Host and path together: `registry.hz.local/huize`.
    #[must_use]
    pub fn registry(&self) -> &str {
        let end = self.spans.path.unwrap_or(self.spans.host).range().end;
        self.text.get(..end).unwrap_or_default()
    }

    /// The registry's host, with its port: `registry.hz.local`.
    #[must_use]
    pub fn host(&self) -> &str {
        self.part(self.spans.host)
    }

    /// The path below the host: `huize`; `None` if the convention has none.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.spans.path.map(|span| self.part(span))
    }

    /// The namespace the image was built for: `ai-test`; `None` if the convention's addresses name none.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.spans.namespace.map(|span| self.part(span))
    }

    /// The app: `ai-dc-web`.
    #[must_use]
    pub fn app(&self) -> &str {
        self.part(self.spans.app)
    }

    /// The tag: `20190510-1033_v20`.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.part(self.spans.tag)
    }

    /// Everything before the `:` of the tag. Builds of one repository are builds of the same app for the same
    /// namespace.
    #[must_use]
    pub fn repository(&self) -> &str {
        let end = self.spans.tag.range().start.saturating_sub(1);
        self.text.get(..end).unwrap_or_default()
    }

    /// When it was built; `None` if the convention's tags carry no stamp.
    #[must_use]
    pub fn stamp(&self) -> Option<BuildStamp> {
        self.stamp
    }

    /// The git tag it was built from: `v20`; `None` if the convention's tags carry none.
    #[must_use]
    pub fn revision(&self) -> Option<&str> {
        self.spans.revision.map(|span| self.part(span))
    }

    /// [`namespace`](Self::namespace) as a value of its own.
    #[must_use]
    pub fn to_namespace(&self) -> Option<Namespace> {
        self.namespace().map(Namespace::checked)
    }

    /// [`app`](Self::app) as a value of its own.
    #[must_use]
    pub fn to_app(&self) -> AppName {
        AppName::checked(self.app())
    }

    /// [`tag`](Self::tag) as a value of its own.
    #[must_use]
    pub fn to_tag(&self) -> ImageTag {
        ImageTag::checked(self.tag())
    }

    /// [`revision`](Self::revision) as a value of its own.
    #[must_use]
    pub fn to_revision(&self) -> Option<GitRevision> {
        self.revision().map(GitRevision::checked)
    }

    /// Is this build older or newer than the other one? By stamp, then by revision, whatever their
    /// repositories.
    #[must_use]
    pub fn cmp_age(&self, other: &Self) -> Ordering {
        cmp_age(self, other)
    }
}

impl FromStr for ImageAddress {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Convention::built_in().parse_image(text)
    }
}

impl Ord for ImageAddress {
    fn cmp(&self, other: &Self) -> Ordering {
        let repositories = self.repository().cmp(other.repository());
        // The last two only matter for addresses read by different conventions.
        repositories
            .then_with(|| self.cmp_age(other))
            .then_with(|| self.text.cmp(&other.text))
            .then_with(|| self.spans.cmp(&other.spans))
    }
}

impl PartialOrd for ImageAddress {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

text_traits!(ImageAddress, "an image address such as `registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20`");

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for ImageAddress {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ImageAddress".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::ImageAddress").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "an image address such as `registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20`",
            "minLength": 1,
            "maxLength": 384,
            // The form; the lines and environments there are, and the calendar, are the parser's.
            "pattern": concat!(
                "^[A-Za-z0-9.:\\[\\]-]+/[a-z0-9]+([._/-]+[a-z0-9]+)*/[a-z0-9]([-a-z0-9]*[a-z0-9])?",
                "_[a-z]([-a-z0-9]*[a-z0-9])?:[0-9]{8}-[0-9]{4}_[A-Za-z0-9_][A-Za-z0-9_.-]*$"
            ),
            "examples": ["registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20"],
        })
    }
}
