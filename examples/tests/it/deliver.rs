//! `deliver`: the main job.

use std::path::{Path, PathBuf};

use serde_json::Value;

#[cfg(unix)]
use crate::program::run_unread;
use crate::program::{assert_golden, root, run};

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("deliver").join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        _ => folder,
    }
}

#[test]
fn without_arguments_shows_what_every_environment_gets() {
    let run = run("deliver", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("deliver.txt", &run.stdout);
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let shown = run("deliver", &[]).stdout;
    assert!(readme.contains(&format!("$ cargo run --example deliver\n{}", shown.trim_end())), "{shown}");
    let arguments = ["--app", "examples/apps/broken/five-mistakes.yaml"];
    let explained = run("deliver", &arguments).stderr;
    let command = format!("$ cargo run --example deliver -- {}\n{}", arguments.join(" "), explained.trim_end());
    assert!(readme.contains(&command), "{command}");
}

#[test]
fn help_names_every_option_and_the_exit_codes() {
    let run = run("deliver", &["--help"]);
    assert_eq!(run.code, Some(0));
    let options =
        ["--app", "--platform", "--environment", "--out", "--output", "--kind", "--selector", "--label", "--step"];
    for expected in options.into_iter().chain(["--weight", "--threads", "Exit code", "kubectl apply"]) {
        assert!(run.stdout.contains(expected), "{expected} is missing in:\n{}", run.stdout);
    }
}

#[test]
fn writes_one_file_for_each_environment() {
    let out = folder("shipped");
    let run = run("deliver", &["--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    for environment in ["test", "preview", "prod"] {
        let text = std::fs::read_to_string(out.join(format!("{environment}.yaml"))).unwrap();
        assert_golden(&format!("deliver/shipped/{environment}.yaml"), &text);
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 3);
}

#[test]
fn every_key_of_an_app_and_of_a_platform_comes_through() {
    let out = folder("everything");
    let arguments = ["--app", "examples/apps/everything.yaml", "--platform", "examples/platforms/everything.yaml"];
    let run = run("deliver", &[&arguments[..], &["--out", out.to_str().unwrap()]].concat());
    assert_golden("everything.stderr.txt", &run.stderr);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for environment in ["staging", "live"] {
        let text = std::fs::read_to_string(out.join(format!("{environment}.yaml"))).unwrap();
        assert_golden(&format!("deliver/everything/{environment}.yaml"), &text);
    }
}

#[test]
fn a_patch_says_what_no_key_can() {
    let run = run("deliver", &["--app", "examples/apps/patched.yaml", "--environment", "test", "--out", "-"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.contains("      hostAliases:\n      - hostnames:\n        - old-db\n        ip: '10.0.0.9'\n"));
    assert_golden("deliver/patched/test.yaml", &run.stdout);
}

/// What a folder of apps gives, as a golden file for each environment.
fn assert_delivered(name: &str, apps: &str, platform: &str, environments: &[&str]) {
    let out = folder(name);
    let run = run("deliver", &["--app", apps, "--platform", platform, "--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    for environment in environments {
        let text = std::fs::read_to_string(out.join(format!("{environment}.yaml"))).unwrap();
        assert_golden(&format!("deliver/{name}/{environment}.yaml"), &text);
    }
}

#[test]
fn each_of_the_ten_design_points_of_microservices_has_a_spec() {
    assert_delivered("design", "examples/design/apps", "examples/design/platform.yaml", &["test", "prod"]);
    let numbers = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().file_name().to_string_lossy().split('-').next().and_then(|number| number.parse::<u32>().ok())
    };
    let points: std::collections::BTreeSet<u32> =
        std::fs::read_dir(root().join("examples/design/apps")).unwrap().filter_map(numbers).collect();
    assert!(points.into_iter().eq(1..=10));
}

#[test]
fn every_key_comes_through_to_objects() {
    let out = folder("every-key");
    let arguments = ["--app", "examples/apps/every-key.yaml", "--platform", "examples/platforms/every-key.yaml"];
    let run = run("deliver", &[&arguments[..], &["--out", out.to_str().unwrap()]].concat());
    assert_eq!((run.code, run.stderr.matches("note[").count()), (Some(0), 1), "{}", run.stderr);
    for environment in ["test", "preview", "prod"] {
        let text = std::fs::read_to_string(out.join(format!("{environment}.yaml"))).unwrap();
        assert_golden(&format!("deliver/every-key/{environment}.yaml"), &text);
    }
}

#[test]
fn gateway_api_and_ingress_route_as_istio_does() {
    for (app, platform, weight) in [("routed", "gateway-api", &["--weight", "5%"][..]), ("log-reader", "ingress", &[])]
    {
        let (app, file) = (format!("examples/apps/{app}.yaml"), format!("examples/platforms/{platform}.yaml"));
        let run = run("deliver", &[&["--app", &app, "--platform", &file, "--out", "-"], weight].concat());
        // A Gateway of the app's own is made, and warned of: its pods are not ours to write.
        let warned = usize::from(platform == "gateway-api");
        assert_eq!((run.code, run.stderr.matches("warning[").count()), (Some(0), warned), "{}", run.stderr);
        assert_eq!(run.stderr.matches("`gateways.seccompProfile`").count(), warned, "{}", run.stderr);
        assert_golden(&format!("deliver/{platform}/prod.yaml"), &run.stdout);
    }
}

#[test]
fn bookinfo_divides_its_reviews_between_two_versions_of_three() {
    assert_delivered("bookinfo", "examples/bookinfo/apps", "examples/bookinfo/platform.yaml", &["bookinfo"]);
    let text = std::fs::read_to_string(root().join("examples/golden/deliver/bookinfo/bookinfo.yaml")).unwrap();
    let route = text
        .split("---\n")
        .find(|object| object.contains("kind: VirtualService\n") && object.contains("\n  name: reviews\n"));
    for expected in ["subset: stable", "subset: v3", "weight: 50"] {
        assert!(route.unwrap().contains(expected), "{expected}");
    }
    assert!(!route.unwrap().contains("subset: v2"));
}

#[test]
fn a_platform_without_business_lines_is_as_easy() {
    let arguments = ["--app", "examples/apps/hello.yaml", "--platform", "examples/platforms/without-lines.yaml"];
    let run = run("deliver", &[&arguments[..], &["--out", "-"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_golden("deliver/without-lines/all.yaml", &run.stdout);
}

#[test]
fn standard_output_gets_the_same_text_as_a_file() {
    let stream = run("deliver", &["--environment", "test", "--out", "-"]);
    assert_eq!((stream.code, stream.stderr.as_str()), (Some(0), ""));
    assert_golden("deliver/shipped/test.yaml", &stream.stdout);
}

#[test]
fn five_mistakes_are_five_findings_and_nothing_is_written() {
    let out = folder("broken");
    let run = run("deliver", &["--app", "examples/apps/broken/five-mistakes.yaml", "--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_golden("five-mistakes.txt", &run.stderr);
    assert_eq!(run.stderr.matches("error[").count(), 5);
    assert!(!out.exists());
}

#[test]
fn the_errors_of_all_files_are_shown_at_once() {
    let files = ["examples/apps/broken/five-mistakes.yaml", "examples/apps/broken/not-yaml.yaml"];
    let run = run("deliver", &[&["--app"], &files[..]].concat());
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    for file in files {
        assert!(run.stderr.contains(file), "{file} is missing in:\n{}", run.stderr);
    }
}

#[test]
fn an_app_in_two_files_is_refused() {
    let file = "examples/apps/ai-dc-web.yaml";
    let run = run("deliver", &["--app", file, file]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stderr,
        format!("error: {file}: app ai-dc-web is in {file} too, expected one file for an app\nnothing is written\n")
    );
}

#[test]
fn a_file_that_is_no_text_is_a_finding() {
    let file = folder("not-text").with_extension("yaml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, b"app: \xff\n").unwrap();
    for option in ["--app", "--platform"] {
        let run = run("deliver", &[option, file.to_str().unwrap()]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert!(
            run.stderr.starts_with("error[not-utf8]: found the byte 0xff, expected UTF-8 text\n"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("not-text.yaml:1:6"), "{}", run.stderr);
    }
}

#[test]
fn every_unreadable_file_is_named() {
    let run =
        run("deliver", &["--app", "no-such-file.yaml", "examples/apps/ai-dc-web.yaml", "examples/no-such-folder/"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    for message in ["cannot read no-such-file.yaml", "cannot read examples/no-such-folder/"] {
        assert!(run.stderr.contains(message), "{message} is missing in:\n{}", run.stderr);
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_has_seen_enough_is_no_error() {
    let out = folder("pipe");
    let out = out.to_str().unwrap();
    for arguments in [&["--out", "-"][..], &["--out", out], &[]] {
        let (code, stderr) = run_unread("deliver", arguments);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn wrong_usage_and_unreadable_files_exit_with_2() {
    let canary = "examples/apps/every-key.yaml";
    let platform = "examples/platforms/every-key.yaml";
    let cases: [(&[&str], &str); 10] = [
        (&["--output", "files"], "--output files needs a folder: add --out DIR"),
        (&["--output", "files", "--out", "-"], "--output files needs a folder: add --out DIR"),
        (&["--step", "1", "--weight", "5%"], "cannot be used with '--weight"),
        (&["--label", "a"], "found no `=`, expected KEY=VALUE"),
        (&["--app", "examples/golden/rolling"], "found no YAML files in examples/golden/rolling, expected app specs"),
        (
            &["--app", canary, "--platform", platform, "--step", "9", "--output", "yaml"],
            "found step 9, expected 0 to 3",
        ),
        (&["--nonsense"], "unexpected argument '--nonsense'"),
        (&["--app", "no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (&["--platform", "no-such-file.yaml"], "cannot read no-such-file.yaml"),
        (
            &["--environment", "staging"],
            "found environment \"staging\", expected one of the platform's: test, preview, prod",
        ),
    ];
    for (arguments, message) in cases {
        let run = run("deliver", arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(message), "{arguments:?} printed:\n{}", run.stderr);
    }
}

#[test]
fn a_folder_that_cannot_be_made_exits_with_2() {
    let file = root().join("README.md").join("out");
    let run = run("deliver", &["--out", file.to_str().unwrap()]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("cannot make the folder"), "{}", run.stderr);
}

/// Writes so many app specs into a folder and in folders in it.
fn many(folder: &Path, count: usize) {
    for number in 0..count {
        let folder = folder.join(["web", "api"][number % 2]);
        std::fs::create_dir_all(&folder).unwrap();
        let name = format!("a{}-x", number * 7919 % 1000);
        let text = format!(
            "app: ai-dc-{name}\nimage: {{tag: 20190510-1033_v20}}\nports: {{http: 8080}}\nresources: {{cpu: 250m, memory: 512Mi}}\n\
             canary: {{image: {{tag: 20190726-1325_v21}}, steps: [5%, 25%]}}\nmesh: {{mode: sidecar}}\n"
        );
        std::fs::write(folder.join(format!("{name}.yaml")), text).unwrap();
    }
}

#[test]
fn the_same_bytes_come_of_any_order_of_files_and_any_number_of_threads() {
    let folder = folder("many");
    many(&folder, 150);
    let [web, api] = ["web", "api"].map(|name| folder.join(name).to_str().unwrap().to_owned());
    for form in ["yaml", "list", "json"] {
        let texts = [([&web, &api], "1"), ([&api, &web], "2"), ([&web, &api], "7")].map(|(folders, threads)| {
            let run = run("deliver", &["--app", folders[0], folders[1], "--threads", threads, "--output", form]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stderr);
            run.stdout
        });
        assert!(texts.iter().all(|text| *text == texts[0]), "{form}");
    }
}

#[test]
fn every_form_holds_the_same_objects() {
    let text = |form: &str| run("deliver", &["--output", form]).stdout;
    let list: Value = serde_json::from_str(&text("json")).unwrap();
    let names: Vec<String> = list["items"].as_array().unwrap().iter().map(name_of).collect();
    assert_eq!(text("yaml").split("---\n").count(), names.len());
    assert_eq!(text("list").matches("\n- apiVersion: ").count(), names.len());
    let out = folder("files");
    let run = run("deliver", &["--output", "files", "--out", out.to_str().unwrap()]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut files: Vec<String> = Vec::new();
    collect(&out, &mut files);
    assert_eq!(files.len(), names.len());
    let golden = std::fs::read_to_string(out.join("test/ai-test/deployment-ai-dc-web.yaml")).unwrap();
    assert!(text("yaml").contains(&golden));
    assert!(run.stdout.ends_with(&format!("wrote {}: 17 files\n", out.join("prod").display())), "{}", run.stdout);
}

fn name_of(object: &Value) -> String {
    format!("{} {}", object["kind"], object["metadata"]["name"])
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path.display().to_string()) }
    }
}

#[test]
fn kinds_and_labels_pick_objects_and_a_label_marks_them() {
    let arguments = ["--environment", "prod", "--kind", "deployment,Service", "-l", "app=ai-dc-web"];
    let run = run("deliver", &[&arguments[..], &["--label", "pavedroad.io/set=ai", "--output", "json"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    let items = list["items"].as_array().unwrap();
    assert_eq!(
        items.iter().map(name_of).collect::<Vec<_>>(),
        ["\"Service\" \"ai-dc-web\"", "\"Deployment\" \"ai-dc-web\""]
    );
    for item in items {
        assert_eq!(item["metadata"]["labels"]["pavedroad.io/set"], "ai");
    }
    assert_eq!(items[1]["spec"]["template"]["metadata"]["labels"].get("pavedroad.io/set"), None);
}

#[test]
fn a_step_and_its_weight_are_the_same() {
    let folder = folder("canary");
    many(&folder, 2);
    let text = |option: &[&str]| {
        let arguments = ["--app", folder.to_str().unwrap(), "--environment", "prod", "--output", "yaml"];
        let run = run("deliver", &[&arguments[..], option].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout
    };
    assert_eq!(text(&["--step", "2"]), text(&["--weight", "25%"]));
    assert_eq!(text(&["--step", "0"]), text(&[]));
}
