//! What can be wrong with an input: one stable code for each kind of finding.

use std::fmt;

/// How much a [`Finding`](crate::Finding) matters.
///
/// # Ordering
/// The most serious first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written before this is mended.
    Error,
    /// It works, and is probably not what was meant.
    Warning,
    /// Good to know; nothing has to change.
    Note,
}

impl Severity {
    /// The word in messages and in JSON: `error`, `warning` or `note`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl serde::Serialize for Severity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Defines the codes once: variant, text, and the sentence that explains it.
macro_rules! finding_codes {
    ($($(#[$meta:meta])* $variant:ident = $text:literal: $explanation:literal;)+) => {
        /// Which kind of mistake a [`Finding`](crate::Finding) reports.
        ///
        /// The text of a code never changes, so programs may rely on it; new codes may be added.
        ///
        /// # Examples
        /// ```
        /// use pavedroad_manifests::FindingCode;
        ///
        /// assert_eq!(FindingCode::UnknownKey.as_str(), "unknown-key");
        /// for code in FindingCode::ALL {
        ///     println!("{code}: {}", code.explanation());
        /// }
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum FindingCode {
            $(#[doc = concat!("`", $text, "`: ", $explanation)] $(#[$meta])* $variant,)+
        }

        impl FindingCode {
            /// Every code, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The text of the code: lower case words joined by `-`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// What the code means and how to mend the file, in plain sentences.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)+ }
            }
        }
    };
}

finding_codes! {
    TooManyFindings = "too-many-findings":
        "There are more findings than the reader keeps (10,000). Mend what is shown, then look again.";
    NotUtf8 = "not-utf8":
        "The file is not UTF-8 text. Save it as UTF-8.";
    TooLarge = "too-large":
        "The file is larger than the reader accepts (1 MiB for a spec, 64 MiB for manifests). Check that this is the right file.";
    ControlCharacter = "control-character":
        "The file holds a character that YAML does not allow, such as NUL or an escape code. Remove it, or write it as an escape in double quotes.";
    YamlSyntax = "yaml-syntax":
        "The text is not YAML: a tab, a wrong indentation, a quote or bracket that is not closed. Mend the place the message shows.";
    TooDeep = "too-deep":
        "Mappings and sequences are nested deeper than the reader accepts (64 levels).";
    AliasLimit = "alias-limit":
        "Aliases (`*name`) repeat more values than the reader accepts (10,000), or a value contains itself. Write the values out.";
    UnknownAnchor = "unknown-anchor":
        "An alias (`*name`) has no anchor (`&name`) above it. Text that begins with `*`, such as `*.example.com`, needs quotes.";
    MergeKey = "merge-key":
        "Merge keys (`<<`) are not supported: YAML 1.2 dropped them and readers differ. Write the keys out, or use `environments` for what differs.";
    YamlTag = "yaml-tag":
        "A tag (`!name`) stands before a value. Only `!!str` before text is understood; remove the tag.";
    InvalidKey = "invalid-key":
        "A key is not text: it is empty, a list, a mapping or an alias. A value that begins with `{` or `[` needs quotes.";
    DuplicateKey = "duplicate-key":
        "A mapping has the same key twice. The first is kept; remove or rename one of them.";
    EmptyDocument = "empty-document":
        "The file holds no value: it is empty, or has only comments.";
    SeveralDocuments = "several-documents":
        "The file holds more than one YAML document (`---`). Put each into a file of its own.";
    UnknownKey = "unknown-key":
        "A mapping has a key that means nothing here. Check its spelling and its place; unknown keys are never ignored.";
    MissingKey = "missing-key":
        "A mapping lacks a key that has to be there.";
    WrongType = "wrong-type":
        "A value is of another kind than expected: text where a mapping belongs, a quoted text where a number belongs, nothing at all.";
    InvalidValue = "invalid-value":
        "A value of the right kind breaks a rule: of a name, a quantity, a range, a closed set of words.";
    Conflict = "conflict":
        "Values that exclude each other stand side by side, or one that needs another stands alone: two kinds of check in a probe, one number for two ports.";
    DanglingReference = "dangling-reference":
        "A value names something that the file does not declare, such as the port of a probe.";
    Convention = "convention":
        "A name or a template breaks the platform's naming convention: an unknown business line, a tag that is not of the convention's form, a template that can be read in two ways.";
    PodSecurity = "pod-security":
        "The app needs more than the Pod Security level of its namespace allows, so the API server would refuse its pods. Remove what is too much, or lower the level in the platform file.";
    TooFewReplicas = "too-few-replicas":
        "The app has fewer pods than the platform's `minReplicas` asks for in this environment.";
    SharedVolume = "shared-volume":
        "Several pods that are all alike share a claim that only one node, or one pod, can mount: pods on another node would not start.";
    BlocksDrains = "blocks-drains":
        "The disruption budget allows no pod to be missing, so no node with a pod of this app can ever be drained.";
    NeverFires = "never-fires":
        "The schedule of a job names a day that never comes, such as 31 February.";
    NoEffect = "no-effect":
        "A setting stands where nothing acts on it, such as a timeout of the mesh for an app that is not in the mesh.";
    NoRouting = "no-routing":
        "Nothing divides the requests of an app with a canary, so its weights are those of pods alone. Add a route, or bring the app into the mesh.";
    CpuLimit = "cpu-limit":
        "A `max.cpu` of the platform's limits makes every container have a cpu limit, and so be throttled; a `limits.cpu` of its quota refuses every pod with a container without one. Leave it out, and bound requests by a quota.";
    MissingRequest = "missing-request":
        "Autoscaling aims at a share of a request, and the request is not given.";
    StartValue = "start-value":
        "The value of `replicas` beside `autoscale` is not written: the autoscaler decides how many pods there are.";
    YamlSurprise = "yaml-surprise":
        "A text without quotes that a YAML 1.1 reader takes for something else: `1.10` for 1.1, `on` for true, `20190510` for a number. Put it into quotes.";
    RemovedApi = "removed-api":
        "A manifest asks for an API that clusters do not serve any more. Write the one that replaces it, with the fields that it needs.";
    UnknownKind = "unknown-kind":
        "A manifest names a kind that Kubernetes does not have in that group and version. Check `apiVersion` and `kind`.";
    OldVersion = "old-version":
        "A manifest is of a version that is still served and is not the newest. It is read as the newest; the hint says what to write.";
    NotJudged = "not-judged":
        "A manifest is of a kind that is not known here. It is passed on as it is, and nothing is said about it.";
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl serde::Serialize for FindingCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_is_kebab_case_and_listed_once() {
        let texts: BTreeSet<&str> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), FindingCode::ALL.len());
        for text in texts {
            assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{text}");
            assert!(!text.starts_with('-') && !text.ends_with('-'), "{text}");
        }
    }

    #[test]
    fn every_explanation_is_made_of_sentences() {
        for code in FindingCode::ALL {
            let explanation = code.explanation();
            assert!(explanation.starts_with(char::is_uppercase) && explanation.ends_with('.'), "{code}: {explanation}");
        }
    }

    #[test]
    fn codes_and_severities_print_padded() {
        assert_eq!(format!("{:>12}|", FindingCode::UnknownKey), " unknown-key|");
        assert_eq!(format!("{:<8}|", Severity::Error), "error   |");
        assert!(Severity::Error < Severity::Warning && Severity::Warning < Severity::Note);
    }
}
