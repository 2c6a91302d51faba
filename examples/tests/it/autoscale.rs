//! `autoscale`: replicas under a load, drawn and explained.

use crate::program::{assert_golden, root, run};

#[test]
fn runs_kubectls_flags_on_the_shipped_load() {
    let svg = root().join("target/autoscale-shipped.svg");
    let run = run("autoscale", &["--svg", &svg.to_string_lossy()]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("autoscale/shipped.txt", &run.stdout);
    assert_golden("autoscale/shipped.svg", &std::fs::read_to_string(svg).unwrap());
}

#[test]
fn its_own_defaults_are_kubectls_example() {
    let flags = ["--cpu-percent=50", "--min=1", "--max=10", "examples/loads/lunch.csv"];
    assert_eq!(run("autoscale", &flags).stdout, run("autoscale", &[]).stdout);
}

#[test]
fn flapping_is_named_and_exits_with_1() {
    let run = run("autoscale", &["examples/loads/peaks.csv", "--stabilization=0"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("autoscale/flapping.txt", &run.stdout);
    let calm = crate::program::run("autoscale", &["examples/loads/peaks.csv"]);
    assert_eq!(calm.code, Some(0), "{}", calm.stdout);
}

#[test]
fn cpu_is_written_as_kubernetes_reads_it() {
    let shown = |request: &str| run("autoscale", &[request]).stdout;
    assert_eq!(shown("--request=0.2"), shown("--request=200m"));
    assert_eq!(shown("--request=1"), shown("--request=1000m"));
}

#[test]
fn a_load_of_too_many_decisions_is_refused() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("long-load.csv");
    std::fs::write(&file, "seconds,millicores\n0,1\n4294967295,2\n").unwrap();
    let run = run("autoscale", &[&file.to_string_lossy()]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert_eq!(run.stderr, "error: more than 100000 decisions: take a shorter load or a longer --sync\n");
}

#[test]
fn a_behavior_limits_how_fast_it_scales() {
    let flags = ["--up=2/60", "--up=50%/60", "--down=1/60", "--stabilization=60", "--select-min", "--as-kubernetes"];
    let run = run("autoscale", &flags);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("autoscale/behavior.txt", &run.stdout);
}

#[test]
fn every_decision_is_explained_if_asked() {
    let run = run("autoscale", &["--all"]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stdout.lines().filter(|line| line.contains(" s  ")).count(), 121, "{}", run.stdout);
    assert!(
        run.stdout.contains("     0 s  1 stay: cpu is at 30 % of the request, target 50 %: 0.6 times 1 pod make 1\n")
    );
}

#[test]
fn a_wrong_load_is_explained_with_its_line_and_exits_with_1() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (text, message) in [
        ("time,load\n0,1\n", ":1: found the columns `time,load`, expected `seconds,millicores`"),
        ("seconds,millicores\n0,1\n60,-5\n", ":3: found `-5` for `millicores`, expected a whole number, not negative"),
        (
            "seconds,millicores\n0,1\n60,1.5\n",
            ":3: found `1.5` for `millicores`, expected a whole number, not negative",
        ),
        (
            "seconds,millicores\n0,1\n60,2\n30,3\n",
            ": invalid load curve \"point 3\": found 30s, expected an instant after that of the point before",
        ),
        ("seconds,millicores\n", ": invalid load curve \"point 1\": found nothing, expected at least one point"),
    ] {
        let file = folder.join("wrong-load.csv");
        std::fs::write(&file, text).unwrap();
        let file = file.to_string_lossy();
        let run = run("autoscale", &[&file]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{text:?}");
        assert_eq!(run.stderr, format!("error: {file}{message}\n"));
    }
}

#[test]
fn wrong_usage_exits_with_2() {
    for (flags, message) in [
        (&["--min=5", "--max=4"][..], "found min 5, expected a min of at most the max"),
        (&["--cpu-percent=0"], "found 0, expected 1 to 2147483647 percent"),
        (&["--up=4"], "expected pods or percent per seconds, such as 4/15 or 100%/15"),
        (&["--up=4/9999"], "expected a period from 1 to 1800 seconds"),
        (&["--tolerance=10 %"], "found ' ' at byte 2"),
        (&["--request=0"], "expected CPU above 0, such as 200m, 0.5 or 2"),
        (&["--request=0.0005"], "expected CPU above 0, such as 200m, 0.5 or 2"),
        (&["--replicas=0"], "0 is not in 1..=2147483647"),
        (&["--sync=0"], "found 0 s, expected more than 0 s"),
        (&["no-such-load.csv"], "cannot read no-such-load.csv"),
    ] {
        let run = run("autoscale", flags);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{flags:?}");
        assert!(run.stderr.contains(message), "{flags:?}: {}", run.stderr);
    }
}
