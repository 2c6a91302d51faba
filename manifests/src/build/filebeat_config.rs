//! The configuration of filebeat. It is a value that our own writer makes text of, so that no pattern can break it.

use serde::Serialize;

use crate::{App, yaml};

#[derive(Serialize)]
struct Config<'a> {
    #[serde(rename = "filebeat.inputs")]
    inputs: [Input<'a>; 1],
    /// What was read is still sent after the signal to stop, for so long; what was not is no longer read.
    #[serde(rename = "filebeat.shutdown_timeout")]
    shutdown_timeout: &'static str,
    /// Templates are the cluster's: not for every pod to set up, nor for its rights.
    #[serde(rename = "setup.template.enabled")]
    template: bool,
    #[serde(rename = "setup.ilm.enabled")]
    lifecycle: bool,
    #[serde(rename = "output.elasticsearch")]
    output: Output,
}

#[derive(Serialize)]
struct Input<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    paths: Vec<String>,
    fields: Fields<'a>,
    /// Fields of ours collide with none of filebeat's, and are found by their plain names.
    fields_under_root: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parsers: Vec<Parser>,
    /// A second, not ten: a job may be done by then.
    #[serde(rename = "prospector.scanner.check_interval")]
    check_interval: &'static str,
    /// From 9.0 on filebeat knows a file by its first 1024 bytes, and so waits for them; many a job writes fewer.
    #[serde(rename = "prospector.scanner.fingerprint.enabled")]
    fingerprint: bool,
    #[serde(rename = "file_identity.native")]
    native: (),
    #[serde(rename = "backoff.init")]
    backoff: &'static str,
    #[serde(rename = "backoff.max")]
    backoff_max: &'static str,
}

#[derive(Serialize)]
struct Fields<'a> {
    app_name: &'a str,
    namespace: &'a str,
}

#[derive(Serialize)]
struct Parser {
    multiline: Multiline,
}

/// Lines that do not match belong to the one before.
#[derive(Serialize)]
struct Multiline {
    #[serde(rename = "type")]
    kind: &'static str,
    pattern: String,
    negate: bool,
    #[serde(rename = "match")]
    place: &'static str,
    /// After this long without a line an entry is whole: soon enough for the last one of a job.
    timeout: &'static str,
}

#[derive(Serialize)]
struct Output {
    hosts: Vec<String>,
    index: String,
}

/// The text of the configuration, for an app whose logs are shipped. The environment is in the index: a data stream by
/// Elasticsearch's own scheme of type, dataset and namespace, for which it has a template from the start.
pub(super) fn filebeat_config(app: &App) -> Option<String> {
    let (logs, shipping) = app.logs.as_ref().zip(app.settings.logs.as_ref())?;
    let multiline = |pattern: &str| Parser {
        multiline: Multiline {
            kind: "pattern",
            pattern: literal(pattern),
            negate: true,
            place: "after",
            timeout: "2s",
        },
    };
    let input = Input {
        kind: "filestream",
        id: app.name.as_str(),
        paths: logs.paths.iter().map(|path| literal(path)).collect(),
        fields: Fields { app_name: app.name.as_str(), namespace: app.namespace.as_str() },
        fields_under_root: true,
        parsers: logs.multiline.as_deref().map(multiline).into_iter().collect(),
        check_interval: "1s",
        fingerprint: false,
        native: (),
        backoff: "1s",
        backoff_max: "1s",
    };
    let config = Config {
        inputs: [input],
        shutdown_timeout: "5s",
        template: false,
        lifecycle: false,
        output: Output {
            hosts: shipping.hosts(&app.environment).iter().map(|host| literal(host)).collect(),
            index: format!("logs-apps-{}", app.environment),
        },
    };
    // There is nothing in it that the writer could refuse.
    yaml::to_string(&config).ok()
}

/// Text as filebeat has to be told it: `${` would begin a variable, and before `$`, `{` and `}` a `$` stands for the
/// character itself. Source: `lexer` in Elastic's `go-ucfg`.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        literal.push(character);
        if character == '$' && characters.peek().is_some_and(|next| matches!(next, '$' | '{' | '}')) {
            literal.push('$');
        }
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::literal;

    /// What filebeat makes of a text without variables: `$` before `$` and `}` is left out.
    fn read(text: &str) -> Option<String> {
        let mut read = String::new();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match (character, characters.peek()) {
                ('$', Some('{')) => return None,
                ('$', Some(next @ ('$' | '}'))) => {
                    read.push(*next);
                    characters.next();
                }
                _ => read.push(character),
            }
        }
        Some(read)
    }

    #[test]
    fn filebeat_reads_what_was_meant() {
        for text in ["^[0-9]: a", "^a$|^b$", r"^\${x}", "${x}", "$$", "$${x}$", "a$}", "$", "", "${", "$$$}$a"] {
            assert_eq!(read(&literal(text)).as_deref(), Some(text), "{}", literal(text));
        }
    }
}
