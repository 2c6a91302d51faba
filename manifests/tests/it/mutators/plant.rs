//! A mistake for each finding code.

use pavedroad_manifests::{FindingCode, Findings, Platform};

use super::Found;
use super::example::Example;

/// A file with one mistake in it.
pub(super) struct Mutant {
    text: Vec<u8>,
    /// The place of the mistake.
    pub(super) line: u32,
    pub(super) column: u32,
    /// The lines of the file before, in their order, that are still there; they come first.
    kept: Vec<u32>,
    /// The platform it is read by, if another than the file's own.
    platform: Option<String>,
    /// How many findings there must be before this one can be.
    before: usize,
}

impl Mutant {
    pub(super) fn read(&self, example: &Example) -> Findings {
        example.read(&self.text, self.platform.as_deref())
    }

    /// The line on which a line of the file stands now.
    pub(super) fn line_now(&self, line: u32) -> Option<u32> {
        let at = self.kept.iter().position(|kept| *kept == line)?;
        u32::try_from(at + 1).ok()
    }

    /// The findings that stand beside the planted one by its nature.
    pub(super) fn beside(&self, new: &[Found]) -> Vec<Found> {
        new.iter().take(self.before).copied().filter(|(_, _, code)| *code == FindingCode::UnknownKey).collect()
    }
}

/// Marks the place of the mistake.
const HERE: char = '▶';

/// The example with sections of its own in place of what the file has under their keys.
fn with(example: &Example, sections: &[&str]) -> Option<Mutant> {
    let (text, kept) = replaced(&example.text, sections);
    Some(marked(&text, kept))
}

/// A text with sections at its end, one line each, in place of what it has under their keys; and the lines that it keeps.
fn replaced(text: &str, sections: &[&str]) -> (String, Vec<u32>) {
    let key = |line: &str| line.split_once(':').map(|(key, _)| key.trim_start_matches(HERE).to_owned());
    let keys: Vec<String> = sections.iter().filter_map(|section| key(section)).collect();
    let (mut new, mut kept, mut keeps) = (String::new(), Vec::new(), true);
    for (line, number) in text.lines().zip(1..) {
        if !line.starts_with([' ', '#']) {
            keeps = !key(line).is_some_and(|key| keys.contains(&key));
        }
        if keeps {
            new += &format!("{line}\n");
            kept.push(number);
        }
    }
    new.extend(sections.iter().map(|section| format!("{section}\n")));
    (new, kept)
}

/// The example with lines at its end.
fn and(example: &Example, lines: &str) -> Option<Mutant> {
    Some(marked(&format!("{}{lines}\n", example.text), (1..=u32::MAX).take(example.text.lines().count()).collect()))
}

fn marked(text: &str, kept: Vec<u32>) -> Mutant {
    let (before, after) = text.split_once(HERE).unwrap();
    let line = before.matches('\n').count() + 1;
    let column = before.lines().last().filter(|_| !before.ends_with('\n')).map_or(0, |line| line.chars().count()) + 1;
    let [line, column] = [line, column].map(|number| u32::try_from(number).unwrap());
    Mutant { text: format!("{before}{after}").into(), line, column, kept, platform: None, before: 0 }
}

