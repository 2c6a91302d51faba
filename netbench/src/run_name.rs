//! What the name of a file says of the run in it.

/// The path and the round in the name of a file.
///
/// # Syntax
/// `ROUND_PATH_TOOL.txt` or `PATH_ROUND_TOOL.txt`: parts between underscores, in the folder's last name. The round is
/// digits, with an `r` before them if you like; the tool and all that follows it is left out, and so is an extension.
/// What is left is the path, underscores and all (`flannel_host-gw`). Without a round the runs of a path are numbered
/// as they come; a file that is named after its tool alone takes its folder's name as the path.
///
/// # Examples
/// ```
/// use pavedroad_netbench::RunName;
///
/// let name = RunName::of("rounds/r03_flannel_host-gw_qperf_lat.txt");
/// assert_eq!((name.path.as_str(), name.round), ("flannel_host-gw", Some(3)));
/// assert_eq!(RunName::of("calico-bgp/ping.txt"), RunName { path: "calico-bgp".to_owned(), round: None });
/// assert_eq!(RunName::of("host_12.json"), RunName { path: "host".to_owned(), round: Some(12) });
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunName {
    /// The network path.
    pub path: String,
    /// The round, if the name has one.
    pub round: Option<u32>,
}

/// What a tool's part of a file name begins with.
const TOOLS: [&str; 6] = ["qperf", "ping", "iperf3", "sockperf", "netperf", "fping"];

impl RunName {
    /// Reads a file's name, with or without folders before it (`/`).
    #[must_use]
    pub fn of(file: &str) -> Self {
        let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
        let stem = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && extension.chars().all(|c| c.is_ascii_alphanumeric()) => stem,
            _ => name,
        };
        let mut parts: Vec<&str> = stem.split('_').collect();
        let tool = parts.iter().position(|part| TOOLS.iter().any(|tool| part.eq_ignore_ascii_case(tool)));
        parts.truncate(tool.unwrap_or(parts.len()));
        let round = match parts.as_slice() {
            [] => None,
            [first, ..] if round(first).is_some() => round(parts.remove(0)),
            [.., last] => {
                let round = round(last);
                if round.is_some() {
                    parts.pop();
                }
                round
            }
        };
        let path = parts.join("_");
        let folder = folders.rsplit('/').next().unwrap_or_default();
        Self { path: if path.is_empty() { folder.to_owned() } else { path }, round }
    }
}

/// `r03`, `3`: the number.
fn round(part: &str) -> Option<u32> {
    let digits = part.strip_prefix(['r', 'R']).unwrap_or(part);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}
