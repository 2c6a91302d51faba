//! All apps of a platform at once.

use pavedroad_manifests::{AppSpec, Catalog, Platform, ResourceName};

fn app(name: &str, more: &str) -> (String, String) {
    (format!("{name}.yaml"), format!("app: {name}\nimage: {{tag: 20190510-1033_v20}}\n{more}"))
}

fn specs(platform: &Platform, files: &[(String, String)]) -> Vec<AppSpec> {
    let (specs, findings) = AppSpec::read_all(platform, files.iter().map(|(file, text)| (file, text)));
    assert!(!findings.has_errors(), "{findings}");
    specs
}

#[track_caller]
fn said(files: &[(String, String)], complete: bool, expected: &[&str]) {
    let platform = Platform::default();
    let specs = specs(&platform, files);
    let catalog = Catalog::new(&platform, &specs);
    let catalog = if complete { catalog.complete() } else { catalog };
    let found: Vec<String> = catalog.findings().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn one_app_in_two_files_is_found() {
    let mut again = app("ai-dc-web", "");
    again.0 = "copy.yaml".to_owned();
    said(
        &[app("ai-dc-web", ""), again],
        false,
        &["copy.yaml:1:6: error[conflict] app: found app `ai-dc-web` again, expected one file for an app; it is in \
           ai-dc-web.yaml too"],
    );
}

#[test]
fn a_name_made_of_one_apps_that_is_anothers_is_found() {
    said(
        &[
            app(
                "ai-dc-web",
                "tracks: {v2: {image: {tag: 20190601-1200_v21}}}\ncanary: {steps: [5%]}\nports: {http: 80}\n",
            ),
            app("ai-dc-web-v2", ""),
            app("ai-dc-web-canary", ""),
        ],
        false,
        &[
            "ai-dc-web.yaml:3:14: error[conflict] tracks.v2: found track Deployment `ai-dc-web-v2`, expected a name that \
             no other app has; app `ai-dc-web-v2` is in ai-dc-web-v2.yaml",
            "ai-dc-web.yaml:4:9: error[conflict] canary: found canary Deployment `ai-dc-web-canary`, expected a name \
             that no other app has; app `ai-dc-web-canary` is in ai-dc-web-canary.yaml",
        ],
    );
}

#[test]
fn a_name_made_of_two_apps_alike_is_found_whatever_their_order() {
    let mut files = [
        app(
            "ai-dc-web",
            "tracks: {v2-b: {image: {tag: 20190601-1200_v21}}}\nstorage: {v2-data: {size: 1Gi, access: ReadWriteMany, mount: /d}}\n\
             jobs: {v2-sync: {schedule: '@hourly'}, data: {schedule: '@hourly'}}\n",
        ),
        app(
            "ai-dc-web-v2",
            "tracks: {b: {image: {tag: 20190601-1200_v21}}}\nstorage: {data: {size: 1Gi, access: ReadWriteMany, mount: /d}}\n\
             jobs: {sync: {schedule: '@hourly'}}\n",
        ),
    ];
    for _ in 0..2 {
        said(
            &files,
            false,
            &[
                "ai-dc-web-v2.yaml:3:13: error[conflict] tracks.b: found track Deployment `ai-dc-web-v2-b`, expected a name \
                 that no other app has; it is of app `ai-dc-web` in ai-dc-web.yaml too",
                "ai-dc-web-v2.yaml:4:17: error[conflict] storage.data: found PersistentVolumeClaim `ai-dc-web-v2-data`, \
                 expected a name that no other app has; it is of app `ai-dc-web` in ai-dc-web.yaml too",
                "ai-dc-web-v2.yaml:5:14: error[conflict] jobs.sync: found CronJob `ai-dc-web-v2-sync`, expected a name that \
                 no other app has; it is of app `ai-dc-web` in ai-dc-web.yaml too",
            ],
        );
        files.reverse();
    }
}

#[test]
fn calls_and_callers_are_compared_from_both_ends() {
    said(
        &[
            app("ai-dc-web", "calls: [ai-dc-api, {external: mysql.internal, port: 3306}]\n"),
            app("ai-dc-api", "callers: [ai-dc-server]\n"),
            app("ai-dc-server", "calls: [ai-dc-web]\n"),
        ],
        false,
        &[
            "ai-dc-api.yaml:3:11: warning[no-effect] callers[0]: found caller `ai-dc-server`, expected an app that lists \
             `ai-dc-api` in its `calls`; `ai-dc-server` says what it calls, and this app is not among it",
            "ai-dc-web.yaml:3:9: error[dangling-reference] calls[0]: found a call to `ai-dc-api`, expected an app that \
             lists `ai-dc-web` in its `callers`; add `ai-dc-web` to the `callers` of `ai-dc-api`, or the call is dropped \
             in test",
        ],
    );
}

#[test]
fn a_caller_outside_the_mesh_does_not_get_past_strict_mutual_tls() {
    let found = "found a call of `ai-dc-web`, which is not in the mesh, to `ai-dc-api` with `mtls: strict`, expected a caller \
                 in the mesh, or `mtls: permissive`; give `ai-dc-web` a `mesh: {mode: sidecar}`, or `ai-dc-api` an `mtls: \
                 permissive`, or every call fails in";
    let calls = "calls: [ai-dc-api]\n";
    for mode in ["sidecar", "ambient"] {
        let api = app("ai-dc-api", &format!("callers: [ai-dc-web]\nmesh: {{mode: {mode}}}\n"));
        let expected = format!("ai-dc-web.yaml:3:9: error[conflict] calls[0]: {found} test");
        said(&[app("ai-dc-web", calls), api.clone()], true, &[expected.as_str()]);
        // A caller that does not say what it calls hears of it from the other end.
        let expected = format!("ai-dc-api.yaml:3:11: error[conflict] callers[0]: {found} test");
        said(&[app("ai-dc-web", ""), api.clone()], true, &[expected.as_str()]);
        said(&[app("ai-dc-web", &format!("{calls}mesh: {{mode: ambient}}\n")), api], true, &[]);
    }
    let permissive = "mesh: {mode: sidecar, mtls: permissive}\n";
    said(&[app("ai-dc-web", calls), app("ai-dc-api", permissive)], true, &[]);
    said(&[app("ai-dc-web", calls), app("ai-dc-api", "")], true, &[]);
    // From the mesh to what is outside of it, calls are plain text by themselves.
    said(&[app("ai-dc-web", &format!("{calls}mesh: {{mode: sidecar}}\n")), app("ai-dc-api", "")], true, &[]);
    // It may be the metrics that are meant.
    let platform = Platform::read("platform.yaml", "monitoring: {namespace: monitoring}").unwrap();
    let api = app("ai-dc-api", "ports: {http: 8080, metrics: 9090}\nmesh: {mode: sidecar}\n");
    let specs = specs(&platform, &[app("ai-dc-web", calls), api]);
    let findings = Catalog::new(&platform, &specs).findings();
    assert_eq!((findings.len(), findings.has_errors()), (1, false), "{findings}");
}

#[test]
fn what_agrees_from_both_ends_and_what_says_nothing_is_silent() {
    said(
        &[
            app("ai-dc-web", "calls: [ai-dc-api, ai-dc-server]\n"),
            app("ai-dc-api", "callers: [ai-dc-web]\n"),
            app("ai-dc-server", ""),
        ],
        true,
        &[],
    );
}

#[test]
fn an_app_outside_the_files_is_a_note_and_an_error_if_these_are_all() {
    let files = [app("ai-dc-web", "calls: [ad-bid-api]\n")];
    let text = "calls[0]: found app `ad-bid-api`, expected an app among the files";
    said(&files, false, &[&format!("ai-dc-web.yaml:3:9: note[dangling-reference] {text}; it is not checked here")]);
    said(&files, true, &[&format!("ai-dc-web.yaml:3:9: error[dangling-reference] {text}")]);
}

#[test]
fn a_list_of_one_environment_is_found_where_it_stands() {
    said(
        &[
            app("ai-dc-web", "environments: {prod: {calls: [ai-dc-api]}}\n"),
            app("ai-dc-api", "environments:\n  prod: {callers: []}\n"),
        ],
        true,
        &["ai-dc-web.yaml:3:31: error[dangling-reference] environments.prod.calls[0]: found a call to `ai-dc-api`, \
           expected an app that lists `ai-dc-web` in its `callers`; add `ai-dc-web` to the `callers` of `ai-dc-api`, or \
           the call is dropped in prod"],
    );
}

#[test]
fn totals_are_summed_by_line_and_environment() {
    let platform = Platform::default();
    let files = [
        app("ai-dc-web", "resources: {cpu: 250m, memory: 512Mi}\n"),
        app("ai-dc-api", "resources: {cpu: 1, memory: 1Gi}\nautoscale: {min: 2, max: 10, cpu: 60%}\n"),
        app("ad-bid-api", "resources: {cpu: 100m}\nreplicas: 3\n"),
        app("ad-log-shipper", "workload: per-node\nresources: {cpu: 50m}\n"),
    ];
    let specs = specs(&platform, &files);
    let totals = Catalog::new(&platform, &specs).totals();
    let shown: Vec<String> = totals
        .iter()
        .map(|total| {
            let sum = |sums: &std::collections::BTreeMap<ResourceName, pavedroad_manifests::Quantity>| {
                sums.iter().map(|(name, amount)| format!("{name} {amount}")).collect::<Vec<_>>().join(" ")
            };
            let line = total.line.as_ref().map_or("-", |line| line.as_str());
            let (least, most) = &total.requests;
            format!(
                "{line} {}: {} apps, {:?} pods, {} .. {}",
                total.environment,
                total.apps,
                total.pods,
                sum(least),
                sum(most)
            )
        })
        .collect();
    let both = |environment: &str| {
        [
            format!("ai {environment}: 2 apps, (4, 12) pods, cpu 2500m memory 3Gi .. cpu 10500m memory 11Gi"),
            format!("ad {environment}: 2 apps, (3, 3) pods, cpu 300m .. cpu 300m"),
        ]
    };
    assert_eq!(shown, ["test", "preview", "prod"].map(both).concat());
}