/// The example with the mistake that a code is for; none where that cannot be made there.
pub(super) fn plant(code: FindingCode, example: &Example) -> Option<Mutant> {
    use FindingCode as Code;
    let is_app = example.platform.is_some();
    // A key of the document that takes text.
    let key = if is_app { "workload" } else { "pullSecret" };
    match code {
        Code::TooManyFindings => {
            // So long that no known key is looked for that might be meant, which takes most of the time.
            let keys: Vec<String> = (0..10_000).map(|number| format!("{}{number}: 1", "unknown".repeat(10))).collect();
            Some(Mutant { before: 10_000, ..and(example, &format!("{}\n{HERE}unknown: 1", keys.join("\n")))? })
        }
        Code::NotUtf8 => {
            let mut mutant = and(example, "# caf▶")?;
            mutant.text.insert(mutant.text.len() - 1, 0xe9);
            Some(mutant)
        }
        Code::TooLarge => Some(marked(&format!("{HERE}{}#{}\n", example.text, "-".repeat(1 << 20)), Vec::new())),
        Code::ControlCharacter => and(example, "# \u{1b}[31m".replace('\u{1b}', "▶\u{1b}").as_str()),
        Code::YamlSyntax => and(example, "▶- item"),
        Code::TooDeep => with(example, &[&format!("{key}: {}▶{}", "[".repeat(63), "[]".to_owned() + &"]".repeat(63))]),
        Code::AliasLimit => {
            with(example, &[&format!("{}: &itself {{web: ▶*itself}}", if is_app { "labels" } else { "profiles" })])
        }
        Code::UnknownAnchor => with(example, &[&format!("{key}: ▶*nowhere")]),
        Code::MergeKey => and(example, "▶<<: {a: b}"),
        Code::YamlTag => with(example, &[&format!("{key}: ▶!word {}", if is_app { "stateless" } else { "regcred" })]),
        Code::InvalidKey => and(example, "▶[a, b]: 1"),
        Code::DuplicateKey => {
            let first = example.text.lines().find(|line| !line.starts_with(['#', ' ']))?;
            and(example, &format!("{HERE}{}: 1", first.split_once(':')?.0))
        }
        Code::EmptyDocument => Some(marked("▶# Nothing is left.\n", Vec::new())),
        Code::SeveralDocuments => and(example, "---\n▶a: 1"),
        Code::UnknownKey => and(example, "▶unheardOf: {a: [1, 2]}"),
        Code::MissingKey if is_app => with(example, &["secrets: {▶tls: {}}"]),
        Code::MissingKey => with(example, &["▶consul: {port: 8500}"]),
        Code::WrongType => with(example, &[&format!("{key}: ▶{{a: b}}")]),
        Code::InvalidValue => with(example, &[&format!("{key}: ▶NONE")]),
        Code::DanglingReference if is_app => {
            with(example, &["probes: {readiness: {tcp: ▶nowhere}}", "environments: null"])
        }
        Code::DanglingReference => with(example, &["minReplicas: {▶nowhere: 2}"]),
        Code::Convention if is_app => {
            let platform = Platform::read("platform.yaml", example.platform.as_deref()?).ok()?;
            let lines = !platform.convention().lines().is_empty();
            if lines { with(example, &["app: ▶nowhere-dc-web"]) } else { None }
        }
        Code::Convention => with(example, &["convention: {app: \"▶{nothing}\"}"]),
        Code::YamlSurprise if is_app => with(example, &["image: {tag: ▶1.10}", "environments: null"]),
        Code::YamlSurprise => {
            with(example, &["logs: {image: {reference: ▶20190510}, elasticsearch: [\"http://es:9200\"]}"])
        }
        Code::CpuLimit if !is_app => with(example, &["limits: {container: {max: {▶cpu: 4}}}"]),
        _ if is_app => plant_in_app(code, example),
        _ => None,
    }
}

/// Mistakes that only an app can make.
fn plant_in_app(code: FindingCode, example: &Example) -> Option<Mutant> {
    use FindingCode as Code;
    match code {
        Code::Conflict => with(example, &["availability: {drain: ▶60s, grace: 30s}"]),
        // An agent of the nodes is where everything is allowed.
        Code::PodSecurity if example.text.contains("workload: per-node") => None,
        Code::PodSecurity => with(example, &["security: {privileged: ▶true}"]),
        Code::TooFewReplicas => {
            let platform = example.platform.as_deref()?;
            let environments = Platform::read("platform.yaml", platform).ok()?;
            let least = format!("minReplicas: {{{}: 3}}", environments.convention().environments().first()?);
            let platform = replaced(platform, &[&least]).0;
            let mutant =
                with(example, &["workload: stateless", "replicas: ▶2", "autoscale: null", "environments: null"])?;
            Some(Mutant { platform: Some(platform), ..mutant })
        }
        Code::SharedVolume => {
            let volume = "storage: {data: {size: 1Gi, access: ▶ReadWriteOnce, mount: /planted}}";
            with(example, &["workload: stateless", "replicas: 2", "autoscale: null", volume, "environments: null"])
        }
        Code::BlocksDrains => with(example, &["availability: {disruption: ▶0}"]),
        Code::NeverFires => with(example, &["jobs: {report: {schedule: ▶\"0 0 31 2 *\"}}"]),
        Code::NoEffect => with(example, &["mesh: {mode: none, ▶retries: 2}", "canary: null", "environments: null"]),
        Code::NoRouting => {
            let alone = ["workload: stateless", "mesh: null", "routes: null", "tracks: null", "environments: null"];
            with(example, &[&["▶canary: {steps: [50%], pause: 10m}"], &alone[..]].concat())
        }
        Code::MissingRequest => {
            let autoscale = "autoscale: {min: 2, max: 4, cpu: ▶60%}";
            with(example, &["resources: {memory: 1Gi}", autoscale, "replicas: null", "environments: null"])
        }
        Code::StartValue => {
            let autoscale = "autoscale: {min: 2, max: 4, cpu: 60%}";
            with(
                example,
                &["workload: stateless", "resources: {cpu: 1}", autoscale, "replicas: ▶2", "environments: null"],
            )
        }
        _ => None,
    }
}
