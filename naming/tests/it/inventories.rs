//! Whole inventories: the table of the talk, images that are not the row's, names that occur twice.

use pavedroad_naming::{Convention, ConventionSpec, InventoryRow, RowColumn, ServiceRow};

fn row(cells: [&str; 5]) -> InventoryRow {
    let [namespace, service, app, package, image] = cells.map(str::to_owned);
    let given = |cell: String| Some(cell).filter(|cell| !cell.is_empty());
    InventoryRow { namespace, service: given(service), app, package: given(package), image: given(image) }
}

#[track_caller]
fn findings(rows: &[[&str; 5]]) -> Vec<(String, Option<String>)> {
    let rows: Vec<InventoryRow> = rows.iter().copied().map(row).collect();
    let findings = Convention::default().check_inventory(&rows);
    findings.iter().map(|finding| (finding.to_string(), finding.meant().map(str::to_owned))).collect()
}

#[track_caller]
fn one(rows: &[[&str; 5]], message: &str, meant: Option<&str>) {
    assert_eq!(findings(rows), [(message.to_owned(), meant.map(str::to_owned))]);
}

const IMAGE: &str = "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20";

#[test]
fn the_table_of_the_talk_breaks_its_own_rule_once() {
    one(
        &[
            ["ai-test", "ai-dc-server", "ai-dc-server", "ai-dc-servedr", ""],
            ["ai-preview", "ai-dc-web", "ai-dc-web", "ai-dc-web", ""],
            ["ai-prod", "ai-dc-api", "ai-dc-api", "ai-dc-api", ""],
        ],
        "row 1, package: invalid package name \"ai-dc-servedr\": found \"dr\" at byte 11, expected \"r\" as in service \
         and app \"ai-dc-server\"; did you mean \"ai-dc-server\"?",
        Some("ai-dc-server"),
    );
}

#[test]
fn what_a_list_does_not_have_is_not_missed() {
    assert_eq!(findings(&[["ai-test", "", "ai-dc-web", "", IMAGE], ["ai-prod", "", "ai-dc-web", "", ""]]), []);
    one(
        &[["ai-test", "ai-dc-wep", "ai-dc-web", "", ""]],
        "row 1, service: invalid service name \"ai-dc-wep\": found \"p\" at byte 8, expected \"b\" as in app \
         \"ai-dc-web\"; did you mean \"ai-dc-web\"?",
        Some("ai-dc-web"),
    );
}

#[test]
fn an_image_is_of_the_rows_namespace_and_app() {
    one(
        &[["ai-prod", "ai-dc-web", "ai-dc-web", "ai-dc-web", IMAGE]],
        "row 1, image: invalid image address \"registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20\": found \
         namespace \"ai-test\" at byte 24, expected \"ai-prod\" as in the row's namespace",
        Some("registry.hz.local/huize/ai-prod_ai-dc-web:20190510-1033_v20"),
    );
    one(
        &[["ai-test", "ai-dc-api", "ai-dc-api", "ai-dc-api", IMAGE]],
        "row 1, image: invalid image address \"registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20\": found app \
         \"ai-dc-web\" at byte 32, expected \"ai-dc-api\" as in the row's app",
        Some("registry.hz.local/huize/ai-test_ai-dc-api:20190510-1033_v20"),
    );
}

#[test]
fn an_image_of_another_registry_or_form_is_found() {
    let found = findings(&[["ai-test", "", "ai-dc-web", "", "hub.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20"]]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1.as_deref(), Some(IMAGE));
    let found = findings(&[["ai-test", "", "ai-dc-web", "", "registry.hz.local/huize/ai-test_ai-dc-web:latest"]]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0.starts_with("row 1, image: invalid image address"), "{found:?}");
}

#[test]
fn one_wrong_name_does_not_make_the_right_image_wrong() {
    // The package is wrong, the image has the right app.
    let found = findings(&[["ai-test", "ai-dc-web", "ai-dc-web", "ai-dc-wbe", IMAGE]]);
    assert_eq!(found.len(), 1, "{found:?}");
    // The namespace has a slip, and the image is of the namespace that was meant.
    let found = findings(&[["ai-tset", "ai-dc-web", "ai-dc-web", "ai-dc-web", IMAGE]]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1.as_deref(), Some("ai-test"));
    // A namespace of another line.
    let found = findings(&[["dt-test", "ai-dc-web", "ai-dc-web", "ai-dc-web", IMAGE]]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1.as_deref(), Some("ai-test"));
}

#[test]
fn a_name_that_occurs_twice_is_found_once() {
    let web = ["ai-test", "ai-dc-web", "ai-dc-web", "ai-dc-web", ""];
    one(
        &[web, ["ai-prod", "ai-dc-web", "ai-dc-web", "ai-dc-web", ""], web],
        "row 3, service: invalid service name \"ai-dc-web\": found \"ai-dc-web\", which is in row 1 too, expected one \
         row for a name of namespace \"ai-test\"",
        None,
    );
    let api = ["ai-test", "", "ai-dc-web", "", ""];
    let found = findings(&[web, api]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0.starts_with("row 2, app: "), "{found:?}");
}

#[test]
fn rows_without_image_are_checked_as_single_rows_are() {
    let convention = Convention::default();
    for [namespace, service, app, package] in [
        ["ai-test", "ai-dc-web", "ai-dc-webs", "ai-dc-web"],
        ["ai-test", "ai-dc-a", "ai-dc-b", "ai-dc-c"],
        ["xx", "ai-api", "ai-api", "ai-api"],
    ] {
        let single = convention.check_row(&ServiceRow::new(namespace, service, app, package));
        let whole = convention.check_inventory(&[row([namespace, service, app, package, ""])]);
        let single: Vec<_> = single.iter().map(|finding| (finding.column(), finding.error().clone())).collect();
        let whole: Vec<_> = whole.iter().map(|finding| (finding.column(), finding.error().clone())).collect();
        assert_eq!(single, whole);
    }
}

#[test]
fn images_without_a_namespace_need_none() {
    let spec = ConventionSpec { image: "{host}/{path}/{app}:{tag}".to_owned(), ..ConventionSpec::default() };
    let convention = Convention::new(spec).unwrap();
    let image = "registry.hz.local/huize/ai-dc-web:20190510-1033_v20";
    assert!(convention.check_inventory(&[row(["ai-test", "", "ai-dc-web", "", image])]).is_empty());
    let findings = convention.check_inventory(&[row(["ai-test", "", "ai-dc-api", "", image])]);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].column(), RowColumn::Image);
    assert_eq!(findings[0].meant(), Some("registry.hz.local/huize/ai-dc-api:20190510-1033_v20"));
}

#[test]
fn rows_are_read_from_json() {
    let json = "[{\"namespace\": \"ai-test\", \"app\": \"ai-dc-web\", \"replicas\": 2}]";
    let rows: Vec<InventoryRow> = serde_json::from_str(json).unwrap();
    assert_eq!(rows, [row(["ai-test", "", "ai-dc-web", "", ""])]);
}
