//! `storage:` volumes, each mounted at one place.

use pavedroad_naming::{DnsLabel, DnsSubdomain};
use serde_json::{Value, json};

use super::{file_path, quantity};
use crate::decode::{Decoder, Fields, boolean, map, one_of, parse, text};
use crate::finding::Problem;
use crate::schema::object;
use crate::yaml::tree::Node;
use crate::{FindingCode, Quantity};

/// A volume of an app and where it is mounted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Volume {
    /// Its name, unique in the app.
    pub name: DnsLabel,
    /// What holds the data.
    pub source: VolumeSource,
    /// Where it is mounted in the app's container.
    pub mount: Box<str>,
    /// Whether the app may only read it.
    pub read_only: bool,
}

/// What holds the data of a volume.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VolumeSource {
    /// A PersistentVolumeClaim that belongs to the app; a stateful app has one for every pod.
    Claim {
        /// How much is asked for.
        size: Quantity,
        /// The StorageClass; the cluster's default unless given.
        class: Option<DnsSubdomain>,
        /// Who may mount it at once.
        access: AccessMode,
    },
    /// A PersistentVolumeClaim that is there already.
    ExistingClaim(DnsSubdomain),
    /// Room on the node that goes with the pod, at most this much.
    EmptyDir(Quantity),
    /// A path of the node.
    HostPath(Box<str>),
    /// An NFS export.
    Nfs {
        /// The server, a name or an address.
        server: Box<str>,
        /// The exported path.
        path: Box<str>,
    },
    /// A volume that a CSI driver makes for the pod.
    Csi {
        /// The driver.
        driver: DnsSubdomain,
        /// What it is told, sorted by key.
        attributes: Vec<(Box<str>, Box<str>)>,
    },
}

/// Who may mount a claim at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AccessMode {
    /// One node.
    #[default]
    ReadWriteOnce,
    /// Many nodes, to read.
    ReadOnlyMany,
    /// Many nodes.
    ReadWriteMany,
    /// One pod.
    ReadWriteOncePod,
}

impl AccessMode {
    /// Every mode with its name, as Kubernetes has it.
    pub const ALL: [(&'static str, Self); 4] = [
        ("ReadWriteOnce", Self::ReadWriteOnce),
        ("ReadOnlyMany", Self::ReadOnlyMany),
        ("ReadWriteMany", Self::ReadWriteMany),
        ("ReadWriteOncePod", Self::ReadWriteOncePod),
    ];

    /// The name, as in `accessModes`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadWriteOnce => "ReadWriteOnce",
            Self::ReadOnlyMany => "ReadOnlyMany",
            Self::ReadWriteMany => "ReadWriteMany",
            Self::ReadWriteOncePod => "ReadWriteOncePod",
        }
    }

    /// Whether pods on several nodes may mount it.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::ReadOnlyMany | Self::ReadWriteMany)
    }
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<Volume>> {
    let _ = decoder.fields(node, "a mapping such as `{data: {size: 10Gi, mount: /data}}`")?;
    let volumes = map(parse::<DnsLabel>("the name of a volume such as `data`"), volume)(decoder, node)?;
    let named = |(name, (source, mount, read_only))| Volume { name, source, mount, read_only };
    Some(volumes.into_iter().map(named).collect())
}

fn volume(decoder: &mut Decoder<'_>, node: &Node) -> Option<(VolumeSource, Box<str>, bool)> {
    let mut fields = decoder.fields(node, "a mapping such as `{size: 10Gi, mount: /data}`")?;
    let sources = [
        fields.optional("claim", |d, n| {
            parse::<DnsSubdomain>("the name of a claim")(d, n).map(VolumeSource::ExistingClaim)
        }),
        fields.optional("emptyDir", |d, n| quantity::size(d, n).map(VolumeSource::EmptyDir)),
        fields.optional("hostPath", |d, n| file_path::absolute(d, n).map(VolumeSource::HostPath)),
        fields.optional("nfs", nfs),
        fields.optional("csi", csi),
    ];
    let claim = claim(&mut fields);
    let mount = fields.required("mount", file_path::mount);
    let read_only = fields.optional("readOnly", boolean);
    let known = fields.finish();
    let mut given: Vec<VolumeSource> = sources.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    let mut sizeless = false;
    match claim? {
        Claim { size: Some(size), class, access } => {
            given.push(VolumeSource::Claim { size, class, access: access.unwrap_or_default() });
        }
        Claim { size: None, class: None, access: None } => {}
        Claim { size: None, .. } => sizeless = true,
    }
    let expected = "one of `size`, `claim`, `emptyDir`, `hostPath`, `nfs`, `csi`";
    let found = match (given.pop(), given.is_empty()) {
        (Some(source), true) if !sizeless => return Some((source, mount?, read_only?.unwrap_or(false))),
        (None, _) if !known => return None,
        (None, _) if !sizeless => "nothing that holds the data",
        (Some(_), false) => "several things that hold the data",
        _ => "`class` or `access` without `size`",
    };
    decoder.refuse(decoder.owner(node), Problem::error(FindingCode::Conflict, found, expected))
}

