//! Edits as text: `cpu=500m`, `port.grpc-`.

use std::fmt;
use std::num::{NonZeroU16, NonZeroU32};
use std::str::FromStr;

use super::change::Edit;
use crate::decode::{ValueError, closest, did_you_mean};
use crate::{MeshMode, Percent};

/// What can be edited, and an example of each; `NAME` is a name of the file's own.
const KEYS: [(&str, &str); 21] = [
    ("cpu=", "cpu=500m"),
    ("memory=", "memory=1Gi"),
    ("limits.cpu=", "limits.cpu=2"),
    ("limits.cpu-", "limits.cpu-"),
    ("limits.memory=", "limits.memory=2Gi"),
    ("limits.memory-", "limits.memory-"),
    ("size=", "size=2c4g"),
    ("scale=", "scale=4"),
    ("scale-", "scale-"),
    ("autoscale.min=", "autoscale.min=2"),
    ("autoscale.max=", "autoscale.max=10"),
    ("autoscale.cpu=", "autoscale.cpu=60%"),
    ("autoscale.memory=", "autoscale.memory=80%"),
    ("autoscale-", "autoscale-"),
    ("mesh=", "mesh=sidecar"),
    ("expose.NAME[.path|.port|.public]=", "expose.web=dc.example.com"),
    ("hide.NAME", "hide.web"),
    ("port.NAME=", "port.grpc=9090"),
    ("port.NAME-", "port.grpc-"),
    ("image.tag=", "image.tag=20190726-1325_v21"),
    ("image.digest= or image.reference=", "image.reference=redis:7.4"),
];

/// The key of an app spec that `scale` changes, and another word for it.
const REPLICAS: &str = "replicas";

/// Why a text is no edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseEditError {
    input: Box<str>,
    found: String,
    expected: String,
    hint: Option<String>,
}

impl ParseEditError {
    fn new(input: &str, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { input: input.into(), found: found.into(), expected: expected.into(), hint: None }
    }

    /// What stands there.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What should stand there.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// How to mend it, where that can be said.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for ParseEditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid edit {:?}: found {}, expected {}", self.input, self.found, self.expected)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

impl std::error::Error for ParseEditError {}

impl FromStr for Edit {
    type Err = ParseEditError;

    /// Reads `key=value` to make something hold, `key-` to take something away.
    ///
    /// # Syntax
    /// - `cpu=500m`, `memory=1Gi`, `limits.cpu=2`, `limits.memory=2Gi`, `limits.cpu-`, `limits.memory-`, `size=2c4g`
    /// - `scale=4`, `scale-`, `autoscale.min=2`, `autoscale.max=10`, `autoscale.cpu=60%`, `autoscale.memory=80%`,
    ///   `autoscale-`; `replicas` is another word for `scale`
    /// - `mesh=sidecar`, or `none`, `ambient`, `manual`
    /// - `expose.web=dc.example.com`, `expose.web.path=/api`, `expose.web.port=http`, `expose.web.public=true`,
    ///   `hide.web`
    /// - `port.grpc=9090`, `port.grpc-`
    /// - `image.tag=20190726-1325_v21`, `image.digest=sha256:...`, `image.reference=redis:7.4`
    ///
    /// # Errors
    /// [`ParseEditError`] that lists what can be edited, or says what is wrong with the value.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_manifests::Edit;
    ///
    /// assert_eq!("port.grpc=9090".parse::<Edit>()?, Edit::port("grpc".parse()?, 9090.try_into()?));
    /// let error = "scale=four".parse::<Edit>().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "invalid edit \"scale=four\": found `four`, expected an integer from 0 to 2147483647"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn from_str(text: &str) -> Result<Self, ParseEditError> {
        if let Some((key, value)) = text.split_once('=') {
            return Reader { text, value }.set(key, value);
        }
        let reader = Reader { text, value: text };
        match text.strip_suffix('-') {
            Some(key) => reader.take_away(key),
            None => match text.strip_prefix("hide.") {
                Some(name) => Ok(Self::hide(reader.named(name)?)),
                None => Err(reader.unknown(text)),
            },
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    value: &'t str,
}

impl Reader<'_> {
    fn set(&self, key: &str, value: &str) -> Result<Edit, ParseEditError> {
        Ok(match key.split('.').collect::<Vec<_>>().as_slice() {
            ["cpu"] => Edit::cpu(self.parsed()?),
            ["memory"] => Edit::memory(self.parsed()?),
            ["limits", "cpu"] => Edit::cpu_limit(Some(self.parsed()?)),
            ["limits", "memory"] => Edit::memory_limit(Some(self.parsed()?)),
            ["size"] => Edit::size(self.parsed()?),
            ["scale" | "replicas"] => Edit::scale(self.integer(0)?),
            ["autoscale", "min"] => Edit::autoscale_min(self.pods()?),
            ["autoscale", "max"] => Edit::autoscale_max(self.pods()?),
            ["autoscale", "cpu"] => Edit::autoscale_cpu(self.percent()?),
            ["autoscale", "memory"] => Edit::autoscale_memory(self.percent()?),
            ["mesh"] => Edit::mesh(self.one_of(&MeshMode::ALL)?),
            ["expose", name] => Edit::expose(self.named(name)?, value),
            ["expose", name, "path"] => Edit::route_path(self.named(name)?, value),
            ["expose", name, "port"] => Edit::route_port(self.named(name)?, self.parsed()?),
            ["expose", name, "public"] => {
                Edit::route_public(self.named(name)?, self.one_of(&[("true", true), ("false", false)])?)
            }
            ["port", name] => {
                let number = value.parse::<NonZeroU16>().ok().filter(|_| is_plain_number(value));
                let number = number.ok_or_else(|| self.wrong("an integer from 1 to 65535".to_owned()))?;
                Edit::port(self.named(name)?, number)
            }
            ["image", "tag"] => Edit::tag(self.parsed()?),
            ["image", "digest"] => Edit::digest(self.parsed()?),
            ["image", "reference"] => Edit::image(self.parsed()?),
            _ => return Err(self.unknown(key)),
        })
    }

