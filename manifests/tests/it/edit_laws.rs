//! Laws of edits, on the example apps and on documents of every style.

use std::path::Path;

use pavedroad_manifests::{AppSpec, EditErrorKind, Platform, check, edit};
use proptest::prelude::*;

use crate::edit_texts::edits;

/// Edits, and the edit that leads back to where nothing was said.
const THERE_AND_BACK: [(&str, &str); 8] = [
    ("mesh=sidecar", "mesh=none"),
    ("mesh=ambient", "mesh=none"),
    ("port.zz=4321", "port.zz-"),
    ("expose.zz=zz.example.com", "hide.zz"),
    ("expose.zz.public=false", "hide.zz"),
    ("limits.cpu=64", "limits.cpu-"),
    ("scale=77", "scale-"),
    ("scale=4 scale=77", "scale-"),
];

const EDITS: &str = "cpu=50m cpu=1 memory=3Gi limits.memory=4Gi limits.memory- scale=9 autoscale.min=3 autoscale.max=30 \
                     autoscale- mesh=manual mesh=none expose.web=c.d expose.web.path=/p hide.web port.http=1 port.grpc- \
                     image.tag=20200101-0000_v1 image.reference=redis:7";

/// The edited text; `None` where a rule of the app forbids it. What these texts are written like never does.
fn made(text: &str, line: &str) -> Option<String> {
    match edit(&Platform::default(), "app.yaml", text, &edits(line)) {
        Ok(edited) => Some(edited.text().to_owned()),
        Err(error) => {
            assert!(matches!(error.kind(), EditErrorKind::Refused | EditErrorKind::NoEffect), "{error} in\n{text}");
            None
        }
    }
}

/// Every law that holds for a text without warnings.
fn laws(text: &str) {
    for environment in ["", "@test ", "@prod "] {
        for (there, back) in THERE_AND_BACK {
            let back = format!("{environment}{back}");
            // Where the way back changes something at once, something was said already.
            if made(text, &back).as_deref() == Some(text)
                && let Some(there) = made(text, &format!("{environment}{there}"))
            {
                assert_ne!(there, text);
                assert_eq!(made(&there, &back).as_deref(), Some(text), "{back} from\n{there}");
            }
        }
        for line in EDITS.split(' ') {
            if let Some(edited) = made(text, &format!("{environment}{line}")) {
                keeps_lines(text, &edited, line);
            }
        }
    }
    check::edits(format!("{EDITS}\n{text}").as_bytes());
}

/// An edit changes one line or adds lines, and all comments stay; only what takes a key away takes lines away.
fn keeps_lines(before: &str, after: &str, line: &str) {
    let (mut gone, mut rest) = (0, after.lines());
    for old in before.lines() {
        let mut ahead = rest.clone();
        match ahead.any(|new| new == old) {
            true => rest = ahead,
            false => gone += 1,
        }
    }
    let comments = before.matches('#').count() - after.matches('#').count();
    let key = line.split(['.', '=', '-']).next().unwrap();
    let most = match (key, line.contains('=')) {
        ("mesh" | "image", _) | ("hide" | "autoscale" | "limits", false) => return,
        ("port", false) => (2, 1),
        _ => (1, 0),
    };
    assert!(gone <= most.0 && comments <= most.1, "{line} in\n{before}\n{after}");
}

#[test]
fn laws_hold_for_the_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/apps");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        // Those of another platform are refused by this one.
        if AppSpec::read(&Platform::default(), "app.yaml", &text).is_ok() {
            read += 1;
            laws(&text);
            laws(text.trim_end());
            laws(&text.replace('\n', "\r\n"));
        }
    }
    assert!(read >= 3, "{read}");
}

#[test]
fn scaling_there_and_back_is_the_identity() {
    for text in ["replicas: 3 # three\n", "replicas:  3\n", "environments: {prod: {replicas: 3}}\nreplicas: 3"] {
        let text = format!("app: ai-dc-web\nimage: {{reference: redis}}\n{text}");
        for environment in ["", "@prod "] {
            if text.contains("prod") || environment.is_empty() {
                assert_eq!(made(&text, &format!("{environment}scale=4 scale=3")).as_deref(), Some(&*text));
            }
        }
    }
}

