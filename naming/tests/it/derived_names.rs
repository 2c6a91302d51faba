//! Names derived from an app's, and the room they leave.

use pavedroad_naming::*;

fn all() -> Vec<Derivation> {
    vec![
        Derivation::Canary,
        Derivation::Track(DnsLabel::from_static("v2")),
        Derivation::Job(DnsLabel::from_static("sync")),
        Derivation::StatefulSet,
        Derivation::HeadlessService,
        Derivation::Config(ContentHash::of([("app.yaml", "listen: :8080\n")])),
        Derivation::Claim(DnsLabel::from_static("data")),
        Derivation::Certificate,
        Derivation::CommonName(Namespace::from_static("ai-test")),
        Derivation::Pods,
    ]
}

#[test]
fn every_derivation_has_its_name_limit_and_room() {
    let app = AppName::from_static("ai-dc-web");
    let derived: Vec<_> = all().iter().map(|one| app.derive(one)).collect();
    let table: Vec<_> = derived.iter().map(|name| (name.as_str(), name.limit(), name.room())).collect();
    assert_eq!(
        table,
        [
            ("ai-dc-web-canary", 63, 56),
            ("ai-dc-web-v2", 63, 60),
            ("ai-dc-web-sync", 52, 47),
            ("ai-dc-web", 52, 52),
            ("ai-dc-web-headless", 63, 54),
            ("ai-dc-web-tt9frdm8mc", 253, 63),
            ("ai-dc-web-data", 253, 63),
            ("ai-dc-web-tls", 253, 63),
            ("ai-dc-web.ai-test.svc", 64, 52),
            ("ai-dc-web-8566595ffb-", 58, 46),
        ]
    );
    assert!(app.lacks_room(&all()).is_empty());
}

#[test]
fn the_room_is_exact() {
    for derivation in all() {
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
    let messages: Vec<_> = app.lacks_room(&all()).iter().map(ToString::to_string).collect();
    let found = |room: usize, hint: &str| {
        format!("invalid app name \"{app}\": found 60 bytes, expected at most {room} bytes; {hint}")
    };
    assert_eq!(
        messages,
        [
            found(56, &format!("its canary Deployment \"{app}-canary\" has 67 bytes, 4 more than 63")),
            found(47, &format!("its CronJob \"{app}-sync\" has 65 bytes, 13 more than 52")),
            found(52, &format!("its StatefulSet \"{app}\" has 60 bytes, 8 more than 52")),
            found(54, &format!("its headless Service \"{app}-headless\" has 69 bytes, 6 more than 63")),
            found(52, &format!("its common name \"{app}.ai-test.svc\" has 72 bytes, 8 more than 64")),
            found(46, "its pods' names are cut by 14, so that they no longer tell the template's hash"),
        ]
    );
    let job = Derivation::Job("j".repeat(60).parse().unwrap());
    let error = AppName::from_static("a").lacks_room([&job]).remove(0);
    assert_eq!(error.expected(), "none, because no app name fits");
}
