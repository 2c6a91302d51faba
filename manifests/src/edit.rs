//! Changes of an app spec as operations on its text: what is not asked for stays, byte for byte.
//!
//! An operation names what is to hold. Where it holds already, nothing changes, so an edit made twice is made once.
//! Otherwise the bytes of one key or value are replaced, put in or taken out, and the result is read back: the tree
//! has to differ in that one value and in nothing else. What cannot be changed alone, such as a value that others
//! share by an anchor, is refused, and so is every edit after which the app would break a rule.

pub(crate) mod change;
mod difference;
mod draft;
pub(crate) mod edited;
pub(crate) mod error;
mod image;
mod mesh;
pub(crate) mod parse;
mod port;
mod resize;
mod route;
mod scale;
mod target;
mod text;

use pavedroad_naming::Environment;

use crate::yaml::tree::Sources;
use crate::{AppSpec, Findings, Platform, spec};
use draft::Draft;

use change::Edit;
use edited::Edited;
use error::{EditError, EditErrorKind};

/// Changes an app spec: the edits are made in order, and the result is checked as a whole.
///
/// Comments, order, quotes and blank lines of all other lines stay as they are, and so do line ends, the indentation
/// and a byte-order mark. `file` is the name that findings and the difference show; nothing is opened.
///
/// # Errors
/// [`EditError`] with findings and the text they are about; nothing is changed then:
/// - the text has errors already, or the platform does not have the environment of an edit;
/// - a value cannot be changed alone, because others share it by an anchor;
/// - an edit would have no effect, such as a number of pods for an app that is autoscaled;
/// - the app would break a rule: a port is taken away that a probe asks, a request goes above its limit.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Edit, MeshMode, Platform, edit};
///
/// let text = "\
/// app: ai-dc-web
/// image: {tag: 20190510-1033_v20}
/// ports: {http: 8080}   # nginx
/// resources: {cpu: 250m, memory: 512Mi}
/// ";
/// let edits = [Edit::scale(4), Edit::cpu("50m".parse()?), Edit::mesh(MeshMode::Sidecar)];
/// let edited = edit(&Platform::default(), "app.yaml", text, &edits)?;
/// assert_eq!(
///     edited.difference().to_string(),
///     "\
/// --- app.yaml
/// +++ app.yaml
/// @@ -1,4 +1,6 @@
///  app: ai-dc-web
///  image: {tag: 20190510-1033_v20}
///  ports: {http: 8080}   # nginx
/// -resources: {cpu: 250m, memory: 512Mi}
/// +resources: {cpu: 50m, memory: 512Mi}
/// +replicas: 4
/// +mesh: {mode: sidecar, mtls: strict}
/// "
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn edit(platform: &Platform, file: &str, text: &str, edits: &[Edit]) -> Result<Edited, EditError> {
    let before = AppSpec::read(platform, file, text)
        .map_err(|findings| EditError::new(EditErrorKind::Unreadable, &[], text, findings))?;
    if let Some(edit) = edits.iter().find(|edit| !knows(platform, edit)) {
        let findings = unknown_environment(platform, file, text, edit);
        return Err(EditError::new(EditErrorKind::UnknownEnvironment, std::slice::from_ref(edit), text, findings));
    }
    let mut draft =
        Draft::new(file, text).map_err(|findings| EditError::new(EditErrorKind::Unreadable, &[], text, findings))?;
    for edit in edits {
        edit.apply(&mut draft).map_err(|refusal| {
            EditError::new(refusal.kind, std::slice::from_ref(edit), draft.text(), refusal.findings)
        })?;
    }
    if draft.text() == text {
        return Ok(Edited::new(file, text, text.to_owned(), before.findings().clone()));
    }
    match AppSpec::read(platform, file, draft.text()) {
        Ok(after) => Ok(Edited::new(file, text, draft.into_text(), after.findings().clone())),
        Err(findings) => Err(EditError::new(EditErrorKind::Refused, edits, draft.text(), findings)),
    }
}

/// Whether the platform has the environment of an edit.
fn knows(platform: &Platform, edit: &Edit) -> bool {
    edit.environment().is_none_or(|environment| platform.convention().environments().contains(environment))
}

fn unknown_environment(platform: &Platform, file: &str, text: &str, edit: &Edit) -> Findings {
    let name = edit.environment().map_or("", Environment::as_str);
    let problem = spec::unknown_environment(name, platform.convention().environments());
    let mut sources = Sources::new();
    let source = sources.add(file, text);
    let mut findings = Findings::new();
    sources.report(&mut findings, sources.span(source, 0, 0), "environments", problem);
    findings
}
