//! Into the mesh, and out of it.

use super::draft::Refusal;
use super::target::Target;
use super::text::Value;
use crate::MeshMode;

const MODE: [&str; 2] = ["mesh", "mode"];
const MTLS: [&str; 2] = ["mesh", "mtls"];

/// Out of the mesh, what a switch into it wrote goes again, and nothing else does.
///
/// A text cannot tell by itself whether `mode: none` stood there before or nothing did. So a switch into the mesh
/// writes `mtls` beside the mode where nothing stood: `mode: none` beside `mtls` is what the reader warns about, and
/// a text without warnings comes back byte for byte.
pub(super) fn apply(target: &mut Target<'_>, mode: MeshMode) -> Result<(), Refusal> {
    let current = target.text(&MODE).unwrap_or(MeshMode::None.as_str()).to_owned();
    if current == mode.as_str() {
        return Ok(());
    }
    if !target.owns(&MODE) {
        return switch(target, mode.as_str());
    }
    let text = target.draft_text().to_owned();
    let undone = target.try_on_copy(|target| {
        target.inherit(&MTLS)?;
        target.inherit(&MODE)?;
        let gone = !target.owns(&["mesh"]);
        let holds = target.text(&MODE).unwrap_or(MeshMode::None.as_str()) == mode.as_str();
        Ok(gone && holds && target.would_be(&text, |target| switch(target, &current)))
    });
    if undone { Ok(()) } else { target.write(&MODE, &Value::plain(mode.as_str().to_owned())) }
}

/// Writes a mode where none stands.
fn switch(target: &mut Target<'_>, mode: &str) -> Result<(), Refusal> {
    let alone = !target.owns(&["mesh"]);
    target.write(&MODE, &Value::plain(mode.to_owned()))?;
    if alone && mode != MeshMode::None.as_str() {
        let mtls = target.text(&MTLS).unwrap_or("strict").to_owned();
        target.write(&MTLS, &Value::plain(mtls))?;
    }
    Ok(())
}
