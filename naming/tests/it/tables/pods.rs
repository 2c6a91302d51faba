//! Names of pods and of nodes: what they are read as, and what is wrong with others.

use pavedroad_naming::WorkloadKind;

/// The container page of a talk's console: app, pod, what is wrong with its suffix, node.
pub(crate) const CONSOLE: [(&str, &str, Option<&str>, &str); 5] = [
    (
        "ai-api",
        "ai-api-8566595ffb-gwpha",
        Some(
            "found 'a' at byte 22, expected one of \"bcdfghjklmnpqrstvwxz2456789\", which is all that controllers use",
        ),
        "k8s-test-node-0-121",
    ),
    ("ai-app", "ai-app-8566595ffb-gwphf", None, "k8s-test-node-0-122"),
    (
        "ai-web",
        "ai-web-8566595ffb-gwphe",
        Some(
            "found 'e' at byte 22, expected one of \"bcdfghjklmnpqrstvwxz2456789\", which is all that controllers use",
        ),
        "k8s-test-node-0-123",
    ),
    ("ai-server", "ai-server-8566595ffb-gwphc", None, "k8s-test-node-0-124"),
    ("ai-gateway", "ai-gateway-8566595ffb-gwphd", None, "k8s-test-node-0-109"),
];

/// A pod, and the workloads whose controllers would make such a name, the likeliest first.
pub(crate) const READINGS: &[(&str, &[&str])] = &[
    (
        "ai-app-8566595ffb-gwphf",
        &["Deployment \"ai-app\"", "DaemonSet \"ai-app-8566595ffb\"", "Job \"ai-app-8566595ffb\""],
    ),
    ("web-0", &["StatefulSet \"web\""]),
    ("web-007", &[]),
    ("nginx", &[]),
    ("ai-dc-web", &[]),
    ("filebeat-gwphf", &["DaemonSet \"filebeat\"", "Job \"filebeat\""]),
    ("web-24567", &["StatefulSet \"web\"", "DaemonSet \"web\"", "Job \"web\""]),
    // 1 and 3 are no random characters, so this is an ordinal only.
    ("web-12345", &["StatefulSet \"web\""]),
    ("migrate-3-gwphf", &["Job \"migrate\"", "DaemonSet \"migrate-3\"", "Job \"migrate-3\""]),
    (
        "sync-27786000-gwphf",
        &["CronJob \"sync\"", "Job \"sync\"", "DaemonSet \"sync-27786000\"", "Job \"sync-27786000\""],
    ),
    (
        "sync-27786000-2-gwphf",
        &["CronJob \"sync\"", "Job \"sync-27786000\"", "DaemonSet \"sync-27786000-2\"", "Job \"sync-27786000-2\""],
    ),
    (
        "ai-dc-web-5-gwphf",
        &["Job \"ai-dc-web\"", "DaemonSet \"ai-dc-web-5\"", "Job \"ai-dc-web-5\"", "Deployment \"ai-dc-web\""],
    ),
    // A hash of a number beyond 32 bits is none.
    ("ai-dc-web-ffffffffff-gwphf", &["DaemonSet \"ai-dc-web-ffffffffff\"", "Job \"ai-dc-web-ffffffffff\""]),
];

/// A pod, a workload that does not name its pods so, and why.
pub(crate) const REFUSED: &[(&str, WorkloadKind, &str, &str)] = &[
    (
        "ai-api-8566595ffb-gwphf",
        WorkloadKind::Deployment,
        "ai-app",
        "found \"ai-api-8566595ffb-gwphf\" at byte 0, expected a pod of Deployment \"ai-app\": its name, '-', the \
         hash of its template, '-' and 5 characters",
    ),
    (
        "ai-api-8566595ffb-gwphf",
        WorkloadKind::DaemonSet,
        "ai-api",
        "found \"8566595ffb-gwphf\" at byte 7, expected a pod of DaemonSet \"ai-api\": its name, '-' and 5 characters",
    ),
    (
        "web-01",
        WorkloadKind::StatefulSet,
        "web",
        "found \"01\" at byte 4, expected a pod of StatefulSet \"web\": its name, '-' and an ordinal",
    ),
    (
        "web",
        WorkloadKind::StatefulSet,
        "web",
        "found \"web\" at byte 0, expected a pod of StatefulSet \"web\": its name, '-' and an ordinal",
    ),
    (
        "sync-gwphf",
        WorkloadKind::CronJob,
        "sync",
        "found \"gwphf\" at byte 5, expected a pod of CronJob \"sync\": its name, '-', the minute it was due, '-' and \
         5 characters",
    ),
];

/// Nodes that are not of the default convention, and why.
pub(crate) const NODES_REFUSED: &[(&str, &str)] = &[
    (
        "k8s-tset-node-0-121",
        "found environment \"tset\" at byte 4, expected one of \"test\", \"preview\", \"prod\"; did you mean \
         \"k8s-test-node-0-121\"?",
    ),
    ("k8s-test-node-0-256", "found \"256\" at byte 16, expected a number of 0 to 255"),
    ("k8s-test-node-", "found '-' at byte 13, expected a lowercase letter or a digit; did you mean \"k8s-test-node\"?"),
    ("k8s_test", "found '_' at byte 3, expected a lowercase letter, a digit, '-' or '.'; did you mean \"k8s-test\"?"),
    ("worker-1", "found 'w' at byte 0, expected \"k8s-\"; the convention writes \"k8s-{environment}-node-{address}\""),
];
