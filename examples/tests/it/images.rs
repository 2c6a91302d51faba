//! `images`: addresses taken apart, and the build to roll back to.

use crate::program::{assert_golden, run};

#[test]
fn shows_the_parts_and_the_build_to_roll_back_to() {
    let run = run("images", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("images.txt", &run.stdout);
}

#[test]
fn reads_by_the_platforms_own_convention() {
    let platform = ["--platform", "examples/platforms/without-lines.yaml"];
    let run = run("images", &[&platform[..], &["hub.example.com:5000/dev/hello:v1.4.2"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("  dev        hello  -      v1.4.2   hub.example.com:5000\n"), "{}", run.stdout);
}

#[test]
fn every_wrong_address_is_explained_and_the_others_are_shown() {
    let wrong = [
        "registry.hz.local/huize/ai-test_ai-dc-web:20190230-1033_v20",
        "registry.hz.local/huize/ai-test-ai-dc-web:20190510-1033_v20",
        "registry.hz.local/huize/xx-test_ai-dc-web:20190510-1033_v20",
    ];
    let right = "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20";
    let run = run("images", &[&wrong[..], &[right]].concat());
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr.matches("error: invalid image address").count(), wrong.len(), "{}", run.stderr);
    assert!(run.stderr.contains("february 2019 has 28 days"), "{}", run.stderr);
    assert!(run.stdout.contains("ai-dc-web  2019-05-10 10:33  v20"), "{}", run.stdout);
}

#[test]
fn an_unreadable_platform_exits_with_2() {
    let run = run("images", &["--platform", "no-such-file.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("cannot read no-such-file.yaml"), "{}", run.stderr);
}
