//! What edits write, text by text.

use pavedroad_manifests::{Edit, Platform, edit};

const HEAD: &str = "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\n";

/// Makes the edits of a line; a word such as `@prod` is the environment of those behind it.
pub(crate) fn edits(line: &str) -> Vec<Edit> {
    let mut environment = None;
    let mut edits = Vec::new();
    for word in line.split(' ') {
        match word.strip_prefix('@') {
            Some(name) => environment = Some(name),
            None => {
                let edit: Edit = word.parse().unwrap_or_else(|error| panic!("{error}"));
                edits.push(match environment {
                    Some(name) => edit.in_environment(name.parse().unwrap()),
                    None => edit,
                });
            }
        }
    }
    edits
}

#[track_caller]
pub(crate) fn edited(text: &str, line: &str) -> String {
    match edit(&Platform::default(), "app.yaml", text, &edits(line)) {
        Ok(edited) => edited.text().to_owned(),
        Err(error) => panic!("{line}: {error}"),
    }
}

#[track_caller]
fn gives(cases: &[(&str, &str, &str)]) {
    for (before, line, after) in cases {
        assert_eq!(edited(before, line), *after, "{line} in\n{before}");
    }
}

/// The cases under three lines that every app has.
#[track_caller]
fn gives_below(cases: &[(&str, &str, &str)]) {
    for (before, line, after) in cases {
        assert_eq!(edited(&format!("{HEAD}{before}"), line), format!("{HEAD}{after}"), "{line} in\n{before}");
    }
}

#[test]
fn quantities_are_written_as_given_and_never_rounded() {
    let base = "resources: {cpu: 250m, memory: 512Mi}\n";
    gives_below(&[
        (base, "cpu=50m", "resources: {cpu: 50m, memory: 512Mi}\n"),
        (base, "cpu=1500m", "resources: {cpu: 1500m, memory: 512Mi}\n"),
        (base, "cpu=0.1", "resources: {cpu: 0.1, memory: 512Mi}\n"),
        (base, "memory=1.5Gi", "resources: {cpu: 250m, memory: 1.5Gi}\n"),
        (base, "limits.memory=1Gi", "resources: {cpu: 250m, memory: 512Mi, limits: {memory: 1Gi}}\n"),
    ]);
    gives_below(&[
        ("", "cpu=50m", "resources: {cpu: 50m}\n"),
        ("resources:\n", "cpu=50m", "resources: {cpu: 50m}\n"),
        ("resources: ~ # none\n", "cpu=50m", "resources: {cpu: 50m} # none\n"),
        ("resources: {}\n", "cpu=50m", "resources: {cpu: 50m}\n"),
        ("resources: {memory: 1Gi}\n", "cpu=50m", "resources: {cpu: 50m, memory: 1Gi}\n"),
        ("resources:\n    memory: 1Gi\n", "cpu=50m", "resources:\n    cpu: 50m\n    memory: 1Gi\n"),
        ("resources: {cpu: '1'} # c\n", "cpu=50m", "resources: {cpu: '50m'} # c\n"),
        ("resources: {cpu: \"1\"}\n", "cpu=50m", "resources: {cpu: \"50m\"}\n"),
        ("resources:\n  cpu: >-\n    1\n\n# c\n", "cpu=50m", "resources:\n  cpu: 50m\n\n# c\n"),
        ("resources: {cpu: 1, limits: {cpu: 2}}\n", "limits.cpu-", "resources: {cpu: 1}\n"),
        (
            "resources:\n  cpu: 1\n  limits: # some\n    cpu: 2 # two\n# end\n",
            "limits.cpu-",
            "resources:\n  cpu: 1\n# end\n",
        ),
    ]);
}

#[test]
fn a_size_takes_the_place_of_amounts() {
    let platform = Platform::read("platform.yaml", "profiles: {2c4g: {cpu: 2, memory: 4Gi}}\n").unwrap();
    let edited = |text: &str, line: &str| {
        edit(&platform, "app.yaml", &format!("{HEAD}{text}"), &edits(line)).unwrap().text()[HEAD.len()..].to_owned()
    };
    let amounts = "resources: {cpu: 1, memory: 1Gi, limits: {cpu: 2}}\n";
    assert_eq!(edited(amounts, "size=2c4g"), "resources: {size: 2c4g}\n");
    assert_eq!(edited("", "@prod size=2c4g"), "environments:\n  prod: {resources: {size: 2c4g}}\n");
    let both = format!("{amounts}environments: {{prod: {{resources: {{size: 2c4g}}}}}}\n");
    assert_eq!(edited(&both, "@prod size=2c4g"), both);
    assert_eq!(
        edited(&both, "@prod cpu=1"),
        format!("{amounts}environments: {{prod: {{resources: {{size: 2c4g, cpu: 1}}}}}}\n")
    );
}

