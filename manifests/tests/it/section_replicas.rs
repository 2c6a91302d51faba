//! How many pods: what the platform asks for, and what drains need.

use crate::sections::assert_refused;

#[test]
fn fewer_pods_than_the_platform_asks_for_are_refused() {
    assert_refused(&[
        (
            "replicas: 1",
            "3:11: error[too-few-replicas] replicas: found `replicas: 1`, expected at least 2, the platform's `minReplicas` of `prod`",
        ),
        (
            "autoscale: {min: 1, max: 4, cpu: 60%}\nresources: {cpu: 1}",
            "3:18: error[too-few-replicas] autoscale.min: found `min: 1`, expected at least 2, the platform's `minReplicas` of `prod`",
        ),
        (
            "autoscale: {max: 1, cpu: 60%}\nresources: {cpu: 1}",
            "3:18: error[too-few-replicas] autoscale.max: found `max: 1`, expected at least 2, the platform's `minReplicas` of `prod`",
        ),
        (
            "environments: {prod: {replicas: 1}}",
            "3:33: error[too-few-replicas] environments.prod.replicas: found `replicas: 1`, expected at least 2, the platform's `minReplicas` of `prod`",
        ),
        (
            "environments: {test: {replicas: 1}, prod: {autoscale: {min: 1, max: 3, memory: 80%}}}\nresources: {memory: 1Gi}",
            "3:61: error[too-few-replicas] environments.prod.autoscale.min: found `min: 1`, expected at least 2, the platform's `minReplicas` of `prod`",
        ),
    ]);
}

#[test]
fn a_per_node_app_has_no_number_of_pods() {
    assert_refused(&[
        (
            "workload: per-node\nreplicas: 3",
            "4:11: error[conflict] replicas: found `replicas` of a per-node app, expected no number of pods; there is one pod on every node; remove the key",
        ),
        (
            "workload: per-node\nautoscale: {max: 3, cpu: 60%}\nresources: {cpu: 1}",
            "4:12: error[conflict] autoscale: found `autoscale` of a per-node app, expected no number of pods; there is one pod on every node; remove the key",
        ),
        (
            "workload: per-node\nenvironments: {prod: {replicas: 3}}",
            "4:33: error[conflict] environments.prod.replicas: found `replicas` of a per-node app, expected no number of pods; there is one pod on every node; remove the key",
        ),
    ]);
}

#[test]
fn amounts_beside_a_size_are_refused_where_they_stand() {
    assert_refused(&[
        (
            "resources: {size: 2c4g, limits: {memory: 1Gi}}",
            "3:42: error[invalid-value] resources.limits.memory: found a request of `4Gi` by the size, expected at most the limit of 1Gi; raise the limit, or lower the request",
        ),
        (
            "resources: {size: 2c4g, memory: 5Gi, limits: {memory: 4Gi}}",
            "3:33: error[invalid-value] resources.memory: found `5Gi`, expected at most the limit of 4Gi; raise the limit, or lower the request",
        ),
        ("resources: {cpu: -1}", "3:18: error[invalid-value] resources.cpu: found `-1`, expected nothing below 0"),
        (
            "environments: {prod: {resources: {cpu: 2, limits: {cpu: 1}}}}",
            "3:40: error[invalid-value] environments.prod.resources.cpu: found `2`, expected at most the limit of 1; raise the limit, or lower the request",
        ),
    ]);
}
