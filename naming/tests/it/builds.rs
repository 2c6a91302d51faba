//! Builds: the console's form, batches, and what lies between two.

use pavedroad_naming::*;

use crate::name_tables::{accepts, refuses};
use crate::tables::builds::*;

fn image(text: &str) -> ImageAddress {
    format!("registry.hz.local/huize/{text}").parse().unwrap()
}

#[test]
fn the_console_s_builds_read_print_and_convert() {
    let convention = Convention::default();
    for text in CONSOLE_BUILD_ACCEPTED {
        let build: ConsoleBuild = text.parse().unwrap();
        assert_eq!(build, *text);
        let tag = convention.tag_of(&build).unwrap();
        assert_eq!(tag, format!("20190726-1325_{}", build.revision().unwrap()).as_str());
        let parts = convention.parse_tag(&tag).unwrap();
        assert_eq!(convention.console(&build.to_app(), &parts).unwrap(), build);
        // None of the apps has a system, so there is no namespace to build for.
        let environment = convention.environment("test").unwrap();
        let error = convention.image_of(&build, environment).unwrap_err();
        assert_eq!((error.what(), error.input()), ("app name", build.app()));
    }
    let image = image("ai-test_ai-dc-web:20190726-1325_v20");
    let build = convention.console_of(&image).unwrap();
    assert_eq!(build, "ai-dc-web:2019-07-26-13-25_v20");
    assert_eq!(convention.image_of(&build, convention.environment("test").unwrap()).unwrap(), image);
}

#[test]
fn stamps_and_revisions_are_accepted_and_refused() {
    accepts::<BuildStamp>(BUILD_STAMP_ACCEPTED);
    refuses::<BuildStamp>("build stamp", BUILD_STAMP_REFUSED);
    accepts::<GitRevision>(GIT_REVISION_ACCEPTED);
    refuses::<GitRevision>("git revision", GIT_REVISION_REFUSED);
}

#[test]
fn refused_builds_say_where() {
    refuses::<ConsoleBuild>("console build", CONSOLE_BUILD_REFUSED);
    let error = Convention::default().parse_tag("2019-07-26-13-25_v20").unwrap_err();
    assert_eq!(error.hint(), Some("did you mean \"20190726-1325_v20\"?"));
}

#[test]
fn a_console_may_show_stamps_or_revisions_alone() {
    let with = |console_tag: &str| {
        Convention::new(ConventionSpec { console_tag: console_tag.to_owned(), ..ConventionSpec::default() }).unwrap()
    };
    let image = image("ai-test_ai-dc-web:20190726-1325_v20");
    for (template, text) in [
        ("{revision}", "ai-dc-web:v20"),
        ("{stamp}", "ai-dc-web:20190726-1325"),
        ("{revision}_{time}_{date}", "ai-dc-web:v20_13-25_2019-07-26"),
        ("{revision}-{stamp}", "ai-dc-web:v20-20190726-1325"),
    ] {
        let convention = with(template);
        let build = convention.console_of(&image).unwrap();
        assert_eq!(build, text);
        assert_eq!(convention.parse_console(text), Ok(build.clone()));
        let whole = template.contains("revision") && template != "{revision}";
        assert_eq!(convention.tag_of(&build).is_ok(), whole, "{template}");
    }
}

#[test]
fn batches_are_grouped_by_app_and_ordered_by_age() {
    let texts = [
        "ai-test_ai-dc-web:20190510-1033_v20",
        "ai-test_ai-dc-api:20190510-1033_v30",
        "ai-prod_ai-dc-web:20190401-0900_v9",
        "ai-test_ai-dc-web:20190510-1033_v9",
    ];
    let batch = texts.map(image);
    let apps = by_app(&batch);
    let tags: Vec<Vec<&str>> = apps.values().map(|builds| builds.iter().map(|build| build.tag()).collect()).collect();
    assert_eq!(apps.keys().copied().collect::<Vec<_>>(), ["ai-dc-api", "ai-dc-web"]);
    assert_eq!(tags, [vec!["20190510-1033_v30"], vec!["20190401-0900_v9", "20190510-1033_v9", "20190510-1033_v20"]]);
    let console: Vec<ConsoleBuild> = CONSOLE_BUILD_ACCEPTED.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(by_app(&console).len(), 5);
}

