//! One file for each object.

use std::collections::BTreeMap;

use crate::Object;
use crate::objects::Objects;

impl Objects {
    /// A file name for each object, with the folder of its namespace: `ai-test/deployment-ai-dc-web.yaml`; what is of no
    /// namespace stands beside the folders. [`yaml::to_string`](crate::yaml::to_string) gives the text.
    ///
    /// The names are the same for the same objects, differ from each other on every file system, whether it tells
    /// capitals or not, and hold only letters, digits, `-`, `.` and `_`. Characters that a name of Kubernetes may hold
    /// and these do not are written as `_` and two digits; a name that Windows keeps for a device ends in `_`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::default();
    /// let spec = AppSpec::read(&platform, "app.yaml", "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n")?;
    /// let objects = platform.objects(spec.app("test"));
    /// let files: Vec<String> = objects.files().map(|(name, _)| name).collect();
    /// assert_eq!(files[..2], ["namespace-ai-test.yaml", "ai-test/serviceaccount-ai-dc-web.yaml"]);
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    pub fn files(&self) -> impl Iterator<Item = (String, &Object)> {
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        self.iter().map(move |object| {
            let name = name(object);
            let times = seen.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
            // Only the same object given twice comes here.
            let again = if *times > 1 { format!("_{times}") } else { String::new() };
            (format!("{name}{again}.yaml"), object)
        })
    }
}

fn name(object: &Object) -> String {
    let metadata = object.metadata();
    let mut name = String::new();
    if let Some(namespace) = &metadata.namespace {
        push(&mut name, namespace);
        if is_device(namespace) {
            name.push('_');
        }
        name.push('/');
    }
    // Istio and Gateway API have one each.
    let kind = if matches!(object, Object::IstioGateway(_)) { "IstioGateway" } else { object.kind() };
    name.push_str(&kind.to_ascii_lowercase());
    name.push('-');
    push(&mut name, metadata.name.as_deref().unwrap_or_default());
    name
}

/// Adds a name, its odd characters in hexadecimal.
fn push(text: &mut String, name: &str) {
    for byte in name.bytes() {
        if matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("_{byte:02x}"));
        }
    }
}

/// Whether a name is that of a device on Windows.
fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
}
