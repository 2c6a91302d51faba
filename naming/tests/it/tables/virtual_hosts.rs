//! The domains of virtual hosts, in their order.

/// The domains of Istio 0.7 for `reviews.default` on port 9080, with its address, seen from its own namespace.
pub(crate) const CLASSIC: &[&str] = &[
    "reviews:9080",
    "reviews",
    "reviews.default:9080",
    "reviews.default",
    "reviews.default.svc:9080",
    "reviews.default.svc",
    "reviews.default.svc.cluster:9080",
    "reviews.default.svc.cluster",
    "reviews.default.svc.cluster.local:9080",
    "reviews.default.svc.cluster.local",
    "10.104.14.93:9080",
    "10.104.14.93",
];

/// The domains of today for the same, seen from its own namespace.
pub(crate) const SAME_NAMESPACE: &[&str] = &[
    "reviews.default.svc.cluster.local",
    "reviews.default.svc.cluster.local.",
    "reviews",
    "reviews.default.svc",
    "reviews.default",
    "10.104.14.93",
];

/// The domains of today for the headless `web.ai-test`, seen from another namespace.
pub(crate) const HEADLESS: &[&str] = &[
    "web.ai-test.svc.cluster.local",
    "web.ai-test.svc.cluster.local.",
    "web.ai-test",
    "web.ai-test.svc",
    "*.web.ai-test.svc.cluster.local",
    "*.web.ai-test.svc.cluster.local.",
    "*.web.ai-test",
    "*.web.ai-test.svc",
    "[fd00::1]",
];
