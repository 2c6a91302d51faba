//! One mutator for each finding code plants its mistake into every example file: that code appears at that place, and
//! nothing else.

mod example;
mod plant;

use std::collections::BTreeSet;

use example::Example;
use pavedroad_manifests::{FindingCode, Findings};
use plant::plant;

/// Where a mistake cannot be made: the code, a part of the file's name, and why.
const CANNOT: &[(FindingCode, &str, &str)] = &[
    (FindingCode::Conflict, "platforms/", "no keys of a platform file exclude each other"),
    (FindingCode::Convention, "apps/hello.yaml", "the convention of its platform takes every app and every tag"),
    (FindingCode::PodSecurity, "platforms/", "a level is broken by the pods of an app"),
    (FindingCode::PodSecurity, "apps/log-reader.yaml", "its namespace allows everything"),
    (FindingCode::TooFewReplicas, "platforms/", "an app has replicas"),
    (FindingCode::SharedVolume, "platforms/", "an app has volumes"),
    (FindingCode::BlocksDrains, "platforms/", "an app has a disruption budget"),
    (FindingCode::NeverFires, "platforms/", "an app has jobs"),
    (FindingCode::NoEffect, "platforms/", "every key of a platform file has an effect"),
    (FindingCode::NoRouting, "platforms/", "an app has a canary"),
    (FindingCode::CpuLimit, "apps/", "a platform file has a `max.cpu`"),
    (FindingCode::MissingRequest, "platforms/", "an app has an autoscaler"),
    (FindingCode::StartValue, "platforms/", "an app has an autoscaler"),
];

/// What is said of manifests, and of no app and no platform file; `strict_removed` and `strict_mistakes` plant it.
const OF_MANIFESTS: &[FindingCode] =
    &[FindingCode::RemovedApi, FindingCode::UnknownKind, FindingCode::OldVersion, FindingCode::NotJudged];

/// A place and what is said about it.
type Found = (u32, u32, FindingCode);

fn found(findings: &Findings) -> Vec<Found> {
    let number = |number: usize| u32::try_from(number).unwrap();
    findings.iter().map(|finding| (number(finding.line()), number(finding.column()), finding.code())).collect()
}

#[test]
fn a_planted_mistake_is_one_finding_at_its_place_in_every_example() {
    let examples = Example::all();
    let mut planted = BTreeSet::new();
    let mut failures = Vec::new();
    for example in &examples {
        let before = found(&example.findings);
        for code in FindingCode::ALL.iter().filter(|code| !OF_MANIFESTS.contains(code)) {
            let reason = CANNOT.iter().find(|(cannot, file, _)| cannot == code && example.name.contains(file));
            let Some(mutant) = plant(*code, example) else {
                assert!(reason.is_some(), "no {code} is planted in {}, and nothing says why", example.name);
                continue;
            };
            assert!(reason.is_none(), "{code} can be planted in {}", example.name);
            planted.insert(*code);
            let findings = mutant.read(example);
            // What the file had before is there again, on the line it has now, unless its line is gone.
            let kept: Vec<Found> = before
                .iter()
                .filter_map(|(line, column, code)| Some((mutant.line_now(*line)?, *column, *code)))
                .collect();
            let new: Vec<Found> = found(&findings).into_iter().filter(|found| !kept.contains(found)).collect();
            let mut expected = vec![(mutant.line, mutant.column, *code)];
            expected.splice(0..0, mutant.beside(&new));
            if new != expected {
                let (file, shown) = (&example.name, findings.iter().take(5).map(ToString::to_string));
                failures.push(format!(
                    "{code} in {file}: expected at {}:{}, found\n{}",
                    mutant.line,
                    mutant.column,
                    shown.collect::<Vec<_>>().join("\n")
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    let missing = FindingCode::ALL.iter().filter(|code| !planted.contains(code) && !OF_MANIFESTS.contains(code));
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "planted nowhere: {missing:?}");
    for (code, file, why) in CANNOT {
        assert!(examples.iter().any(|example| example.name.contains(file)), "{code}: no file is {file}, so not {why}");
    }
}

#[test]
fn the_examples_of_both_documents_are_all_here() {
    let names: Vec<String> = Example::all().into_iter().map(|example| example.name).collect();
    for name in ["apps/ai-dc-web.yaml", "apps/everything.yaml", "platforms/everything.yaml"] {
        assert!(names.iter().any(|found| found == name), "{name} is not in {names:?}");
    }
}