/// A claim of the app's own, as far as it is given.
struct Claim {
    size: Option<Quantity>,
    class: Option<DnsSubdomain>,
    access: Option<AccessMode>,
}

fn claim(fields: &mut Fields<'_, '_, '_>) -> Option<Claim> {
    let size = fields.optional("size", quantity::size);
    let class = fields.optional("class", parse::<DnsSubdomain>("the name of a StorageClass"));
    let access = fields.optional("access", one_of(&AccessMode::ALL));
    Some(Claim { size: size?, class: class?, access: access? })
}

fn nfs(decoder: &mut Decoder<'_>, node: &Node) -> Option<VolumeSource> {
    let mut fields = decoder.fields(node, "a mapping such as `{server: nfs.internal, path: /exports/data}`")?;
    let server = fields.required("server", text);
    let path = fields.required("path", file_path::absolute);
    fields.finish();
    Some(VolumeSource::Nfs { server: server?.into(), path: path? })
}

fn csi(decoder: &mut Decoder<'_>, node: &Node) -> Option<VolumeSource> {
    let mut fields = decoder.fields(node, "a mapping such as `{driver: secrets-store.csi.k8s.io}`")?;
    let driver = fields.required("driver", parse::<DnsSubdomain>("the name of a CSI driver"));
    let word = |decoder: &mut Decoder<'_>, node: &Node| text(decoder, node).map(String::into_boxed_str);
    let attributes = fields.optional("attributes", map(word, word));
    fields.finish();
    let mut attributes = attributes?.unwrap_or_default();
    attributes.sort_unstable();
    Some(VolumeSource::Csi { driver: driver?, attributes })
}

/// The JSON schema of `storage:`.
pub(crate) fn schema() -> Value {
    let name =
        |description: &str| json!({"description": description, "type": "string", "pattern": DnsSubdomain::PATTERN});
    let word = json!({"type": ["string", "number", "boolean"]});
    json!({
        "description": "Volumes by name. One of `size`, `claim`, `emptyDir`, `hostPath`, `nfs` and `csi` holds the data.",
        "type": "object",
        "propertyNames": {"pattern": DnsLabel::PATTERN},
        "additionalProperties": object("A volume.", &json!({
            "size": quantity::schema("A claim of the app's own, of this size.", "10Gi"),
            "class": name("The StorageClass of the claim; the cluster's default unless given."),
            "access": {
                "description": "Who may mount the claim at once; ReadWriteOnce unless given.",
                "enum": AccessMode::ALL.map(|(name, _)| name),
            },
            "claim": name("A claim that is there already."),
            "emptyDir": quantity::schema("Room on the node that goes with the pod, at most this much.", "1Gi"),
            "hostPath": file_path::schema("A path of the node; more than the Pod Security level baseline allows."),
            "nfs": object("An NFS export.", &json!({
                "server": {"description": "The server.", "type": "string"},
                "path": file_path::schema("The exported path."),
            }), &["server", "path"]),
            "csi": object("A volume that a CSI driver makes for the pod.", &json!({
                "driver": name("The driver."),
                "attributes": {"description": "What the driver is told.", "type": "object", "additionalProperties": word},
            }), &["driver"]),
            "mount": file_path::schema("Where it is mounted."),
            "readOnly": {"description": "Whether the app may only read it; false unless given.", "type": "boolean"},
        }), &["mount"]),
        "examples": [{"data": {"size": "10Gi", "mount": "/data"}}],
    })
}
