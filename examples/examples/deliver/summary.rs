//! What each environment gets, for people.

use examples::{print, table};
use pavedroad_manifests::{App, Platform, ResourceName, Scale};
use pavedroad_naming::Environment;

use crate::Failure;
use crate::arguments::Arguments;
use crate::checked::Checked;

/// An app in an environment.
pub(crate) struct Row {
    cells: [String; 7],
    /// How many objects it has.
    objects: usize,
}

impl Row {
    pub(crate) fn of(app: &App, objects: usize) -> Self {
        let pods = match app.scale() {
            Scale::Auto(autoscale) => format!("{} to {}", autoscale.min, autoscale.max),
            scale => scale.least().to_string(),
        };
        let request = |name| app.resources().request(&name).map_or_else(|| "-".to_owned(), ToString::to_string);
        let ports: Vec<String> = app.ports().iter().map(|port| format!("{} {}", port.name, port.port)).collect();
        let cells = [
            app.namespace().to_string(),
            app.name().to_string(),
            pods,
            request(ResourceName::CPU),
            request(ResourceName::MEMORY),
            ports.join(", "),
            app.image().to_owned(),
        ];
        Self { cells, objects }
    }
}

/// A table for each environment, and how to go on.
pub(crate) fn show(
    arguments: &Arguments,
    platform: &Platform,
    environments: &[&Environment],
    checked: &Checked<'_>,
) -> Result<(), Failure> {
    let mut text = String::new();
    for (at, environment) in environments.iter().enumerate() {
        let namespaces = checked.namespaces.iter().filter(|(_, of)| of == *environment);
        let shared = platform.shared_objects(namespaces.map(|(name, of)| (name, of)));
        let rows: Vec<&Row> = checked.rows.iter().filter(|((_, of), _)| *of == at).map(|(_, row)| row).collect();
        let objects = arguments.pick(shared).len() + rows.iter().map(|row| row.objects).sum::<usize>();
        text += &format!("{environment}: {objects} objects\n");
        let head = ["NAMESPACE", "APP", "PODS", "CPU", "MEMORY", "PORTS", "IMAGE"].map(str::to_owned);
        text += &table(&std::iter::once(head).chain(rows.iter().map(|row| row.cells.clone())).collect::<Vec<_>>());
        text.push('\n');
    }
    if arguments.apps.is_empty() {
        text += "Write the manifests:  cargo run --example deliver -- --out manifests\n";
        text += "Deliver your own app: cargo run --example deliver -- --app app.yaml --out manifests\n";
    }
    print(&text).map_err(Failure::unusable)
}
