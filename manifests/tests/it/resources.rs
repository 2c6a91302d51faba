//! Requests and limits, with the verdicts of the API server.

use pavedroad_manifests::{Quantity, ResourceKind, ResourceName, Resources, check};

use crate::mutate::mutations;

type List = Vec<(ResourceName, Quantity)>;

/// `cpu 250m, memory 512Mi`
fn list(text: &str) -> List {
    text.split(", ")
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, amount) = pair.split_once(' ').unwrap();
            (name.parse().unwrap(), amount.parse().unwrap())
        })
        .collect()
}

fn resources(requests: &str, limits: &str) -> Resources {
    Resources::new(list(requests), list(limits)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn takes_what_the_api_server_takes() {
    for (requests, limits) in [
        ("", ""),
        ("cpu 250m, memory 512Mi", "memory 512Mi"),
        ("cpu 1000m", "cpu 1"),
        ("cpu 0", "cpu 0"),
        ("", "memory 1Gi, nvidia.com/gpu 1"),
        ("nvidia.com/gpu 2", "nvidia.com/gpu 2000m"),
        ("memory 1Gi, hugepages-2Mi 4Mi", "memory 1Gi, hugepages-2Mi 4Mi"),
        ("", "cpu 1, hugepages-1Gi 2Gi"),
        ("kubernetes.io/batch-cpu 0.5", "kubernetes.io/batch-cpu 1"),
        ("ephemeral-storage 1Gi", "ephemeral-storage 2Gi"),
        ("memory 400m", ""),
    ] {
        let resources = resources(requests, limits);
        assert_eq!(resources.requests().len(), list(requests).len(), "{requests}");
        assert_eq!(resources.limits().len(), list(limits).len(), "{limits}");
    }
}

#[test]
fn reports_every_problem_at_once() {
    for (requests, limits, messages) in [
        ("memory 1Gi", "memory 512Mi", vec!["requests.memory: found 1Gi, expected at most the limit of 512Mi"]),
        (
            "cpu -1, memory 2Gi, nvidia.com/gpu 0.5",
            "cpu -2, memory 1.5Gi",
            vec![
                "requests.cpu: found -1, expected nothing below 0",
                "requests.cpu: found -1, expected at most the limit of -2",
                "requests.memory: found 2Gi, expected at most the limit of 1.5Gi",
                "requests.nvidia.com/gpu: found 0.5, expected a whole number",
                "requests.nvidia.com/gpu: found 0.5, expected a limit equal to it",
                "limits.cpu: found -2, expected nothing below 0",
            ],
        ),
        ("nvidia.com/gpu 1", "nvidia.com/gpu 2", vec!["requests.nvidia.com/gpu: found 1, expected the limit of 2"]),
        (
            "hugepages-2Mi 3Mi",
            "hugepages-2Mi 3Mi",
            vec![
                "requests.hugepages-2Mi: found 3Mi, expected whole pages of 2Mi",
                "limits.hugepages-2Mi: found 3Mi, expected whole pages of 2Mi",
                "requests.hugepages-2Mi: found 3Mi, expected cpu or memory beside huge pages",
            ],
        ),
        ("cpu 1, cpu 2", "", vec!["requests.cpu: found 2, expected each name once"]),
    ] {
        let error = Resources::new(list(requests), list(limits)).unwrap_err();
        let found: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
        assert_eq!(found, messages);
        assert!(error.problems().iter().all(|problem| !problem.kind().is_warning()));
        assert_eq!(error.to_string(), format!("invalid resources: {}", messages.join("; ")));
    }
}

#[test]
fn warns_of_fractions_of_bytes_and_of_millicores() {
    let odd = resources("cpu 0.1m, memory 400m, ephemeral-storage 1.5", "cpu 1500u, memory 0.5Ki");
    let found: Vec<String> = odd.warnings().map(|problem| problem.to_string()).collect();
    assert_eq!(
        found,
        [
            "requests.cpu: found 0.1m, expected whole thousandths of a core such as 1m",
            "requests.ephemeral-storage: found 1.5, expected a whole number of bytes such as 400M or 400Mi",
            "requests.memory: found 400m, expected a whole number of bytes such as 400M or 400Mi",
            "limits.cpu: found 1500u, expected whole thousandths of a core such as 1m",
        ]
    );
    assert!(odd.warnings().all(|problem| problem.kind().is_warning()));
    assert_eq!(resources("cpu 250m, memory 1.5Gi", "cpu 0.251").warnings().count(), 0);
}

#[test]
fn becomes_the_kubernetes_object() {
    let object = resources("memory 1.5Gi, cpu 250m", "memory 2Gi").to_k8s();
    assert_eq!(
        serde_json::to_string(&object).unwrap(),
        r#"{"limits":{"memory":"2Gi"},"requests":{"cpu":"250m","memory":"1536Mi"}}"#
    );
    assert_eq!(serde_json::to_string(&Resources::default().to_k8s()).unwrap(), "{}");
    assert!(Resources::default().is_empty());
}

#[test]
fn names_have_the_rules_of_container_resources() {
    let long = format!("{}.example.com/x", "a".repeat(232));
    for (text, kind) in [
        ("cpu", ResourceKind::Cpu),
        ("memory", ResourceKind::Bytes),
        ("ephemeral-storage", ResourceKind::Bytes),
        ("hugepages-2Mi", ResourceKind::HugePages),
        ("hugepages-1Gi", ResourceKind::HugePages),
        ("nvidia.com/gpu", ResourceKind::Extended),
        ("example.com/A_b.c-1", ResourceKind::Extended),
        ("kubernetes.io/batch-cpu", ResourceKind::Native),
        ("requests.kubernetes.io/x", ResourceKind::Native),
        (&long, ResourceKind::Extended),
    ] {
        let name: ResourceName = text.parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((name.kind(), name.to_string()), (kind, text.to_owned()));
        assert_eq!(serde_json::from_str::<ResourceName>(&serde_json::to_string(&name).unwrap()).unwrap(), name);
    }
}

#[test]
fn says_why_a_name_is_none() {
    const ANY: &str = "cpu, memory, ephemeral-storage, hugepages-<size> or <domain>/<name>";
    const CHARACTERS: &str =
        "letters and digits, between them '-', '_' or '.' (in a domain lowercase letters, digits, '-' and '.')";
    let long = "x".repeat(64);
    let domain = format!("{}/x", "a".repeat(245));
    for (text, message) in [
        ("", "found nothing at byte 0, expected a name such as cpu, memory or nvidia.com/gpu".to_owned()),
        ("CPU", format!("found \"CPU\" at byte 0, expected {ANY}; did you mean \"cpu\"?")),
        ("mem", format!("found \"mem\" at byte 0, expected {ANY}; did you mean \"memory\"?")),
        ("gpu", format!("found \"gpu\" at byte 0, expected {ANY}; did you mean \"nvidia.com/gpu\"?")),
        ("requests.cpu", format!("found \"requests.cpu\" at byte 0, expected {ANY}")),
        ("hugepages-", format!("found '-' at byte 9, expected {CHARACTERS}")),
        ("hugepages-.", format!("found '.' at byte 10, expected {CHARACTERS}")),
        ("hugepages-2MB", "found \"2MB\" at byte 10, expected a page size in bytes such as 2Mi".to_owned()),
        ("hugepages-0", "found \"0\" at byte 10, expected a page size in bytes such as 2Mi".to_owned()),
        ("nvidia.com/", "found '/' at byte 10, expected a name such as cpu, memory or nvidia.com/gpu".to_owned()),
        ("/gpu", "found '/' at byte 0, expected a name such as cpu, memory or nvidia.com/gpu".to_owned()),
        ("a/b/c", format!("found '/' at byte 3, expected {CHARACTERS}")),
        ("Nvidia.com/gpu", format!("found 'N' at byte 0, expected {CHARACTERS}")),
        ("a..b/c", format!("found '.' at byte 1, expected {CHARACTERS}")),
        ("a-.b/c", format!("found '-' at byte 1, expected {CHARACTERS}")),
        ("a/b-", format!("found '-' at byte 3, expected {CHARACTERS}")),
        ("a/é", format!("found 'é' at byte 2, expected {CHARACTERS}")),
        (&long, "found 64 bytes at byte 63, expected at most 63 bytes of name and 244 of domain".to_owned()),
        (&domain, "found 247 bytes at byte 244, expected at most 63 bytes of name and 244 of domain".to_owned()),
        (
            "requests.example.com/x",
            "found \"requests.example.com/x\" at byte 0, expected a domain that does not begin with \"requests.\""
                .to_owned(),
        ),
    ] {
        let error = text.parse::<ResourceName>().unwrap_err();
        let shown = if text.len() > 160 { format!("{:?} ...", &text[..160]) } else { format!("{text:?}") };
        assert_eq!(error.to_string(), format!("invalid resource name {shown}: {message}"));
    }
}

#[test]
fn the_contract_of_names_holds_on_mutations() {
    let corpus: [&[u8]; 8] = [
        b"cpu",
        b"memory",
        b"ephemeral-storage",
        b"hugepages-2Mi",
        b"nvidia.com/gpu",
        b"kubernetes.io/batch-cpu",
        b"requests.example.com/x",
        b"a.b-c.d/E_f.g-1",
    ];
    for data in corpus.into_iter().map(<[u8]>::to_vec).chain(mutations(&corpus, 33, 20_000)) {
        check::resource_name(&data);
    }
}
