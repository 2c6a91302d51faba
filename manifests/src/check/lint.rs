//! What holds between objects.

use std::collections::BTreeSet;

use k8s_openapi::api::apps::v1::Deployment;
use k8s_openapi::api::core::v1::{ConfigMap, Service};

use crate::{Lint, Manifests, Object, ObjectRef, lint};

/// A namespace that no input names.
const ELSEWHERE: &str = "elsewhere-and-unrelated";

/// Looks at the objects of a file together: the same twice, in whatever order they come; a closed input has the findings
/// of an open one and more; objects of a namespace that nobody names change nothing.
pub fn lint_objects(data: &[u8]) {
    if data.windows(ELSEWHERE.len()).any(|window| window == ELSEWHERE.as_bytes()) {
        return;
    }
    let manifests = Manifests::read_all([("f", data)]);
    let objects: Vec<&Object> = manifests.objects().collect();
    let findings = lint(objects.iter().copied());
    assert_eq!(findings, lint(objects.iter().copied()));
    assert!(findings.is_sorted_by_key(crate::LintFinding::index));
    for finding in &findings {
        let message = finding.to_string();
        assert!(!message.contains(char::is_control), "{message:?}");
        assert_eq!(objects.get(finding.index()).map(|object| ObjectRef::of(object)).as_ref(), Some(finding.object()));
    }
    let texts = |findings: &[crate::LintFinding]| {
        let mut texts: Vec<String> = findings.iter().map(ToString::to_string).collect();
        texts.sort_unstable();
        texts
    };
    let open = texts(&findings);
    let closed = texts(&Lint::new().closed().run(objects.iter().copied()));
    assert!(open.iter().all(|text| closed.binary_search(text).is_ok()), "{open:#?}\n{closed:#?}");

    let unrelated = unrelated();
    assert_eq!(texts(&lint(objects.iter().copied().chain(&unrelated))), open);

    // Of two objects with one name the order decides which is meant.
    let names: BTreeSet<(&str, &str, Option<&str>, Option<&str>)> = objects.iter().map(|object| key(object)).collect();
    if names.len() == objects.len() {
        assert_eq!(texts(&lint(objects.iter().rev().copied())), open);
        let half = objects.len() / 2;
        assert_eq!(texts(&lint(objects.iter().cycle().skip(half).take(objects.len()).copied())), open);
    }
}

fn key(object: &Object) -> (&str, &str, Option<&str>, Option<&str>) {
    let metadata = object.metadata();
    // No namespace and an empty one are the same.
    let namespace = metadata.namespace.as_deref().filter(|namespace| !namespace.is_empty());
    (object.api_version(), object.kind(), namespace, metadata.name.as_deref().filter(|name| !name.is_empty()))
}

fn unrelated() -> Vec<Object> {
    let mut objects =
        [Object::from(Deployment::default()), Object::from(Service::default()), Object::from(ConfigMap::default())];
    for object in &mut objects {
        object.metadata_mut().name = Some("unrelated".to_owned());
        object.metadata_mut().namespace = Some(ELSEWHERE.to_owned());
    }
    objects.into()
}
