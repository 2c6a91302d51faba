//! Reading, printing and adding quantities, side by side with `kube_quantity`.
//!
//! `cargo bench -p pavedroad-manifests --bench quantity`

use divan::{Bencher, black_box};
use kube_quantity::ParsedQuantity;
use pavedroad_manifests::Quantity;

fn main() {
    divan::main();
}

const SHORT: [&str; 6] = ["100m", "512Mi", "1", "2Gi", "250m", "1.5Gi"];

/// All six texts per iteration.
mod parse_six_short_texts {
    use super::*;

    #[divan::bench]
    fn pavedroad(bencher: Bencher) {
        bencher.bench(|| {
            for text in black_box(SHORT) {
                black_box(&text.parse::<Quantity>());
            }
        });
    }

    #[divan::bench]
    fn kube_quantity(bencher: Bencher) {
        bencher.bench(|| {
            for text in black_box(SHORT) {
                black_box(&ParsedQuantity::try_from(text));
            }
        });
    }
}

mod parse {
    use super::*;

    #[divan::bench(args = SHORT)]
    fn pavedroad(bencher: Bencher, text: &str) {
        bencher.bench(|| black_box(&black_box(text).parse::<Quantity>()).is_ok());
    }

    #[divan::bench(args = SHORT)]
    fn kube_quantity(bencher: Bencher, text: &str) {
        bencher.bench(|| black_box(&ParsedQuantity::try_from(black_box(text))).is_ok());
    }
}

mod parse_and_print {
    use super::*;

    #[divan::bench(args = SHORT)]
    fn pavedroad(text: &str) -> Option<String> {
        black_box(text).parse::<Quantity>().ok().map(|quantity| quantity.to_string())
    }

    #[divan::bench(args = SHORT)]
    fn kube_quantity(text: &str) -> Option<String> {
        ParsedQuantity::try_from(black_box(text)).ok().map(|quantity| quantity.to_string())
    }
}

mod add {
    use super::*;

    #[divan::bench]
    fn pavedroad(bencher: Bencher) {
        let pair = ["1.5Gi", "250M"].map(|text| text.parse::<Quantity>().unwrap());
        bencher.bench(|| {
            let [a, b] = black_box(&pair);
            a + b
        });
    }

    #[divan::bench]
    fn kube_quantity(bencher: Bencher) {
        let pair = ["1.5Gi", "250M"].map(|text| ParsedQuantity::try_from(text).unwrap());
        bencher.bench(|| {
            let [a, b] = black_box(&pair);
            a.clone() + b.clone()
        });
    }
}
