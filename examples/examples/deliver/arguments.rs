//! What the command line says.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use pavedroad_manifests::{App, Objects, OutputFormat};
use pavedroad_naming::{LabelKey, LabelSelector, LabelValue, NameError};
use pavedroad_rollout::Weight;

/// Turn app specs into Kubernetes manifests for every environment.
///
/// Without --out and --output it shows what each environment gets, and writes nothing. Every file is read before
/// anything is written, and nothing is written if one of them has errors. The same files give the same bytes, in
/// whatever order they are given and by however many threads.
///
/// Exit code: 0 done, 1 the files have errors (nothing is written), 2 wrong usage or an unreadable file.
#[derive(Parser)]
#[command(name = "deliver", after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// App specs to deliver, and folders of them; without any, three apps that ship with this program
    #[arg(long = "app", value_name = "FILE | DIR", num_args = 1..)]
    pub(crate) apps: Vec<PathBuf>,

    /// The platform's convention and defaults; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    pub(crate) platform: Option<PathBuf>,

    /// Deliver to this environment only
    #[arg(long, value_name = "NAME")]
    pub(crate) environment: Option<String>,

    /// Write into this folder, a file for each environment, or all of it to standard output (-)
    #[arg(long, value_name = "DIR | -")]
    out: Option<PathBuf>,

    /// The form of what is written; without --out it goes to standard output
    #[arg(long, value_name = "FORM")]
    output: Option<Output>,

    /// Write objects of these kinds only, such as Deployment,Service
    #[arg(long = "kind", value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<String>,

    /// Write objects with these labels only, as kubectl selects them: app=ai-dc-web,team!=search
    #[arg(long, short = 'l', value_name = "SELECTOR")]
    selector: Option<LabelSelector>,

    /// Give every object this label, so that kubectl apply --prune -l KEY=VALUE finds what is in the files no more
    #[arg(long = "label", value_name = "KEY=VALUE", value_parser = label)]
    labels: Vec<(LabelKey, LabelValue)>,

    /// The apps at this step of their canary, counted from 1; those without a canary as ever
    #[arg(long, value_name = "N", conflicts_with = "weight")]
    step: Option<usize>,

    /// The apps while their canary gets this much of the requests
    #[arg(long, value_name = "5%")]
    weight: Option<Weight>,

    /// How many threads work; as many as there are cores unless given
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// The forms of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// A stream of YAML documents, for kubectl apply -f
    Yaml,
    /// One v1 List, as YAML
    List,
    /// One v1 List, as JSON, an object on each line
    Json,
    /// A YAML file for each object, ENVIRONMENT/NAMESPACE/KIND-NAME.yaml; needs a folder
    Files,
}

impl Output {
    /// The form of a stream; files are no stream.
    pub(crate) fn format(self) -> Option<OutputFormat> {
        match self {
            Self::Yaml => Some(OutputFormat::Yaml),
            Self::List => Some(OutputFormat::List),
            Self::Json => Some(OutputFormat::Json),
            Self::Files => None,
        }
    }
}

/// Where to, and in which form.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    /// A table for people.
    Summary,
    /// One stream of all environments.
    Standard(OutputFormat),
    /// A file for each environment.
    Streams(&'a Path, OutputFormat),
    /// A file for each object.
    Files(&'a Path),
}

const EXAMPLES: &str = "\
Examples:
  cargo run --example deliver
  cargo run --example deliver -- --app app.yaml --out manifests
  cargo run --example deliver -- --app apps --platform platform.yaml --output files --out manifests
  cargo run --example deliver -- --app app.yaml --environment test --out - | kubectl apply -f -
  cargo run --example deliver -- --app app.yaml --environment prod --step 2 --kind Deployment,VirtualService --output yaml";

impl Arguments {
    pub(crate) fn target(&self) -> Result<Target<'_>, String> {
        let folder = self.out.as_deref().filter(|out| *out != Path::new("-"));
        let form = self.output.unwrap_or(Output::Yaml);
        match (form.format(), folder) {
            _ if self.out.is_none() && self.output.is_none() => Ok(Target::Summary),
            (Some(format), Some(folder)) => Ok(Target::Streams(folder, format)),
            (Some(format), None) => Ok(Target::Standard(format)),
            (None, Some(folder)) => Ok(Target::Files(folder)),
            (None, None) => Err("--output files needs a folder: add --out DIR".to_owned()),
        }
    }

    pub(crate) fn threads(&self) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(cores)
    }

    /// The app at the weight that is asked for; the error says what its canary has instead.
    pub(crate) fn at_weight(&self, app: &App) -> Result<App, String> {
        let app = app.clone();
        let Some(canary) = app.canary() else { return Ok(app) };
        let weight = match (self.step, self.weight) {
            (Some(step), _) if step > 0 => match canary.plan.steps().get(step - 1) {
                Some(step) => step.weight,
                None => return Err(format!("found step {step}, expected 0 to {}", canary.plan.steps().len())),
            },
            (_, weight) => weight.unwrap_or(Weight::ZERO),
        };
        Ok(app.at_weight(weight))
    }

    /// The objects that are asked for, with the labels they are to have.
    pub(crate) fn pick(&self, mut objects: Objects) -> Objects {
        let is_kind = |kind: &str| self.kinds.is_empty() || self.kinds.iter().any(|one| one.eq_ignore_ascii_case(kind));
        objects.retain(|object| {
            let labels = object.metadata().labels.as_ref();
            let label = |key: &str| labels.and_then(|labels| labels.get(key)).map(String::as_str);
            is_kind(object.kind()) && self.selector.as_ref().is_none_or(|selector| selector.matches(label))
        });
        self.labels.iter().for_each(|(key, value)| objects.set_label(key, value));
        objects
    }
}

fn label(text: &str) -> Result<(LabelKey, LabelValue), String> {
    let (key, value) = text.split_once('=').ok_or("found no `=`, expected KEY=VALUE")?;
    let key = key.parse().map_err(|error: NameError| error.to_string())?;
    let value = value.parse().map_err(|error: NameError| error.to_string())?;
    Ok((key, value))
}
