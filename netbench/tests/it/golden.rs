//! What is read from each sample, compared with a listing that was checked by eye.
//! `UPDATE_GOLDEN=1 cargo test -p pavedroad-netbench` rewrites the listings.

use std::{env, fs};

use pavedroad_netbench::parse;

use crate::samples::{data, formats, listing, variants};

#[test]
fn every_sample_reads_as_its_listing_says() {
    let folder = data().join("golden");
    for (name, text) in formats().into_iter().chain(variants()) {
        let listing = listing(&parse(&text));
        let path = folder.join(&name);
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &listing).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let differs = golden.lines().zip(listing.lines()).find(|(golden, listing)| golden != listing);
        assert_eq!(differs, None, "{name} reads differently");
        assert_eq!(listing, golden, "{name} reads differently");
    }
}
