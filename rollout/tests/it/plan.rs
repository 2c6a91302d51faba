//! `Plan`: what is read, refused and written again.

use std::collections::BTreeMap;
use std::time::Duration;

use pavedroad_rollout::{JudgeRules, Plan, PlanStep, RolloutErrorKind, RouteMatch};

fn read(text: &str) -> Result<Plan, String> {
    // The place in the JSON is serde_json's.
    serde_json::from_str(text)
        .map_err(|error| error.to_string().split(" at line ").next().unwrap_or_default().to_owned())
}

#[test]
fn a_plan_is_written_with_every_step_s_own_pause_and_reads_back() {
    for (text, written) in [
        (r#"{"steps":["5%"]}"#, r#"{"steps":["5%"]}"#),
        (
            r#"{"steps":["5%","1/3"],"pause":"90s"}"#,
            r#"{"steps":[{"weight":"5%","pause":"1m30s"},{"weight":"1/3","pause":"1m30s"}]}"#,
        ),
        (
            r#"{"steps":[{"weight":"1%","pause":"1h"},"2%"],"pause":"0s"}"#,
            r#"{"steps":[{"weight":"1%","pause":"1h"},{"weight":"2%","pause":"0s"}]}"#,
        ),
        (r#"{"steps":["5%"],"pause":null,"match":null,"judge":null}"#, r#"{"steps":["5%"]}"#),
        (
            r#"{"steps":["5%"],"match":{"header":{"X-Canary":"1"},"cookie":null},"judge":{"maxErrorRatio":1.5}}"#,
            r#"{"steps":["5%"],"match":{"header":{"x-canary":"1"}},"judge":{"maxErrorRatio":"1.5","alpha":"5%"}}"#,
        ),
    ] {
        let plan = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let printed = serde_json::to_string(&plan).unwrap();
        assert_eq!(printed, written, "{text}");
        assert_eq!(read(&printed), Ok(plan), "{text}");
    }
}

#[test]
fn mistakes_say_what_was_found_and_expected() {
    for (text, message) in [
        ("{}", "missing field `steps`"),
        (r#"{"steps":[]}"#, "invalid plan \"\": found no step, expected one or more, such as 5%"),
        (r#"{"steps":["0%"]}"#, "invalid step of a plan \"0%\": found 0%, expected more than 0%"),
        (
            r#"{"steps":["100%"]}"#,
            "invalid step of a plan \"100%\": found 100%, expected less than 100%; all of the traffic follows the last step by itself",
        ),
        (r#"{"steps":["5%","5%"]}"#, "invalid step of a plan \"5%\": found 5% after 5%, expected more than 5%"),
        (
            r#"{"steps":["1/3","33.3%"]}"#,
            "invalid step of a plan \"33.3%\": found 33.3% after 1/3, expected more than 1/3",
        ),
        (
            r#"{"steps":[5]}"#,
            "invalid weight \"5\": found the end at byte 1, expected '%' or '/'; did you mean \"5%\"?",
        ),
        (r#"{"steps":[-5]}"#, "invalid weight \"-5\": found '-' at byte 0, expected 0% or more"),
        (
            r#"{"steps":[0.5]}"#,
            "invalid weight \"0.5\": found the end at byte 3, expected '%'; did you mean \"0.5%\" or \"50%\"?",
        ),
        (r#"{"steps":[null]}"#, "invalid type: null, expected a step such as `5%` or `{weight: 5%, pause: 1h}`"),
        (r#"{"steps":"5%"}"#, "invalid type: string \"5%\", expected a list of steps such as `[5%, 25%, 50%]`"),
        (r#"{"steps":[{"weight":"5%","for":"1h"}]}"#, "unknown field `for`, expected `weight` or `pause`"),
        (
            r#"{"steps":["5%"],"pause":10}"#,
            "invalid duration \"10\": found the end at byte 2, expected a unit (h, m, s or ms); did you mean \"10s\"?",
        ),
        (r#"{"steps":["5%"],"pause":-1}"#, "invalid duration \"-1\": found '-' at byte 0, expected a digit"),
        (
            r#"{"steps":["5%"],"weight":"5%"}"#,
            "unknown field `weight`, expected one of `steps`, `pause`, `match`, `judge`",
        ),
        (
            r#"{"steps":["5%"],"match":{}}"#,
            "invalid match \"\": found neither `header` nor `cookie`, expected at least one of them",
        ),
        (
            r#"{"steps":["5%"],"match":{"header":{"a b":"1"}}}"#,
            "invalid name of a header \"a b\": found ' ' at byte 1, expected a letter, a digit or '-'",
        ),
        (
            r#"{"steps":["5%"],"match":{"header":{"":"1"}}}"#,
            "invalid name of a header \"\": found nothing, expected a name such as x-canary",
        ),
        (
            r#"{"steps":["5%"],"match":{"header":{"A":"1","a":"2"}}}"#,
            "invalid match \"\": found a header twice, in two cases, expected each once",
        ),
        (
            r#"{"steps":["5%"],"match":{"cookie":{"c;d":"1"}}}"#,
            "invalid name of a cookie \"c;d\": found ';' at byte 1, expected a letter, a digit or one of \
             !#$%&'*+-.^_`|~",
        ),
        (
            r#"{"steps":["5%"],"match":{"cookie":{"c":""}}}"#,
            "invalid match \"\": found an empty value of \"c\", expected a value to compare with",
        ),
        (r#"{"steps":["5%"],"judge":{}}"#, "missing field `maxErrorRatio`"),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":1}}"#,
            "invalid ratio \"1\": found 1, expected more than 1, at most 1000",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":1000.001}}"#,
            "invalid ratio \"1000.001\": found 1000.001, expected more than 1, at most 1000",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":"2."}}"#,
            "invalid ratio \"2.\": found no digits, expected a number such as 1.5",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":"1.2.3"}}"#,
            "invalid ratio \"1.2.3\": found 1.2.3, expected at most three decimals",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":"99999999999"}}"#,
            "invalid ratio \"99999999999\": found 99999999999, expected more than 1, at most 1000",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":-2}}"#,
            "invalid ratio \"-2\": found '-' at byte 0, expected a number such as 1.5",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":2,"alpha":"0%"}}"#,
            "invalid alpha \"0%\": found 0%, expected above 0%, at most 50%",
        ),
        (
            r#"{"steps":["5%"],"judge":{"maxErrorRatio":2,"alpha":"50.1%"}}"#,
            "invalid alpha \"50.1%\": found 50.1%, expected above 0%, at most 50%",
        ),
    ] {
        assert_eq!(read(text).unwrap_err(), message, "{text}");
    }
}

#[test]
fn a_plan_in_code_keeps_the_same_rules() {
    let step = |weight: &str, minutes: Option<u64>| PlanStep {
        weight: weight.parse().unwrap(),
        pause: minutes.map(|minutes| Duration::from_secs(60 * minutes)),
    };
    let plan = Plan::new(vec![step("5%", Some(10)), step("50%", Some(20))]).unwrap();
    assert_eq!(plan.duration(), Some(Duration::from_secs(1_800)));
    assert_eq!(Plan::new(vec![step("5%", None), step("50%", Some(20))]).unwrap().duration(), None);
    for steps in [vec![], vec![step("0%", None)], vec![step("50%", None), step("20%", None)]] {
        assert!(Plan::new(steps).is_err());
    }
    let judged = plan.clone().with_judge(JudgeRules::new("2".parse().unwrap(), "1%".parse().unwrap()).unwrap());
    assert_eq!(judged.judge().unwrap().alpha().to_string(), "1%");
    let cookies = BTreeMap::from([("canary".to_owned(), "always".to_owned())]);
    let matched = plan.with_match(RouteMatch::new(BTreeMap::new(), cookies).unwrap());
    assert_eq!(matched.route_match().unwrap().cookies().len(), 1);
    let error = RouteMatch::new(BTreeMap::new(), BTreeMap::new()).unwrap_err();
    assert_eq!(error.kind(), RolloutErrorKind::Empty);
}
