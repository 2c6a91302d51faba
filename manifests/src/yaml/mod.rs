//! YAML: objects out, as text that every reader reads back as what was written.
//!
//! Kubernetes reads YAML with the eyes of YAML 1.1: `on`, `y` and `no` are booleans, `010` is eight, `1_000` is a
//! thousand. Newer readers follow YAML 1.2 and see other things. What this module writes means the same to both.
//!
//! # Style
//! Block style as `kubectl get -o yaml` prints it: two spaces a level, the dash of a list below the first letter of
//! its key, fields in the order the value gives them, `{}` and `[]` for what is empty, no line is ever folded.
//! Texts are plain where no reader can see anything else in them, block scalars where they have several lines,
//! and quoted otherwise.
//!
//! # Examples
//! ```
//! use pavedroad_manifests::yaml;
//! use serde_json::json;
//!
//! let text = yaml::to_string(&json!({
//!     "args": ["--port=8080", "--on", "on"],
//!     "image": "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
//!     "script": "cd /app\nexec ./web\n",
//!     "tolerations": [],
//!     "version": "1.10",
//! }))?;
//! assert_eq!(
//!     text,
//!     "\
//! args:
//! - --port=8080
//! - --on
//! - 'on'
//! image: registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20
//! script: |
//!   cd /app
//!   exec ./web
//! tolerations: []
//! version: '1.10'
//! "
//! );
//! # Ok::<(), yaml::Error>(())
//! ```

pub(crate) mod tree;
mod write;

pub use write::{Error, ErrorKind, append, to_string, to_writer};
