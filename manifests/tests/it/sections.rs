//! What the tables of the sections share: a platform on which every section has what it needs.

use pavedroad_manifests::{AppSpec, Finding, Findings, Platform};

use crate::app_spec::HEAD;
use crate::schema;

/// Every key of a platform.
pub(crate) const PLATFORM: &str = include_str!("../../../examples/platforms/every-key.yaml");

pub(crate) fn platform() -> Platform {
    Platform::read("platform.yaml", PLATFORM).unwrap_or_else(|findings| panic!("{findings}"))
}

/// The findings of a file, one a line, without its name.
pub(crate) fn lines(findings: &Findings) -> String {
    let line = |finding: &Finding| finding.to_string().replace("app.yaml:", "").replace("platform.yaml:", "");
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Each text, below a name and an image, is refused with these findings; and by the schema, where that can see it.
#[track_caller]
pub(crate) fn assert_refused(cases: &[(&str, &str)]) {
    let platform = platform();
    compare(cases, |case| {
        let text = &format!("{HEAD}{case}\n");
        match AppSpec::read(&platform, "app.yaml", text) {
            Ok(_) => "nothing: it is accepted".to_owned(),
            Err(findings) if !findings.has_errors() => format!("no error\n{findings}"),
            Err(findings) if schema::misses_app(text, &findings) => format!("the schema accepts it\n{findings}"),
            Err(findings) => lines(&findings),
        }
    });
}

/// Each text, below a name and an image, is accepted with these findings; and by the schema.
#[track_caller]
pub(crate) fn assert_warned(cases: &[(&str, &str)]) {
    let platform = platform();
    compare(cases, |case| {
        let text = &format!("{HEAD}{case}\n");
        match AppSpec::read(&platform, "app.yaml", text) {
            Err(findings) => format!("it is refused\n{findings}"),
            Ok(spec) => schema::refused_app(text)
                .map_or_else(|| lines(spec.findings()), |problems| format!("the schema refuses it\n{problems}")),
        }
    });
}

/// The same for platform files.
#[track_caller]
pub(crate) fn assert_platform_refused(cases: &[(&str, &str)]) {
    compare(cases, |text| match Platform::read("platform.yaml", text) {
        Ok(_) => "nothing: it is accepted".to_owned(),
        Err(findings) if !findings.has_errors() => format!("no error\n{findings}"),
        Err(findings) if schema::misses_platform(text, &findings) => format!("the schema accepts it\n{findings}"),
        Err(findings) => lines(&findings),
    });
}

/// The same for platform files.
#[track_caller]
pub(crate) fn assert_platform_warned(cases: &[(&str, &str)]) {
    compare(cases, |text| match Platform::read("platform.yaml", text) {
        Err(findings) => format!("it is refused\n{findings}"),
        Ok(platform) => schema::refused_platform(text)
            .map_or_else(|| lines(platform.findings()), |problems| format!("the schema refuses it\n{problems}")),
    });
}

/// Reads all before it fails.
#[track_caller]
fn compare(cases: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = read(text);
        if found != *expected {
            wrong += &format!("@@{text}@=@{found}@@END\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