    fn take_away(&self, key: &str) -> Result<Edit, ParseEditError> {
        Ok(match key.split('.').collect::<Vec<_>>().as_slice() {
            ["limits", "cpu"] => Edit::cpu_limit(None),
            ["limits", "memory"] => Edit::memory_limit(None),
            ["scale" | "replicas"] => Edit::unscale(),
            ["autoscale"] => Edit::no_autoscale(),
            ["port", name] => Edit::remove_port(self.named(name)?),
            _ => return Err(self.unknown(key)),
        })
    }

    fn parsed<T: FromStr<Err: ValueError>>(&self) -> Result<T, ParseEditError> {
        parsed(self.text, self.value)
    }

    fn named<T: FromStr<Err: ValueError>>(&self, name: &str) -> Result<T, ParseEditError> {
        parsed(self.text, name)
    }

    fn integer(&self, least: u32) -> Result<u32, ParseEditError> {
        let most = i32::MAX.cast_unsigned();
        let number = self.value.parse().ok().filter(|n| (least..=most).contains(n) && is_plain_number(self.value));
        number.ok_or_else(|| self.wrong(format!("an integer from {least} to {most}")))
    }

    fn pods(&self) -> Result<NonZeroU32, ParseEditError> {
        // The range has no 0 in it.
        self.integer(1).map(|pods| NonZeroU32::new(pods).unwrap_or(NonZeroU32::MIN))
    }

    fn percent(&self) -> Result<Percent, ParseEditError> {
        let digits = self.value.strip_suffix('%').filter(|digits| is_plain_number(digits));
        let percent = digits.and_then(|digits| digits.parse().ok()).and_then(Percent::new);
        let percent = percent.filter(|percent| percent.get() <= 10_000);
        percent.ok_or_else(|| self.wrong("whole percent from `1%` to `10000%`".to_owned()))
    }

    fn one_of<T: Copy>(&self, choices: &[(&str, T)]) -> Result<T, ParseEditError> {
        let choice = choices.iter().find(|(word, _)| *word == self.value);
        choice.map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<String> = choices.iter().map(|(word, _)| format!("`{word}`")).collect();
            let mut error = self.wrong(format!("one of {}", words.join(", ")));
            error.hint = did_you_mean(self.value, choices.iter().map(|(word, _)| *word));
            error
        })
    }

    fn wrong(&self, expected: String) -> ParseEditError {
        ParseEditError::new(self.text, format!("`{}`", self.value), expected)
    }

    fn unknown(&self, key: &str) -> ParseEditError {
        let listed: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        let mut error = ParseEditError::new(self.text, format!("`{key}`"), format!("one of {}", listed.join(", ")));
        let words = KEYS.iter().map(|(key, _)| key.split(['=', '-', '[']).next().unwrap_or(key));
        error.hint = match closest(key, words.chain([REPLICAS])) {
            Some(REPLICAS) => Some(format!("did you mean `{REPLICAS}=4`?")),
            Some(word) => {
                KEYS.iter().find(|(key, _)| key.starts_with(word)).map(|(_, e)| format!("did you mean `{e}`?"))
            }
            None => None,
        };
        error
    }
}

/// Digits alone, without a zero in front: what YAML reads as the same number everywhere.
fn is_plain_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

fn parsed<T: FromStr<Err: ValueError>>(input: &str, value: &str) -> Result<T, ParseEditError> {
    value.parse().map_err(|error: T::Err| {
        let found = if value.is_empty() { error.found().to_owned() } else { format!("{} in `{value}`", error.found()) };
        let hint = error.hint().map(str::to_owned);
        ParseEditError { hint, ..ParseEditError::new(input, found, error.expected()) }
    })
}
