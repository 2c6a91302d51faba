//! Findings about a file as such: its bytes, its YAML, its keys.

use pavedroad_manifests::FindingCode;

use super::FindingExample;

const APP: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n";

pub(super) fn examples() -> Vec<FindingExample> {
    let app = FindingExample::app;
    vec![
        FindingExample::described(
            FindingCode::TooManyFindings,
            "The last of what is said about a file with 10,001 arguments that are null",
            format!("{APP}args: [{}]\n", "~, ".repeat(10_001)).into_bytes(),
        ),
        FindingExample::described(
            FindingCode::NotUtf8,
            "A file with the byte 0xff where text should be",
            b"app: ai-dc-web\nimage: {tag: \xff}\n".to_vec(),
        ),
        FindingExample::described(
            FindingCode::TooLarge,
            "A file of more than 1 MiB",
            format!("{APP}# {}\n", "x".repeat(1 << 20)).into_bytes(),
        ),
        FindingExample::described(
            FindingCode::ControlCharacter,
            "A file with the character U+0007 in a value",
            b"app: ai-dc-web\x07\nimage: {tag: 20190510-1033_v20}\n".to_vec(),
        ),
        app(
            FindingCode::YamlSyntax,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20\nreplicas: 3\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 3\n",
        ),
        FindingExample::described(
            FindingCode::TooDeep,
            "A file with 65 brackets in each other",
            format!("{APP}args: {}{}\n", "[".repeat(65), "]".repeat(65)).into_bytes(),
        ),
        app(
            FindingCode::AliasLimit,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenv: &env\n  ALL: *env\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenv:\n  ALL: all\n",
        ),
        app(
            FindingCode::UnknownAnchor,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nroutes: {web: {host: *.example.com}}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nroutes: {web: {host: \"*.example.com\"}}\n",
        ),
        app(
            FindingCode::MergeKey,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {<<: {cpu: 250m}, memory: 1Gi}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m, memory: 1Gi}\n",
        ),
        app(
            FindingCode::YamlTag,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: !!int 3\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 3\n",
        ),
        app(
            FindingCode::InvalidKey,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n[replicas]: 3\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 3\n",
        ),
        app(
            FindingCode::DuplicateKey,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenv: {A: x}\nenv: {B: y}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nenv: {A: x, B: y}\n",
        ),
        app(FindingCode::EmptyDocument, "# to be done\n", APP),
        app(
            FindingCode::SeveralDocuments,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n---\napp: ai-dc-api\nimage: {tag: 20190510-1033_v20}\n",
            APP,
        ),
        app(
            FindingCode::UnknownKey,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplica: 3\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 3\n",
        ),
        app(FindingCode::MissingKey, "app: ai-dc-web\n", APP),
        app(
            FindingCode::WrongType,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: 8080\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n",
        ),
        app(
            FindingCode::InvalidValue,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {memory: 512MB}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {memory: 512Mi}\n",
        ),
        app(
            FindingCode::YamlSurprise,
            "app: ai-dc-web\nimage: {reference: 1.10}\n",
            "app: ai-dc-web\nimage: {reference: \"registry.example.com/web:1.10\"}\n",
        ),
    ]
}
