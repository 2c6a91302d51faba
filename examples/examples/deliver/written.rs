//! Then the apps are written one by one, in the order of their names: to write ten thousand takes no more memory than
//! to write ten.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use examples::{in_order, print};
use indicatif::ProgressBar;
use pavedroad_manifests::{App, AppSpec, ObjectStream, Objects, OutputFormat, Platform, yaml};
use pavedroad_naming::Environment;

use crate::Failure;
use crate::arguments::Arguments;
use crate::checked::Checked;
use crate::sources::Source;

/// What is delivered.
pub(crate) struct Delivery<'a> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) platform: &'a Platform,
    pub(crate) environments: &'a [&'a Environment],
    pub(crate) checked: &'a Checked<'a>,
    pub(crate) progress: &'a ProgressBar,
}

impl Delivery<'_> {
    /// All environments as one stream, for standard output. A reader that has seen enough is no error.
    pub(crate) fn print(&self, format: OutputFormat) -> Result<(), Failure> {
        let mut sink = Sink::new(BufWriter::new(std::io::stdout().lock()), format);
        let shared = Part::of(&self.shared(None), format).map_err(Failure::unusable)?;
        let result = sink
            .push(&shared)
            .map_err(Stop::Write)
            .and_then(|()| self.each(|_, objects| Part::of(objects, format), |_, part| sink.push(&part)))
            .and_then(|()| sink.end().map_err(Stop::Write));
        match result {
            Err(Stop::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(stop) => Err(stop.at("standard output")),
            Ok(_) => Ok(()),
        }
    }

    /// A file for each environment.
    pub(crate) fn write_streams(&self, folder: &Path, format: OutputFormat) -> Result<(), Failure> {
        make_folder(folder).map_err(Failure::unusable)?;
        let extension = if format == OutputFormat::Json { "json" } else { "yaml" };
        let paths: Vec<PathBuf> =
            self.environments.iter().map(|environment| folder.join(format!("{environment}.{extension}"))).collect();
        let mut sinks = Vec::new();
        for (environment, path) in self.environments.iter().zip(&paths) {
            let cannot_write = |error| Stop::Write(error).at(&path.display().to_string());
            let mut sink = Sink::new(BufWriter::new(File::create(path).map_err(cannot_write)?), format);
            let shared = Part::of(&self.shared(Some(environment)), format).map_err(Failure::unusable)?;
            sink.push(&shared).map_err(cannot_write)?;
            sinks.push(sink);
        }
        self.each(|_, objects| Part::of(objects, format), |at, part| sinks[at].push(&part))
            .map_err(|stop| stop.at(&folder.display().to_string()))?;
        let mut written = String::new();
        for (sink, path) in sinks.into_iter().zip(&paths) {
            let objects = sink.end().map_err(|error| Stop::Write(error).at(&path.display().to_string()))?;
            written += &format!("wrote {}: {objects} objects\n", path.display());
        }
        print(&written).map_err(Failure::unusable)
    }

    /// A file for each object, in a folder for each environment.
    pub(crate) fn write_files(&self, folder: &Path) -> Result<(), Failure> {
        let folders: Vec<PathBuf> =
            self.environments.iter().map(|environment| folder.join(environment.as_str())).collect();
        let mut counts = Vec::new();
        for (environment, folder) in self.environments.iter().zip(&folders) {
            counts.push(write_each(folder, &self.shared(Some(environment))).map_err(Failure::unusable)?);
        }
        let add = |at: usize, files: usize| {
            counts[at] += files;
            Ok(())
        };
        self.each(|at, objects| write_each(&folders[at], objects), add)
            .map_err(|stop| stop.at(&folder.display().to_string()))?;
        let line = |(folder, files): (&PathBuf, usize)| format!("wrote {}: {files} files\n", folder.display());
        print(&folders.iter().zip(counts).map(line).collect::<String>()).map_err(Failure::unusable)
    }

    /// What the apps share, in one environment or in all.
    fn shared(&self, environment: Option<&Environment>) -> Objects {
        let namespaces = self.checked.namespaces.iter();
        let namespaces = namespaces.filter(|(_, of)| environment.is_none_or(|environment| of == environment));
        self.arguments.pick(self.platform.shared_objects(namespaces.map(|(name, of)| (name, of))))
    }

    /// Works on the objects of every app in every environment, which is given by its number, on all cores; hands over the
    /// results in order.
    fn each<R: Send>(
        &self,
        work: impl Fn(usize, &Objects) -> Result<R, String> + Sync,
        mut take: impl FnMut(usize, R) -> std::io::Result<()>,
    ) -> Result<(), Stop> {
        let sources: Vec<&Source> = self.checked.apps.values().copied().collect();
        let work = |source: &&Source| {
            let apps = self.read(source)?;
            apps.iter().map(|(at, app)| Ok((*at, work(*at, &self.arguments.pick(app.objects()))?))).collect()
        };
        in_order(&sources, self.arguments.threads(), work, |results: Result<Vec<_>, String>| {
            self.progress.inc(1);
            results.map_err(Stop::Other)?.into_iter().try_for_each(|(at, result)| take(at, result)).map_err(Stop::Write)
        })
    }

    /// The apps of a file, by the numbers of their environments. The file was right when it was checked.
    fn read(&self, source: &Source) -> Result<Vec<(usize, App)>, String> {
        let changed = |_| format!("{} has changed since it was checked", source.name);
        let spec = AppSpec::read(self.platform, &source.name, source.text()?).map_err(changed)?;
        let apps = self.environments.iter().enumerate();
        let apps = apps.filter_map(|(at, environment)| Some((at, spec.app(environment.as_str())?)));
        apps.map(|(at, app)| Ok((at, self.arguments.at_weight(app)?))).collect()
    }
}

/// Why writing stops.
enum Stop {
    Write(std::io::Error),
    Other(String),
}

impl Stop {
    fn at(self, place: &str) -> Failure {
        match self {
            Self::Write(error) => Failure::unusable(format!("cannot write to {place}: {error}")),
            Self::Other(message) => Failure::unusable(message),
        }
    }
}

/// Some of a stream: its text, and how many objects it holds.
struct Part {
    text: String,
    objects: usize,
}

impl Part {
    fn of(objects: &Objects, format: OutputFormat) -> Result<Self, String> {
        let text = objects.to_part(format).map_err(|error| error.to_string())?;
        Ok(Self { text, objects: objects.len() })
    }
}

/// A stream on its way out.
struct Sink<W: Write> {
    out: W,
    stream: ObjectStream,
    objects: usize,
}

impl<W: Write> Sink<W> {
    fn new(out: W, format: OutputFormat) -> Self {
        Self { out, stream: ObjectStream::new(format), objects: 0 }
    }

    fn push(&mut self, part: &Part) -> std::io::Result<()> {
        self.objects += part.objects;
        self.out.write_all(self.stream.before(&part.text).as_bytes())?;
        self.out.write_all(part.text.as_bytes())
    }

    /// How many objects it has got.
    fn end(mut self) -> std::io::Result<usize> {
        self.out.write_all(self.stream.end().as_bytes())?;
        self.out.flush()?;
        Ok(self.objects)
    }
}

/// Writes a file for each object; how many.
fn write_each(folder: &Path, objects: &Objects) -> Result<usize, String> {
    for (name, object) in objects.files() {
        let path = folder.join(name);
        path.parent().map_or(Ok(()), make_folder)?;
        examples::write(&path, &yaml::to_string(object).map_err(|error| error.to_string())?)?;
    }
    Ok(objects.len())
}

fn make_folder(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))
}
