//! Which of several builds: the newest, or the one to go back to.

use crate::ImageAddress;

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
