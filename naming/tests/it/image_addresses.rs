//! Image addresses: what they are made of, and what is said about wrong ones.

use pavedroad_naming::*;

use crate::tables::image_addresses::{ACCEPTED, ADDRESS, REFUSED, because};

#[test]
fn takes_the_address_of_the_talk_apart() {
    let image: ImageAddress = ADDRESS.parse().unwrap();
    assert_eq!(image.to_string(), ADDRESS);
    assert_eq!(format!("{image:>62}"), format!("   {ADDRESS}"));
    assert_eq!(format!("{image:?}"), format!("ImageAddress({ADDRESS:?})"));
    assert_eq!(image.registry(), "registry.hz.local/huize");
    assert_eq!((image.host(), image.path()), ("registry.hz.local", Some("huize")));
    assert_eq!((image.namespace(), image.app()), (Some("ai-test"), "ai-dc-web"));
    assert_eq!((image.tag(), image.repository()), ("20190510-1033_v20", "registry.hz.local/huize/ai-test_ai-dc-web"));
    assert_eq!((image.stamp(), image.revision()), (Some(BuildStamp::from_static("20190510-1033")), Some("v20")));
    assert_eq!((image.to_app(), image.to_tag()), (AppName::from_static("ai-dc-web"), image.tag().parse().unwrap()));
    assert_eq!(image.to_namespace(), Some(Namespace::from_static("ai-test")));
    assert_eq!(image.to_revision(), Some(GitRevision::from_static("v20")));
}

#[test]
fn serde_reads_what_it_writes_and_says_what_it_wants() {
    let image: ImageAddress = ADDRESS.parse().unwrap();
    let json = serde_json::to_string(&image).unwrap();
    assert_eq!(json, format!("{ADDRESS:?}"));
    assert_eq!(serde_json::from_str::<ImageAddress>(&json).unwrap(), image);
    let wrong = serde_json::from_str::<ImageAddress>("20").unwrap_err().to_string();
    assert_eq!(
        wrong,
        format!("invalid type: integer `20`, expected an image address such as `{ADDRESS}` at line 1 column 2")
    );
    let refused = serde_json::from_str::<ImageAddress>("\"nginx\"").unwrap_err().to_string();
    assert_eq!(refused, format!("{} at line 1 column 7", "nginx".parse::<ImageAddress>().unwrap_err()));
}

#[cfg(feature = "schemars")]
#[test]
fn the_schema_allows_every_address_and_refuses_other_forms() {
    let schema = schemars::schema_for!(ImageAddress).to_value();
    let pattern = regex::Regex::new(schema["pattern"].as_str().unwrap()).unwrap();
    assert_eq!((schema["examples"][0].as_str(), schema["maxLength"].as_u64()), (Some(ADDRESS), Some(384)));
    // Lines, environments and the calendar are left to the parser.
    let meant = ["environment ", "business line ", "day ", "month ", "hour ", "minute "];
    let form = |found: &str| !meant.iter().any(|word| found.starts_with(word));
    let mut refused = 0;
    for (text, found, at, ..) in REFUSED {
        // Beyond what one expression says: which hosts are registries, what git refuses, how an app is made up.
        let beyond = *found == "\"registry\"" || (*at, *found) == (59, "'.'") || (*at, *found) == (38, "the end");
        assert_eq!(pattern.is_match(text), !form(found) || beyond, "{text}");
        refused += u32::from(form(found));
    }
    assert!(refused > 12, "{refused} refused test little");
    for (text, ..) in ACCEPTED {
        assert!(pattern.is_match(text), "{text}");
    }
}

#[test]
fn reads_what_the_template_allows() {
    for (text, registry, namespace, app, revision) in ACCEPTED {
        let image: ImageAddress = text.parse().unwrap();
        assert_eq!((image.registry(), image.namespace(), image.app()), (*registry, Some(*namespace), *app));
        assert_eq!((image.as_str(), image.revision()), (*text, Some(*revision)));
    }
}

#[test]
fn says_what_is_wrong_and_what_was_meant() {
    for row in REFUSED {
        let error = row.0.parse::<ImageAddress>().unwrap_err();
        assert_eq!(error.to_string(), format!("invalid image address {:?}: {}", row.0, because(row)));
    }
    assert_eq!(
        "".parse::<ImageAddress>().unwrap_err().to_string(),
        "invalid image address \"\": found nothing, expected \"{host}/{path}/{namespace}_{app}:{tag}\""
    );
}

