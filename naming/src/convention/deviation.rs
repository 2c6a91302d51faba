//! Where an image address that can be read differs from the convention.

use super::Convention;
use super::field::Field;
use super::matching::Cuts;
use super::mismatch::relocated;
use crate::ImageAddress;
use crate::error::{NameError, NameErrorKind};

const WHAT: &str = "image address";

impl Convention {
    /// Everything in which an address deviates from the convention, in the order of its text: another
    /// registry, a namespace or an app that is not of the templates, two different lines. Empty if nothing
    /// does.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_naming::Convention;
    ///
    /// let convention = Convention::default();
    /// let image = convention.read_image("hub.example.com/huize/ai-test_dt-dc-web:20190726-1325_v20")?;
    /// let found: Vec<_> = convention.deviations(&image).iter().map(|error| error.found().to_owned()).collect();
    /// assert_eq!(found, ["registry \"hub.example.com/huize\"", "business line \"dt\" of app name \"dt-dc-web\""]);
    /// # Ok::<(), pavedroad_naming::NameError>(())
    /// ```
    #[must_use]
    pub fn deviations(&self, image: &ImageAddress) -> Vec<NameError> {
        let mut deviations = Vec::new();
        let registry = &self.spec.registry;
        if image.host() != registry.host || image.path() != registry.path.as_deref() {
            let ours = match &registry.path {
                Some(path) => format!("\"{}/{path}\"", registry.host),
                None => format!("{:?}", registry.host),
            };
            let found = format!("registry {:?}", image.registry());
            deviations.push(NameError::new(WHAT, image.as_str(), NameErrorKind::Mismatch, 0, found, ours));
        }
        deviations.extend(self.meanings(image));
        deviations
    }

    /// The deviations without the registry's.
    pub(super) fn meanings(&self, image: &ImageAddress) -> Vec<NameError> {
        let (text, spans) = (image.as_str(), image.spans());
        let app = self.parse_app(image.app());
        let namespace = image.namespace().map(|namespace| self.parse_namespace(namespace));
        let app_at = spans.app.range().start;
        let namespace_at = spans.namespace.map_or(0, |span| span.range().start);
        let mut deviations = Vec::new();
        let lines = (
            app.as_ref().ok().and_then(|parts| parts.line.as_ref()),
            namespace.as_ref().and_then(|namespace| namespace.as_ref().ok()?.line.as_ref()),
        );
        if let (Some(of_app), Some(of_namespace)) = lines
            && of_app != of_namespace
        {
            let found = format!("business line {:?} of app name {:?}", of_app.as_str(), image.app());
            let expected =
                format!("{:?} as in namespace {:?}", of_namespace.as_str(), image.namespace().unwrap_or_default());
            deviations.push(NameError::new(WHAT, text, NameErrorKind::Mismatch, app_at, found, expected));
        }
        if let Some(Err(error)) = &namespace {
            deviations.push(relocated(error, WHAT, text, namespace_at));
        }
        if let Err(error) = &app {
            deviations.push(relocated(error, WHAT, text, app_at));
        }
        deviations.sort_by_key(NameError::offset);
        deviations
    }

    /// Has it no deviation but perhaps the registry?
    pub(super) fn conforms(&self, image: &ImageAddress) -> bool {
        let (apps, namespaces) = (&self.templates.app, &self.templates.namespace);
        let app = image.app();
        let (mut app_cuts, mut namespace_cuts) = (Cuts::default(), Cuts::default());
        if apps.split_into(app, &mut app_cuts).is_none() {
            return false;
        }
        let Some(namespace) = image.namespace() else { return true };
        if namespaces.split_into(namespace, &mut namespace_cuts).is_none() {
            return false;
        }
        let lines =
            (apps.value(Field::Line, app, &app_cuts), namespaces.value(Field::Line, namespace, &namespace_cuts));
        match lines {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }
}
