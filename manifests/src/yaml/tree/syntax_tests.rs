use crate::findings::Findings;
use crate::yaml::tree::{Sources, parse_one};

/// Findings of a text, and the shape of what is read nevertheless.
fn read(text: &str) -> (Vec<String>, String) {
    let mut sources = Sources::new();
    let source = sources.add("app.yaml", text);
    let mut findings = Findings::new();
    let node = parse_one(&sources, source, &mut findings);
    let lines = findings
        .iter()
        .map(|f| f.to_string().replacen("app.yaml:", "", 1).replacen("error[yaml-syntax] ", "", 1))
        .collect();
    (lines, node.as_ref().map_or_else(String::new, crate::yaml::tree::tests::shape))
}

#[test]
fn one_syntax_error_is_one_finding_and_the_rest_is_read() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "app: x\nres:\n\tcpu: 1\nq: 1\n",
            "{app: x, res: !, q: 1 ...}",
            &[
                "3:1: res: found a tab, expected spaces before the first word of a line; YAML indents with spaces only, usually two for a level",
            ],
        ),
        (
            "app: x\n\tports: 1\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "2:1: app: found a tab, expected spaces before the first word of a line; YAML indents with spaces only, usually two for a level",
            ],
        ),
        (
            "app: x\nres:\n  cpu: 1\n\tmem: 1\nq: 1\n",
            "{app: x, res: !, q: 1 ...}",
            &[
                "4:1: res.cpu: found a tab, expected spaces before the first word of a line; YAML indents with spaces only, usually two for a level",
            ],
        ),
        (
            "app: x\nreplicas:2\nq: 1\n",
            "{app: x, q: 1 ...}",
            &["2:1: found `replicas:2`, expected `key: value`; write `replicas: 2`"],
        ),
        (
            "app: x\nreplicas：2\nq: 1\n",
            "{app: x, q: 1 ...}",
            &["2:1: found `replicas：2`, expected `key: value`; write `replicas: 2`"],
        ),
        (
            "replicas:2\nq: 1\nr: 2\n",
            "{q: 1, r: 2 ...}",
            &["1:1: found `replicas:2`, expected a space after the colon; write `replicas: 2`"],
        ),
        (
            "app: x\nres:\n  cpu:1\n  mem: 2\nq: 1\n",
            "{app: x, res: !, q: 1 ...}",
            &["3:3: res: found `cpu:1`, expected a space after the colon; write `cpu: 1`"],
        ),
        (
            "app: x\n ports: 1\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "2:2: app: found `ports` in column 2, expected the column of the keys around it; the keys of one mapping begin in one column; the line above begins in column 1",
            ],
        ),
        (
            "app: x\nres:\n  cpu: 1\n mem: 2\nq: 1\n",
            "{app: x, res: !, q: 1 ...}",
            &[
                "4:2: res: found `mem` in column 2, expected the column of the keys around it; the keys of one mapping begin in one column; the line above begins in column 3",
            ],
        ),
        (
            "app: x\nres:\n  cpu: 1\n   mem: 2\nq: 1\n",
            "{app: x, res: !, q: 1 ...}",
            &[
                "4:4: res: found `mem` in column 4, expected the column of the keys around it; the keys of one mapping begin in one column; the line above begins in column 3",
            ],
        ),
        (
            "  app: x\nres: 2\nq: 1\n",
            "{app: x, res: 2, q: 1 ...}",
            &[
                "2:1: found `res` in column 1, expected the column of the keys around it; the keys of one mapping begin in one column; the line above begins in column 3",
            ],
        ),
        (
            "app: \"x\nres: 1\nq: 1\n",
            "{app: !, res: 1, q: 1 ...}",
            &[
                "1:6: app: found a `\"` that is not closed, expected the closing quote; a text of several lines in quotes is indented below its key; for long texts use `|`",
            ],
        ),
        (
            "app: 'x\nres: 1\nq: it's\n",
            "{app: !, res: 1, q: it's ...}",
            &[
                "1:6: app: found a `'` that is not closed, expected the closing quote; a text of several lines in quotes is indented below its key; for long texts use `|`",
            ],
        ),
        (
            "app: x\nargs: [a, \"b]\nq: 1\n",
            "{app: x, args: !, q: 1 ...}",
            &[
                "2:11: args[1]: found a `\"` that is not closed, expected the closing quote; a text of several lines in quotes is indented below its key; for long texts use `|`",
            ],
        ),
        (
            "app: [a, b\nres: 1\nq: 1\n",
            "{app: !, res: 1, q: 1 ...}",
            &["1:6: app: found a `[` that is not closed, expected `]`"],
        ),
        (
            "app: {a: 1, b: 2\nres: 1\nq: 1\n",
            "{app: !, res: 1, q: 1 ...}",
            &["1:6: app: found a `{` that is not closed, expected `}`"],
        ),
        (
            "app: {\n  a: 1\n  b: 2\n}\nq: 1\n",
            "{app: !, q: 1 ...}",
            &["3:4: app: found `: 2`, expected `,` or `}`; separate what is inside brackets by commas"],
        ),
        (
            "app: {a: 1 b: 2}\nq: 1\n",
            "{app: !, q: 1 ...}",
            &["1:13: app: found `: 2}`, expected `,` or `}`; separate what is inside brackets by commas"],
        ),
        ("app: [a b: c d]\nq: 1\n", "{app: [{a b: c d}], q: 1}", &[]),
        ("app: {a: 1]\nq: 1\n", "{app: !, q: 1 ...}", &["1:6: app: found `{` closed by `]`, expected `}`"]),
        (
            "app: x\n}\nq: 1\n",
            "{app: x, q: 1 ...}",
            &["2:1: found `}`, expected the bracket that opens it, before; text with brackets needs quotes"],
        ),
        (
            "app: @x\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found a text that begins with '@', expected text that needs no quotes; put the text into quotes",
            ],
        ),
        (
            "app: `x`\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found a text that begins with '`', expected text that needs no quotes; put the text into quotes",
            ],
        ),
        (
            "app: %x\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found a text that begins with '%', expected text that needs no quotes; put the text into quotes",
            ],
        ),
        (
            "app: a: b\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:7: app: found a second `: ` in one line, expected one key and one value; put the text into quotes: `\"a: b\"`",
            ],
        ),
        (
            "app: - b\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found `- ` in the middle of a line, expected a list that begins on its own line; begin the list on the next line, or write it as `[a, b]`",
            ],
        ),
        (
            "app: x\nargs:\n- a\n-b\nq: 1\n",
            "{app: x, args: !, q: 1 ...}",
            &["4:1: args[1]: found `-b`, expected `- value`; put a space after `-`"],
        ),
        (
            "app: x # c\n  y\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:8: app: found a comment inside a text of several lines, expected the next line of the text; put a text of several lines into quotes, or use `|`",
            ],
        ),
        (
            "app: \"a\\qb\"\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:8: app: found the escape `\\q`, expected an escape that YAML knows; write a backslash in double quotes as `\\\\`, or use single quotes",
            ],
        ),
        (
            "app: \"x\"y\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:9: app: found `y` behind a closing quote, expected the end of the value; write a double quote inside double quotes as `\\\"`",
            ],
        ),
        (
            "app: 'it's'\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:10: app: found `s'` behind a closing quote, expected the end of the value; write a single quote inside single quotes as `''`",
            ],
        ),
        (
            "app: |x\n  a\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found `|x`, expected `|` or `>` alone at the end of the line; the text after `|` begins on the next line; text that begins with `|` or `>` needs quotes",
            ],
        ),
        (
            "app: \"\\ud800\"\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found an incomplete escape in `\"\\ud800\"`, expected an escape that YAML knows; write a backslash in double quotes as `\\\\`, or use single quotes",
            ],
        ),
        ("- a\n-b\n", "", &["2:1: [1]: found `-b`, expected `- value`; put a space after `-`"]),
        (
            "app: &\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found `&`, expected text, a list or a mapping; text that begins with `&`, `*` or `!` needs quotes",
            ],
        ),
        ("app: x\n", "{app: x}", &[]),
        ("app: [a\n", "{app: ! ...}", &["1:6: app: found a `[` that is not closed, expected `]`"]),
        (
            "app: \"a\n",
            "{app: ! ...}",
            &[
                "1:6: app: found a `\"` that is not closed, expected the closing quote; a text of several lines in quotes is indented below its key; for long texts use `|`",
            ],
        ),
        (
            "a: [1\nb: {x\nc: \"y\nd: @\ne: 1\n",
            "{a: !, b: !, d: !, e: 1 ...}",
            &[
                "1:4: a: found a `[` that is not closed, expected `]`",
                "3:4: b: found a `\"` that is not closed, expected the closing quote; a text of several lines in quotes is indented below its key; for long texts use `|`",
                "4:4: d: found a text that begins with '@', expected text that needs no quotes; put the text into quotes",
            ],
        ),
        (
            "app: x\nports: {http: 80}}\nq: 1\n",
            "{app: x, ports: !, q: 1 ...}",
            &["2:18: ports: found `}`, expected the bracket that opens it, before; text with brackets needs quotes"],
        ),
        (
            "app: x\nkey\nq: 1\n",
            "{app: x, q: 1 ...}",
            &["2:1: found `key`, expected `key: value`; a text of several lines is indented below its key"],
        ),
        (
            "app: x\nkey",
            "{app: x ...}",
            &["2:1: found `key`, expected `key: value`; a text of several lines is indented below its key"],
        ),
        ("[a, b\n", "{ ...}", &["1:1: found a `[` that is not closed, expected `]`"]),
        ("{a: 1\nb: 2\n", "{b: 2 ...}", &["1:1: found a `{` that is not closed, expected `}`"]),
        (
            "app: x\nports:\n  - a\n  b: 1\nq: 1\n",
            "{app: x, ports: !, q: 1 ...}",
            &[
                "4:3: ports[1]: found a key `b: 1`, expected a list item; a value is a list or a mapping, not both; indent what belongs to the line above by two more",
            ],
        ),
        (
            "app: x\nports:\n  b: 1\n  - a\nq: 1\n",
            "{app: x, ports: !, q: 1 ...}",
            &[
                "4:3: ports: found a list item `- a`, expected `key: value`; a value is a list or a mapping, not both; indent what belongs to the line above by two more",
            ],
        ),
        (
            "app: !<x\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found `!<x`, expected text, a list or a mapping; text that begins with `&`, `*` or `!` needs quotes",
            ],
        ),
        (
            "app: !a!b x\nq: 1\n",
            "{app: !, q: 1 ...}",
            &[
                "1:6: app: found `!a!b x`, expected text, a list or a mapping; text that begins with `&`, `*` or `!` needs quotes",
            ],
        ),
        (
            "\u{feff}# c\n\n a: 1\nb: 2\n",
            "{a: 1, b: 2 ...}",
            &[
                "4:1: found `b` in column 1, expected the column of the keys around it; the keys of one mapping begin in one column; the line above begins in column 2",
            ],
        ),
        (
            "\u{feff}# c\n- a\nb: 2\n",
            "",
            &[
                "3:1: [1]: found a key `b: 2`, expected a list item; a value is a list or a mapping, not both; indent what belongs to the line above by two more",
            ],
        ),
        ("---\n{a: 1}b\n", "{a: ! ...}", &["2:7: found `b` behind a value, expected the end of the line"]),
    ];
    for (text, shape, findings) in cases {
        assert_eq!(read(text), (findings.iter().map(|f| (*f).to_owned()).collect(), (*shape).to_owned()), "{text:?}");
    }
}
