//! Edits of app specs.

use crate::{App, AppSpec, Edit, Platform, edit};

/// Edits, separated by spaces, on the first line; below it the text they change. Each edit alone, and all of them:
///
/// - what is refused has a finding, in a text that can be shown;
/// - what is made reads without errors, changes what it is about and nothing else, and is made once;
/// - an edit prints as text that reads as the same edit.
pub fn edits(data: &[u8]) {
    let input = &*String::from_utf8_lossy(data);
    let (head, text) = input.split_once('\n').unwrap_or((input, ""));
    let edits: Vec<Edit> = head.split(' ').filter_map(|edit| edit.parse().ok()).collect();
    let platform = Platform::default();
    for one in &edits {
        assert_eq!(one.to_string().parse().as_ref(), Ok(one));
        let environments = platform.convention().environments().iter();
        let mut all = vec![one.clone()];
        all.extend(environments.map(|environment| one.clone().in_environment(environment.clone())));
        all.iter().for_each(|edit| single(&platform, text, edit));
    }
    match edit(&platform, FILE, text, &edits) {
        Ok(edited) => assert!(AppSpec::read(&platform, FILE, edited.text()).is_ok(), "{head} in {text:?}"),
        Err(error) => assert!(!error.findings().is_empty() && !error.render().to_string().is_empty()),
    }
}

const FILE: &str = "input.yaml";

fn single(platform: &Platform, text: &str, one: &Edit) {
    let edited = match edit(platform, FILE, text, std::slice::from_ref(one)) {
        Ok(edited) => edited,
        Err(error) => {
            assert!(error.findings().has_errors() && !error.render().to_string().is_empty(), "{one} in {text:?}");
            return;
        }
    };
    assert_eq!(edited.is_changed(), edited.text() != text);
    let again = edit(platform, FILE, edited.text(), std::slice::from_ref(one)).map(|again| again.text().to_owned());
    assert_eq!(again.as_deref().ok(), Some(edited.text()), "{one} twice in {text:?}");
    let apps = |text| AppSpec::read(platform, FILE, text).map_or_else(|_| Vec::new(), |spec| spec.apps().to_vec());
    let (before, after) = (apps(text), apps(edited.text()));
    assert!(!before.is_empty() && before.len() == after.len(), "{one} in {text:?}");
    for (before, after) in before.iter().zip(&after) {
        let elsewhere = one.environment().is_some_and(|environment| environment != before.environment());
        let expected = if elsewhere { before.clone() } else { with_subject(before, after, &one.to_string()) };
        assert_eq!(&expected, after, "{one} in {text:?}");
    }
}

/// An app, what an edit is about taken from another.
fn with_subject(app: &App, from: &App, edit: &str) -> App {
    let (mut app, from) = (app.clone(), from.clone());
    match edit.split(['.', '=', '-']).next().unwrap_or_default() {
        "cpu" | "memory" | "limits" | "size" => app.resources = from.resources,
        "scale" | "autoscale" => app.scale = from.scale,
        "mesh" => app.mesh = from.mesh,
        "expose" | "hide" => app.routes = from.routes,
        // What names no port means the first.
        "port" => (app.ports, app.probes, app.routes) = (from.ports, from.probes, from.routes),
        "image" => (app.image, app.version) = (from.image, from.version),
        _ => {}
    }
    app
}
