//! `logs:` files that a sidecar ships.

use serde_json::{Value, json};

use super::file_path;
use crate::FindingCode;
use crate::decode::{Decoder, sequence, text};
use crate::finding::{Problem, quote};
use crate::schema::object;
use crate::yaml::tree::Node;

/// Log files of an app that filebeat ships, as a native sidecar, from its pods and from those of its jobs.
///
/// A folder that lies in a volume of `storage` is that volume's. The others have room of 1Gi in all, which goes with
/// the pod: an app that keeps more on its disk gives them a volume of its own.
///
/// All lines of a job are shipped, and those of a pod that ends within five seconds of its `drain`, if
/// Elasticsearch takes them in that time. Of a pod that takes longer to end, the lines of the last second or two may be
/// lost: filebeat is stopped as soon as the app has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Logs {
    /// Absolute paths; `*` stands for any part of a name. At least one.
    pub paths: Vec<Box<str>>,
    /// What a line begins with that begins an entry; lines that do not match belong to the one before.
    pub multiline: Option<Box<str>>,
}

impl Logs {
    /// The folders that the sidecar has to see, sorted, each once: what stands before the last `/` of a path, up to the
    /// first part with a `*`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let platform = Platform::read(
    ///     "platform.yaml",
    ///     r#"logs: {image: {reference: "elastic/filebeat:8.15.0"}, elasticsearch: ["http://elasticsearch:9200"]}"#,
    /// )?;
    /// let text = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nlogs: {paths: [/var/log/app/*.log, /var/log/app/old/1.log]}\n";
    /// let spec = AppSpec::read(&platform, "app.yaml", text)?;
    /// let logs = spec.apps()[0].logs().unwrap();
    /// assert_eq!(logs.folders(), ["/var/log/app", "/var/log/app/old"]);
    /// # Ok::<(), pavedroad_manifests::Findings>(())
    /// ```
    #[must_use]
    pub fn folders(&self) -> Vec<&str> {
        let mut folders: Vec<&str> = self.paths.iter().map(|path| folder(path)).collect();
        folders.sort_unstable();
        folders.dedup();
        folders
    }

    /// The folder of a path, and whether files in folders of that folder can match, too.
    pub(crate) fn split(path: &str) -> (&str, bool) {
        let folder = folder(path);
        let rest = path.get(folder.len()..).unwrap_or_default();
        (folder, rest.trim_start_matches('/').contains('/'))
    }
}

fn folder(path: &str) -> &str {
    let fixed = path.find(['*', '?', '[']).and_then(|star| path.get(..star)).unwrap_or(path);
    fixed.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a path is another or lies below it.
pub(crate) fn is_within(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Logs> {
    let mut fields = decoder.fields(node, "a mapping such as `{paths: [/var/log/app/*.log]}`")?;
    let paths = fields.required("paths", paths);
    let multiline = fields.optional("multiline", pattern);
    fields.finish();
    Some(Logs { paths: paths?, multiline: multiline? })
}

fn paths(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Box<str>>> {
    let paths = sequence(path)(decoder, node)?;
    if paths.is_empty() {
        return decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, "an empty list", "a path"));
    }
    Some(paths)
}

/// A file in a folder: the sidecar shares the folder, and the root cannot be shared.
fn path(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let path = file_path::absolute(decoder, node)?;
    if !folder(&path).is_empty() {
        return Some(path);
    }
    let expected = "a file in a folder such as `/var/log/app/*.log`";
    decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, quote(&path), expected))
}

/// A regular expression. Filebeat reads it with Go's engine, whose syntax is this one for all that logs need.
fn pattern(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let pattern = text(decoder, node)?;
    match regex_syntax::Parser::new().parse(&pattern) {
        Ok(_) => Some(pattern.into()),
        Err(error) => {
            // The last line of the message says what is wrong; those above repeat the pattern.
            let message = error.to_string();
            let reason = message.lines().last().unwrap_or_default().trim_start_matches("error: ");
            let problem = Problem::error(FindingCode::InvalidValue, quote(&pattern), "a regular expression");
            decoder.refuse(node.span(), problem.hint(reason.to_owned()))
        }
    }
}

/// The JSON schema of `logs:`.
pub(crate) fn schema() -> Value {
    object(
        "Log files that are shipped, at the platform's address.",
        &json!({
            "paths": {
                "description": "The files; `*` stands for any part of a name.",
                "type": "array",
                "items": {"type": "string", "pattern": file_path::PATTERN},
                "minItems": 1,
                "examples": [["/var/log/app/*.log"]],
            },
            "multiline": {
                "description": "What the first line of an entry matches.",
                "type": "string",
                "examples": ["^20[0-9]{2}-[0-9]{2}-[0-9]{2}"],
            },
        }),
        &["paths"],
    )
}
