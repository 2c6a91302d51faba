//! `BitRate`: rounding and printing.

use pavedroad_netbench::BitRate;
use proptest::prelude::*;

#[test]
fn rounds_to_the_nearest_a_half_up() {
    for (bits, decimals, text) in [
        (0, 1, "0.0"),
        (49_999, 1, "0.0"),
        (50_000, 1, "0.1"),
        (9_414_824_447, 0, "9415"),
        (9_414_824_447, 1, "9414.8"),
        (9_414_824_447, 3, "9414.824"),
        (9_414_824_447, 6, "9414.824447"),
        (9_414_824_447, 60, "9414.824447"),
        (999_999_999, 1, "1000.0"),
        (1_000_001, 6, "1.000001"),
        (u64::MAX, 1, "18446744073709.6"),
        (u64::MAX, 0, "18446744073710"),
    ] {
        assert_eq!(BitRate::bits(bits).to_mbit(decimals), text, "{bits} with {decimals}");
    }
}

#[test]
fn prints_exactly_and_within_a_width() {
    assert_eq!(BitRate::gbit(40).to_string(), "40000 Mbit/s");
    assert_eq!(BitRate::bits(1_500_000).to_string(), "1.5 Mbit/s");
    assert_eq!(BitRate::bits(1).to_string(), "0.000001 Mbit/s");
    assert_eq!(BitRate::bits(0).to_string(), "0 Mbit/s");
    assert_eq!(format!("{:>12}|", BitRate::mbit(100)), "  100 Mbit/s|");
}

proptest! {
    #[test]
    fn printing_keeps_every_bit(bits: u64) {
        let text = BitRate::bits(bits).to_mbit(6).replace('.', "");
        prop_assert_eq!(text.parse(), Ok(bits));
    }
}
