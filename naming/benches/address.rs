//! Reading an image address and taking it apart, against one compiled regular expression that captures the
//! same parts. `cargo bench -p pavedroad-naming --bench address`

use std::hint::black_box;
use std::sync::LazyLock;

use divan::Bencher;
use pavedroad_naming::{Convention, ImageAddress};
use regex::Regex;

fn main() {
    divan::main();
}

const ADDRESS: &str = "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20";

/// The parts and their alphabets, as somebody would write them; it knows neither the lines nor the calendar.
static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "^(?P<host>[a-z0-9.-]+(?::[0-9]+)?)/(?P<path>[a-z0-9._/-]+)/(?P<namespace>[a-z0-9-]+)_(?P<app>[a-z0-9-]+)",
        ":(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})-(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})",
        "_(?P<revision>[A-Za-z0-9_.-]+)$"
    ))
    .unwrap()
});

/// The same for a path of one component, which lets the engine decide at each byte what comes next: its
/// fastest way.
static ONE_PASS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        "^(?P<host>[a-z0-9.-]+(?::[0-9]+)?)/(?P<path>[a-z0-9-]+)/(?P<namespace>[a-z0-9-]+)_(?P<app>[a-z0-9-]+)",
        ":(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})-(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})",
        "_(?P<revision>[A-Za-z0-9_.-]+)$"
    ))
    .unwrap()
});

/// Checked against the convention's lines, environments and calendar as well.
#[divan::bench]
fn ours(bencher: Bencher<'_, '_>) {
    let convention = Convention::built_in();
    bencher.bench(|| convention.parse_image(black_box(ADDRESS)).unwrap());
}

#[divan::bench]
fn ours_from_str(bencher: Bencher<'_, '_>) {
    bencher.bench(|| black_box(ADDRESS).parse::<ImageAddress>().unwrap());
}

/// Taken apart only, as the regular expression does.
#[divan::bench]
fn ours_unchecked_meaning(bencher: Bencher<'_, '_>) {
    let convention = Convention::built_in();
    bencher.bench(|| convention.read_image(black_box(ADDRESS)).unwrap());
}

#[divan::bench]
fn regex_captures(bencher: Bencher<'_, '_>) {
    let pattern = &*PATTERN;
    bencher.bench(|| pattern.captures(black_box(ADDRESS)).unwrap());
}

#[divan::bench]
fn regex_captures_one_pass(bencher: Bencher<'_, '_>) {
    let pattern = &*ONE_PASS;
    bencher.bench(|| pattern.captures(black_box(ADDRESS)).unwrap());
}

/// Without allocating the captures anew, which callers rarely do.
#[divan::bench]
fn regex_one_pass_reused_locations(bencher: Bencher<'_, '_>) {
    let pattern = &*ONE_PASS;
    let mut locations = pattern.capture_locations();
    bencher.bench_local(|| pattern.captures_read(&mut locations, black_box(ADDRESS)).unwrap().end());
}
