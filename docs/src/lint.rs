//! The reference of what does not fit between objects: every code with its reason and what mends it.

use pavedroad_manifests::LintCode;

pub(crate) fn text() -> String {
    let mut text = "# Between objects\n\n\
        `lint` looks at any set of objects together and says what does not fit between them: what a linter that sees one \
        object at a time misses. What Pavedroad writes has none of it. A code is switched off with a reason: everywhere \
        by `Lint::without`, and at one object by an annotation of it, \
        `lint.pavedroad/CODE: \"the reason\"`. Secrets, claims and Gateways that are not among the objects may be there \
        all the same, and are missing only in a closed input (`Lint::closed`).\n"
        .to_owned();
    for code in LintCode::ALL {
        text += &format!("\n## `{code}` ({})\n\n{}\n\nTo mend it: {}.\n", code.severity(), code.reason(), code.fix());
    }
    text
}
