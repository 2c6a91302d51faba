//! What the README tells a user to put into a crate of their own.

/// The section of the README that [`scratch`](crate::scratch) takes its crate from.
pub(crate) const SECTION: &str = "Use it in your crate";

/// The dependencies and the program of a section: its first fenced blocks marked `toml` and `rust`.
///
/// # Errors
/// A sentence that says what is missing.
pub(crate) fn crate_of(readme: &str) -> Result<(String, String), String> {
    let mut lines = readme.lines();
    let level = loop {
        let line = lines.next().ok_or_else(|| format!("README.md has no section `{SECTION}`"))?;
        if let Some((level, title)) = heading(line)
            && title == SECTION
        {
            break level;
        }
    };
    let (mut toml, mut rust) = (None, None);
    // The block that is open: its mark and its text so far.
    let mut open: Option<(&str, String)> = None;
    for line in lines {
        match (open.take(), line.strip_prefix("```")) {
            (None, Some(mark)) => open = Some((mark.trim(), String::new())),
            (None, None) if heading(line).is_some_and(|(found, _)| found <= level) => break,
            (None, None) => {}
            (Some((mark, mut text)), None) => {
                text.push_str(line);
                text.push('\n');
                open = Some((mark, text));
            }
            (Some((mark, text)), Some(_)) => match mark.split(',').next() {
                Some("toml") => toml = toml.or(Some(text)),
                Some("rust") => rust = rust.or(Some(text)),
                _ => {}
            },
        }
    }
    let missing = |mark: &str| format!("the section `{SECTION}` of README.md has no block that begins ```{mark}");
    let (toml, rust) = (toml.ok_or_else(|| missing("toml"))?, rust.ok_or_else(|| missing("rust"))?);
    if !rust.contains("fn main()") {
        return Err(format!("the Rust block of the section `{SECTION}` of README.md has no `fn main()`"));
    }
    Ok((toml, rust))
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    if level == 0 { None } else { title.strip_prefix(' ').map(|title| (level, title.trim())) }
}

#[test]
fn takes_the_blocks_of_its_section_alone() {
    let readme = "# Pavedroad\n```toml\nfirst = \"1\"\n```\n## Use it in your crate\nAdd:\n```toml\n[dependencies]\n\
                  # ours\npavedroad-naming = \"0.1\"\n```\nand\n```rust,no_run\nfn main() {}\n```\n\n### More\n\
                  ```rust\nfn main() { more() }\n```\n## Licence\n```toml\nlast = \"1\"\n```\n";
    assert_eq!(
        crate_of(readme),
        Ok(("[dependencies]\n# ours\npavedroad-naming = \"0.1\"\n".into(), "fn main() {}\n".into()))
    );
}

#[test]
fn says_what_is_missing() {
    for (readme, message) in [
        ("# Pavedroad\n", "README.md has no section `Use it in your crate`"),
        (
            "## Use it in your crate\n## Next\n```toml\n```\n```rust\nfn main() {}\n```\n",
            "the section `Use it in your crate` of README.md has no block that begins ```toml",
        ),
        (
            "## Use it in your crate\n```toml\n```\n```sh\ncargo run\n```\n",
            "the section `Use it in your crate` of README.md has no block that begins ```rust",
        ),
        (
            "## Use it in your crate\n```toml\n```\n```rust\nlet x = 1;\n```\n",
            "the Rust block of the section `Use it in your crate` of README.md has no `fn main()`",
        ),
    ] {
        assert_eq!(crate_of(readme), Err(message.to_owned()));
    }
}
