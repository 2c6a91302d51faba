//! Policies add up, and a call passes where both of its ends let it.

use crate::lint::{beside_web, finds};

const CALLER: &str = "{apiVersion: v1, kind: Pod, metadata: {name: caller, namespace: shop, labels: {app: caller}}, spec: {containers: [{name: c}]}}\n---\n";

fn policy(name: &str, spec: &str) -> String {
    format!(
        "{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: {name}, namespace: shop}}, spec: {{{spec}}}}}\n---\n"
    )
}

#[test]
fn a_call_that_is_let_in_has_to_be_let_out() {
    let deny = policy("default-deny", "podSelector: {}, policyTypes: [Ingress, Egress]");
    let into = policy(
        "web",
        "podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: caller}}}], ports: [{port: http}]}]",
    );
    let out = |ports: &str| {
        policy(
            "caller",
            &format!(
                "podSelector: {{matchLabels: {{app: caller}}}}, policyTypes: [Egress], egress: [{{to: [{{podSelector: {{matchLabels: {{app: web}}}}}}]{ports}}}]"
            ),
        )
    };
    let cut_in = "cut-call spec.ingress[0].from[0]";
    let cut_out = "cut-call spec.egress[0].to[0]";
    for (policies, expected) in [
        (deny.clone(), &[][..]),
        (format!("{deny}{into}"), &[cut_in]),
        (into.clone(), &[]),
        (format!("{deny}{into}{}", out("")), &[]),
        (format!("{deny}{into}{}", out(", ports: [{port: 8080}]")), &[]),
        (format!("{deny}{into}{}", out(", ports: [{port: 9090}]")), &[cut_in, cut_out]),
        (format!("{deny}{}", out("")), &[cut_out]),
        (format!("{deny}{into}{}", policy("out", "podSelector: {}, policyTypes: [Egress], egress: [{}]")), &[]),
        (
            format!(
                "{deny}{into}{}",
                policy(
                    "out",
                    "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]"
                )
            ),
            &[],
        ),
    ] {
        beside_web(&format!("{CALLER}{policies}"), expected);
    }
    // Pods in the network of their node are nobody's to refuse.
    let host = CALLER.replace("spec: {", "spec: {hostNetwork: true, ");
    beside_web(&format!("{host}{deny}{into}"), &[]);
}

#[test]
fn a_namespace_that_is_not_there_may_have_any_labels() {
    let policies = format!(
        "{}{}",
        policy(
            "out",
            "podSelector: {matchLabels: {app: caller}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: web}}}]}]"
        ),
        policy(
            "web",
            "podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: edge}}}]}]"
        ),
    );
    beside_web(&format!("{CALLER}{policies}"), &[]);
    let space = |labels: &str| {
        format!("{{apiVersion: v1, kind: Namespace, metadata: {{name: shop, labels: {labels}}}}}\n---\n")
    };
    beside_web(&format!("{CALLER}{policies}{}", space("{team: edge}")), &[]);
    beside_web(&format!("{CALLER}{policies}{}", space("{team: shop}")), &["cut-call spec.egress[0].to[0]"]);
}

#[test]
fn a_policy_of_the_mesh_selects_pods_too() {
    for kind in ["AuthorizationPolicy", "PeerAuthentication"] {
        let of = |labels: &str, space: &str| {
            format!(
                "{{apiVersion: security.istio.io/v1, kind: {kind}, metadata: {{name: p, namespace: {space}}}, spec: {{selector: {{matchLabels: {labels}}}}}}}"
            )
        };
        beside_web(&of("{app: web}", "shop"), &[]);
        beside_web(&of("{app: wev}", "shop"), &["policy-without-pods spec.selector"]);
        finds(&of("{app: wev}", "istio-system"), &[]);
    }
}
