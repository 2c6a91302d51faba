//! A row of a team's list of services, checked against the convention.

use std::fmt;

use crate::error::{NameError, NameErrorKind};
use crate::{AppName, Convention};

/// A row of an inventory as people keep it: the texts as they stand there, not yet checked.
///
/// # Examples
/// ```
/// use pavedroad_naming::{Convention, ServiceRow};
///
/// let row = ServiceRow::new("ai-test", "ai-dc-server", "ai-dc-server", "ai-dc-servedr");
/// let findings = Convention::default().check_row(&row);
/// assert_eq!(
///     findings[0].to_string(),
///     "package: invalid package name \"ai-dc-servedr\": found \"dr\" at byte 11, expected \"r\" as in service and \
///      app \"ai-dc-server\"; did you mean \"ai-dc-server\"?"
/// );
/// assert_eq!(findings.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceRow {
    /// The namespace: `ai-test`.
    pub namespace: String,
    /// The name of the Service: `ai-dc-web`.
    pub service: String,
    /// The name of the Deployment: `ai-dc-web`.
    pub app: String,
    /// The name of the package that the build makes: `ai-dc-web`.
    pub package: String,
}

/// Which cell of a [`ServiceRow`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowColumn {
    /// The namespace.
    Namespace,
    /// The name of the Service.
    Service,
    /// The name of the Deployment.
    App,
    /// The name of the package.
    Package,
    /// The address of the image; only an [`InventoryRow`](crate::InventoryRow) has one.
    Image,
}

/// One thing that is wrong with a [`ServiceRow`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFinding {
    column: RowColumn,
    error: NameError,
    meant: Option<Box<str>>,
}

impl ServiceRow {
    /// A row of its four cells.
    #[must_use]
    pub fn new(namespace: &str, service: &str, app: &str, package: &str) -> Self {
        let [namespace, service, app, package] = [namespace, service, app, package].map(str::to_owned);
        Self { namespace, service, app, package }
    }
}

impl RowFinding {
    /// A finding whose error may propose a name.
    pub(crate) fn new(column: RowColumn, error: NameError) -> Self {
        let meant = error.hint().and_then(|hint| hint.strip_prefix("did you mean \"")?.strip_suffix("\"?"));
        Self { column, meant: meant.map(Into::into), error }
    }

    /// The same finding, with the name that should stand there.
    pub(crate) fn meaning(mut self, name: &str) -> Self {
        self.meant = Some(name.into());
        self
    }

    /// The name that should stand there, where that can be said.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        self.meant.as_deref()
    }

    /// The cell.
    #[must_use]
    pub fn column(&self) -> RowColumn {
        self.column
    }

    /// What is wrong with it.
    #[must_use]
    pub fn error(&self) -> &NameError {
        &self.error
    }
}

impl RowColumn {
    /// The column's name: `service`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Namespace => "namespace",
            Self::Service => "service",
            Self::App => "app",
            Self::Package => "package",
            Self::Image => "image",
        }
    }

    const fn noun(self) -> &'static str {
        match self {
            Self::Namespace => "namespace",
            Self::Service => "service name",
            Self::App => "app name",
            Self::Package => "package name",
            Self::Image => "image address",
        }
    }
}

impl fmt::Display for RowColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for RowFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.column, self.error)
    }
}

impl Convention {
    /// Checks a row of a list of services: service, app and package have to carry one name, the name and the
    /// namespace have to be of the convention, and of one business line. Findings come in the order of the
    /// columns; empty if nothing is wrong.
    ///
    /// The name that two of the three cells carry is taken for the right one; if all differ, the app's.
    #[must_use]
    pub fn check_row(&self, row: &ServiceRow) -> Vec<RowFinding> {
        let names = [
            (RowColumn::Service, row.service.as_str()),
            (RowColumn::App, row.app.as_str()),
            (RowColumn::Package, row.package.as_str()),
        ];
        self.check_names(&row.namespace, &names).1
    }

    /// Checks a namespace and the names beside it; gives the name that is taken for the right one, too.
    pub(crate) fn check_names<'a>(
        &self,
        namespace: &str,
        names: &[(RowColumn, &'a str)],
    ) -> (&'a str, Vec<RowFinding>) {
        let mut findings = Vec::new();
        let app = names.iter().copied().find(|(column, _)| *column == RowColumn::App).unwrap_or((RowColumn::App, ""));
        let right = match names {
            [service, app, package] if app.1 != package.1 && service.1 == package.1 => *service,
            _ => app,
        };
        for (column, name) in names {
            if *name != right.1 {
                let finding = RowFinding::new(*column, differing(names, *column, name, right.1));
                findings.push(finding.meaning(right.1));
            }
        }
        let parts = self.parse_app(right.1);
        let read = self.parse_namespace(namespace);
        if let (Ok(parts), Ok(read)) = (&parts, &read)
            && let (Some(ours), Some(theirs)) = (&parts.line, &read.line)
            && ours != theirs
        {
            let found = format!("business line {:?}", theirs.as_str());
            let expected = format!("{:?} as in app name {:?}", ours.as_str(), right.1);
            let at = namespace.find(theirs.as_str()).unwrap_or(0);
            let error = NameError::new("namespace", namespace, NameErrorKind::Mismatch, at, found, expected);
            let finding = RowFinding::new(RowColumn::Namespace, error);
            let environment = read.environment.as_ref().or(self.environments().first());
            let meant = environment.and_then(|environment| self.namespace(Some(ours), environment).ok());
            findings.push(match meant {
                Some(meant) => finding.meaning(meant.as_str()),
                None => finding,
            });
        }
        findings.extend(parts.err().map(|error| RowFinding::new(right.0, error)));
        findings.extend(read.err().map(|error| RowFinding::new(RowColumn::Namespace, error)));
        findings.sort_by_key(|finding| finding.column);
        (right.1, findings)
    }
}

/// The finding that a name is not the one the other cells carry.
fn differing(names: &[(RowColumn, &str)], column: RowColumn, name: &str, right: &str) -> NameError {
    let same = name.chars().zip(right.chars()).take_while(|(one, other)| one == other);
    let at: usize = same.map(|(character, _)| character.len_utf8()).sum();
    let rest = |text: &str| match text.get(at..) {
        None | Some("") => "the end".to_owned(),
        Some(rest) => format!("{rest:?}"),
    };
    let others = names.iter().filter(|(_, name)| *name == right).map(|(column, _)| column.as_str());
    let expected = format!("{} as in {} {right:?}", rest(right), others.collect::<Vec<_>>().join(" and "));
    let error = NameError::new(column.noun(), name, NameErrorKind::Mismatch, at, rest(name), expected);
    match right.parse::<AppName>() {
        Ok(right) => error.with_hint(format!("did you mean {:?}?", right.as_str())),
        Err(_) => error,
    }
}
