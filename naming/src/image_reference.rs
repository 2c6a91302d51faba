//! A reference to an image.

use std::borrow::Cow;
use std::str::FromStr;

use crate::ImageReferenceRef;
use crate::error::NameError;
use crate::name_type::text_traits;
use crate::reference_grammar::{Parts, scan};

/// A reference to an image, as a container's `image` has it: `ubuntu`, `registry.hz.local/huize/ai-dc-web:v20`.
///
/// It keeps and prints the text as written; what it means is asked for. Equality and order are those of the
/// text; compare [`normalized`](Self::normalized) forms to learn whether two mean the same image. To read
/// without allocating, see [`ImageReferenceRef`].
///
/// # Syntax
/// `[domain/]path[:tag][@digest]`, exactly what `ParseNormalizedNamed` of the distribution project's `reference`
/// package (v0.6) accepts:
/// - the domain is a host name of letters, digits, `-` and `.`, or an IPv6 address in brackets, and perhaps `:`
///   and a port. The first part is a domain only if it is `localhost` or has a `.`, a `:` or a capital: `Foo/bar`
///   is `bar` on the host `Foo`;
/// - the path is parts of `a-z` and `0-9`, joined by `/`; inside a part, single `.`, `_` or `__`, and any number
///   of `-` may separate them. At most 255 bytes with the `library/` that normalising adds;
/// - the tag is an [`ImageTag`](crate::ImageTag), the digest a [`Digest`](crate::Digest);
/// - 64 hex digits alone are refused, because they are the id of an image.
///
/// Tools still built on docker/distribution 2.8 differ in three ways: they know no IPv6 hosts, a capital makes
/// no host, and the 255 bytes include the domain.
///
/// Kubernetes accepts almost any text here and fails later, on the node, with `InvalidImageName`.
///
/// # Examples
/// ```
/// use pavedroad_naming::ImageReference;
///
/// let image: ImageReference = "ubuntu:24.04".parse()?;
/// assert_eq!(image.domain(), "docker.io");
/// assert_eq!(image.path(), "library/ubuntu");
/// assert_eq!(image.normalized(), "docker.io/library/ubuntu:24.04");
/// assert_eq!(image.to_string(), "ubuntu:24.04");
///
/// let error = "registry/Huize/ai-dc-web".parse::<ImageReference>().unwrap_err();
/// assert_eq!(error.offset(), 9);
/// assert_eq!(error.hint(), Some("did you mean \"registry/huize/ai-dc-web\"?"));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageReference {
    text: Cow<'static, str>,
    parts: Parts,
}

impl ImageReference {
    /// Reads a reference; the same as [`str::parse`].
    ///
    /// # Errors
    /// Those of [`ImageReferenceRef::parse`].
    pub fn new(text: &str) -> Result<Self, NameError> {
        text.parse()
    }

    /// Makes a reference from a literal, checked when the program is compiled:
    /// ```compile_fail
    /// const BAD: pavedroad_naming::ImageReference =
    ///     pavedroad_naming::ImageReference::from_static("registry/Huize/ai-dc-web");
    /// ```
    ///
    /// # Panics
    /// If the text is not a legal reference. In a `const` that is a compile error; use [`str::parse`] for text
    /// that is only known at run time.
    #[must_use]
    #[expect(clippy::panic, reason = "a literal is checked when the program is compiled")]
    pub const fn from_static(text: &'static str) -> Self {
        match scan(text.as_bytes()) {
            Ok(parts) => Self { text: Cow::Borrowed(text), parts },
            Err(_) => panic!("the literal is not a legal image reference"),
        }
    }

    pub(crate) const fn from_parts(text: Cow<'static, str>, parts: Parts) -> Self {
        Self { text, parts }
    }

    /// The same reference, borrowed.
    #[must_use]
    pub fn borrowed(&self) -> ImageReferenceRef<'_> {
        ImageReferenceRef::from_parts(&self.text, self.parts)
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The registry, with its port; see [`ImageReferenceRef::domain`].
    #[must_use]
    pub fn domain(&self) -> &str {
        self.borrowed().domain()
    }

    /// The whole path in its registry; see [`ImageReferenceRef::path`].
    #[must_use]
    pub fn path(&self) -> Cow<'_, str> {
        self.borrowed().path()
    }

    /// The tag, if one is written.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.borrowed().tag()
    }

    /// The digest, if one is written.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        self.borrowed().digest()
    }

    /// Domain and whole path; see [`ImageReferenceRef::repository`].
    #[must_use]
    pub fn repository(&self) -> String {
        self.borrowed().repository()
    }

    /// The reference with its domain and whole path; see [`ImageReferenceRef::normalized`].
    #[must_use]
    pub fn normalized(&self) -> String {
        self.borrowed().normalized()
    }

    /// The short form people use; see [`ImageReferenceRef::familiar`].
    #[must_use]
    pub fn familiar(&self) -> &str {
        self.borrowed().familiar()
    }

    /// The tag that is pulled, by the kubelet's rule; see [`ImageReferenceRef::effective_tag`].
    #[must_use]
    pub fn effective_tag(&self) -> Option<&str> {
        self.borrowed().effective_tag()
    }

    /// What the kubelet hands to the container runtime; see [`ImageReferenceRef::pull_reference`].
    #[must_use]
    pub fn pull_reference(&self) -> Cow<'_, str> {
        self.borrowed().pull_reference()
    }

    /// Whether its pull policy defaults to `Always`; see [`ImageReferenceRef::is_pulled_always`].
    #[must_use]
    pub fn is_pulled_always(&self) -> bool {
        self.borrowed().is_pulled_always()
    }
}

impl FromStr for ImageReference {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        ImageReferenceRef::parse(text).map(ImageReferenceRef::into_owned)
    }
}

text_traits!(ImageReference, "an image reference such as `registry.hz.local/huize/ai-dc-web:v20`", |image| image
    .text
    .into_owned());

/// The pattern is the whole grammar but for the 255 bytes of the path, and for 64 hex digits, which `not` says.
#[cfg(feature = "schemars")]
impl schemars::JsonSchema for ImageReference {
    fn schema_name() -> Cow<'static, str> {
        "ImageReference".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::ImageReference").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // A bracketed part without a ':' or a capital is no domain, and a path has no brackets.
        let domain = "[A-Za-z0-9]+(-+[A-Za-z0-9]+)*(\\.[A-Za-z0-9]+(-+[A-Za-z0-9]+)*)*(:[0-9]+)?\
            |\\[[a-f0-9]*[A-F:][a-fA-F0-9:]*\\](:[0-9]+)?|\\[[a-f0-9]+\\]:[0-9]+";
        let part = "[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*";
        let digest = "sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}";
        let tag = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
        schemars::json_schema!({
            "type": "string",
            "description": "an image reference such as `registry.hz.local/huize/ai-dc-web:v20`",
            "minLength": 1,
            "pattern": format!("^(({domain})/)?{part}(/{part})*(:{tag})?(@({digest}))?$"),
            "not": { "pattern": "^[a-f0-9]{64}$" },
            "examples": ["registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20", "ubuntu"],
        })
    }
}
