//! The holes of a template, and which template may hold which.

use crate::AppName;
use crate::BusinessLine;
use crate::Environment;
use crate::GitRevision;
use crate::ImageTag;
use crate::Namespace;
use crate::NodeName;

/// A hole of a template: `{line}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Line,
    Environment,
    System,
    Component,
    Host,
    Path,
    Namespace,
    App,
    Tag,
    Stamp,
    Revision,
    Date,
    Time,
    Address,
}

/// Which of the convention's names a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    App,
    Namespace,
    Image,
    Tag,
    Console,
    Node,
}

impl Field {
    pub(crate) const ALL: [Self; 14] = [
        Self::Line,
        Self::Environment,
        Self::System,
        Self::Component,
        Self::Host,
        Self::Path,
        Self::Namespace,
        Self::App,
        Self::Tag,
        Self::Stamp,
        Self::Revision,
        Self::Date,
        Self::Time,
        Self::Address,
    ];

    /// The length of `2019-07-26`, in bytes.
    pub(crate) const DATE_LEN: usize = 10;
    /// The length of `13-25`, in bytes.
    pub(crate) const TIME_LEN: usize = 5;

    /// The name in a template, without the braces.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Environment => "environment",
            Self::System => "system",
            Self::Component => "component",
            Self::Host => "host",
            Self::Path => "path",
            Self::Namespace => "namespace",
            Self::App => "app",
            Self::Tag => "tag",
            Self::Stamp => "stamp",
            Self::Revision => "revision",
            Self::Date => "date",
            Self::Time => "time",
            Self::Address => "address",
        }
    }

    /// The name in a message.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Line => "business line",
            Self::Environment => "environment",
            Self::System => "system",
            Self::Component => "component",
            Self::Host => "registry host",
            Self::Path => "registry path",
            Self::Namespace => "namespace",
            Self::App => "app name",
            Self::Tag => "image tag",
            Self::Stamp => "build stamp",
            Self::Revision => "git revision",
            Self::Date => "build date",
            Self::Time => "build time",
            Self::Address => "node address",
        }
    }

    /// The greatest length of a value, in bytes, as its own type has it.
    pub(crate) const fn max_len(self) -> usize {
        match self {
            Self::Line => BusinessLine::MAX_LEN,
            Self::Environment => Environment::MAX_LEN,
            Self::System | Self::Component | Self::App => AppName::MAX_LEN,
            Self::Namespace => Namespace::MAX_LEN,
            Self::Tag => ImageTag::MAX_LEN,
            Self::Revision => GitRevision::MAX_LEN,
            Self::Stamp => crate::BuildStamp::LEN,
            Self::Date => Self::DATE_LEN,
            Self::Time => Self::TIME_LEN,
            Self::Address => crate::NodeAddress::MAX_LEN,
            Self::Host | Self::Path => Form::MAX_REPOSITORY,
        }
    }
}

impl Form {
    /// The greatest length of an address without its tag, in bytes: `NameTotalLengthMax` of the distribution
    /// project, which counted the host until version 3 and which older runtimes still enforce.
    pub(crate) const MAX_REPOSITORY: usize = 255;

    /// The key of the convention that holds the template.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Namespace => "namespace",
            Self::Image => "image",
            Self::Tag => "tag",
            Self::Console => "consoleTag",
            Self::Node => "node",
        }
    }

    /// What the template prints.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::App => "app name",
            Self::Namespace => "namespace",
            Self::Image => "image address",
            Self::Tag => "image tag",
            Self::Console => "console tag",
            Self::Node => "node name",
        }
    }

    /// The greatest length of what it prints, in bytes.
    pub(crate) const fn max_len(self) -> usize {
        match self {
            Self::App => AppName::MAX_LEN,
            Self::Namespace => Namespace::MAX_LEN,
            Self::Image => Self::MAX_REPOSITORY + 1 + ImageTag::MAX_LEN,
            Self::Tag | Self::Console => ImageTag::MAX_LEN,
            Self::Node => NodeName::MAX_LEN,
        }
    }

    /// The fields it may hold, each at most once.
    pub(crate) const fn fields(self) -> &'static [Field] {
        match self {
            Self::App => &[Field::Line, Field::System, Field::Component],
            Self::Namespace => &[Field::Line, Field::Environment],
            Self::Image => &[Field::Host, Field::Path, Field::Namespace, Field::App, Field::Tag],
            Self::Tag => &[Field::Stamp, Field::Revision],
            Self::Console => &[Field::Date, Field::Time, Field::Stamp, Field::Revision],
            Self::Node => &[Field::Environment, Field::Address],
        }
    }

    /// The fields it must hold.
    pub(crate) const fn required(self) -> &'static [Field] {
        match self {
            Self::App => &[Field::Component],
            Self::Image => &[Field::Host, Field::App, Field::Tag],
            Self::Namespace | Self::Tag | Self::Console | Self::Node => &[],
        }
    }
}
