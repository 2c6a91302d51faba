//! `split`: the weights of every target, with the error each has to accept.

use crate::program::{assert_golden, run};

#[test]
fn half_and_half_is_exact_and_half_a_percent_is_not_for_every_target() {
    let shown = run("split", &[]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(0), ""), "what ships is no finding");
    assert_golden("split/shipped.txt", &shown.stdout);
    assert_eq!(run("split", &["v1=50", "v3=50"]).code, Some(0));
    assert_eq!(run("split", &["stable=99.5%", "canary=0.5%"]).code, Some(1), "what is given is one");
}

#[test]
fn shares_of_any_sum_are_said_by_the_targets_that_are_asked_for() {
    let run = run("split", &["stable=95", "canary=0.5", "--target", "istio", "--target", "alb"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("split/ratio.txt", &run.stdout);
}

#[test]
fn three_thirds_have_an_error_in_percent_and_in_pods() {
    let run = run("split", &["1/3", "1/3", "1/3", "--replicas", "10"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_golden("split/thirds.txt", &run.stdout);
}

#[test]
fn a_small_canary_can_be_raised_to_one_unit() {
    let run = run("split", &["stable=99.5%", "canary=0.5%", "--at-least-one"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("split/raised.txt", &run.stdout);
}

#[test]
fn what_is_no_split_exits_with_2_and_the_reason() {
    for (arguments, reason) in [
        (&["95", "-0.5"][..], "unexpected argument '-0' found"),
        (&["95", "five"], "found \"five\" for v2, expected a share such as 95, 0.5, 0.5% or 1/3"),
        (&["95", "5."], "found \"5.\" for v2"),
        (&["95", ".5"], "found \".5\" for v2"),
        (&["95", "1.2.3"], "found \"1.2.3\" for v2"),
        (&["1", "0.00000000000000000001"], "found \"1\" for v1, 100000000000000000000 where every share is whole"),
        (&["95%", "0.5%"], "found a sum of 95.5%, expected 100%"),
        (&["95%", "5"], "did you mean \"5%\"?"),
        (&["0", "0"], "found only zeros"),
        (&["a=1", "a=1"], "found one name for part 1 and part 2"),
        (&["50", "50", "--target", "isto"], "a similar value exists: 'istio'"),
        (&["50", "50", "--replicas", "0"], "0 is not in 1.."),
    ] {
        let run = run("split", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
    }
}
