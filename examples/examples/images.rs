//! Image addresses: taken apart, put in order, and the build to roll back to.
//!
//! Without arguments it looks at the builds of two apps that ship with it. An address that cannot be read, or that
//! deviates from the convention, is explained.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use examples::{Outcome, explain, print, read, table};
use pavedroad_manifests::Platform;
use pavedroad_naming::{Convention, ImageAddress, newest, rollback_target};

/// Take image addresses apart, and say for each app which build is the newest and which one to roll back to.
///
/// Exit code: 0 every address is of the convention, 1 one is not, 2 wrong usage or an unreadable file.
#[derive(Parser)]
#[command(name = "images")]
struct Arguments {
    /// Image addresses; without any, builds that ship with this program
    addresses: Vec<String>,

    /// The platform whose convention the addresses follow; without it, the built-in platform
    #[arg(long, value_name = "FILE")]
    platform: Option<PathBuf>,
}

const SHIPPED: [&str; 5] = [
    "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v9",
    "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
    "registry.hz.local/huize/ai-test_ai-dc-web:20190726-1325_v30",
    "registry.hz.local/huize/ai-test_ai-dc-api:20190401-0900_v18",
    "registry.hz.local/huize/ai-test_ai-dc-api:20190726-1325_v20",
];

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let convention = match convention(&arguments) {
        Ok(convention) => convention,
        Err((outcome, message)) => {
            eprintln!("{message}");
            return outcome.into();
        }
    };
    let mut outcome = Outcome::Done;
    let mut images = Vec::new();
    let shipped = || SHIPPED.map(str::to_owned).to_vec();
    for text in if arguments.addresses.is_empty() { shipped() } else { arguments.addresses } {
        match convention.parse_image(&text) {
            Ok(image) => images.push(image),
            Err(error) => {
                eprintln!("error: {error}");
                outcome = Outcome::Findings;
            }
        }
    }
    images.sort();
    match print(&report(&images)) {
        Ok(()) => outcome.into(),
        Err(message) => {
            eprintln!("error: {message}");
            Outcome::Unusable.into()
        }
    }
}

fn convention(arguments: &Arguments) -> Result<Convention, (Outcome, String)> {
    let Some(path) = &arguments.platform else { return Ok(Convention::default()) };
    let text = read(path).map_err(|error| (Outcome::Unusable, format!("error: {error}")))?;
    match Platform::read(&path.to_string_lossy(), &text) {
        Ok(platform) => Ok(platform.convention().clone()),
        Err(findings) => Err((Outcome::Findings, explain(&findings, &text))),
    }
}

/// The parts of every image, then for each repository the newest build and the one before it.
fn report(images: &[ImageAddress]) -> String {
    if images.is_empty() {
        return String::new();
    }
    let mut rows = vec![["NAMESPACE", "APP", "BUILT", "GIT TAG", "REGISTRY"].map(str::to_owned)];
    rows.extend(images.iter().map(|image| {
        let built = image.stamp().map(|stamp| stamp.datetime().format("%Y-%m-%d %H:%M").to_string());
        [
            image.namespace().unwrap_or("-").to_owned(),
            image.app().to_owned(),
            built.unwrap_or_else(|| "-".to_owned()),
            image.revision().unwrap_or("-").to_owned(),
            image.registry().to_owned(),
        ]
    }));
    let mut text = table(&rows);
    let mut repositories: BTreeMap<&str, Vec<&ImageAddress>> = BTreeMap::new();
    for image in images {
        repositories.entry(image.repository()).or_default().push(image);
    }
    for (repository, builds) in repositories {
        let Some(newest) = newest(builds.iter().copied()) else { continue };
        let before = rollback_target(builds.iter().copied(), newest);
        text += &format!("\n{repository}\n  newest        {}\n", newest.tag());
        text +=
            &format!("  roll back to  {}\n", before.map_or("nothing: there is no older build here", ImageAddress::tag));
    }
    text
}
