//! What lies between two builds.

use std::cmp::Ordering;
use std::fmt;

use chrono::TimeDelta;

use crate::ImageAddress;

/// What changes when one image takes the place of another: the git range, the time between, and whether it is the
/// same app and the same repository at all.
///
/// # Examples
/// ```
/// use pavedroad_naming::ImageAddress;
///
/// let old: ImageAddress = "registry.hz.local/huize/ai-prod_ai-dc-web:20190420-1115_v19".parse()?;
/// let new: ImageAddress = "registry.hz.local/huize/ai-prod_ai-dc-web:20190510-1033_v20".parse()?;
/// let change = old.change_to(&new);
/// assert_eq!(change.git_range().as_deref(), Some("v19..v20"));
/// assert_eq!(change.elapsed().map(|time| time.num_hours()), Some(479));
/// assert!(change.is_same_repository() && !change.is_rollback());
/// assert_eq!(change.to_string(), "ai-dc-web: v19..v20, built 19 d 23 h 18 min later");
/// assert_eq!(
///     new.change_to(&old).to_string(),
///     "ai-dc-web: v19..v20 taken back, built 19 d 23 h 18 min earlier"
/// );
/// # Ok::<(), pavedroad_naming::NameError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildChange<'a> {
    from: &'a ImageAddress,
    to: &'a ImageAddress,
}

impl ImageAddress {
    /// What changes when the other image takes the place of this one.
    #[must_use]
    pub fn change_to<'a>(&'a self, to: &'a Self) -> BuildChange<'a> {
        BuildChange { from: self, to }
    }
}

impl<'a> BuildChange<'a> {
    /// The image that runs.
    #[must_use]
    pub fn from(&self) -> &'a ImageAddress {
        self.from
    }

    /// The image that is to run.
    #[must_use]
    pub fn to(&self) -> &'a ImageAddress {
        self.to
    }

    /// Are both of one app, and so of one git repository?
    #[must_use]
    pub fn is_same_app(&self) -> bool {
        self.from.app() == self.to.app()
    }

    /// Are both in one repository of the registry: one app, built for one namespace?
    #[must_use]
    pub fn is_same_repository(&self) -> bool {
        self.from.repository() == self.to.repository()
    }

    /// Is the image that is to run the older one, by [age](ImageAddress::cmp_age)?
    #[must_use]
    pub fn is_rollback(&self) -> bool {
        self.from.cmp_age(self.to) == Ordering::Greater
    }

    /// The commits that come, or that go when it [is a rollback](Self::is_rollback): always from the older build to
    /// the newer one, as `git log` wants it. `None` for two apps, for one revision, and where tags carry none.
    #[must_use]
    pub fn git_range(&self) -> Option<String> {
        let (from, to) = (self.from.revision()?, self.to.revision()?);
        let (old, new) = if self.is_rollback() { (to, from) } else { (from, to) };
        (self.is_same_app() && old != new).then(|| format!("{old}..{new}"))
    }

    /// The time from the one build to the other, negative for an older one. `None` where tags carry no stamp.
    #[must_use]
    pub fn elapsed(&self) -> Option<TimeDelta> {
        Some(self.to.stamp()?.datetime() - self.from.stamp()?.datetime())
    }
}

/// A line for people.
impl fmt::Display for BuildChange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        if !self.is_same_app() {
            write!(f, "another app: {} instead of {}", to.app(), from.app())?;
        } else {
            write!(f, "{}: ", from.app())?;
            match (self.git_range(), from.revision()) {
                (Some(range), _) if self.is_rollback() => write!(f, "{range} taken back")?,
                (Some(range), _) => f.write_str(&range)?,
                (None, Some(revision)) => write!(f, "{revision} again")?,
                (None, None) => f.write_str("no revisions")?,
            }
        }
        match self.elapsed() {
            Some(time) if time.is_zero() => f.write_str(", built in the same minute")?,
            Some(time) => {
                let minutes = time.num_minutes().unsigned_abs();
                let units = [(minutes / 1440, "d"), (minutes / 60 % 24, "h"), (minutes % 60, "min")];
                f.write_str(", built")?;
                for (count, unit) in units.into_iter().filter(|(count, _)| *count > 0) {
                    write!(f, " {count} {unit}")?;
                }
                f.write_str(if time > TimeDelta::zero() { " later" } else { " earlier" })?;
            }
            None => {}
        }
        if self.is_same_app() && !self.is_same_repository() {
            write!(f, ", from {} to {}", from.repository(), to.repository())?;
        }
        Ok(())
    }
}