#[test]
fn a_number_of_pods_stands_where_the_reference_has_it() {
    gives(&[(
        "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\n\n# the end\nenvironments: {}\n",
        "scale=4",
        "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 4\n\n# the end\nenvironments: {}\n",
    )]);
    gives_below(&[
        ("", "scale=4", "replicas: 4\n"),
        ("replicas: 3 # three\n", "scale=4", "replicas: 4 # three\n"),
        ("replicas: 3 # three\n", "scale-", ""),
        ("replicas: # none\n", "scale=4", "replicas: 4 # none\n"),
        ("", "@prod scale=4", "environments:\n  prod: {replicas: 4}\n"),
        ("replicas: 4\n", "@prod scale=4", "replicas: 4\n"),
        (
            "environments: {test: {replicas: 1}}\n",
            "@prod scale=4",
            "environments: {test: {replicas: 1}, prod: {replicas: 4}}\n",
        ),
        (
            "environments:\n    test:\n        replicas: 1\n",
            "@prod scale=4",
            "environments:\n    test:\n        replicas: 1\n    prod:\n        replicas: 4\n",
        ),
        (
            "resources:\n    cpu: 1\nmesh:\n    mode: none\nroutes:\n    web:\n        host: a.b\n",
            "@prod scale=4",
            "resources:\n    cpu: 1\nmesh:\n    mode: none\nroutes:\n    web:\n        host: a.b\nenvironments:\n    prod:\n        replicas: 4\n",
        ),
        ("environments:\n  prod:\n", "@prod scale=4", "environments:\n  prod: {replicas: 4}\n"),
        ("environments:\n  prod: {replicas: 4}\n", "@prod scale-", ""),
        (
            "environments:\n  test: {replicas: 1}\n  prod: {replicas: 4}\n",
            "@prod scale-",
            "environments:\n  test: {replicas: 1}\n",
        ),
    ]);
}

#[test]
fn the_range_of_an_autoscaler_is_edited_bound_by_bound() {
    let auto = "resources: {cpu: 1}\nautoscale: {max: 10, cpu: 60%}\n";
    gives_below(&[
        (auto, "autoscale.min=3", "resources: {cpu: 1}\nautoscale: {min: 3, max: 10, cpu: 60%}\n"),
        (auto, "autoscale.max=20", "resources: {cpu: 1}\nautoscale: {max: 20, cpu: 60%}\n"),
        (auto, "autoscale- scale=3", "resources: {cpu: 1}\nreplicas: 3\n"),
        (
            "resources: {cpu: 1}\n",
            "autoscale.min=2 autoscale.max=10 autoscale.cpu=60%",
            "resources: {cpu: 1}\nautoscale: {min: 2, max: 10, cpu: 60%}\n",
        ),
        (
            auto,
            "@test autoscale- scale=1",
            "resources: {cpu: 1}\nautoscale: {max: 10, cpu: 60%}\nenvironments:\n  test: {replicas: 1, autoscale: null}\n",
        ),
    ]);
}

#[test]
fn the_mesh_is_entered_and_left() {
    gives_below(&[
        ("", "mesh=none", ""),
        ("", "mesh=sidecar", "mesh: {mode: sidecar, mtls: strict}\n"),
        ("", "mesh=sidecar mesh=none", ""),
        ("", "mesh=sidecar mesh=ambient mesh=none", ""),
        ("mesh: {mode: none}\n", "mesh=sidecar", "mesh: {mode: sidecar}\n"),
        ("mesh: {mode: none}\n", "mesh=sidecar mesh=none", "mesh: {mode: none}\n"),
        ("mesh: {mode: sidecar, timeout: 60s}\n", "mesh=none", "mesh: {mode: none, timeout: 60s}\n"),
        (
            "mesh: {mode: sidecar, mtls: permissive}\n",
            "@prod mesh=none",
            "mesh: {mode: sidecar, mtls: permissive}\nenvironments:\n  prod: {mesh: {mode: none}}\n",
        ),
        (
            "mesh: {mode: sidecar, mtls: permissive}\n",
            "@prod mesh=none mesh=sidecar",
            "mesh: {mode: sidecar, mtls: permissive}\n",
        ),
        ("", "@prod mesh=ambient mesh=none", ""),
    ]);
}

#[test]
fn routes_come_and_go() {
    gives_below(&[
        ("", "expose.web=dc.example.com", "routes: {web: {host: dc.example.com}}\n"),
        ("", "expose.web=dc.example.com hide.web", ""),
        (
            "",
            "expose.web=*.example.com expose.web.public=true expose.web.port=http expose.web.path=/a",
            "routes: {web: {host: \"*.example.com\", path: /a, port: http, public: true}}\n",
        ),
        (
            "routes:\n  # public\n  web: {host: a.b, path: /}\n\n# end\n",
            "expose.web=c.d expose.api=e.f",
            "routes:\n  # public\n  web: {host: c.d, path: /}\n  api: {host: e.f}\n\n# end\n",
        ),
        ("routes: {web: {host: a.b}, api: {host: c.d}}\n", "hide.web", "routes: {api: {host: c.d}}\n"),
        ("routes: {web: {host: a.b}, api: {host: c.d}}\n", "hide.api", "routes: {web: {host: a.b}}\n"),
        ("routes: {web: {host: a.b}}\n", "hide.other", "routes: {web: {host: a.b}}\n"),
        (
            "routes: {web: {host: a.b}}\n",
            "@test hide.web",
            "routes: {web: {host: a.b}}\nenvironments:\n  test: {routes: {web: null}}\n",
        ),
        (
            "routes: {web: {host: a.b}}\nenvironments:\n  test:\n    routes:\n      web:\n        path: /x # x\n    replicas: 1\n",
            "@test hide.web",
            "routes: {web: {host: a.b}}\nenvironments:\n  test:\n    routes:\n      web: null # x\n    replicas: 1\n",
        ),
        (
            "routes: {web: {host: a.b}}\nenvironments: {test: {routes: {web: null}}, prod: {replicas: 3, routes: {web: {path: /x}}}}\n",
            "hide.web",
            "environments: {prod: {replicas: 3}}\n",
        ),
    ]);
}

