//! A whole list of services, checked against the convention.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{NameError, NameErrorKind};
use crate::{AppName, Convention, ImageAddress, ImageTag, RowColumn, RowFinding};

/// A row of an inventory as a cluster lists it: the texts as they stand there, not yet checked. What a list
/// does not have is `None`. serde reads it from a row of CSV with a header, or from a JSON object; other columns
/// are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InventoryRow {
    /// The namespace: `ai-test`.
    pub namespace: String,
    /// The name of the Service: `ai-dc-web`.
    #[serde(default)]
    pub service: Option<String>,
    /// The name of the Deployment: `ai-dc-web`.
    pub app: String,
    /// The name of the package that the build makes: `ai-dc-web`.
    #[serde(default)]
    pub package: Option<String>,
    /// The image that runs: `registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20`.
    #[serde(default)]
    pub image: Option<String>,
}

/// One thing that is wrong with an inventory: a row, a column, why, and the name that should stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryFinding {
    row: usize,
    finding: RowFinding,
}

impl InventoryFinding {
    /// Which row, counted from 0.
    #[must_use]
    pub fn row(&self) -> usize {
        self.row
    }

    /// Which cell of the row.
    #[must_use]
    pub fn column(&self) -> RowColumn {
        self.finding.column()
    }

    /// What is wrong with it.
    #[must_use]
    pub fn error(&self) -> &NameError {
        self.finding.error()
    }

    /// The name that should stand there, where that can be said.
    #[must_use]
    pub fn meant(&self) -> Option<&str> {
        self.finding.meant()
    }
}

/// `row 1, package: ...`; people count rows from 1.
impl fmt::Display for InventoryFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, {}", self.row.saturating_add(1), self.finding)
    }
}

impl Convention {
    /// Checks a whole list of services. Every row by itself, as [`check_row`](Self::check_row) does; its image,
    /// which has to be of the convention, of the row's namespace and of its app; and that no namespace has two
    /// Services or two apps of one name. Findings come in the order of the rows and columns.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::{Convention, InventoryRow};
    ///
    /// let row = |app: &str, image: &str| InventoryRow {
    ///     namespace: "ai-test".to_owned(),
    ///     app: app.to_owned(),
    ///     image: Some(format!("registry.hz.local/huize/{image}:20190510-1033_v20")),
    ///     ..InventoryRow::default()
    /// };
    /// let rows = [row("ai-dc-web", "ai-test_ai-dc-web"), row("ai-dc-api", "ai-prod_ai-dc-api")];
    /// let findings = Convention::default().check_inventory(&rows);
    /// assert_eq!((findings[0].row(), findings[0].column().as_str()), (1, "image"));
    /// assert_eq!(findings[0].meant(), Some("registry.hz.local/huize/ai-test_ai-dc-api:20190510-1033_v20"));
    /// assert_eq!(findings.len(), 1);
    /// ```
    #[must_use]
    pub fn check_inventory(&self, rows: &[InventoryRow]) -> Vec<InventoryFinding> {
        let mut findings = Vec::new();
        // The first row of each name in each namespace.
        let (mut services, mut apps) = (BTreeMap::new(), BTreeMap::new());
        for (index, row) in rows.iter().enumerate() {
            let mut of_row = self.check_inventory_row(row);
            let service = row.service.as_deref().and_then(|service| {
                let first = *services.entry((row.namespace.as_str(), service)).or_insert(index);
                (first != index).then(|| twice(RowColumn::Service, "service name", row, service, first))
            });
            let app = {
                let first = *apps.entry((row.namespace.as_str(), row.app.as_str())).or_insert(index);
                (first != index).then(|| twice(RowColumn::App, "app name", row, &row.app, first))
            };
            // A row that is there twice is one mistake.
            of_row.extend(service.or(app));
            of_row.sort_by_key(RowFinding::column);
            findings.extend(of_row.into_iter().map(|finding| InventoryFinding { row: index, finding }));
        }
        findings
    }

    fn check_inventory_row(&self, row: &InventoryRow) -> Vec<RowFinding> {
        let cells = [
            (RowColumn::Service, row.service.as_deref()),
            (RowColumn::App, Some(row.app.as_str())),
            (RowColumn::Package, row.package.as_deref()),
        ];
        let names: Vec<(RowColumn, &str)> =
            cells.into_iter().filter_map(|(column, name)| Some((column, name?))).collect();
        let (app, mut findings) = self.check_names(&row.namespace, &names);
        let of_namespace = |finding: &&RowFinding| finding.column() == RowColumn::Namespace;
        let meant = findings.iter().find(of_namespace).and_then(RowFinding::meant).map(str::to_owned);
        let namespace = meant.as_deref().unwrap_or(&row.namespace);
        if let Some(image) = &row.image {
            findings.extend(self.check_image(image, app, namespace));
        }
        findings
    }

    /// Checks an image against the app and the namespace that it should be of.
    fn check_image(&self, text: &str, app: &str, namespace: &str) -> Vec<RowFinding> {
        let image = match self.read_image(text) {
            Ok(image) => image,
            Err(error) => return vec![RowFinding::new(RowColumn::Image, error)],
        };
        let mut errors = self.deviations(&image);
        let mut differs = |found: &str, what: &str, expected: &str, at: usize| {
            if found != expected && !errors.iter().any(|error| error.offset() == at) {
                let found = format!("{what} {found:?}");
                let expected = format!("{expected:?} as in the row's {what}");
                errors.push(NameError::new("image address", text, NameErrorKind::Mismatch, at, found, expected));
            }
        };
        // Where they stand in the text, which begins with the registry.
        let start = image.registry().len();
        let find = |part: &str| text.get(start..).and_then(|rest| rest.find(part)).map_or(start, |at| start + at);
        if let Some(found) = image.namespace() {
            differs(found, "namespace", namespace, find(found));
        }
        let after = image.namespace().map_or(start, |namespace| find(namespace) + namespace.len());
        let at = text.get(after..).and_then(|rest| rest.find(image.app())).map_or(after, |at| after + at);
        differs(image.app(), "app", app, at);
        errors.sort_by_key(NameError::offset);
        let meant = self.meant_image(&image, app, namespace);
        let finding = |error| match (RowFinding::new(RowColumn::Image, error), &meant) {
            (finding, Some(meant)) if meant.as_str() != text => finding.meaning(meant.as_str()),
            (finding, _) => finding,
        };
        errors.into_iter().map(finding).collect()
    }

    /// The address by the convention, with the tag of the one that is there.
    fn meant_image(&self, image: &ImageAddress, app: &str, namespace: &str) -> Option<ImageAddress> {
        let app: AppName = app.parse().ok()?;
        let tag: ImageTag = image.tag().parse().ok()?;
        let environment = self.parse_namespace(namespace).ok()?.environment;
        let environment = environment.as_ref().or(self.environments().first())?;
        self.image(&app, environment, &tag).ok()
    }
}

fn twice(column: RowColumn, what: &'static str, row: &InventoryRow, name: &str, first: usize) -> RowFinding {
    let found = format!("{name:?}, which is in row {} too", first.saturating_add(1));
    let expected = format!("one row for a name of namespace {:?}", row.namespace);
    RowFinding::new(column, NameError::new(what, name, NameErrorKind::Duplicate, 0, found, expected))
}
