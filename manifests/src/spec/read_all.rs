//! Many app specs at once, with all that is to be said about them.

use crate::{AppSpec, Findings, Platform};

impl AppSpec {
    /// Reads many app specs, each given as the name that findings show and the text or the bytes of the file.
    ///
    /// Gives the specs without errors, in the order given, and the findings of all files, ordered by file, line and
    /// column: errors, warnings and notes. Whoever wants all or nothing asks [`Findings::has_errors`].
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let right = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";
    /// let wrong = "app: ai-dc-api\nimage: {tag: v20}\n";
    /// let files = [("web.yaml", right), ("api.yaml", wrong)];
    /// let (specs, findings) = AppSpec::read_all(&Platform::default(), files);
    /// assert_eq!(specs[0].name().as_str(), "ai-dc-web");
    /// assert_eq!(findings.iter().map(|finding| finding.file()).collect::<Vec<_>>(), ["api.yaml"]);
    /// ```
    pub fn read_all<F: AsRef<str>, T: AsRef<[u8]>>(
        platform: &Platform,
        files: impl IntoIterator<Item = (F, T)>,
    ) -> (Vec<Self>, Findings) {
        let (mut specs, mut all) = (Vec::new(), Findings::new());
        for (file, text) in files {
            match Self::read(platform, file.as_ref(), text) {
                Ok(spec) => {
                    all.extend(spec.findings.iter().cloned());
                    specs.push(spec);
                }
                Err(findings) => all.extend(findings),
            }
        }
        (specs, all)
    }
}
