//! Why a pod cannot be on a node, in the words and the order of Kubernetes 1.36.

use k8s_openapi::api::core::v1::{Namespace, PersistentVolumeClaim};
use pavedroad_manifests::admission::{Reason, Snapshot};
use serde_json::{Value, json};

use crate::scheduling::{info, labelled, node, on, pod, said};

#[test]
fn the_summary_sorts_its_counts_as_texts() {
    let mut nodes: Vec<_> = (0..10).map(|at| node(&format!("small-{at}"), "1", "8Gi", json!({}))).collect();
    nodes.push(node("cordoned", "8", "8Gi", json!({"spec": {"unschedulable": true}})));
    nodes.extend(
        ["x", "y"]
            .map(|name| node(name, "8", "8Gi", json!({"spec": {"taints": [{"key": "gpu", "effect": "NoExecute"}]}}))),
    );
    assert_eq!(
        said(&nodes, &[], &pod("p", json!({"cpu": "2"}), json!({}))),
        "0/13 nodes are available: 1 node(s) were unschedulable, 10 Insufficient cpu, 2 node(s) had untolerated taint(s)."
    );
    assert_eq!(said(&[], &[], &pod("p", json!({}), json!({}))), "no nodes available to schedule pods");
}

#[test]
fn the_first_plugin_that_refuses_a_node_speaks() {
    // Each step mends what the one before refused, in the order of the scheduler's plugins.
    let taint = json!({"taints": [{"key": "gpu", "value": "a100", "effect": "NoSchedule"}], "unschedulable": true});
    let nodes = [node("a", "1", "1Gi", json!({"spec": taint, "metadata": {"labels": {"zone": "z"}}}))];
    let disk = json!([{"name": "d", "awsElasticBlockStore": {"volumeID": "vol-1"}}]);
    let apart = json!([{"topologyKey": "zone", "labelSelector": {"matchLabels": {"app": "web"}}}]);
    let port = json!([{"name": "app", "ports": [{"containerPort": 80, "hostPort": 80}]}]);
    let running = json!({"volumes": disk, "containers": port});
    let running = [on("a", labelled("app", "web", pod("r", json!({}), running)))];
    let cordon = json!({"key": "node.kubernetes.io/unschedulable", "operator": "Exists"});
    let gpu = json!({"key": "gpu", "value": "a100"});
    let mut spec = json!({
        "tolerations": [], "nodeName": "b", "nodeSelector": {"zone": "y"}, "volumes": disk,
        "containers": [{"name": "app", "resources": {"requests": {"cpu": "2"}}, "ports": [{"containerPort": 80, "hostPort": 80}]}],
        "affinity": {"podAntiAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": apart}},
        "topologySpreadConstraints": [{"topologyKey": "rack", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule"}],
    });
    for (reason, place, mended) in [
        ("node(s) were unschedulable", "/tolerations", json!([cordon])),
        ("node(s) didn't match the requested node name", "/nodeName", json!("a")),
        ("node(s) had untolerated taint(s)", "/tolerations", json!([cordon, gpu])),
        ("node(s) didn't match Pod's node affinity/selector", "/nodeSelector/zone", json!("z")),
        ("node(s) didn't have free ports for the requested pod ports", "/containers/0/ports", json!([])),
        ("Insufficient cpu", "/containers/0/resources", json!({})),
        ("node(s) had no available disk", "/volumes", json!([])),
        (
            "node(s) didn't match pod topology spread constraints (missing required label)",
            "/topologySpreadConstraints",
            json!([]),
        ),
        ("node(s) didn't match pod anti-affinity rules", "/affinity", json!({})),
    ] {
        let pod = serde_json::from_value(json!({"metadata": {"name": "p"}, "spec": spec})).unwrap();
        assert_eq!(said(&nodes, &running, &pod), format!("0/1 nodes are available: 1 {reason}."));
        *spec.pointer_mut(place).unwrap() = mended;
    }
    let pod = serde_json::from_value(json!({"metadata": {"name": "p"}, "spec": spec})).unwrap();
    assert_eq!(said(&nodes, &running, &pod), "1/1 nodes are available:");
}

#[test]
fn every_short_resource_is_named_with_its_amounts() {
    let more = json!({"status": {"allocatable": {"pods": "1", "nvidia.com/gpu": "1", "ephemeral-storage": "1Gi"}}});
    let nodes = [node("a", "1", "1Gi", more)];
    let requests = json!({"cpu": "750m", "memory": "2Gi", "nvidia.com/gpu": "2", "ephemeral-storage": "1Gi"});
    let running = [on("a", pod("r", json!({"cpu": "500m"}), json!({})))];
    let diagnosis = Snapshot::new(&nodes, &running).unwrap().diagnose(&info(&pod("p", requests, json!({}))));
    assert_eq!(
        diagnosis.to_string(),
        "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Insufficient nvidia.com/gpu, 1 Too many pods."
    );
    let (_, reasons) = diagnosis.nodes().next().unwrap();
    let short = |resource: &str, requested, used, allocatable| Reason::Insufficient {
        resource: resource.into(),
        requested,
        used,
        allocatable,
    };
    let gib = 1i64 << 30;
    let expected = [
        Reason::TooManyPods { pods: 1, allocatable: 1 },
        short("cpu", 750, 500, 1000),
        short("memory", 2 * gib, 0, gib),
        short("nvidia.com/gpu", 2, 0, 1),
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn an_overfull_node_still_takes_a_pod_that_asks_for_nothing_of_what_is_short() {
    let nodes = [node("a", "1", "1Gi", json!({}))];
    let running = [on("a", pod("r", json!({"cpu": "8"}), json!({})))];
    assert_eq!(said(&nodes, &running, &pod("p", json!({"memory": "1Gi"}), json!({}))), "1/1 nodes are available:");
}

#[test]
fn host_ports_clash_by_address_and_protocol() {
    let with = |address: &str, protocol: &str| {
        let port = json!({"containerPort": 53, "hostPort": 53, "hostIP": address, "protocol": protocol});
        pod("p", json!({}), json!({"containers": [{"name": "app", "ports": [port]}]}))
    };
    let nodes = [node("a", "1", "1Gi", json!({}))];
    for (running, waiting, clash) in [
        (("10.0.0.1", "TCP"), ("10.0.0.1", "TCP"), true),
        (("10.0.0.1", "TCP"), ("10.0.0.2", "TCP"), false),
        (("10.0.0.1", "TCP"), ("", "TCP"), true),
        (("0.0.0.0", ""), ("10.0.0.2", "TCP"), true),
        (("10.0.0.1", "UDP"), ("0.0.0.0", "TCP"), false),
    ] {
        let said = said(&nodes, &[on("a", with(running.0, running.1))], &with(waiting.0, waiting.1));
        assert_eq!(said.contains("didn't have free ports"), clash, "{running:?} {waiting:?}: {said}");
    }
    // On the host's network every container port is taken; ports of a sidecar too.
    let host = pod(
        "p",
        json!({}),
        json!({"hostNetwork": true, "containers": [{"name": "app", "ports": [{"containerPort": 53}]}]}),
    );
    let sidecar = json!([{"name": "s", "restartPolicy": "Always", "ports": [{"containerPort": 1, "hostPort": 53}]}]);
    let sidecar = pod("p", json!({}), json!({"initContainers": sidecar}));
    for running in [host, sidecar] {
        assert!(said(&nodes, &[on("a", running)], &with("", "TCP")).contains("didn't have free ports"));
    }
}

#[test]
fn pods_that_have_ended_or_are_elsewhere_do_not_count() {
    let nodes = [node("a", "1", "1Gi", json!({}))];
    let mut ended = on("a", pod("r", json!({"cpu": "1"}), json!({})));
    ended.status = serde_json::from_value(json!({"phase": "Succeeded"})).unwrap();
    let elsewhere = on("gone", pod("r", json!({"cpu": "1"}), json!({})));
    let waiting = pod("r", json!({"cpu": "1"}), json!({}));
    assert_eq!(said(&nodes, &[ended, elsewhere, waiting.clone()], &waiting), "1/1 nodes are available:");
}

#[test]
fn a_claim_for_one_pod_is_taken_on_every_node() {
    let nodes = [node("a", "1", "1Gi", json!({})), node("b", "1", "1Gi", json!({}))];
    let uses = pod("p", json!({}), json!({"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}]}));
    let claim: PersistentVolumeClaim =
        serde_json::from_value(json!({"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOncePod"]}}))
            .unwrap();
    let snapshot = Snapshot::new(&nodes, &[on("a", uses.clone())]).unwrap();
    assert!(snapshot.diagnose(&info(&uses)).fits());
    assert_eq!(
        snapshot.with_claims(&[claim]).diagnose(&info(&uses)).to_string(),
        "0/2 nodes are available: 2 node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode."
    );
}

#[test]
fn a_pod_that_names_its_node_by_affinity_is_not_tried_on_others() {
    let nodes = [node("a", "1", "1Gi", json!({})), node("b", "4", "1Gi", json!({}))];
    let named = |terms: Value| {
        let required = json!({"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": terms}});
        pod("p", json!({"cpu": "2"}), json!({"affinity": {"nodeAffinity": required}}))
    };
    let field = |name: &str| json!({"key": "metadata.name", "operator": "In", "values": [name]});
    assert_eq!(
        said(&nodes, &[], &named(json!([{"matchFields": [field("a")]}]))),
        "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy plugin(s) [NodeAffinity]."
    );
    assert_eq!(
        said(&nodes, &[], &named(json!([{"matchFields": [field("a"), field("b")]}]))),
        "0/2 nodes are available: pod affinity terms conflict."
    );
}

#[test]
fn pod_affinity_counts_pods_by_topology_and_namespace() {
    let zoned = |name: &str, zone: &str| node(name, "4", "8Gi", json!({"metadata": {"labels": {"zone": zone}}}));
    let nodes = [zoned("a", "1"), zoned("b", "1"), zoned("c", "2"), node("d", "4", "8Gi", json!({}))];
    let wants = |kind: &str, more: Value| {
        let mut term = json!({"topologyKey": "zone", "labelSelector": {"matchLabels": {"app": "web"}}});
        term.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        pod("p", json!({}), json!({"affinity": {kind: {"requiredDuringSchedulingIgnoredDuringExecution": [term]}}}))
    };
    let web = on("a", labelled("app", "web", pod("web", json!({}), json!({}))));
    let (near, away) = (wants("podAffinity", json!({})), wants("podAntiAffinity", json!({})));
    let no_affinity = "2/4 nodes are available: 2 node(s) didn't match pod affinity rules.";
    assert_eq!(said(&nodes, std::slice::from_ref(&web), &near), no_affinity);
    let no_anti = "2/4 nodes are available: 2 node(s) didn't match pod anti-affinity rules.";
    assert_eq!(said(&nodes, std::slice::from_ref(&web), &away), no_anti);
    // The first of a group may be alone, where the label exists.
    let first = labelled("app", "web", near.clone());
    assert_eq!(said(&nodes, &[], &first), "3/4 nodes are available: 1 node(s) didn't match pod affinity rules.");
    assert_eq!(said(&nodes, &[], &near), "0/4 nodes are available: 4 node(s) didn't match pod affinity rules.");
    // A running pod keeps others away.
    let running = [on("c", away)];
    let late = labelled("app", "web", pod("late", json!({}), json!({})));
    let kept = "3/4 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules.";
    assert_eq!(said(&nodes, &running, &late), kept);
    // Other namespaces count where the term names them, by name or by labels.
    let mut other = web;
    other.metadata.namespace = Some("ai-test".to_owned());
    let team: Namespace =
        serde_json::from_value(json!({"metadata": {"name": "ai-test", "labels": {"team": "ai"}}})).unwrap();
    for (more, fits) in [
        (json!({}), 0),
        (json!({"namespaces": ["ai-test"]}), 2),
        (json!({"namespaceSelector": {}}), 2),
        (json!({"namespaceSelector": {"matchLabels": {"team": "ai"}}}), 2),
        (json!({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ai-test"}}}), 2),
        (json!({"namespaceSelector": {"matchLabels": {"team": "dt"}}}), 0),
    ] {
        let snapshot =
            Snapshot::new(&nodes, std::slice::from_ref(&other)).unwrap().with_namespaces(std::slice::from_ref(&team));
        let diagnosis = snapshot.diagnose(&info(&wants("podAffinity", more.clone())));
        assert_eq!(diagnosis.feasible().count(), fits, "{more}: {diagnosis}");
    }
}

#[test]
fn topology_spread_keeps_the_skew() {
    let zoned = |name: &str, zone: &str| node(name, "4", "8Gi", json!({"metadata": {"labels": {"zone": zone}}}));
    let tainted =
        json!({"metadata": {"labels": {"zone": "3"}}, "spec": {"taints": [{"key": "gpu", "effect": "NoSchedule"}]}});
    let nodes = [zoned("a", "1"), zoned("b", "2"), node("c", "4", "8Gi", tainted)];
    let spread = |more: Value| {
        let mut constraint = json!({"topologyKey": "zone", "maxSkew": 1, "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": {"matchLabels": {"app": "web"}}});
        constraint.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        labelled("app", "web", pod("p", json!({}), json!({"topologySpreadConstraints": [constraint]})))
    };
    let web = |node: &str| on(node, labelled("app", "web", pod("web", json!({}), json!({}))));
    let taint = "1 node(s) had untolerated taint(s)";
    let skew = "node(s) didn't match pod topology spread constraints";
    for (more, running, expected) in [
        // Zone 3 holds none and counts, although the pod cannot be there.
        (json!({}), vec![web("a")], format!("1/3 nodes are available: 1 {skew}, {taint}.")),
        (json!({}), vec![web("a"), web("b")], format!("0/3 nodes are available: {taint}, 2 {skew}.")),
        (json!({"nodeTaintsPolicy": "Honor"}), vec![web("a"), web("b")], format!("2/3 nodes are available: {taint}.")),
        (
            json!({"nodeTaintsPolicy": "Honor", "minDomains": 3}),
            vec![web("a"), web("b")],
            format!("0/3 nodes are available: {taint}, 2 {skew}."),
        ),
        (json!({"maxSkew": 2}), vec![web("a")], format!("2/3 nodes are available: {taint}.")),
        (
            json!({"whenUnsatisfiable": "ScheduleAnyway"}),
            vec![web("a"), web("a")],
            format!("2/3 nodes are available: {taint}."),
        ),
        (json!({"matchLabelKeys": ["app"]}), vec![web("a")], format!("1/3 nodes are available: 1 {skew}, {taint}.")),
    ] {
        assert_eq!(said(&nodes, &running, &spread(more.clone())), expected, "{more}");
    }
}
