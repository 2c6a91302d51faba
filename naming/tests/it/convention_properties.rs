//! What a convention prints it reads again, for conventions and values of every legal kind.

use pavedroad_naming::*;
use proptest::prelude::*;

fn word(pattern: &'static str) -> impl Strategy<Value = String> {
    proptest::string::string_regex(pattern).unwrap()
}

/// Templates of each sort, with literals of several lengths; lines and environments with and without hyphens.
fn conventions() -> impl Strategy<Value = Convention> {
    let apps = [
        "{line}-{system}-{component}",
        "{component}-{system}-{line}",
        "{line}-{component}",
        "x-{line}{system}-{component}",
        "{line}-app-{component}-x",
    ];
    let namespaces =
        ["{line}-{environment}", "{environment}-{line}", "{environment}--{line}", "ns-{line}", "{environment}"];
    let images = [
        "{host}/{path}/{namespace}_{app}:{tag}",
        "{host}/{path}/{app}/{namespace}:{tag}",
        "{host}/{namespace}/{app}:{tag}",
        "{host}/{path}_{app}.{namespace}:{tag}",
        "{host}/{app}:{tag}",
    ];
    let tags = ["{stamp}_{revision}", "{revision}-{stamp}", "{stamp}", "v{revision}", "{revision}{stamp}"];
    let lines = prop::collection::btree_set("[a-z]{1,3}(-[a-z]{1,2})?", 1..4);
    let environments = prop::collection::btree_set("[a-z]{1,4}(-[a-z]{1,2})?", 1..4);
    let pick = |texts: [&'static str; 5]| proptest::sample::select(texts.to_vec());
    (lines, environments, pick(apps), pick(namespaces), pick(images), pick(tags)).prop_filter_map(
        "a legal convention",
        |(lines, environments, app, namespace, image, tag)| {
            let line = |name: &String| Line { name: name.parse().unwrap(), description: String::new() };
            let path = image.contains("{path}").then(|| "huize/sub".to_owned());
            Convention::new(ConventionSpec {
                lines: lines.iter().map(line).collect(),
                environments: environments.iter().map(|name| name.parse().unwrap()).collect(),
                app: app.to_owned(),
                namespace: namespace.to_owned(),
                registry: Registry { host: "registry.hz.local:5000".to_owned(), path },
                image: image.to_owned(),
                tag: tag.to_owned(),
                ..ConventionSpec::default()
            })
            .ok()
        },
    )
}

fn stamps() -> impl Strategy<Value = BuildStamp> {
    (0..10_000_i32, 1..13_u32, 1..29_u32, 0..24_u32, 0..60_u32).prop_map(|(year, month, day, hour, minute)| {
        format!("{year:04}{month:02}{day:02}-{hour:02}{minute:02}").parse().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_again(
        convention in conventions(),
        system in word("[a-z][a-z0-9]{0,3}"),
        component in word("[a-z][a-z0-9]{0,3}(-{1,2}[a-z0-9]{1,3})?"),
        stamp in stamps(),
        revision in word("[A-Za-z0-9_][A-Za-z0-9_-]{0,4}(\\.[a-z0-9]{1,4})?"),
        index in any::<prop::sample::Index>(),
    ) {
        let spec = convention.spec();
        let line = convention.lines().get(index.index(convention.lines().len().max(1))).map(|line| line.name.clone());
        let parts = AppParts {
            line: line.filter(|_| spec.app.contains("{line}")),
            system: spec.app.contains("{system}").then(|| system.parse().unwrap()),
            component: component.parse().unwrap(),
        };
        let app = convention.app(&parts).unwrap();
        prop_assert_eq!(convention.parse_app(&app).unwrap(), parts.clone());

        let environment = &convention.environments()[index.index(convention.environments().len())];
        let namespace = convention.namespace_of(&app, environment).unwrap();
        let read = convention.parse_namespace(&namespace).unwrap();
        prop_assert_eq!(read.line, parts.line.filter(|_| spec.namespace.contains("{line}")));
        prop_assert_eq!(read.environment, Some(environment.clone()).filter(|_| spec.namespace.contains("{environment}")));

        let revision: GitRevision = revision.parse().unwrap();
        let tag = convention.tag(&stamp, &revision).unwrap();
        let image = convention.image(&app, environment, &tag).unwrap();
        prop_assert_eq!((image.to_app(), image.to_tag()), (app, tag));
        prop_assert_eq!(image.to_namespace(), Some(namespace).filter(|_| spec.image.contains("{namespace}")));
        prop_assert_eq!((image.host(), image.path()), (spec.registry.host.as_str(), spec.registry.path.as_deref()));
        prop_assert_eq!(image.stamp(), Some(stamp).filter(|_| spec.tag.contains("{stamp}")));
        prop_assert_eq!(image.to_revision(), Some(revision).filter(|_| spec.tag.contains("{revision}")));
        prop_assert!(convention.deviations(&image).is_empty());
        prop_assert_eq!(convention.parse_image(image.as_str()).unwrap(), image);
    }

    #[test]
    fn stamps_and_revisions_have_a_total_order(
        stamps in prop::collection::vec(stamps(), 3),
        texts in prop::collection::vec(word("[v_]?(0{0,2}[0-9]{1,2}[a-z.-]?){1,2}x"), 3),
    ) {
        prop_assert_eq!(stamps[0].cmp(&stamps[1]), stamps[0].to_string().cmp(&stamps[1].to_string()));
        let [a, b, c] = [0, 1, 2].map(|index: usize| texts[index].parse::<GitRevision>());
        if let (Ok(a), Ok(b), Ok(c)) = (a, b, c) {
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a == b, a.cmp(&b).is_eq());
            prop_assert!(!(a <= b && b <= c) || a <= c, "{:?}", [a, b, c]);
        }
    }
}
