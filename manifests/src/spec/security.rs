//! `security:` what an app's process needs beyond the strictest.

use serde_json::{Value, json};

use crate::decode::{Decoder, boolean, integer, one_of, sequence};
use crate::platform::PodSecurity;
use crate::schema::object;
use crate::yaml::tree::Node;

/// What an app's process needs; the default is all that the Pod Security level "restricted" leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Security {
    /// The user, and the group, of every process and of the files in its volumes; 0 is root.
    pub user: u32,
    /// Whether the root file system can be written.
    pub writable_root: bool,
    /// Capabilities that the container keeps or gets, sorted.
    pub capabilities: Vec<Capability>,
    /// Whether the container may do whatever the node may.
    pub privileged: bool,
}

/// A capability of a Linux process that apps ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Capability {
    /// Listen on ports below 1024.
    NetBindService,
    /// Write records of the audit log.
    AuditWrite,
    /// Change who owns a file.
    Chown,
    /// Read and write any file, whoever owns it.
    DacOverride,
    /// Do with any file what its owner may.
    Fowner,
    /// Keep the set-user bits of a file that is changed.
    Fsetid,
    /// Send signals to any process.
    Kill,
    /// Make special files.
    Mknod,
    /// Give files capabilities.
    Setfcap,
    /// Change groups.
    Setgid,
    /// Change the capabilities of a process.
    Setpcap,
    /// Change users.
    Setuid,
    /// Change the root of the file system.
    SysChroot,
    /// Change interfaces, routes and packet filters.
    NetAdmin,
    /// Send packets of any form.
    NetRaw,
    /// Trace other processes.
    SysPtrace,
    /// Set the clock.
    SysTime,
    /// Much of what root may do.
    SysAdmin,
    /// Lock memory.
    IpcLock,
    /// Raise limits of resources.
    SysResource,
}

impl Capability {
    /// Every capability with its name, as Kubernetes has it.
    pub const ALL: [(&'static str, Self); 20] = [
        ("NET_BIND_SERVICE", Self::NetBindService),
        ("AUDIT_WRITE", Self::AuditWrite),
        ("CHOWN", Self::Chown),
        ("DAC_OVERRIDE", Self::DacOverride),
        ("FOWNER", Self::Fowner),
        ("FSETID", Self::Fsetid),
        ("KILL", Self::Kill),
        ("MKNOD", Self::Mknod),
        ("SETFCAP", Self::Setfcap),
        ("SETGID", Self::Setgid),
        ("SETPCAP", Self::Setpcap),
        ("SETUID", Self::Setuid),
        ("SYS_CHROOT", Self::SysChroot),
        ("NET_ADMIN", Self::NetAdmin),
        ("NET_RAW", Self::NetRaw),
        ("SYS_PTRACE", Self::SysPtrace),
        ("SYS_TIME", Self::SysTime),
        ("SYS_ADMIN", Self::SysAdmin),
        ("IPC_LOCK", Self::IpcLock),
        ("SYS_RESOURCE", Self::SysResource),
    ];
}

impl Default for Security {
    fn default() -> Self {
        // Above the range that the users of a node come from.
        Self { user: 10_001, writable_root: false, capabilities: Vec::new(), privileged: false }
    }
}

impl Capability {
    /// The name, as Kubernetes has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NetBindService => "NET_BIND_SERVICE",
            Self::AuditWrite => "AUDIT_WRITE",
            Self::Chown => "CHOWN",
            Self::DacOverride => "DAC_OVERRIDE",
            Self::Fowner => "FOWNER",
            Self::Fsetid => "FSETID",
            Self::Kill => "KILL",
            Self::Mknod => "MKNOD",
            Self::Setfcap => "SETFCAP",
            Self::Setgid => "SETGID",
            Self::Setpcap => "SETPCAP",
            Self::Setuid => "SETUID",
            Self::SysChroot => "SYS_CHROOT",
            Self::NetAdmin => "NET_ADMIN",
            Self::NetRaw => "NET_RAW",
            Self::SysPtrace => "SYS_PTRACE",
            Self::SysTime => "SYS_TIME",
            Self::SysAdmin => "SYS_ADMIN",
            Self::IpcLock => "IPC_LOCK",
            Self::SysResource => "SYS_RESOURCE",
        }
    }

    /// The strictest Pod Security level under which it may be added. Source: the Pod Security Standards: "restricted"
    /// allows `NET_BIND_SERVICE`, and "baseline" what container engines give by default.
    #[must_use]
    pub const fn level(self) -> PodSecurity {
        match self {
            Self::NetBindService => PodSecurity::Restricted,
            Self::NetAdmin
            | Self::NetRaw
            | Self::SysPtrace
            | Self::SysTime
            | Self::SysAdmin
            | Self::IpcLock
            | Self::SysResource => PodSecurity::Privileged,
            _ => PodSecurity::Baseline,
        }
    }
}

pub(super) fn decode(decoder: &mut Decoder<'_>, node: &Node) -> Option<Security> {
    let mut fields = decoder.fields(node, "a mapping such as `{user: 10001}`")?;
    let user = fields.optional("user", integer(0..=i32::MAX.cast_unsigned()));
    let writable_root = fields.optional("writableRoot", boolean);
    let capabilities = fields.optional("capabilities", sequence(one_of(&Capability::ALL)));
    let privileged = fields.optional("privileged", boolean);
    fields.finish();
    let built_in = Security::default();
    let mut capabilities = capabilities?.unwrap_or_default();
    capabilities.sort_unstable();
    capabilities.dedup();
    Some(Security {
        user: user?.unwrap_or(built_in.user),
        writable_root: writable_root?.unwrap_or(built_in.writable_root),
        capabilities,
        privileged: privileged?.unwrap_or(built_in.privileged),
    })
}

/// The JSON schema of `security:`.
pub(crate) fn schema() -> Value {
    object(
        "What the app's process needs beyond the strictest.",
        &json!({
            "user": {"description": "The user and group of its processes; 10001 unless given.", "type": "integer", "minimum": 0, "maximum": i32::MAX},
            "writableRoot": {"description": "Whether the root file system can be written; false unless given.", "type": "boolean"},
            "capabilities": {
                "description": "Capabilities it needs; restricted allows NET_BIND_SERVICE alone, and baseline those of a container engine.",
                "type": "array", "items": {"enum": Capability::ALL.map(|(name, _)| name)}, "uniqueItems": true,
            },
            "privileged": {"description": "Whether it may do whatever the node may; false unless given.", "type": "boolean"},
        }),
        &[],
    )
}
