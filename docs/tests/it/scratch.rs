//! A crate outside the workspace uses ours as the README says: with the Kubernetes version as a feature, and without
//! anything that this repository's own configuration adds.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::readme::crate_of;
use crate::workspace::{LIBRARIES, cargo, read, root};

/// What the scratch crate says while there is no README.
const DEPENDENCIES: &str = r#"
[dependencies]
pavedroad-manifests = { version = "0.1", features = ["k8s_v1_36"] }
pavedroad-naming = "0.1"
"#;
const PROGRAM: &str = r#"
use pavedroad_manifests as _;
use pavedroad_naming::{AppName, NameError};

fn main() -> Result<(), NameError> {
    let app: AppName = "ai-dc-web".parse()?;
    println!("{app}");
    Ok(())
}
"#;

#[test]
fn a_crate_outside_the_workspace_builds_and_runs() {
    let root = root();
    let readme = root.join("README.md");
    let (dependencies, program) = if readme.exists() {
        crate_of(&read(&readme)).unwrap_or_else(|problem| panic!("{problem}"))
    } else {
        (DEPENDENCIES.to_owned(), PROGRAM.to_owned())
    };
    let scratch = scratch_folder(&root);
    write_crate(&scratch, &root, &dependencies, &program);

    let mut run = cargo();
    // Offline: every crate it needs was fetched to build this workspace, in the versions of its lock file.
    run.args(["run", "--offline", "--target-dir"]).arg(target_folder()).current_dir(&scratch);
    for name in std::env::vars_os().map(|(name, _)| name).filter(|name| is_ours(&name.to_string_lossy())) {
        run.env_remove(name);
    }
    let output = run.output().expect("cargo runs");
    assert!(
        output.status.success(),
        "the crate in {} does not build or run:\n{}{}",
        scratch.display(),
        String::from_utf8_lossy(&output.stderr),
        String::from_utf8_lossy(&output.stdout)
    );
}

/// One folder per checkout, the same in every run, so that its build is kept; outside of every checkout, so that no
/// `.cargo/config.toml` of ours is found above it.
fn scratch_folder(root: &Path) -> PathBuf {
    let mut hasher = DefaultHasher::new();
    root.hash(&mut hasher);
    let folder = std::env::temp_dir().join(format!("pavedroad-scratch-{:016x}", hasher.finish()));
    assert!(!folder.starts_with(root), "{} is inside the workspace: set TMPDIR to a folder outside", folder.display());
    folder
}

/// Beside the build of the workspace: `target/scratch`.
fn target_folder() -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().expect("the folder for temporary files lies in the target folder").join("scratch")
}

fn write_crate(scratch: &Path, root: &Path, dependencies: &str, program: &str) {
    let manifest = format!(
        "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n{}\n[workspace]\n\n\
         [profile.dev]\ndebug = false\n",
        with_paths(dependencies, root)
    );
    std::fs::create_dir_all(scratch.join("src")).expect("the scratch crate's folder can be made");
    std::fs::write(scratch.join("Cargo.toml"), manifest).expect("its manifest can be written");
    std::fs::write(scratch.join("src/main.rs"), program).expect("its program can be written");
    std::fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).expect("the lock file can be copied");
}

/// The dependencies with each of our crates taken from this checkout, whatever source the text names.
fn with_paths(dependencies: &str, root: &Path) -> String {
    let mut text = String::new();
    for line in dependencies.lines() {
        let ours = LIBRARIES.iter().find(|folder| {
            line.strip_prefix("pavedroad-")
                .and_then(|rest| rest.strip_prefix(**folder))
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        });
        match ours {
            None => text.push_str(line),
            Some(folder) => {
                // A Rust string literal of a path is a TOML one too, on the systems people build on.
                text.push_str(&format!("pavedroad-{folder} = {{ path = {:?}", root.join(folder)));
                if let Some((_, features)) = line.split_once("features = [") {
                    let features = features.split(']').next().unwrap_or_default();
                    text.push_str(&format!(", features = [{features}]"));
                }
                text.push_str(" }");
            }
        }
        text.push('\n');
    }
    text
}

/// Whether a variable of the environment comes from the cargo that runs this test, or from this repository's
/// configuration, and so would not be there for a user. Where cargo's home and its registries are stays known.
fn is_ours(name: &str) -> bool {
    const KEPT: [&str; 5] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR", "CARGO_SOURCE_"];
    const OTHERS: [&str; 3] = ["K8S_OPENAPI_ENABLED_VERSION", "RUSTFLAGS", "RUSTDOCFLAGS"];
    OTHERS.contains(&name) || (name.starts_with("CARGO") && !KEPT.iter().any(|kept| name.starts_with(kept)))
}

#[test]
fn takes_our_crates_from_this_checkout_and_others_as_they_are() {
    let text = "[dependencies]\npavedroad-manifests = { version = \"0.1\", features = [\"k8s_v1_36\"] }\n\
                pavedroad-naming = \"0.1\"\npavedroad-naming-extra = \"1\"\nserde_json = \"1\"\n";
    assert_eq!(
        with_paths(text, Path::new("/src/pavedroad")),
        "[dependencies]\npavedroad-manifests = { path = \"/src/pavedroad/manifests\", features = [\"k8s_v1_36\"] }\n\
         pavedroad-naming = { path = \"/src/pavedroad/naming\" }\npavedroad-naming-extra = \"1\"\nserde_json = \"1\"\n"
    );
}

#[test]
fn hides_what_this_repository_adds_to_the_environment() {
    for name in ["CARGO", "CARGO_TARGET_DIR", "CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "K8S_OPENAPI_ENABLED_VERSION"] {
        assert!(is_ours(name), "{name}");
    }
    for name in ["CARGO_HOME", "CARGO_NET_OFFLINE", "RUSTUP_TOOLCHAIN", "PATH", "HOME"] {
        assert!(!is_ours(name), "{name}");
    }
}
