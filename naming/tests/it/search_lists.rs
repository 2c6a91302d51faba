//! Search lists: what a resolver in a pod asks for.

use pavedroad_naming::{ClusterDomain, Namespace, SearchList, ServiceDns};

fn list() -> SearchList {
    SearchList::of_pod(&Namespace::from_static("ai-test"), &ClusterDomain::default())
}

#[test]
fn a_name_of_few_dots_is_searched_first() {
    for (name, first, count) in [
        ("web", "web.ai-test.svc.cluster.local.", 4),
        ("web.ai-prod", "web.ai-prod.ai-test.svc.cluster.local.", 4),
        ("web.ai-prod.svc.cluster.local", "web.ai-prod.svc.cluster.local.ai-test.svc.cluster.local.", 4),
        ("web.ai-prod.svc.cluster.local.", "web.ai-prod.svc.cluster.local.", 1),
        // Five dots: first as it stands.
        ("web-0.web.ai-prod.svc.cluster.local", "web-0.web.ai-prod.svc.cluster.local.", 4),
    ] {
        let candidates = list().candidates(name);
        assert_eq!((candidates[0].as_str(), candidates.len()), (first, count), "{name}");
    }
    assert_eq!(
        list().candidates("web.ai-prod"),
        [
            "web.ai-prod.ai-test.svc.cluster.local.",
            "web.ai-prod.svc.cluster.local.",
            "web.ai-prod.cluster.local.",
            "web.ai-prod."
        ]
    );
}

#[test]
fn names_that_are_too_long_are_not_asked_for() {
    assert_eq!(list().candidates(""), Vec::<String>::new());
    assert_eq!(list().candidates("."), Vec::<String>::new());
    assert_eq!(list().candidates(&"a".repeat(254)), Vec::<String>::new());
    assert_eq!(list().candidates(&"a".repeat(253)).len(), 1);
    // 253 bytes with "cluster.local" behind.
    assert_eq!(list().candidates(&"a".repeat(239)).len(), 2);
    assert_eq!(list().candidates(&"a".repeat(240)).len(), 1);
}

#[test]
fn the_domains_of_the_node_come_last_and_once() {
    let list = list().with_domains(["hz.local.", "cluster.local", "hz.local"]).with_ndots(2);
    assert_eq!(
        list.to_string(),
        "search ai-test.svc.cluster.local svc.cluster.local cluster.local hz.local\noptions ndots:2\n"
    );
    assert_eq!(list.candidates("web.ai-test.svc")[0], "web.ai-test.svc.");
}

#[test]
fn a_pod_shadows_a_service_of_another_namespace() {
    let name: ServiceDns = "web-0.web".parse().unwrap();
    let pod = "web-0.web.ai-test.svc.cluster.local.";
    let service = "web-0.web.svc.cluster.local.";
    assert_eq!(list().resolve(name.as_str(), |asked| asked == pod || asked == service).as_deref(), Some(pod));
    assert_eq!(list().resolve(name.as_str(), |asked| asked == service).as_deref(), Some(service));
    assert_eq!(list().resolve(name.as_str(), |_| false), None);
}
