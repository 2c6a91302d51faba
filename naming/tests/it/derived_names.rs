//! Names derived from an app's, and the room they leave.

use pavedroad_naming::*;

use crate::tables::derived_names::{DERIVED, TOO_LONG, derivations};

#[test]
fn every_derivation_has_its_name_limit_and_room() {
    let app = AppName::from_static("ai-dc-web");
    let derived: Vec<_> = derivations().iter().map(|one| app.derive(one)).collect();
    let table: Vec<_> = derived.iter().map(|name| (name.as_str(), name.limit(), name.room())).collect();
    assert_eq!(table, DERIVED);
    assert!(app.lacks_room(&derivations()).is_empty());
}

#[test]
fn the_room_is_exact() {
    for derivation in derivations() {
        let room = AppName::from_static("a").derive(&derivation).room();
        for length in 1..=63 {
            let app: AppName = "a".repeat(length).parse().unwrap();
            let name = app.derive(&derivation);
            assert_eq!(name.over() > 0, length > room, "{derivation:?} {length}");
            assert_eq!(name.over(), length.saturating_sub(room), "{derivation:?} {length}");
            assert_eq!(app.lacks_room([&derivation]).len(), usize::from(length > room));
        }
    }
}

#[test]
fn a_pod_s_name_tells_its_hash_exactly_as_long_as_there_is_room() {
    let hash = TemplateHash::from(4_122_151_996);
    for length in 1..=63 {
        let app: AppName = "a".repeat(length).parse().unwrap();
        let pod = PodName::of_deployment(&app, hash, "gwphf").unwrap();
        let whole = pod.as_str() == format!("{app}-{hash}-gwphf");
        assert_eq!(whole, app.derive(&Derivation::Pods).over() == 0, "{length}");
    }
}

#[test]
fn findings_name_what_breaks_and_by_how_much() {
    let app: AppName = "a".repeat(60).parse().unwrap();
    let messages: Vec<_> = app.lacks_room(&derivations()).iter().map(ToString::to_string).collect();
    let expected = TOO_LONG.iter().map(|because| {
        format!("invalid app name \"{app}\": found 60 bytes, expected {}", because.replace("{app}", app.as_str()))
    });
    assert_eq!(messages, expected.collect::<Vec<_>>());
    let job = Derivation::Job("j".repeat(60).parse().unwrap());
    let error = AppName::from_static("a").lacks_room([&job]).remove(0);
    assert_eq!(error.expected(), "none, because no app name fits");
}
