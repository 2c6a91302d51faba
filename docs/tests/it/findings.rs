//! The examples of the reference of findings are true.

use docs::finding_examples;
use pavedroad_manifests::{Finding, FindingCode, Severity};

#[test]
fn every_code_has_an_example() {
    let codes: Vec<FindingCode> = finding_examples().iter().map(|example| example.code).collect();
    assert_eq!(codes, FindingCode::ALL);
}

#[test]
fn every_example_has_its_finding_and_no_other() {
    for example in finding_examples() {
        let findings = example.read(&example.wrong);
        let codes: Vec<FindingCode> = findings.iter().map(Finding::code).collect();
        if example.code == FindingCode::TooManyFindings {
            assert_eq!(findings.iter().next_back().map(Finding::code), Some(example.code));
        } else {
            assert_eq!(codes, [example.code], "{findings}");
        }
    }
}

#[test]
fn every_mended_file_is_accepted_without_a_word() {
    for example in finding_examples() {
        match example.right {
            Some(right) => assert!(example.read(right.as_bytes()).is_empty(), "{right}"),
            // What is described in words is a file that is too large, too deep or no text: less of it is the mending.
            None => assert!(example.described.is_some()),
        }
        let errors = example.read(&example.wrong).iter().any(|finding| finding.severity() == Severity::Error);
        let said = example.code.explanation();
        assert!(!said.is_empty() && (errors || example.right.is_some()), "{}", example.code);
    }
}
