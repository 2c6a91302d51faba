//! `storageClasses:` where claims get their volumes from.

use pavedroad_naming::{DnsSubdomain, LabelKey};
use serde_json::{Value, json};

use crate::FindingCode;
use crate::decode::{Decoder, boolean, map, one_of, parse, sequence, text};
use crate::finding::Problem;
use crate::schema::object;
use crate::yaml::tree::Node;

/// A StorageClass of the platform's clusters, written once for all of its namespaces.
///
/// # Examples
/// ```
/// use pavedroad_manifests::{Platform, VolumeBindingMode};
///
/// let text = "storageClasses: {nfs-storage: {provisioner: nfs.csi.k8s.io, parameters: {server: nfs.internal, share: /apps}}}";
/// let platform = Platform::read("platform.yaml", text)?;
/// let class = &platform.storage_classes()[0];
/// assert_eq!((class.name.as_str(), class.volume_binding_mode), ("nfs-storage", VolumeBindingMode::WaitForFirstConsumer));
/// # Ok::<(), pavedroad_manifests::Findings>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StorageClass {
    /// Its name: what a claim asks for.
    pub name: DnsSubdomain,
    /// What makes the volumes.
    pub provisioner: Box<str>,
    /// What that is told, sorted by key.
    pub parameters: Vec<(Box<str>, Box<str>)>,
    /// What becomes of a volume whose claim is deleted.
    pub reclaim_policy: ReclaimPolicy,
    /// When a volume is made.
    pub volume_binding_mode: VolumeBindingMode,
    /// Whether a claim may ask for more later.
    pub allow_volume_expansion: bool,
    /// What the volumes are mounted with, in this order.
    pub mount_options: Vec<Box<str>>,
}

/// What becomes of a volume whose claim is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReclaimPolicy {
    /// It is deleted, with its data.
    #[default]
    Delete,
    /// It stays, for somebody to look after.
    Retain,
}

impl ReclaimPolicy {
    /// Every policy with its name, as Kubernetes has it.
    pub const ALL: [(&'static str, Self); 2] = [("Delete", Self::Delete), ("Retain", Self::Retain)];

    /// The name, as in `reclaimPolicy`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
        }
    }
}

/// When the volume of a claim is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum VolumeBindingMode {
    /// When the first pod that needs it has a node, so that it is made where that node can reach it.
    #[default]
    WaitForFirstConsumer,
    /// At once, which Kubernetes does where nothing is said; the pod then has to go where the volume is.
    Immediate,
}

impl VolumeBindingMode {
    /// Both modes with their names, as Kubernetes has them.
    pub const ALL: [(&'static str, Self); 2] =
        [("WaitForFirstConsumer", Self::WaitForFirstConsumer), ("Immediate", Self::Immediate)];

    /// The name, as in `volumeBindingMode`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WaitForFirstConsumer => "WaitForFirstConsumer",
            Self::Immediate => "Immediate",
        }
    }
}

/// Decodes `storageClasses:`, by name.
pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<StorageClass>> {
    let _ = decoder.fields(node, "a mapping such as `{nfs-storage: {provisioner: nfs.csi.k8s.io}}`")?;
    let classes = map(parse::<DnsSubdomain>("the name of a StorageClass"), class)(decoder, node)?;
    Some(classes.into_iter().map(|(name, class)| StorageClass { name, ..class }).collect())
}

fn class(decoder: &mut Decoder<'_>, node: &Node) -> Option<StorageClass> {
    let mut fields = decoder.fields(node, "a mapping such as `{provisioner: nfs.csi.k8s.io}`")?;
    let provisioner = fields.required("provisioner", provisioner);
    let parameters = fields.optional("parameters", map(word, any));
    let reclaim = fields.optional("reclaimPolicy", one_of(&ReclaimPolicy::ALL));
    let binding = fields.optional("volumeBindingMode", one_of(&VolumeBindingMode::ALL));
    let expansion = fields.optional("allowVolumeExpansion", boolean);
    let mount_options = fields.optional("mountOptions", sequence(word));
    fields.finish();
    let mut parameters = parameters?.unwrap_or_default();
    parameters.sort_unstable();
    Some(StorageClass {
        // Whoever asked knows the name, and puts it here.
        name: DnsSubdomain::from_static("class"),
        provisioner: provisioner?,
        parameters,
        reclaim_policy: reclaim?.unwrap_or_default(),
        volume_binding_mode: binding?.unwrap_or_default(),
        allow_volume_expansion: expansion?.unwrap_or(false),
        mount_options: mount_options?.unwrap_or_default(),
    })
}

/// A qualified name, whatever the case of its letters. Source: `validateProvisioner` in Kubernetes'
/// `pkg/apis/storage/validation`.
fn provisioner(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let provisioner = text(decoder, node)?;
    match provisioner.to_ascii_lowercase().parse::<LabelKey>() {
        Ok(_) => Some(provisioner.into()),
        Err(error) => {
            let span = decoder.inside(node, error.offset());
            decoder.refuse_value(span, FindingCode::InvalidValue, &error)
        }
    }
}

fn any(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    text(decoder, node).map(String::into_boxed_str)
}

/// Text that is not empty.
fn word(decoder: &mut Decoder<'_>, node: &Node) -> Option<Box<str>> {
    let word = any(decoder, node)?;
    if word.is_empty() {
        return decoder.refuse(node.span(), Problem::error(FindingCode::InvalidValue, "no text", "a name"));
    }
    Some(word)
}

/// The JSON schema of `storageClasses:`.
pub(crate) fn schema() -> Value {
    let word = json!({"type": ["string", "number", "boolean"]});
    json!({
        "description": "Where claims get their volumes from, by the name they ask for; written once for all namespaces.",
        "type": "object",
        "propertyNames": {"pattern": DnsSubdomain::PATTERN},
        "additionalProperties": object("A StorageClass.", &json!({
            "provisioner": {"description": "What makes the volumes.", "type": "string", "minLength": 1, "examples": ["nfs.csi.k8s.io"]},
            "parameters": {"description": "What the provisioner is told.", "type": "object", "additionalProperties": word},
            "reclaimPolicy": {
                "description": "What becomes of a volume whose claim is deleted; Delete unless given.",
                "enum": ReclaimPolicy::ALL.map(|(name, _)| name),
            },
            "volumeBindingMode": {
                "description": "When a volume is made: at once, or where the first pod that needs it can reach it; WaitForFirstConsumer unless given.",
                "enum": VolumeBindingMode::ALL.map(|(name, _)| name),
            },
            "allowVolumeExpansion": {"description": "Whether a claim may ask for more later; false unless given.", "type": "boolean"},
            "mountOptions": {"description": "What the volumes are mounted with.", "type": "array", "items": word, "examples": [["nfsvers=4.1"]]},
        }), &["provisioner"]),
        "examples": [{"nfs-storage": {"provisioner": "nfs.csi.k8s.io", "parameters": {"server": "nfs.internal", "share": "/apps"}}}],
    })
}
