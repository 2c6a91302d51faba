//! Names derived from an app's, and what is said if one is too long.

use pavedroad_naming::{ContentHash, Derivation, DnsLabel, Namespace};

/// Every kind of derived name.
pub(crate) fn derivations() -> Vec<Derivation> {
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

/// The name that each derivation makes of `ai-dc-web`, its greatest length, and the greatest length of the app's name.
pub(crate) const DERIVED: &[(&str, usize, usize)] = &[
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
];

/// What is said about an app's name of 60 bytes, `{app}`, for each derived name that has no room.
pub(crate) const TOO_LONG: &[&str] = &[
    "at most 56 bytes; its canary Deployment \"{app}-canary\" has 67 bytes, 4 more than 63",
    "at most 47 bytes; its CronJob \"{app}-sync\" has 65 bytes, 13 more than 52",
    "at most 52 bytes; its StatefulSet \"{app}\" has 60 bytes, 8 more than 52",
    "at most 54 bytes; its headless Service \"{app}-headless\" has 69 bytes, 6 more than 63",
    "at most 52 bytes; its common name \"{app}.ai-test.svc\" has 72 bytes, 8 more than 64",
    "at most 46 bytes; its pods' names are cut by 14, so that they no longer tell the template's hash",
];
