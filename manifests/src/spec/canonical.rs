//! The normal form of a document.

use super::shape::{SECTIONS, Shape};
use super::{API_VERSION, duration, layers};
use crate::written::Written;
use crate::yaml::tree::Node;
use crate::{AppSpec, Quantity, yaml};

impl AppSpec {
    /// The normal form of the file: what two files have in common that say the same in other words.
    ///
    /// Long forms in place of short ones, keys in the order of the reference, quantities and durations as they print,
    /// quotes where a reader needs them, anchors and comments gone. It says what the file says, of all environments, and
    /// nothing more: defaults stay out, since one that is written down is a decision, and would stand when the built-in
    /// one changes; a port that follows another port would no longer follow it. [`explain`](Self::explain) shows those.
    ///
    /// Read with the same platform, it gives the same apps, and the same normal form.
    ///
    /// # Errors
    /// As [`yaml::to_string`]. No document that was read is known to cause one.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::{AppSpec, Platform};
    ///
    /// let text = "\
    /// ports: {http: 8080}
    /// resources: {memory: 0.5Gi, cpu: 0.25}
    /// app: ai-dc-web  # the web front end
    /// image: {tag: 20190510-1033_v20}
    /// environments: {test: {probes: {startup: {within: 300s}}}}
    /// ";
    /// let spec = AppSpec::read(&Platform::default(), "app.yaml", text)?;
    /// assert_eq!(
    ///     spec.canonical()?,
    ///     "\
    /// apiVersion: pavedroad/v1alpha1
    /// app: ai-dc-web
    /// image:
    ///   tag: 20190510-1033_v20
    /// ports:
    ///   http:
    ///     port: 8080
    /// resources:
    ///   cpu: 250m
    ///   memory: 512Mi
    /// environments:
    ///   test:
    ///     probes:
    ///       startup:
    ///         within: 5m
    /// "
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn canonical(&self) -> Result<String, yaml::Error> {
        let environments: Vec<&str> = self.apps().iter().map(|app| app.environment().as_str()).collect();
        yaml::to_string(&self.places.root().map_or(Written::Null, |root| document(root, &environments)))
    }
}

/// The document; `environments` are those of the platform, in their order.
fn document(root: &Node, environments: &[&str]) -> Written {
    let mut entries = vec![("apiVersion".to_owned(), Written::from(API_VERSION))];
    entries.extend(root.get("app").map(|app| ("app".to_owned(), normal(app, &Shape::Scalar))));
    let sections = Shape::Keys(&SECTIONS);
    if let Written::Map(sections) = normal(&layers::base(root), &sections) {
        entries.extend(sections);
    }
    let of = |environment: &&str| {
        let over = root.at(&["environments", environment])?;
        match normal(&layers::long(over), &sections) {
            // An environment that says nothing is as one that is not there.
            Written::Map(sections) if !sections.is_empty() => Some(((*environment).to_owned(), Written::Map(sections))),
            _ => None,
        }
    };
    let overrides: Vec<_> = environments.iter().filter_map(of).collect();
    if !overrides.is_empty() {
        entries.push(("environments".to_owned(), Written::Map(overrides)));
    }
    Written::Map(entries)
}

fn normal(node: &Node, shape: &Shape) -> Written {
    if let Some(items) = node.as_sequence() {
        return match shape {
            Shape::List(shape) => Written::List(items.iter().map(|item| normal(item, shape)).collect()),
            _ => Written::node(node),
        };
    }
    let Some(mapping) = node.as_mapping() else { return scalar(node, shape) };
    let entries =
        mapping.entries.iter().map(|entry| (entry.key.text(), normal(&entry.value, shape.at(entry.key.text()))));
    let mut entries: Vec<(String, Written)> = entries.map(|(key, value)| (key.to_owned(), value)).collect();
    match shape {
        Shape::Sorted(_) => entries.sort_by(|(one, _), (other, _)| one.cmp(other)),
        Shape::Keys(_) => {
            entries.sort_by_key(|(key, _)| shape.rank(key));
        }
        _ => {}
    }
    Written::Map(entries)
}

fn scalar(node: &Node, shape: &Shape) -> Written {
    let Some(scalar) = node.as_scalar().filter(|scalar| !scalar.is_null()) else { return Written::node(node) };
    match shape {
        Shape::Quantity => match scalar.text().parse::<Quantity>() {
            Ok(quantity) => Written::of(&quantity),
            Err(_) => Written::node(node),
        },
        Shape::Duration => duration::normal(scalar.text()).map_or_else(|| Written::node(node), Written::Text),
        // Text as it was written: a number with a fraction would print in another way.
        Shape::Scalar | Shape::Keys(_) if scalar.is_plain() => match Written::node(node) {
            Written::Float(_) => Written::from(scalar.text()),
            written => written,
        },
        _ => Written::node(node),
    }
}
