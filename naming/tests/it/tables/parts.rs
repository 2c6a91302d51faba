//! The parts that names of a company and of a cluster are made of.

pub(crate) const BUSINESS_LINE_ACCEPTED: &[&str] = &["ai", "dt", "ad", "big-data", "a"];

pub(crate) const BUSINESS_LINE_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 63 bytes"),
    ("2d", "found '2' at byte 0, expected a lowercase letter"),
    ("AI", "found 'A' at byte 0, expected a lowercase letter; did you mean \"ai\"?"),
    ("ai-", "found '-' at byte 2, expected a lowercase letter or a digit; did you mean \"ai\"?"),
    ("人工智能", "found '人' at byte 0, expected a lowercase letter"),
];

pub(crate) const ENVIRONMENT_ACCEPTED: &[&str] = &["test", "preview", "prod", "2", "pre-prod"];

pub(crate) const ENVIRONMENT_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 63 bytes"),
    ("-test", "found '-' at byte 0, expected a lowercase letter or a digit; did you mean \"test\"?"),
    ("Test", "found 'T' at byte 0, expected a lowercase letter or a digit; did you mean \"test\"?"),
    ("pre_prod", "found '_' at byte 3, expected a lowercase letter, a digit or '-'; did you mean \"pre-prod\"?"),
];

pub(crate) const SYSTEM_ACCEPTED: &[&str] = &["dc", "bid2", "7"];

pub(crate) const SYSTEM_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 63 bytes"),
    ("d-c", "found '-' at byte 1, expected a lowercase letter or a digit; did you mean \"dc\"?"),
    ("DC", "found 'D' at byte 0, expected a lowercase letter or a digit; did you mean \"dc\"?"),
    ("d.c", "found '.' at byte 1, expected a lowercase letter or a digit; did you mean \"dc\"?"),
];

pub(crate) const COMPONENT_ACCEPTED: &[&str] = &["web", "api-v2", "2"];

pub(crate) const COMPONENT_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 63 bytes"),
    ("web-", "found '-' at byte 3, expected a lowercase letter or a digit; did you mean \"web\"?"),
    ("Web", "found 'W' at byte 0, expected a lowercase letter or a digit; did you mean \"web\"?"),
    ("web api", "found ' ' at byte 3, expected a lowercase letter, a digit or '-'; did you mean \"web-api\"?"),
];

pub(crate) const CLUSTER_DOMAIN_ACCEPTED: &[&str] = &["cluster.local", "k8s.hz.local", "cluster-1"];

pub(crate) const CLUSTER_DOMAIN_REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected 1 to 253 bytes"),
    ("cluster.local.", "found '.' at byte 13, expected a lowercase letter or a digit; did you mean \"cluster.local\"?"),
    (".local", "found '.' at byte 0, expected a lowercase letter or a digit; did you mean \"local\"?"),
    ("Cluster.local", "found 'C' at byte 0, expected a lowercase letter or a digit; did you mean \"cluster.local\"?"),
    (
        "cluster_1.local",
        "found '_' at byte 7, expected a lowercase letter, a digit, '-' or '.'; did you mean \"cluster-1.local\"?",
    ),
];
