//! The names that follow a company's convention.

use super::section::{Section, cell, code, quoted};
use super::tables::{builds, conventions, derived_names, image_addresses, parts};

const APPS: &str = "\
By the default convention, `{line}-{system}-{component}`. At most 63 bytes. An app is a Service too, so its name is a \
DNS-1035 label. The lines are `ai`, `dt` and `ad`.";

const NAMESPACES: &str = "\
By the default convention, `{line}-{environment}`. At most 63 bytes, a DNS label. The environments are `test`, \
`preview` and `prod`.";

const IMAGES: &str = "\
By the default convention, `{host}/{path}/{namespace}_{app}:{tag}`. At most 384 bytes, 255 of them before the tag.";

const STAMPS: &str = "The minute of a build, in the Gregorian calendar: `YYYYMMDD-hhmm`, years 0000 to 9999.";

const REVISIONS: &str = "\
What both git takes for a tag and a registry for a part of one. At most 128 bytes.";

const CONSOLE: &str = "A build as a console shows it, by the default convention: `{app}:{date}-{time}_{revision}`.";

const DERIVED: &str = "\
What is made of an app's name, here of `ai-dc-web`. The room is the greatest length that an app's name may have for \
it, in bytes. Sources: the validation of Kubernetes; for a StatefulSet, the label of its pods that holds its name and \
the hash of its revision; for a common name, RFC 5280. A pod's name is cut after 58 bytes, before its 5 random \
characters.";

const TEMPLATES: &str = "\
A convention is one template for each of its keys. A template must print legal names only, and read each of them in \
one way. The other keys are those of the default convention.";

pub(super) fn sections() -> Vec<Section<'static>> {
    let apps = conventions::APPS_ACCEPTED.iter();
    let apps = apps.map(|&(text, line, system, component)| [quoted(text), code(line), code(system), code(component)]);
    let namespaces = conventions::NAMESPACES_ACCEPTED.iter();
    let namespaces = namespaces.map(|&(text, line, environment)| [quoted(text), code(line), code(environment)]);
    let images = image_addresses::ACCEPTED.iter();
    let images = images.map(|&(text, registry, namespace, app, revision)| {
        [quoted(text), code(registry), code(namespace), code(app), code(revision)]
    });
    let derivations = derived_names::derivations();
    let derived = derived_names::DERIVED.iter().zip(&derivations).map(|((name, limit, room), derivation)| {
        [quoted(name), derivation.noun().to_owned(), limit.to_string(), room.to_string()]
    });
    let templates = conventions::TEMPLATES_ACCEPTED.iter();
    let templates = templates.map(|(key, template, name)| [code(key), quoted(template), quoted(name)]);
    let mut others = conventions::TEMPLATES_REFUSED.to_vec();
    others.sort_by_key(|row| row.0);
    let others = others.iter().map(|(key, template, because)| [code(key), quoted(template), cell(because)]);
    vec![
        Section::new("App name", APPS)
            .accepts_rows(["accepted", "line", "system", "component"], apps)
            .refuses(conventions::APPS_REFUSED),
        Section::new("Namespace", NAMESPACES)
            .accepts_rows(["accepted", "line", "environment"], namespaces)
            .refuses(conventions::NAMESPACES_REFUSED),
        Section::new("Business line", "A DNS-1035 label, because app names begin with it. At most 63 bytes.")
            .accepts(parts::BUSINESS_LINE_ACCEPTED.iter().copied())
            .refuses(parts::BUSINESS_LINE_REFUSED),
        Section::new(
            "System",
            "The part of an app name without `-`, so that the parts can be told apart. At most 63 bytes.",
        )
        .accepts(parts::SYSTEM_ACCEPTED.iter().copied())
        .refuses(parts::SYSTEM_REFUSED),
        Section::new("Component", "The last part of an app name, or all of it. A DNS label, at most 63 bytes.")
            .accepts(parts::COMPONENT_ACCEPTED.iter().copied())
            .refuses(parts::COMPONENT_REFUSED),
        Section::new("Environment", "A DNS label, because it is part of a namespace. At most 63 bytes.")
            .accepts(parts::ENVIRONMENT_ACCEPTED.iter().copied())
            .refuses(parts::ENVIRONMENT_REFUSED),
        Section::new("Image address", IMAGES)
            .accepts_rows(["accepted", "registry", "namespace", "app", "revision"], images)
            .refuses_rows(
                ["refused", "because"],
                image_addresses::REFUSED.iter().map(|row| [quoted(row.0), cell(&image_addresses::because(row))]),
            ),
        Section::new("Build stamp", STAMPS)
            .accepts(builds::BUILD_STAMP_ACCEPTED.iter().copied())
            .refuses(builds::BUILD_STAMP_REFUSED),
        Section::new("Git revision", REVISIONS)
            .accepts(builds::GIT_REVISION_ACCEPTED.iter().copied())
            .refuses(builds::GIT_REVISION_REFUSED),
        Section::new("Console build", CONSOLE)
            .accepts(builds::CONSOLE_BUILD_ACCEPTED.iter().copied())
            .refuses(builds::CONSOLE_BUILD_REFUSED),
        Section::new("Derived names", DERIVED)
            .accepts_rows(["derived from `ai-dc-web`", "what it names", "at most", "room"], derived)
            .refuses_rows(
                ["why an app's name of 60 bytes, `{app}`, is too long"],
                derived_names::TOO_LONG.iter().map(|because| [format!("found 60 bytes, expected {}", cell(because))]),
            ),
        Section::new("Convention template", TEMPLATES)
            .accepts_rows(["key", "accepted", "a name it reads"], templates)
            .refuses_rows(["key", "refused", "because"], others),
    ]
}
