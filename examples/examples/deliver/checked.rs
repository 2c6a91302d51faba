//! First, every file is read: is it right, and what is in it?

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use examples::{Outcome, explain, in_order};
use indicatif::ProgressBar;
use pavedroad_manifests::{AppSpec, Platform};
use pavedroad_naming::{AppName, Environment, Namespace};

use crate::Failure;
use crate::arguments::Arguments;
use crate::sources::Source;
use crate::summary::Row;

/// The apps of all files, which are right.
pub(crate) struct Checked<'s> {
    /// Where each app is, by its name.
    pub(crate) apps: BTreeMap<AppName, &'s Source>,
    /// The namespaces that they are in.
    pub(crate) namespaces: BTreeSet<(Namespace, Environment)>,
    /// For people, in the order of names and environments, if they are asked for.
    pub(crate) rows: BTreeMap<(AppName, usize), Row>,
}

/// One file.
struct Read {
    name: AppName,
    /// What is to be said that stops nothing.
    said: String,
    /// What is wrong with the command line for it.
    unusable: Vec<String>,
    namespaces: Vec<(Namespace, Environment)>,
    rows: Vec<Row>,
}

/// Why a file cannot be delivered: it cannot be read, or it has errors.
enum Refused {
    Unreadable(String),
    Findings(String),
}

/// Reads every file before it gives up, so that all errors are seen at once.
pub(crate) fn check<'s>(
    arguments: &Arguments,
    platform: &Platform,
    environments: &[&Environment],
    sources: &'s [Source],
    with_rows: bool,
    progress: &ProgressBar,
) -> Result<Checked<'s>, Failure> {
    let mut checked = Checked { apps: BTreeMap::new(), namespaces: BTreeSet::new(), rows: BTreeMap::new() };
    let (mut said, mut refused, mut unusable) = (String::new(), Vec::new(), Vec::new());
    let work = |source: &'s Source| (source, read(arguments, platform, environments, source, with_rows));
    let Ok(()) = in_order::<_, _, Infallible>(sources, arguments.threads(), work, |(source, read)| {
        progress.inc(1);
        match read {
            Err(Refused::Unreadable(message)) => unusable.push(message),
            Err(Refused::Findings(message)) => refused.push(message),
            Ok(read) => {
                said += &read.said;
                unusable.extend(read.unusable);
                checked.namespaces.extend(read.namespaces);
                if let Some(first) = checked.apps.get(&read.name) {
                    refused.push(format!(
                        "error: {}: app {} is in {} too, expected one file for an app\n",
                        source.name, read.name, first.name
                    ));
                    return Ok(());
                }
                let rows = read.rows.into_iter().enumerate();
                checked.rows.extend(rows.map(|(at, row)| ((read.name.clone(), at), row)));
                checked.apps.insert(read.name, source);
            }
        }
        Ok(())
    });
    progress.suspend(|| eprint!("{said}"));
    Failure::of_all(&unusable)?;
    if !refused.is_empty() {
        return Err(Failure(Outcome::Findings, refused.concat() + "nothing is written\n"));
    }
    Ok(checked)
}

fn read(
    arguments: &Arguments,
    platform: &Platform,
    environments: &[&Environment],
    source: &Source,
    with_rows: bool,
) -> Result<Read, Refused> {
    let text = source.text().map_err(Refused::Unreadable)?;
    let spec = AppSpec::read(platform, &source.name, &text)
        .map_err(|findings| Refused::Findings(explain(&findings, &text)))?;
    let mut read = Read {
        name: spec.name().clone(),
        said: explain(spec.findings(), &text),
        unusable: Vec::new(),
        namespaces: Vec::new(),
        rows: Vec::new(),
    };
    for app in environments.iter().filter_map(|environment| spec.app(environment.as_str())) {
        read.namespaces.push((app.namespace().clone(), app.environment().clone()));
        match arguments.at_weight(app) {
            Ok(app) if with_rows => read.rows.push(Row::of(&app, arguments.pick(app.objects()).len())),
            Ok(_) => {}
            Err(message) => {
                let message = format!("{}: canary in {}: {message}", source.name, app.environment());
                read.unusable.push(message);
            }
        }
    }
    Ok(read)
}
