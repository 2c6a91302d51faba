//! The reference of findings: every code with its explanation.

use pavedroad_manifests::FindingCode;

pub(crate) fn text() -> String {
    let mut text = "# Findings\n\n\
        Every mistake in a file is reported at once, each with a code that never changes, the line and column (from 1, \
        in Unicode scalar values), what was found, what was expected, and often how to mend it.\n\n\
        | code | meaning |\n|---|---|\n"
        .to_owned();
    for code in FindingCode::ALL {
        text += &format!("| `{code}` | {} |\n", code.explanation());
    }
    text
}