#[test]
fn a_change_tells_range_time_and_place() {
    for (from, to, range, minutes, text) in [
        (
            "ai-prod_ai-dc-web:20190420-1115_v19",
            "ai-prod_ai-dc-web:20190510-1033_v20",
            Some("v19..v20"),
            28_758,
            "ai-dc-web: v19..v20, built 19 d 23 h 18 min later",
        ),
        (
            "ai-prod_ai-dc-web:20190510-1033_v20",
            "ai-prod_ai-dc-web:20190510-1032_v19",
            Some("v19..v20"),
            -1,
            "ai-dc-web: v19..v20 taken back, built 1 min earlier",
        ),
        (
            "ai-test_ai-dc-web:20190510-1033_v20",
            "ai-prod_ai-dc-web:20190510-1033_v20",
            None,
            0,
            "ai-dc-web: v20 again, built in the same minute, from registry.hz.local/huize/ai-test_ai-dc-web to \
             registry.hz.local/huize/ai-prod_ai-dc-web",
        ),
        (
            "ai-test_ai-dc-web:20190510-1033_v20",
            "ai-test_ai-dc-api:20190510-1133_v21",
            None,
            60,
            "another app: ai-dc-api instead of ai-dc-web, built 1 h later",
        ),
    ] {
        let (from, to) = (image(from), image(to));
        let change = from.change_to(&to);
        assert_eq!(change.git_range().as_deref(), range);
        assert_eq!(change.elapsed().map(|time| time.num_minutes()), Some(minutes));
        assert_eq!(change.to_string(), text);
        assert_eq!(change.is_rollback(), minutes < 0);
    }
}

#[test]
fn builds_near_the_console_s_form_agree_with_an_expression() {
    let rule = regex::Regex::new(
        "^([a-z]([-a-z0-9]{0,61}[a-z0-9])?):([0-9]{4})-([0-9]{2})-([0-9]{2})-([0-9]{2})-([0-9]{2})_([A-Za-z0-9_.-]+)$",
    )
    .unwrap();
    let pattern =
        "[a-z]{1,3}(-[a-z]{1,2})?:(19|20)[0-9]{2}-(0[1-9]|1[0-3])-[0-3][0-9]-[0-2][0-9]-[0-6][0-9]_v?[0-9.]{1,3}";
    let counts = crate::near_valid::run(4_000, pattern, |text| {
        let expected = rule.captures(text).is_some_and(|parts| {
            let stamp = format!("{}{}{}-{}{}", &parts[3], &parts[4], &parts[5], &parts[6], &parts[7]);
            stamp.parse::<BuildStamp>().is_ok() && parts[8].parse::<GitRevision>().is_ok()
        });
        let build = text.parse::<ConsoleBuild>();
        assert_eq!(build.is_ok(), expected, "{text}: {build:?}");
        Ok(expected)
    });
    assert!(counts.iter().all(|&count| count > 300), "{counts:?} accepted and refused test little");
}

/// Every template that loads reads what it prints; those of the console never lose a minute.
#[test]
fn console_and_node_templates_read_what_they_print() {
    let consoles = [
        "{date}-{time}_{revision}",
        "{revision}_{time}.{date}",
        "{stamp}{revision}",
        "{revision}-{stamp}",
        "{date}{time}",
        "b{revision}",
    ];
    let nodes = [
        "k8s-{environment}-node-{address}",
        "{address}.{environment}.hz.local",
        "{environment}-{address}",
        "node{address}",
        "ip-{address}-{environment}",
        "{environment}",
    ];
    let (stamp, revision) = (BuildStamp::from_static("00000229-0000"), GitRevision::from_static("1.0_2-3"));
    let app = AppName::from_static("ai-dc-web");
    for (console_tag, node) in consoles.iter().zip(nodes) {
        let spec = ConventionSpec {
            console_tag: (*console_tag).to_owned(),
            node: node.to_owned(),
            ..ConventionSpec::default()
        };
        let convention = Convention::new(spec).unwrap();
        let parts = TagParts { stamp: Some(stamp), revision: Some(revision.clone()) };
        let build = convention.console(&app, &parts).unwrap();
        let told = ["stamp", "date"].iter().any(|field| console_tag.contains(field));
        assert_eq!(build.stamp(), Some(stamp).filter(|_| told), "{build}");
        assert_eq!(build.to_revision(), Some(revision.clone()).filter(|_| console_tag.contains("revision")), "{build}");
        assert_eq!(convention.parse_console(build.as_str()), Ok(build));
        for environment in convention.environments() {
            for count in 1..=4 {
                let address = NodeAddress::of([10, 0, 255, 9].into(), count);
                let name = convention.node(environment, &address).unwrap();
                let parts = convention.parse_node(&name).unwrap();
                assert_eq!(parts.environment.as_ref(), Some(environment).filter(|_| node.contains("environment")));
                assert_eq!(parts.address, Some(address).filter(|_| node.contains("address")));
            }
        }
    }
}
