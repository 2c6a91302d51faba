//! Addresses of images: legal texts with their parts, and illegal ones with the reason.

pub(crate) const ADDRESS: &str = "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20";

/// An address, and its registry, namespace, app and revision.
pub(crate) const ACCEPTED: &[(&str, &str, &str, &str, &str)] = &[
    (ADDRESS, "registry.hz.local/huize", "ai-test", "ai-dc-web", "v20"),
    (
        "[fe80::1]:5000/a/b_c/d-e/dt-prod_dt-x-y-z:20200229-2359_a_b.c-d",
        "[fe80::1]:5000/a/b_c/d-e",
        "dt-prod",
        "dt-x-y-z",
        "a_b.c-d",
    ),
    ("localhost/h/ad-preview_ad-1-2:00000101-0000_0", "localhost/h", "ad-preview", "ad-1-2", "0"),
    ("HUB/huize/ai-test_ai-dc-a--b:20190510-1033_v20", "HUB/huize", "ai-test", "ai-dc-a--b", "v20"),
    (
        "hub.hz.local:5000/a/b/c/ai-test_ai-dc-web:20190510-1033__v20",
        "hub.hz.local:5000/a/b/c",
        "ai-test",
        "ai-dc-web",
        "_v20",
    ),
];

const MEANT: &str = "did you mean \"registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20\"?";
const WRITES: &str = "the convention writes \"{host}/{path}/{namespace}_{app}:{tag}\"";
const WRITES_TAG: &str = "the convention writes \"{stamp}_{revision}\"";

/// Text, what was found and at which byte, what was expected, and the hint.
pub(crate) type Refused = (&'static str, &'static str, usize, &'static str, &'static str);

/// What is refused, and why; [`because`] joins the parts.
pub(crate) const REFUSED: &[Refused] = &[
    // Namespace and app swapped.
    (
        "registry.hz.local/huize/ai-dc-web_ai-test:20190510-1033_v20",
        "environment \"dc-web\"",
        27,
        "one of \"test\", \"preview\", \"prod\"",
        MEANT,
    ),
    // No tag, half a tag, another tag.
    (
        "registry.hz.local/huize/ai-test_ai-dc-web",
        "the end",
        41,
        "\":\" and the image tag after app name \"ai-dc-web\"",
        WRITES,
    ),
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033",
        "the end",
        55,
        "\"_\" and the git revision after build stamp \"20190510-1033\"",
        WRITES_TAG,
    ),
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:latest",
        "'l'",
        42,
        "the build stamp: a date and time such as 20190510-1033",
        WRITES_TAG,
    ),
    // Another separator.
    (
        "registry.hz.local/huize/ai-test-ai-dc-web:20190510-1033_v20",
        "':'",
        41,
        "\"_\" after namespace \"ai-test-ai-dc-web\"",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-test/ai-dc-web:20190510-1033_v20",
        "':'",
        41,
        "\"_\" after namespace \"ai-dc-web\"",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033-v20",
        "'-'",
        55,
        "\"_\" after build stamp \"20190510-1033\"",
        MEANT,
    ),
    // Capitals.
    (
        "registry.hz.local/huize/AI-test_ai-dc-web:20190510-1033_v20",
        "'A'",
        24,
        "the namespace: a lowercase letter or a digit",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-test_ai-dc-Web:20190510-1033_v20",
        "'W'",
        38,
        "a lowercase letter, a digit or '-' in the app name",
        MEANT,
    ),
    // Lines and environments that there are not.
    (
        "registry.hz.local/huize/bi-test_bi-dc-web:20190510-1033_v20",
        "business line \"bi\"",
        24,
        "one of \"ai\", \"dt\", \"ad\"",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-tset_ai-dc-web:20190510-1033_v20",
        "environment \"tset\"",
        27,
        "one of \"test\", \"preview\", \"prod\"",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-staging_ai-dc-web:20190510-1033_v20",
        "environment \"staging\"",
        27,
        "one of \"test\", \"preview\", \"prod\"",
        "",
    ),
    // Namespace and app of two lines, and the console's name without a system.
    (
        "registry.hz.local/huize/ai-test_dt-dc-web:20190510-1033_v20",
        "business line \"dt\" of app name \"dt-dc-web\"",
        32,
        "\"ai\" as in namespace \"ai-test\"",
        "",
    ),
    (
        "registry.hz.local/huize/ai-test_ai-api:20190510-1033_v20",
        "the end",
        38,
        "\"-\" and the component after system \"api\"",
        "the convention writes \"{line}-{system}-{component}\"",
    ),
    // Dates and times that there are not.
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:20190230-1033_v20",
        "day 30",
        48,
        "01 to 28: february 2019 has 28 days",
        "",
    ),
    ("registry.hz.local/huize/ai-test_ai-dc-web:20191301-1033_v20", "month 13", 46, "01 to 12", ""),
    ("registry.hz.local/huize/ai-test_ai-dc-web:20190510-2433_v20", "hour 24", 51, "00 to 23", ""),
    ("registry.hz.local/huize/ai-test_ai-dc-web:20190510-1060_v20", "minute 60", 53, "00 to 59", ""),
    // The console's form of a date.
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:2019-05-10-10-33_v20",
        "'-'",
        46,
        "a date and time such as 20190510-1033 in the build stamp",
        MEANT,
    ),
    // What git refuses.
    ("registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v2..0", "'.'", 59, "no \"..\", which git refuses", ""),
    // Around the address.
    (
        "https://registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        "'/'",
        6,
        "a digit in the registry host",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20\n",
        "'\\n'",
        59,
        "a letter, a digit, '_', '.' or '-' in the image tag",
        MEANT,
    ),
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20@sha256:e3b0c44298fc1c14",
        "'@'",
        59,
        "a letter, a digit, '_', '.' or '-' in the image tag",
        MEANT,
    ),
    ("huize/ai-test_ai-dc-web:20190510-1033_v20", "':'", 23, "\"/\" after registry path \"ai-test_ai-dc-web\"", MEANT),
    (
        "registry.hz.local/ai-test_ai-dc-web:20190510-1033_v20",
        "':'",
        35,
        "\"/\" after registry path \"ai-test_ai-dc-web\"",
        MEANT,
    ),
    (
        "registry/huize/ai-test_ai-dc-web:20190510-1033_v20",
        "\"registry\"",
        0,
        "a registry host with a '.' or a port",
        MEANT,
    ),
];

/// The reason as a caller reads it.
pub(crate) fn because(&(_, found, at, expected, hint): &Refused) -> String {
    let hint = if hint.is_empty() { String::new() } else { format!("; {hint}") };
    format!("found {found} at byte {at}, expected {expected}{hint}")
}
