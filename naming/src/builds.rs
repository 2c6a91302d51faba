//! Several builds: the newest, the one to go back to, and a batch by app.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::git_revision::natural;
use crate::{BuildStamp, ConsoleBuild, ImageAddress};

/// The newest of the builds, by [age](ImageAddress::cmp_age). Builds of different repositories are compared as
/// well, so filter first where that is not meant. Of builds equally old, the last in the
/// [order of addresses](ImageAddress#ordering).
///
/// # Examples
/// ```
/// use pavedroad_naming::{ImageAddress, newest};
///
/// let builds = [
///     "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v9",
///     "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
///     "registry.hz.local/huize/ai-test_ai-dc-web:20190401-0900_v21",
/// ]
/// .map(str::parse::<ImageAddress>);
/// let builds = builds.into_iter().collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(newest(&builds).and_then(|build| build.revision()), Some("v20"));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[must_use]
pub fn newest<'a>(builds: impl IntoIterator<Item = &'a ImageAddress>) -> Option<&'a ImageAddress> {
    builds.into_iter().max_by(|one, other| one.cmp_age(other).then_with(|| one.cmp(other)))
}

/// The build to go back to from the current one: the newest that is older than it, of the same
/// [repository](ImageAddress::repository). The current build need not be among the builds.
///
/// # Examples
/// ```
/// use pavedroad_naming::{ImageAddress, rollback_target};
///
/// let current: ImageAddress = "registry.hz.local/huize/ai-prod_ai-dc-web:20190510-1033_v20".parse()?;
/// let builds = [
///     "registry.hz.local/huize/ai-prod_ai-dc-web:20190401-0900_v18",
///     "registry.hz.local/huize/ai-prod_ai-dc-web:20190420-1115_v19",
///     "registry.hz.local/huize/ai-prod_ai-dc-web:20190510-1033_v20",
///     "registry.hz.local/huize/ai-prod_ai-dc-web:20190511-0800_v21",
///     "registry.hz.local/huize/ai-prod_ai-dc-api:20190509-0900_v30",
/// ]
/// .map(str::parse::<ImageAddress>);
/// let builds = builds.into_iter().collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(rollback_target(&builds, &current).and_then(|build| build.revision()), Some("v19"));
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[must_use]
pub fn rollback_target<'a>(
    builds: impl IntoIterator<Item = &'a ImageAddress>,
    current: &ImageAddress,
) -> Option<&'a ImageAddress> {
    newest(
        builds.into_iter().filter(|build| build.repository() == current.repository() && build.cmp_age(current).is_lt()),
    )
}

/// Something that was built from a git revision of an app: an image, or a line of a build console.
pub trait Build {
    /// The app: `ai-dc-web`.
    fn app(&self) -> &str;

    /// When it was built, where its name tells.
    fn stamp(&self) -> Option<BuildStamp>;

    /// The git tag it was built from, where its name tells.
    fn revision(&self) -> Option<&str>;
}

impl Build for ImageAddress {
    fn app(&self) -> &str {
        self.app()
    }

    fn stamp(&self) -> Option<BuildStamp> {
        self.stamp()
    }

    fn revision(&self) -> Option<&str> {
        self.revision()
    }
}

impl Build for ConsoleBuild {
    fn app(&self) -> &str {
        self.app()
    }

    fn stamp(&self) -> Option<BuildStamp> {
        self.stamp()
    }

    fn revision(&self) -> Option<&str> {
        self.revision()
    }
}

/// A batch of builds by app, each app's from the oldest to the newest: by stamp, then by revision in the
/// [order of revisions](crate::GitRevision#ordering), then as given.
///
/// # Examples
/// ```
/// use pavedroad_naming::{ConsoleBuild, by_app};
///
/// let batch = ["ai-web:2019-07-26-13-25_v30", "ai-api:2019-07-26-13-25_v20", "ai-api:2019-07-26-13-25_v9"]
///     .map(str::parse::<ConsoleBuild>);
/// let batch = batch.into_iter().collect::<Result<Vec<_>, _>>()?;
/// let apps = by_app(&batch);
/// assert_eq!(apps.keys().copied().collect::<Vec<_>>(), ["ai-api", "ai-web"]);
/// assert_eq!(apps["ai-api"].iter().map(|build| build.revision()).collect::<Vec<_>>(), [Some("v9"), Some("v20")]);
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[must_use]
pub fn by_app<'a, B: Build>(builds: impl IntoIterator<Item = &'a B>) -> BTreeMap<&'a str, Vec<&'a B>> {
    let mut apps: BTreeMap<&str, Vec<&B>> = BTreeMap::new();
    for build in builds {
        apps.entry(build.app()).or_default().push(build);
    }
    for builds in apps.values_mut() {
        builds.sort_by(|one, other| cmp_age(*one, *other));
    }
    apps
}

/// Which of two builds is older: by stamp, then by revision; one that does not tell is older than one that does.
pub(crate) fn cmp_age<B: Build>(one: &B, other: &B) -> Ordering {
    let revisions = || match (one.revision(), other.revision()) {
        (Some(one), Some(two)) => natural(one, two),
        (one, two) => one.cmp(&two),
    };
    one.stamp().cmp(&other.stamp()).then_with(revisions)
}
