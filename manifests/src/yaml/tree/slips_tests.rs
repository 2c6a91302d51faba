//! Slips of the keyboard, one at a time, in every line of a spec: one finding each, where the slip is.

use super::oracle::yaml_corpus::APP;
use crate::findings::Findings;
use crate::yaml::tree::{Sources, parse_one};

/// The line with one slip; the same line where the slip is impossible.
fn slips(line: &str) -> Vec<String> {
    let replaced = |from: &str, to: &str| line.replacen(from, to, 1);
    let mut slips = vec![format!("\t{line}"), format!(" {line}"), format!("  {line}"), format!("{line}\nword")];
    slips.extend([format!("{line}}}"), format!("{line}]"), format!("{line}\n{line}"), format!("{line}\r")]);
    slips.extend([":", "\"", "'", "[", "]", "{", "}", ","].map(|removed| replaced(removed, "")));
    slips.extend(
        [":", "：", ": @", ": &", ": !", ": %", ": \"", ": '", ": [", ": {"].map(|colon| replaced(": ", colon)),
    );
    slips.push(replaced("- ", "-"));
    slips.extend(line.strip_prefix(' ').map(str::to_owned));
    slips.extend(line.strip_prefix("  ").map(str::to_owned));
    slips
}

#[test]
fn one_slip_is_one_finding_in_its_line_or_the_next_ones() {
    let lines: Vec<&str> = APP.lines().collect();
    let mut found = [0, 0];
    for (index, line) in lines.iter().enumerate() {
        for slip in slips(line).into_iter().filter(|slip| slip != line) {
            let text = [&lines[..index], &[&slip], &lines[index + 1..]].concat().join("\n") + "\n";
            let (mut sources, mut findings) = (Sources::new(), Findings::new());
            let source = sources.add("app.yaml", &text);
            let _ = parse_one(&sources, source, &mut findings);
            assert!(findings.len() <= 1, "line {}: {slip:?} gives\n{findings}", index + 1);
            // Where a block is indented in another way, the line that does not fit comes after it.
            for finding in &findings {
                let place = finding.line();
                assert!((index + 1..=index + 4).contains(&place), "line {}: {slip:?} gives\n{findings}", index + 1);
            }
            found[findings.len()] += 1;
        }
    }
    // Some slips leave YAML that means something else; those are for the decoder.
    assert!(found[1] > 3 * found[0], "{found:?}");
}
