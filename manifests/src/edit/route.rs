//! Ways to an app from outside.

use std::fmt;

use pavedroad_naming::{DnsLabel, PortName};

use super::draft::Refusal;
use super::target::Target;
use super::text::Value;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RouteChange {
    Host(Box<str>),
    Path(Box<str>),
    Port(PortName),
    Public(bool),
    Hide,
}

pub(super) fn apply(target: &mut Target<'_>, name: &str, change: &RouteChange) -> Result<(), Refusal> {
    let (key, value) = match change {
        RouteChange::Host(host) => ("host", Value::text_of(host)),
        RouteChange::Path(path) => ("path", Value::text_of(path)),
        RouteChange::Port(port) => ("port", Value::text_of(port.as_str())),
        RouteChange::Public(public) => ("public", Value::plain(public.to_string())),
        RouteChange::Hide => return target.take_away_everywhere(&["routes", name]),
    };
    target.set(&["routes", name, key], &value)
}

impl RouteChange {
    /// Writes the edit of the route with this name.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, name: &DnsLabel) -> fmt::Result {
        match self {
            Self::Host(host) => write!(f, "expose.{name}={host}"),
            Self::Path(path) => write!(f, "expose.{name}.path={path}"),
            Self::Port(port) => write!(f, "expose.{name}.port={port}"),
            Self::Public(public) => write!(f, "expose.{name}.public={public}"),
            Self::Hide => write!(f, "hide.{name}"),
        }
    }
}