#[test]
fn lengths_are_those_of_the_parts() {
    let address = |path: usize, component: usize, revision: usize| {
        let [path, component, revision] = [path, component, revision].map(|length| "x".repeat(length));
        let text = format!("registry.hz.local/{path}/ai-test_ai-dc-{component}:20190510-1033_{revision}");
        text.parse::<ImageAddress>().map_err(|error| format!("{} {}", error.found(), error.expected()))
    };
    assert!(address(1, 57, 114).is_ok());
    assert_eq!(address(1, 58, 1).unwrap_err(), "app name of 64 bytes at most 63 bytes");
    assert_eq!(address(1, 1, 115).unwrap_err(), "image tag of 129 bytes at most 128 bytes");
    // 255 bytes before the tag: host, two slashes, "ai-test_" and "ai-dc-x" take 34.
    assert!(address(221, 1, 1).is_ok());
    assert_eq!(address(222, 1, 1).unwrap_err(), "256 bytes before the tag at most 255 bytes");
    assert_eq!(address(400, 1, 1).unwrap_err(), "450 bytes at most 384 bytes");
}

#[test]
fn what_deviates_can_be_read_and_is_reported() {
    let convention = Convention::default();
    let found = |text| {
        let image = convention.read_image(text).unwrap();
        assert_eq!(convention.parse_image(text).is_ok(), convention.deviations(&image).iter().all(|d| d.offset() == 0));
        convention.deviations(&image).iter().map(|error| error.found().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(ADDRESS), [""; 0]);
    assert_eq!(found("registry.hz.local/huize/ai-test_ai-api:20190726-1325_v20"), ["the end"]);
    assert_eq!(
        found("hub.hz.local/mirror/bi-dev_ai-dc-web:20190510-1033_v20"),
        ["registry \"hub.hz.local/mirror\"", "business line \"bi\""]
    );
    assert_eq!(found("registry.hz.local/huize/x_y:20190510-1033_v20"), ["'x'", "'y'"]);
}

#[test]
fn addresses_are_ordered_by_repository_and_age() {
    let mut images: Vec<ImageAddress> = [
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v9",
        "registry.hz.local/huize/ai-test_ai-dc-web:20181231-2359_v30",
        "registry.hz.local/huize/ai-test_ai-dc-api:20200101-0000_v1",
    ]
    .map(|text| text.parse().unwrap())
    .to_vec();
    images.sort();
    let tags: Vec<_> = images.iter().map(ImageAddress::tag).collect();
    assert_eq!(tags, ["20200101-0000_v1", "20181231-2359_v30", "20190510-1033_v9", "20190510-1033_v20"]);
    assert_eq!(newest(&images).unwrap().tag(), "20200101-0000_v1");
    assert_eq!(newest(&images[1..]).unwrap().tag(), "20190510-1033_v20");
    assert_eq!(newest([]), None);
}

#[test]
fn rolls_back_to_the_newest_older_build_of_the_same_repository() {
    let read = |tag: &str| format!("registry.hz.local/huize/ai-prod_ai-dc-web:{tag}").parse::<ImageAddress>().unwrap();
    let mut builds =
        ["20190510-1033_v20", "20190401-0900_v18", "20190420-1115_v19", "20190511-0800_v21"].map(read).to_vec();
    builds.push("registry.hz.local/huize/ai-test_ai-dc-web:20190509-0900_v20".parse().unwrap());
    builds.push("registry.hz.local/huize/ai-prod_ai-dc-api:20190509-0900_v20".parse().unwrap());
    for (current, target) in [
        ("20190511-0800_v21", Some("20190510-1033_v20")),
        ("20190510-1033_v20", Some("20190420-1115_v19")),
        ("20190510-1033_v21", Some("20190510-1033_v20")),
        ("20190420-1114_v19", Some("20190401-0900_v18")),
        ("20190401-0900_v18", None),
    ] {
        assert_eq!(rollback_target(&builds, &read(current)).map(ImageAddress::tag), target, "{current}");
    }
}

#[test]
fn rolls_back_by_revision_where_tags_have_no_stamp() {
    let spec = ConventionSpec { tag: "{revision}".to_owned(), ..ConventionSpec::default() };
    let convention = Convention::new(spec).unwrap();
    let read = |tag| convention.parse_image(&format!("registry.hz.local/huize/ai-prod_ai-dc-web:{tag}")).unwrap();
    let builds = ["v9", "v10", "v2", "v11"].map(read);
    assert_eq!(newest(&builds).and_then(ImageAddress::revision), Some("v11"));
    assert_eq!(rollback_target(&builds, &read("v10")).and_then(ImageAddress::revision), Some("v9"));
}
