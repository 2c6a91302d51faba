//! Paths in the order that one metric puts them.

use crate::network_path::{NetworkPath, PathName};
use crate::statistics::kendall_tau;

/// The names of paths in the order one metric puts them, the best first: the lowest latency, the highest bandwidth.
///
/// # Examples
/// How far two lists of one talk agree:
/// ```
/// use pavedroad_netbench::PathOrder;
///
/// let ping = PathOrder::new("ping latency", &["host", "calico-bgp", "host-gw", "calico-ipip", "flannel-vxlan"]);
/// let bandwidth = PathOrder::new("bandwidth", &["host", "calico-bgp", "host-gw", "flannel-vxlan", "calico-ipip"]);
/// let agreement = ping.agreement(&bandwidth).unwrap();
/// assert_eq!((agreement.tau, agreement.paths), (0.8, 5));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathOrder {
    /// What was measured: `tcp latency`.
    pub metric: String,
    /// The paths by the names they were given.
    pub best_first: Vec<String>,
}

/// How far two orders agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The metrics of the two orders.
    pub metrics: [String; 2],
    /// How many paths are in both, by what their names mean. A name that may mean several paths is the same only as
    /// itself.
    pub paths: usize,
    /// Kendall's tau over those paths: 1 for the same order, -1 for the reverse.
    pub tau: f64,
}

/// What a name stands for when names are compared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning<'a> {
    Path(NetworkPath),
    Name(&'a str),
}

impl<'a> Meaning<'a> {
    pub(crate) fn of(name: &'a str) -> Self {
        match NetworkPath::read(name) {
            PathName::Known(path) => Self::Path(path),
            _ => Self::Name(name),
        }
    }
}

impl PathOrder {
    /// A metric and its paths, the best first.
    #[must_use]
    pub fn new(metric: &str, best_first: &[&str]) -> Self {
        Self { metric: metric.to_owned(), best_first: best_first.iter().map(|&name| name.to_owned()).collect() }
    }

    /// The same order with a question answered: `name` was that path.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_netbench::{NetworkPath, PathOrder};
    ///
    /// let order = PathOrder::new("tcp latency", &["calico", "host"]);
    /// let answered = order.answered("calico", NetworkPath::ALL[3]);
    /// assert_eq!(answered.best_first, ["calico-ipip", "host"]);
    /// ```
    #[must_use]
    pub fn answered(&self, name: &str, path: NetworkPath) -> Self {
        let answer = |given: &String| if given == name { path.name().to_owned() } else { given.clone() };
        Self { metric: self.metric.clone(), best_first: self.best_first.iter().map(answer).collect() }
    }

    /// How far another order agrees, over the paths that are in both; none if those are fewer than two. Of a path that
    /// is named twice in one order, the better place counts.
    #[must_use]
    pub fn agreement(&self, other: &Self) -> Option<Agreement> {
        let others = other.meanings();
        let mut seen: Vec<Meaning<'_>> = Vec::new();
        let (mut own_places, mut other_places) = (Vec::new(), Vec::new());
        for (place, meaning) in self.meanings().into_iter().enumerate() {
            if let Some(other_place) = others.iter().position(|other| *other == meaning)
                && !seen.contains(&meaning)
            {
                // Far below 2^53, so exact.
                own_places.push(place as f64);
                other_places.push(other_place as f64);
                seen.push(meaning);
            }
        }
        let tau = kendall_tau(&own_places, &other_places).ok()?;
        Some(Agreement { metrics: [self.metric.clone(), other.metric.clone()], paths: seen.len(), tau })
    }

    /// Whether this order has both paths, and `first` before `second`.
    pub(crate) fn puts_before(&self, first: &Meaning<'_>, second: &Meaning<'_>) -> bool {
        let place = |wanted| self.meanings().iter().position(|meaning| meaning == wanted);
        matches!((place(first), place(second)), (Some(first), Some(second)) if first < second)
    }

    fn meanings(&self) -> Vec<Meaning<'_>> {
        self.best_first.iter().map(|name| Meaning::of(name)).collect()
    }
}
