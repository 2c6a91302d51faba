//! The table of services in the talk, and other rows.

use pavedroad_naming::{Convention, RowColumn, ServiceRow};

#[track_caller]
fn findings(cells: [&str; 4]) -> Vec<String> {
    let [namespace, service, app, package] = cells;
    let findings = Convention::default().check_row(&ServiceRow::new(namespace, service, app, package));
    findings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_table_of_the_talk_breaks_its_own_rule_once() {
    let table = [
        ["ai-test", "ai-dc-server", "ai-dc-server", "ai-dc-servedr"],
        ["ai-preview", "ai-dc-web", "ai-dc-web", "ai-dc-web"],
        ["ai-prod", "ai-dc-api", "ai-dc-api", "ai-dc-api"],
    ];
    assert_eq!(
        table.map(findings),
        [
            vec![
                "package: invalid package name \"ai-dc-servedr\": found \"dr\" at byte 11, expected \"r\" as in service \
                 and app \"ai-dc-server\"; did you mean \"ai-dc-server\"?"
                    .to_owned()
            ],
            vec![],
            vec![],
        ]
    );
}

#[test]
fn one_mistake_is_one_finding() {
    for (cells, expected) in [
        (
            ["ai-test", "ai-dc-web", "ai-dc-webs", "ai-dc-web"],
            "app: invalid app name \"ai-dc-webs\": found \"s\" at byte 9, expected the end as in service and package \
             \"ai-dc-web\"; did you mean \"ai-dc-web\"?",
        ),
        (
            ["ai-tset", "ai-dc-web", "ai-dc-web", "ai-dc-web"],
            "namespace: invalid namespace \"ai-tset\": found environment \"tset\" at byte 3, expected one of \"test\", \
             \"preview\", \"prod\"; did you mean \"ai-test\"?",
        ),
        (
            ["dt-test", "ai-dc-web", "ai-dc-web", "ai-dc-web"],
            "namespace: invalid namespace \"dt-test\": found business line \"dt\" at byte 0, expected \"ai\" as in app \
             name \"ai-dc-web\"",
        ),
        (
            ["ai-test", "ai-api", "ai-api", "ai-api"],
            "app: invalid app name \"ai-api\": found the end at byte 6, expected \"-\" and the component after system \
             \"api\"; the convention writes \"{line}-{system}-{component}\"",
        ),
    ] {
        assert_eq!(findings(cells), [expected]);
    }
}

#[test]
fn three_names_are_two_findings() {
    let row = ServiceRow::new("ai-test", "ai-dc-a", "ai-dc-b", "ai-dc-c");
    let findings = Convention::default().check_row(&row);
    let columns: Vec<_> = findings.iter().map(|finding| (finding.column(), finding.error().expected())).collect();
    assert_eq!(
        columns,
        [(RowColumn::Service, "\"b\" as in app \"ai-dc-b\""), (RowColumn::Package, "\"b\" as in app \"ai-dc-b\"")]
    );
}
