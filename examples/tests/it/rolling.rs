//! `rolling`: updates step by step, drawn, and whether they end.

use crate::program::{assert_golden, root, run};

#[track_caller]
fn shows(golden: &str, code: i32, arguments: &[&str]) {
    let run = run("rolling", arguments);
    assert_eq!((run.code, run.stderr.as_str()), (Some(code), ""), "{arguments:?}");
    assert_golden(&format!("rolling/{golden}.txt"), &run.stdout);
}

#[test]
fn without_arguments_it_runs_the_hand_over_and_the_default_deployment() {
    shows("shipped", 0, &[]);
}

#[test]
fn an_update_that_never_becomes_ready_is_a_finding() {
    shows("never-ready", 1, &["--replicas", "10", "--never-ready"]);
    shows("stateful-never-ready", 1, &["--stateful", "--replicas", "4", "--max-unavailable", "2", "--never-ready"]);
    shows("hand-over-never-ready", 1, &["--hand-over", "--never-ready"]);
}

#[test]
fn a_start_slower_than_the_deadline_is_a_finding() {
    shows("slow-start", 0, &["--replicas", "10", "--max-unavailable", "0", "--slow-start", "1m30s"]);
    shows("too-slow", 1, &["--replicas", "2", "--slow-start", "700s"]);
    let patient = run("rolling", &["--replicas", "2", "--slow-start", "700s", "--deadline", "15m"]);
    assert_eq!(patient.code, Some(0));
}

#[test]
fn an_update_that_is_complete_has_no_deadline() {
    let later = ["--from", "5", "--to", "50", "--scale-after", "9h"];
    let run = run("rolling", &later);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(!run.stdout.contains("ProgressDeadlineExceeded"), "{}", run.stdout);
}

#[test]
fn scaling_during_the_update_is_proportional() {
    let sizes = ["--from", "10", "--to", "15", "--scale-after", "5s"];
    shows("scaled", 0, &[&sizes[..], &["--max-surge", "3", "--max-unavailable", "2"]].concat());
}

#[test]
fn stateful_sets_hand_overs_and_recreation_have_their_own_order() {
    shows("stateful", 0, &["--stateful", "--replicas", "5", "--partition", "2"]);
    shows("parallel", 0, &["--stateful", "--replicas", "6", "--max-unavailable", "50%", "--parallel"]);
    shows("hand-over", 0, &["--hand-over", "--from", "4", "--to", "6"]);
    shows("recreate", 0, &["--recreate", "--replicas", "3"]);
}

#[test]
fn a_long_update_shows_its_beginning_and_its_end() {
    shows("long", 0, &["--replicas", "500", "--max-surge", "1", "--max-unavailable", "0"]);
}

#[test]
fn an_svg_holds_every_run() {
    let path = root().join("target").join("rolling-test.svg");
    let shown = path.to_str().unwrap();
    assert_eq!(run("rolling", &["--svg", shown]).code, Some(0));
    assert_golden("rolling/shipped.svg", &std::fs::read_to_string(&path).unwrap());

    let unwritable = run("rolling", &["--svg", "no/such/folder/rolling.svg"]);
    assert_eq!(unwritable.code, Some(2));
    assert!(unwritable.stderr.starts_with("error: cannot write no/such/folder/rolling.svg"), "{}", unwritable.stderr);
}

#[test]
fn wrong_settings_exit_with_2_and_the_reason() {
    for (arguments, reason) in [
        (
            &["--max-surge", "0", "--max-unavailable", "0%"][..],
            "found 0 for both, expected at least one above 0; with both at 0 no pod could ever be replaced",
        ),
        (&["--max-surge", "25 %"], "found ' ' at byte 2, expected a digit; did you mean \"25%\"?"),
        (&["--max-unavailable", "101%"], "found 101%, expected at most 100%"),
        (&["--stateful", "--max-unavailable", "0"], "found 0, expected 1 or more"),
        (&["--slow-start", "5x"], "found unit \"x\", expected ms, s, m or h, as in 1m30s"),
        (&["--slow-start", "5"], "found no unit, expected ms, s, m or h, as in 1m30s"),
        (&["--deadline", "0s"], "found 0s, expected more"),
        (&["--slow-start", ""], "found nothing, expected a time such as 30s"),
        (&["--replicas", "2147483648"], "2147483648 is not in 0..=2147483647"),
        (&["--replicas", "2147483647", "--max-surge", "1", "--max-unavailable", "0"], "more than 100000 steps"),
        (&["--partition", "2"], "--stateful"),
    ] {
        let run = run("rolling", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
    }
}