/// How a mapping is written: in braces, in braces over several lines, or as a block, and with which comments.
#[derive(Clone, Copy, Debug)]
struct Style {
    form: u8,
    comment: bool,
    above: bool,
    indent: usize,
}

fn style() -> impl Strategy<Value = Style> {
    (0..3_u8, any::<bool>(), any::<bool>(), prop::sample::select(vec![1_usize, 2, 4]))
        .prop_map(|(form, comment, above, indent)| Style { form, comment, above, indent })
}

/// A section at a depth, as lines.
fn section(key: &str, entries: &[String], style: Style, depth: usize) -> Vec<String> {
    let (outer, inner) = (" ".repeat(depth), " ".repeat(depth + style.indent));
    let comment = if style.comment { format!("  # of {key}") } else { String::new() };
    let mut lines = Vec::new();
    if style.above {
        lines.extend([String::new(), format!("{outer}# above {key}")]);
    }
    match style.form {
        0 => lines.push(format!("{outer}{key}: {{{}}}{comment}", entries.join(", "))),
        1 => {
            lines.push(format!("{outer}{key}: {{{comment}"));
            for (at, entry) in entries.iter().enumerate() {
                let comma = if at + 1 < entries.len() { "," } else { "" };
                lines.push(format!("{inner}{entry}{comma}{comment}"));
            }
            lines.push(format!("{inner}}}"));
        }
        _ => {
            lines.push(format!("{outer}{key}:{comment}"));
            lines.extend(entries.iter().map(|entry| format!("{inner}{entry}{comment}")));
        }
    }
    lines
}

fn environments(styles: &[Style], has: &[bool]) -> Vec<String> {
    let style = styles[6];
    let mut lines = vec!["environments:  # of them".to_owned()];
    if has[6] {
        lines.extend(section("test", &["replicas: 1".to_owned()], style, 2));
    }
    let entries = [
        "replicas: 8".to_owned(),
        "routes: {web: {path: /prod}}".to_owned(),
        "ports: {http: {service: 80}}".to_owned(),
    ];
    lines.extend(section("prod", &entries[..if has[3] && has[7] { 3 } else { 1 }], styles[5], 2));
    lines
}

fn document() -> impl Strategy<Value = String> {
    (prop::collection::vec(style(), 8), prop::collection::vec(any::<bool>(), 10), 0..3_u8).prop_map(
        |(styles, has, ends)| {
            let strings = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
            let mut lines = strings(&["# the first line", "app: ai-dc-web   # name"]);
            lines.extend(section("image", &strings(&["tag: '20190510-1033_v20'"]), styles[0], 0));
            lines.extend(section("ports", &strings(&["http: 8080", "grpc: 9090"]), styles[1], 0));
            if has[0] {
                lines.extend(section("resources", &strings(&["cpu: 250m", "memory: 1Gi"]), styles[2], 0));
            }
            if has[1] {
                lines.extend(strings(&["replicas: 3  # three", ""]));
            }
            if has[2] {
                lines.extend(section(
                    "mesh",
                    &strings(&[if has[4] { "mode: none" } else { "mode: sidecar" }]),
                    styles[3],
                    0,
                ));
            }
            if has[3] {
                lines.extend(section(
                    "routes",
                    &strings(&["web: {host: a.b}", "'api': {host: c.d, port: \"grpc\"}"]),
                    styles[4],
                    0,
                ));
            }
            if has[5] {
                lines.extend(environments(&styles, &has));
            }
            if has[8] {
                lines.extend(strings(&["", "# the last line"]));
            }
            let text = lines.join(if ends == 1 { "\r\n" } else { "\n" });
            let mark = if has[9] { "\u{feff}" } else { "" };
            format!(
                "{mark}{text}{}",
                match ends {
                    0 => "\n",
                    1 => "\r\n",
                    _ => "",
                }
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn laws_hold_in_every_style(text in document()) {
        prop_assume!(AppSpec::read(&Platform::default(), "app.yaml", &text).is_ok());
        laws(&text);
    }
}
