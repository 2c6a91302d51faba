//! Values out, as YAML.

mod error;
mod key;
mod layout;
mod literal;
mod mapping;
mod number;
mod plain;
mod quoted;
mod sequence;
mod serializer;
mod variant;

pub use self::error::{Error, ErrorKind};

use std::io;

use serde::Serialize;

use self::layout::Layout;

/// Writes one value as one YAML document, without a document marker and with one newline at the end.
///
/// # Errors
/// - [`ErrorKind::Number`]: a float is infinite or not a number, which neither JSON nor a Kubernetes object can hold;
/// - [`ErrorKind::Key`]: a map has a key that is not a text, a number or a boolean;
/// - [`ErrorKind::Depth`]: collections nest more than 127 deep, the most that serde_json reads;
/// - [`ErrorKind::RawJson`]: a value is a `serde_json::value::RawValue`;
/// - [`ErrorKind::Value`]: the value refused to be serialized, and says why.
///
/// # Examples
/// ```
/// use k8s_openapi::api::core::v1::ServiceAccount;
/// use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
/// use pavedroad_manifests::yaml;
///
/// let account = ServiceAccount {
///     automount_service_account_token: Some(false),
///     metadata: ObjectMeta { name: Some("ai-dc-web".to_owned()), ..ObjectMeta::default() },
///     ..ServiceAccount::default()
/// };
/// assert_eq!(
///     yaml::to_string(&account)?,
///     "\
/// apiVersion: v1
/// kind: ServiceAccount
/// automountServiceAccountToken: false
/// metadata:
///   name: ai-dc-web
/// "
/// );
/// # Ok::<(), yaml::Error>(())
/// ```
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let mut layout = Layout::new(String::with_capacity(FIRST_CAPACITY));
    value.serialize(&mut layout)?;
    Ok(layout.finish())
}

/// Writes one value as one YAML document, as [`to_string`] does, in one `write_all`.
///
/// # Errors
/// As [`to_string`], and [`ErrorKind::Io`] if the writer fails; then [`source`](std::error::Error::source) has its
/// error.
///
/// # Examples
/// ```
/// use pavedroad_manifests::yaml;
///
/// let mut out = Vec::new();
/// yaml::to_writer(&mut out, &["ai-test", "ai-prod"])?;
/// assert_eq!(out, b"- ai-test\n- ai-prod\n");
/// # Ok::<(), yaml::Error>(())
/// ```
pub fn to_writer<W: io::Write, T: Serialize + ?Sized>(mut writer: W, value: &T) -> Result<(), Error> {
    let text = to_string(value)?;
    writer.write_all(text.as_bytes()).map_err(Error::io)
}

/// Appends one value as one YAML document to a stream of documents.
///
/// A line `---` separates it from what is there already; nothing does if `stream` is empty. A stream so made is
/// what `kubectl apply -f` reads. `stream` is as it was if there is an error.
///
/// # Errors
/// As [`to_string`].
///
/// # Examples
/// ```
/// use pavedroad_manifests::yaml;
/// use serde_json::json;
///
/// let mut stream = String::new();
/// yaml::append(&mut stream, &json!({"kind": "Service"}))?;
/// yaml::append(&mut stream, &json!({"kind": "Deployment"}))?;
/// assert_eq!(stream, "kind: Service\n---\nkind: Deployment\n");
/// # Ok::<(), yaml::Error>(())
/// ```
pub fn append<T: Serialize + ?Sized>(stream: &mut String, value: &T) -> Result<(), Error> {
    let before = stream.len();
    let mut layout = Layout::new(std::mem::take(stream));
    layout.separate();
    let result = value.serialize(&mut layout);
    *stream = layout.finish();
    if result.is_err() {
        stream.truncate(before);
    }
    result
}

/// Holds a usual object; a Deployment takes about 2500 bytes.
const FIRST_CAPACITY: usize = 1024;
