//! Edits that are refused, and what is said.

use pavedroad_manifests::{Edit, EditErrorKind, Platform, edit};

use crate::edit_texts::edits;

const HEAD: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080, grpc: 9090}\n";

#[track_caller]
fn refused(below: &str, line: &str, kind: EditErrorKind, expected: &str) {
    let text = format!("{HEAD}{below}");
    let error = edit(&Platform::default(), "app.yaml", &text, &edits(line)).unwrap_err();
    assert_eq!(error.to_string(), format!("{expected}\n"), "{line}");
    assert_eq!(error.kind(), kind, "{line}");
}

#[test]
fn an_edit_that_breaks_a_rule_says_which() {
    refused(
        "probes: {readiness: {tcp: grpc}}\n",
        "port.grpc-",
        EditErrorKind::Refused,
        "`port.grpc-` is refused; about the text as it would be:\n\
         app.yaml:4:27: error[dangling-reference] probes.readiness.tcp: found port `grpc`, expected a declared port: http",
    );
    refused(
        "resources: {memory: 1Gi, limits: {memory: 2Gi}}\n",
        "@prod memory=4Gi scale=3",
        EditErrorKind::Refused,
        "`memory=4Gi` in prod, `scale=3` in prod are refused; about the text as it would be:\n\
         app.yaml:6:30: error[invalid-value] environments.prod.resources.memory: found `4Gi`, expected at most the limit of 2Gi; \
         raise the limit, or lower the request",
    );
    refused(
        "",
        "port.http=9090",
        EditErrorKind::Refused,
        "`port.http=9090` is refused; about the text as it would be:\n\
         app.yaml:3:27: error[conflict] ports: found container port 9090 in `grpc` and in `http`, expected a number of \
         its own for each port",
    );
}

#[test]
fn an_environment_that_the_platform_does_not_have_is_refused() {
    refused(
        "",
        "@staging scale=4",
        EditErrorKind::UnknownEnvironment,
        "`scale=4` in staging is for an environment that the platform does not have\n\
         app.yaml:1:1: error[unknown-key] environments: found unknown environment `staging`, expected one of the platform's: \
         test, preview, prod",
    );
}

#[test]
fn pods_of_an_autoscaled_app_are_not_counted_by_hand() {
    refused(
        "resources: {cpu: 1}\nautoscale: {max: 10, cpu: 60%}\n",
        "scale=4",
        EditErrorKind::NoEffect,
        "`scale=4` would have no effect\n\
         app.yaml:5:1: error[no-effect] autoscale: found `autoscale`, which decides how many pods there are, expected none; \
         change its range by `autoscale.min=` and `autoscale.max=`, or take it away by `autoscale-`",
    );
}

#[test]
fn a_value_that_others_share_is_not_changed() {
    let expected = "found a value that cannot be changed alone, expected a value of its own, as `key: value`; write out \
                    what anchors, aliases or `?` keys stand for, then edit again";
    refused(
        "resources: &r {cpu: 1}\nsidecars: {a: {image: {reference: redis}, resources: *r}}\n",
        "cpu=2",
        EditErrorKind::NotAlone,
        &format!("`cpu=2` would change more than that\napp.yaml:4:16: error[conflict] resources.cpu: {expected}"),
    );
    refused(
        "replicas: &n 2\nenvironments: {prod: {replicas: *n}}\n",
        "@prod scale=3",
        EditErrorKind::NotAlone,
        &format!(
            "`scale=3` in prod would change more than that\napp.yaml:5:23: error[conflict] environments.prod.replicas: {expected}"
        ),
    );
}

#[test]
fn a_text_with_errors_is_not_edited() {
    let error = edit(&Platform::default(), "app.yaml", "app: x\n", &[Edit::scale(4)]).unwrap_err();
    assert_eq!(error.kind(), EditErrorKind::Unreadable);
    assert!(error.edits().is_empty());
    assert!(error.to_string().starts_with("the text has errors before it is edited\napp.yaml:1:"), "{error}");
}

#[test]
fn what_is_no_edit_is_explained() {
    let listed = "one of cpu=, memory=, limits.cpu=, limits.cpu-, limits.memory=, limits.memory-, size=, scale=, scale-, \
                  autoscale.min=, autoscale.max=, autoscale.cpu=, autoscale.memory=, autoscale-, mesh=, \
                  expose.NAME[.path|.port|.public]=, hide.NAME, port.NAME=, port.NAME-, image.tag=, image.digest= or \
                  image.reference=";
    for (text, expected) in [
        ("scal=4", format!("found `scal`, expected {listed}; did you mean `scale=4`?")),
        ("x", format!("found `x`, expected {listed}")),
        ("replica=4", format!("found `replica`, expected {listed}; did you mean `replicas=4`?")),
        ("", format!("found ``, expected {listed}")),
        ("scale=-1", "found `-1`, expected an integer from 0 to 2147483647".to_owned()),
        ("scale=+1", "found `+1`, expected an integer from 0 to 2147483647".to_owned()),
        ("autoscale.min=0", "found `0`, expected an integer from 1 to 2147483647".to_owned()),
        ("autoscale.cpu=60", "found `60`, expected whole percent from `1%` to `10000%`".to_owned()),
        ("port.grpc=0", "found `0`, expected an integer from 1 to 65535".to_owned()),
        (
            "port.GRPC=1",
            "found 'G' in `GRPC`, expected a lowercase letter or a digit; did you mean \"grpc\"?".to_owned(),
        ),
        (
            "mesh=sidcar",
            "found `sidcar`, expected one of `none`, `sidecar`, `ambient`, `manual`; did you mean `sidecar`?"
                .to_owned(),
        ),
        (
            "cpu=2 cores",
            "found ' ' in `2 cores`, expected a digit, the end or a suffix such as m, k, Mi or Gi".to_owned(),
        ),
        ("image.tag=", "found nothing, expected 1 to 128 bytes".to_owned()),
    ] {
        let error = text.parse::<Edit>().unwrap_err();
        assert_eq!(error.to_string(), format!("invalid edit {text:?}: {expected}"));
    }
}
