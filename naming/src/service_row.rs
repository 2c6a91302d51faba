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
}

/// One thing that is wrong with a [`ServiceRow`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFinding {
    column: RowColumn,
    error: NameError,
}

impl ServiceRow {
    /// A row of its four cells.
    #[must_use]
    pub fn new(namespace: &str, service: &str, app: &str, package: &str) -> Self {
        let [namespace, service, app, package] = [namespace, service, app, package].map(str::to_owned);
        Self { namespace, service, app, package }
    }

    fn names(&self) -> [(RowColumn, &str); 3] {
        [
            (RowColumn::Service, self.service.as_str()),
            (RowColumn::App, self.app.as_str()),
            (RowColumn::Package, self.package.as_str()),
        ]
    }
}

impl RowFinding {
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
        }
    }

    const fn noun(self) -> &'static str {
        match self {
            Self::Namespace => "namespace",
            Self::Service => "service name",
            Self::App => "app name",
            Self::Package => "package name",
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
        let mut findings = Vec::new();
        let [service, app, package] = row.names();
        let right = if app.1 != package.1 && service.1 == package.1 { service } else { app };
        for (column, name) in row.names() {
            if name != right.1 {
                findings.push(RowFinding { column, error: differing(row, column, name, right.1) });
            }
        }
        let parts = self.parse_app(right.1);
        let namespace = self.parse_namespace(&row.namespace);
        if let (Ok(parts), Ok(namespace)) = (&parts, &namespace)
            && let (Some(ours), Some(theirs)) = (&parts.line, &namespace.line)
            && ours != theirs
        {
            let found = format!("business line {:?}", theirs.as_str());
            let expected = format!("{:?} as in app name {:?}", ours.as_str(), right.1);
            let at = row.namespace.find(theirs.as_str()).unwrap_or(0);
            let error = NameError::new("namespace", &row.namespace, NameErrorKind::Mismatch, at, found, expected);
            findings.push(RowFinding { column: RowColumn::Namespace, error });
        }
        findings.extend(parts.err().map(|error| RowFinding { column: right.0, error }));
        findings.extend(namespace.err().map(|error| RowFinding { column: RowColumn::Namespace, error }));
        findings.sort_by_key(|finding| finding.column);
        findings
    }
}

/// The finding that a name is not the one the other cells carry.
fn differing(row: &ServiceRow, column: RowColumn, name: &str, right: &str) -> NameError {
    let same = name.chars().zip(right.chars()).take_while(|(one, other)| one == other);
    let at: usize = same.map(|(character, _)| character.len_utf8()).sum();
    let rest = |text: &str| match text.get(at..) {
        None | Some("") => "the end".to_owned(),
        Some(rest) => format!("{rest:?}"),
    };
    let others = row.names().into_iter().filter(|(_, name)| *name == right).map(|(column, _)| column.as_str());
    let expected = format!("{} as in {} {right:?}", rest(right), others.collect::<Vec<_>>().join(" and "));
    let error = NameError::new(column.noun(), name, NameErrorKind::Mismatch, at, rest(name), expected);
    match right.parse::<AppName>() {
        Ok(right) => error.with_hint(format!("did you mean {:?}?", right.as_str())),
        Err(_) => error,
    }
}
