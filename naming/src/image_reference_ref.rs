//! A reference to an image, borrowed from its text.

use std::borrow::Cow;

use crate::ImageReference;
use crate::borrowed_traits::borrowed_traits;
use crate::error::NameError;
use crate::reference_grammar::{Home, Parts, scan};
use crate::reference_hint::reference_error;

/// A reference to an image, borrowed: reading it allocates nothing.
///
/// See [`ImageReference`] for the syntax; this one is `Copy` and lives as long as the text.
///
/// # Examples
/// ```
/// use pavedroad_naming::ImageReferenceRef;
///
/// let image = ImageReferenceRef::parse("registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20")?;
/// assert_eq!(image.domain(), "registry.hz.local");
/// assert_eq!(image.path(), "huize/ai-test_ai-dc-web");
/// assert_eq!(image.tag(), Some("20190510-1033_v20"));
/// assert_eq!(image.digest(), None);
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageReferenceRef<'a> {
    text: &'a str,
    parts: Parts,
}

impl<'a> ImageReferenceRef<'a> {
    /// Reads a reference. Takes time in proportion to the length of the text, and no memory unless it fails.
    ///
    /// # Errors
    /// A [`NameError`] that names the first rule broken and the byte where:
    /// - a capital in the path, as in `registry/Huize/ai-dc-web`;
    /// - an empty part: `registry.hz.local//ai-dc-web`, `ai-dc-web:`, `ai-dc-web@`;
    /// - a path over 255 bytes (with the `library/` that normalising adds) or a tag over 128;
    /// - a digest of another algorithm or length, as in `ai-dc-web@md5:...`;
    /// - 64 hex digits and nothing else, which is the id of an image;
    /// - any other character that may not stand where it does, as in `https://registry.hz.local/ai-dc-web`.
    pub fn parse(text: &'a str) -> Result<Self, NameError> {
        match scan(text.as_bytes()) {
            Ok(parts) => Ok(Self { text, parts }),
            Err(violation) => Err(reference_error(violation, text)),
        }
    }

    /// For a text that was read before.
    pub(crate) const fn from_parts(text: &'a str, parts: Parts) -> Self {
        Self { text, parts }
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(self) -> &'a str {
        self.text
    }

    /// The registry, with its port: `docker.io` where none is written, and for its old name `index.docker.io`.
    ///
    /// Empty for a first part with a `.` that is no legal host, such as `a_b.c/x`: the reference package reads
    /// that as a path of no registry.
    #[must_use]
    pub fn domain(self) -> &'a str {
        match self.parts.home {
            Home::Implied | Home::Hub => "docker.io",
            Home::Written => self.slice(0, self.parts.path.saturating_sub(1)),
            Home::Nowhere => "",
        }
    }

    /// The path in its registry: `library/ubuntu` for `ubuntu`. Allocates only where it adds `library/`.
    #[must_use]
    pub fn path(self) -> Cow<'a, str> {
        let written = self.slice(self.parts.path, self.parts.path_end());
        if self.parts.library { Cow::Owned(format!("library/{written}")) } else { Cow::Borrowed(written) }
    }

    /// The tag, if one is written.
    #[must_use]
    pub fn tag(self) -> Option<&'a str> {
        (self.parts.tag_len > 0).then(|| self.slice(self.parts.path_end() + 1, self.parts.tag_end()))
    }

    /// The digest, if one is written: the text of a [`Digest`](crate::Digest).
    #[must_use]
    pub fn digest(self) -> Option<&'a str> {
        self.parts.digested.then(|| self.slice(self.parts.tag_end() + 1, self.text.len()))
    }

    /// Domain and path: `docker.io/library/ubuntu` for `ubuntu:24.04`.
    #[must_use]
    pub fn repository(self) -> String {
        self.with_domain(self.slice(self.parts.path, self.parts.path_end()))
    }

    /// The reference with its domain and whole path: `docker.io/library/ubuntu:24.04` for `ubuntu:24.04`.
    ///
    /// What the distribution project's `ParseNormalizedNamed(text).String()` gives. No tag is added.
    /// References that normalise alike name the same image.
    #[must_use]
    pub fn normalized(self) -> String {
        self.with_domain(self.slice(self.parts.path, self.text.len()))
    }

    /// The short form people use: `ubuntu:24.04` for `docker.io/library/ubuntu:24.04`, and without `docker.io`
    /// for everything else there.
    ///
    /// What the distribution project's `FamiliarString` gives, for display. It need not read back: that of
    /// `docker.io/a.b/c` is `a.b/c`, where `a.b` is a domain.
    #[must_use]
    pub fn familiar(self) -> &'a str {
        if !matches!(self.parts.home, Home::Implied | Home::Hub) {
            return self.text;
        }
        let path = self.slice(self.parts.path, self.parts.path_end());
        let skipped = match path.strip_prefix("library/") {
            Some(rest) if !rest.contains('/') => path.len() - rest.len(),
            _ => 0,
        };
        self.slice(self.parts.path + skipped, self.text.len())
    }

    /// The tag that is pulled: the one written, `latest` where neither tag nor digest is, none beside a digest
    /// alone. Source: `ParseImageName` in Kubernetes' `pkg/util/parsers`.
    #[must_use]
    pub fn effective_tag(self) -> Option<&'a str> {
        match self.tag() {
            None if !self.parts.digested => Some("latest"),
            tag => tag,
        }
    }

    /// What the kubelet hands to the container runtime: the text as written, and `:latest` behind it only
    /// where it has neither tag nor digest. Nothing else is normalised; a short name stays short.
    ///
    /// Source: `applyDefaultImageTag` in Kubernetes' `pkg/kubelet/images/image_manager.go`.
    #[must_use]
    pub fn pull_reference(self) -> Cow<'a, str> {
        match (self.tag(), self.digest()) {
            (None, None) => Cow::Owned(format!("{}:latest", self.text)),
            _ => Cow::Borrowed(self.text),
        }
    }

    /// Whether Kubernetes defaults `imagePullPolicy` to `Always` for this image: if the
    /// [effective tag](Self::effective_tag) is `latest`, even beside a digest. Otherwise it is `IfNotPresent`.
    ///
    /// Source: `SetDefaults_Container` in Kubernetes' `pkg/apis/core/v1/defaults.go`.
    #[must_use]
    pub fn is_pulled_always(self) -> bool {
        self.effective_tag() == Some("latest")
    }

    /// The same reference with a text of its own, in one allocation.
    #[must_use]
    pub fn into_owned(self) -> ImageReference {
        ImageReference::from_parts(Cow::Owned(self.text.to_owned()), self.parts)
    }

    /// `rest` is the path as written, and perhaps what follows it.
    fn with_domain(self, rest: &str) -> String {
        let (domain, slash) = (self.domain(), if self.domain().is_empty() { "" } else { "/" });
        [domain, slash, if self.parts.library { "library/" } else { "" }, rest].concat()
    }

    /// Part of the text. All offsets are those of ASCII characters, so nothing is ever missing.
    fn slice(self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }
}

borrowed_traits!(ImageReferenceRef, ImageReference);
