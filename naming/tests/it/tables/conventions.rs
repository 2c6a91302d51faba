//! Names by the default convention, and the templates of others: legal ones, and illegal ones with the reason.

/// An app, and its line, system and component.
pub(crate) const APPS_ACCEPTED: &[(&str, &str, &str, &str)] = &[
    ("ai-dc-web", "ai", "dc", "web"),
    ("ai-dc-server", "ai", "dc", "server"),
    ("ad-x-bid-api", "ad", "x", "bid-api"),
    ("dt-1-2", "dt", "1", "2"),
];

/// Legal names of Services that are not of the convention, and why.
pub(crate) const APPS_REFUSED: &[(&str, &str)] = &[
    (
        "ai",
        "found the end at byte 2, expected \"-\" and the system after business line \"ai\"; the convention writes \
         \"{line}-{system}-{component}\"",
    ),
    (
        "aidcweb",
        "found 'd' at byte 2, expected \"-\" after business line \"ai\"; the convention writes \
         \"{line}-{system}-{component}\"",
    ),
    (
        "ai--dc-web",
        "found '-' at byte 3, expected the system: a lowercase letter or a digit; the convention writes \
         \"{line}-{system}-{component}\"",
    ),
    (
        "ai-dc--web",
        "found '-' at byte 6, expected the component: a lowercase letter or a digit; the convention writes \
         \"{line}-{system}-{component}\"",
    ),
    (
        "bi",
        "found 'b' at byte 0, expected the business line, one of \"ai\", \"dt\", \"ad\"; the convention writes \
         \"{line}-{system}-{component}\"",
    ),
];

/// A namespace, and its line and environment.
pub(crate) const NAMESPACES_ACCEPTED: &[(&str, &str, &str)] =
    &[("ai-test", "ai", "test"), ("dt-preview", "dt", "preview"), ("ad-prod", "ad", "prod")];

pub(crate) const NAMESPACES_REFUSED: &[(&str, &str)] = &[
    (
        "ai",
        "found the end at byte 2, expected \"-\" and the environment after business line \"ai\"; the convention \
         writes \"{line}-{environment}\"",
    ),
    ("ai-dev", "found environment \"dev\" at byte 3, expected one of \"test\", \"preview\", \"prod\""),
    (
        "ai-tset",
        "found environment \"tset\" at byte 3, expected one of \"test\", \"preview\", \"prod\"; did you mean \
         \"ai-test\"?",
    ),
    (
        "bi-test",
        "found business line \"bi\" at byte 0, expected one of \"ai\", \"dt\", \"ad\"; did you mean \"ai-test\"?",
    ),
    ("test-ai", "found business line \"test\" at byte 0, expected one of \"ai\", \"dt\", \"ad\""),
    ("AI-test", "found 'A' at byte 0, expected a lowercase letter or a digit; did you mean \"ai-test\"?"),
    (
        "default",
        "found 'e' at byte 1, expected one of \"ai\", \"dt\", \"ad\"; the convention writes \"{line}-{environment}\"",
    ),
];

/// A key of the convention, a template for it, and a name that it reads.
pub(crate) const TEMPLATES_ACCEPTED: &[(&str, &str, &str)] = &[
    ("app", "{line}-{system}-{component}", "ai-dc-web"),
    ("app", "{line}-{component}", "ai-web"),
    ("namespace", "{line}-{environment}", "ai-test"),
    ("namespace", "{environment}-{line}", "test-ai"),
    ("namespace", "{line}", "ai"),
    ("image", "{host}/{path}/{namespace}_{app}:{tag}", "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20"),
    ("image", "{host}/{path}/{namespace}/{app}:{tag}", "registry.hz.local/huize/ai-test/ai-dc-web:20190510-1033_v20"),
    ("image", "{host}/{path}/{app}:{tag}", "registry.hz.local/huize/ai-dc-web:20190510-1033_v20"),
    ("tag", "{stamp}_{revision}", "20190510-1033_v20"),
    ("tag", "{revision}", "v1.4.0"),
    ("consoleTag", "{date}-{time}_{revision}", "ai-dc-web:2019-07-26-13-25_v20"),
    ("consoleTag", "{revision}_{time}_{date}", "ai-dc-web:v20_13-25_2019-07-26"),
    ("consoleTag", "{stamp}", "ai-dc-web:20190726-1325"),
    ("node", "k8s-{environment}-node-{address}", "k8s-test-node-0-121"),
    ("node", "ip-{address}-{environment}", "ip-10-0-255-9-prod"),
    ("node", "{address}.{environment}.hz.local", "0-121.test.hz.local"),
];

/// A key of the convention, a template that is refused for it, and why.
pub(crate) const TEMPLATES_REFUSED: &[(&str, &str, &str)] = &[
    (
        "app",
        "{line}.{component}",
        "found \"ad.a\", which is not a legal app name, expected a template that prints legal names only",
    ),
    (
        "app",
        "{component}",
        "found no \"{line}\", expected \"{line}\"; the namespace \"{line}-{environment}\" needs the line, and an app \
         tells it by its name",
    ),
    ("tag", "", "found nothing, expected a template of \"{stamp}\" or \"{revision}\""),
    ("tag", "{stamp} {revision}", "found ' ' at byte 7, expected a printable ASCII character"),
    (
        "app",
        "{{line}}-{component}",
        "found '{' at byte 0, expected a '}' that closes it; fields have single braces, as in \"{line}\"",
    ),
    ("app", "{line-{system}-{component}", "found '{' at byte 0, expected a '}' that closes it"),
    ("app", "{line}}-{component}", "found '}' at byte 6, expected a '{' before it"),
    ("image", "{path}/{host}/{app}:{tag}", "found \"{path}/\" at byte 0, expected \"{host}/\" at the beginning"),
    ("image", "{host}/{path}/{app}@{tag}", "found \"@{tag}\" at byte 19, expected \":{tag}\" at the end"),
    ("image", "{host}/{app}/{path}:{tag}", "found \"{path}\" at byte 13, expected it right after \"{host}/\""),
    ("namespace", "{line}-{environment}-{line}", "found a second \"{line}\" at byte 21, expected each field once"),
    (
        "namespace",
        "{line}-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-{environment}",
        "found \"ad-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-preview\" of 66 bytes, expected at most \
         63 bytes",
    ),
    (
        "image",
        "{host}/{path}/{namespace}___{app}:{tag}",
        "found \"a/a___a\", which is not a legal image repository, expected a template that prints legal names only",
    ),
    (
        "image",
        "{host}/{path}/{namespace}-{app}:{tag}",
        "found \"a/a/a-a-a:a\", which reads as host \"a\", path \"a\", namespace \"a-a\", app \"a\", tag \"a\" and as \
         host \"a\", path \"a\", namespace \"a\", app \"a-a\", tag \"a\", expected one reading of every name; \
         separate the two fields by a character that one of them cannot hold",
    ),
    ("consoleTag", "{date}_{revision}", "found \"{date}\" alone at byte 0, expected \"{time}\" as well"),
    ("consoleTag", "{time}", "found \"{time}\" alone at byte 0, expected \"{date}\" as well"),
    ("consoleTag", "{stamp}-{date}-{time}", "found \"{date}\" beside \"{stamp}\" at byte 8, expected one of them"),
    ("consoleTag", "{stamp}{time}", "found \"{time}\" beside \"{stamp}\" at byte 7, expected one of them"),
    (
        "node",
        "node_{address}",
        "found \"node_0\", which is not a legal node name, expected a template that prints legal names only",
    ),
];
