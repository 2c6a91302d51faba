use pavedroad_manifests::check::yaml_read;

use crate::yaml_corpus::{APP, CORNERS};
use crate::yaml_mutate::mutations;

#[test]
fn the_contract_holds_for_mutations_of_specs() {
    mutations(&[APP], 1500, yaml_read);
}

#[test]
fn the_contract_holds_for_mutations_of_corners() {
    mutations(CORNERS, 300, yaml_read);
}

#[test]
fn the_contract_holds_for_every_prefix() {
    for end in 0..=APP.len() {
        yaml_read(&APP.as_bytes()[..end]);
    }
}

#[test]
fn the_contract_holds_for_hostile_sizes() {
    let laughs = |levels: usize| {
        (0..levels).fold(String::from("a: &a0 [x, x]\n"), |text, level| {
            text + &format!("b{level}: &a{} [*a{level}, *a{level}]\n", level + 1)
        })
    };
    for text in [
        "[".repeat(1 << 20),
        "- ".repeat(100_000),
        "{a: ".repeat(100_000),
        "a,".repeat(1 << 17),
        format!("[{}]", "a,".repeat(30_000)),
        format!("{{{}}}", "a,".repeat(30_000)),
        "a: 1\n".repeat(10_000),
        "---\n".repeat(20_000),
        "\"".repeat(1 << 18),
        "a: \"\n".repeat(20_000),
        "&a ".repeat(100_000),
        "? ".repeat(100_000),
        " ".repeat(1 << 18),
        "\t".repeat(1 << 18),
        "#".repeat(1 << 18),
        "a\n".repeat(1 << 17),
        "a:\n".repeat(30_000),
        format!("a: &a [{}]\nb: [{}]", "x,".repeat(5000), "*a,".repeat(50_000)),
        format!("a: &a [{}]\nb: [{}]", "x,".repeat(100), "*a,".repeat(98)),
        laughs(1000),
    ] {
        yaml_read(text.as_bytes());
    }
}
