//! The units that qperf prints.

/// What a value is counted in, which fixes the units that can stand behind it (the `view_` functions of `src/qperf.c`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ladder {
    Time,
    Cost,
    Rate,
    Band,
    Size,
    Cpus,
    Count,
}

/// How far from the unit that its quantity is kept in: the number times `factor` times ten to the power of `power`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) factor: u64,
    pub(super) power: i32,
}

impl Ladder {
    /// The scale of a unit; None where qperf never prints it behind such a value.
    pub(super) fn scale(self, unit: &str) -> Option<Scale> {
        let (factor, power) = match (self, unit) {
            (Self::Time, "ns") => (1, 0),
            (Self::Time, "us") => (1, 3),
            (Self::Time, "ms") => (1, 6),
            (Self::Time, "sec") => (1, 9),
            // Time per 10^9 bytes, kept as nanoseconds per byte.
            (Self::Cost, "ns/GB") => (1, -9),
            (Self::Cost, "us/GB") => (1, -6),
            (Self::Cost, "ms/GB") => (1, -3),
            (Self::Cost, "sec/GB") => (1, 0),
            (Self::Rate, "/sec") => (1, 0),
            (Self::Rate, "K/sec") => (1, 3),
            (Self::Rate, "M/sec") => (1, 6),
            (Self::Rate, "G/sec") => (1, 9),
            (Self::Rate, "T/sec") => (1, 12),
            (Self::Band, "bytes/sec") => (8, 0),
            (Self::Band, "KB/sec") => (8, 3),
            (Self::Band, "MB/sec") => (8, 6),
            (Self::Band, "GB/sec") => (8, 9),
            (Self::Band, "TB/sec") => (8, 12),
            (Self::Band, "bits/sec") => (1, 0),
            (Self::Band, "Kb/sec") => (1, 3),
            (Self::Band, "Mb/sec") => (1, 6),
            (Self::Band, "Gb/sec") => (1, 9),
            (Self::Band, "Tb/sec") => (1, 12),
            (Self::Size, "bytes") | (Self::Cpus, "% cpus") | (Self::Count, "") => (1, 0),
            (Self::Size, "KB") | (Self::Count, "thousand") => (1, 3),
            (Self::Size, "MB") | (Self::Count, "million") => (1, 6),
            (Self::Size, "GB") | (Self::Count, "billion") => (1, 9),
            (Self::Size, "TB") | (Self::Count, "trillion") => (1, 12),
            (Self::Size, "KiB") => (1 << 10, 0),
            (Self::Size, "MiB") => (1 << 20, 0),
            (Self::Size, "GiB") => (1 << 30, 0),
            (Self::Size, "TiB") => (1 << 40, 0),
            _ => return None,
        };
        Some(Scale { factor, power })
    }
}