#[test]
fn ports_keep_their_form() {
    gives(&[
        (HEAD, "port.grpc=9090", &HEAD.replace("8080", "8080, grpc: 9090")),
        (HEAD, "port.http=80", &HEAD.replace("8080", "80")),
        (HEAD, "port.http-", &HEAD.replace("ports: {http: 8080}\n", "")),
        (
            &HEAD.replace("8080", "{port: 8080, service: 80}"),
            "port.http=81",
            &HEAD.replace("8080", "{port: 81, service: 80}"),
        ),
        (HEAD, "@prod port.http=81", &format!("{HEAD}environments:\n  prod: {{ports: {{http: 81}}}}\n")),
    ]);
}

#[test]
fn one_name_of_an_image_replaces_another() {
    let digest = format!("sha256:{}", "ab".repeat(32));
    let (tagged, digested) =
        (HEAD.to_owned(), HEAD.replace("tag: 20190510-1033_v20", &format!("digest: \"{digest}\"")));
    let line = format!("image.digest={digest}");
    gives(&[
        (&tagged, "image.tag=20190726-1325_v21", &tagged.replace("20190510-1033_v20", "20190726-1325_v21")),
        (&tagged, &line, &digested),
        (&digested, "image.tag=20190510-1033_v20", &tagged),
        (&digested, &line, &digested),
        (&tagged, "image.reference=redis:7.4", &tagged.replace("tag: 20190510-1033_v20", "reference: \"redis:7.4\"")),
        (&tagged, "image.reference=1.10", &tagged.replace("tag: 20190510-1033_v20", "reference: \"1.10\"")),
        (
            &tagged,
            "@prod image.tag=20190726-1325_v21",
            &format!("{tagged}environments:\n  prod: {{image: {{tag: 20190726-1325_v21}}}}\n"),
        ),
        (
            "app: ai-dc-web\nimage: # ours\n  tag: '20190510-1033_v20' # may\n\n",
            "image.tag=20190726-1325_v21",
            "app: ai-dc-web\nimage: # ours\n  tag: '20190726-1325_v21' # may\n\n",
        ),
    ]);
}

#[test]
fn line_ends_marks_and_brackets_stay() {
    let crlf = HEAD.replace('\n', "\r\n");
    gives(&[
        (&crlf, "scale=4", &format!("{crlf}replicas: 4\r\n")),
        (crlf.trim_end(), "scale=4", &format!("{crlf}replicas: 4")),
        (
            &format!("\u{feff}{HEAD}"),
            "scale=4 port.http=80",
            &format!("\u{feff}{}replicas: 4\n", HEAD.replace("8080", "80")),
        ),
        (
            "{app: ai-dc-web, image: {reference: redis}}",
            "scale=4",
            "{app: ai-dc-web, image: {reference: redis}, replicas: 4}",
        ),
        (
            "{\n  app: ai-dc-web, # name\n  image: {reference: redis} # image\n}\n",
            "scale=4",
            "{\n  app: ai-dc-web, # name\n  image: {reference: redis}, # image\n  replicas: 4\n}\n",
        ),
        (
            "--- # start\napp: ai-dc-web\nimage: {reference: redis}\nargs:\n- a\n- b\n... # end\n",
            "scale=4 @prod scale=5",
            "--- # start\napp: ai-dc-web\nimage: {reference: redis}\nargs:\n- a\n- b\nreplicas: 4\nenvironments:\n  prod: {replicas: 5}\n... # end\n",
        ),
        (
            "app: ai-dc-web\nimage: {reference: redis}\nargs:\n- |+\n  a\n\n\n# end\n",
            "scale=4",
            "app: ai-dc-web\nimage: {reference: redis}\nargs:\n- |+\n  a\n\n\nreplicas: 4\n# end\n",
        ),
        (
            "  app: ai-dc-web\n  image: {reference: redis}\n",
            "scale=4 @prod scale=5",
            "  app: ai-dc-web\n  image: {reference: redis}\n  replicas: 4\n  environments:\n    prod: {replicas: 5}\n",
        ),
    ]);
}
