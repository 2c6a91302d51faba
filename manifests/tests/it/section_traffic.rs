//! Sections about traffic: mesh, routes, callers, calls, tracing.

use crate::sections::assert_refused;

#[test]
fn mesh_is_refused_at_its_place() {
    assert_refused(&[
        ("mesh: sidecar", "3:7: error[wrong-type] mesh: found `sidecar`, expected a mapping such as `{mode: sidecar}`"),
        (
            "mesh: {mode: sidecar}\nsecurity: {user: 1337}\nports: {http: 8080, admin: 15000}",
            "4:18: error[conflict] security.user: found user 1337 beside a proxy of the mesh, expected another user; it is the proxy's, and what it sends goes past the mesh\n5:21: error[conflict] ports.admin: found port 15000 beside a proxy of the mesh, expected another port; the proxy listens there",
        ),
        ("mesh: {}", "3:1: error[missing-key] mesh: found no `mode`, expected this key; add `mode: ...`"),
        (
            "mesh: {mode: off}",
            "3:14: error[invalid-value] mesh.mode: found `off`, expected `none`, `sidecar`, `ambient` or `manual`",
        ),
        (
            "mesh: {mode: sidecars}",
            "3:14: error[invalid-value] mesh.mode: found `sidecars`, expected `none`, `sidecar`, `ambient` or `manual`; did you mean `sidecar`?",
        ),
        (
            "mesh: {mode: sidecar, mtls: on}",
            "3:29: error[invalid-value] mesh.mtls: found `on`, expected `strict` or `permissive`",
        ),
        (
            "mesh: {mode: sidecar, timeout: 60}",
            "3:32: error[invalid-value] mesh.timeout: found `60`, expected a duration above 0 such as `500ms`, `30s` or `1h30m`; write `60s`",
        ),
        (
            "mesh: {mode: sidecar, timeout: 0s}",
            "3:32: error[invalid-value] mesh.timeout: found `0s`, expected a duration above 0 such as `500ms`, `30s` or `1h30m`",
        ),
        (
            "mesh: {mode: sidecar, timeout: 1.5s}",
            "3:32: error[invalid-value] mesh.timeout: found `1.5s`, expected a duration above 0 such as `500ms`, `30s` or `1h30m`",
        ),
        (
            "mesh: {mode: sidecar, retries: -1}",
            "3:32: error[invalid-value] mesh.retries: found `-1`, expected an integer from 0 to 100",
        ),
        (
            "mesh: {mode: sidecar, retries: 101}",
            "3:32: error[invalid-value] mesh.retries: found `101`, expected an integer from 0 to 100",
        ),
        (
            "mesh: {mode: sidecar, outlier: {errors: 0}}",
            "3:41: error[invalid-value] mesh.outlier.errors: found `0`, expected an integer from 1 to 2147483647",
        ),
        (
            "mesh: {mode: sidecar, outlier: {ejection: 30}}",
            "3:43: error[invalid-value] mesh.outlier.ejection: found `30`, expected a duration above 0 such as `500ms`, `30s` or `1h30m`; write `30s`",
        ),
        (
            "mesh: {mode: sidecar, connections: 0}",
            "3:36: error[invalid-value] mesh.connections: found `0`, expected an integer from 1 to 2147483647",
        ),
        (
            "mesh: {mode: sidecar, limit: 100}",
            "3:30: error[invalid-value] mesh.limit: found `100`, expected a rate such as `100/s`, `100/m` or `100/h`; write `100/s`",
        ),
        (
            "mesh: {mode: sidecar, limit: 0/s}",
            "3:30: error[invalid-value] mesh.limit: found `0/s`, expected a rate such as `100/s`, `100/m` or `100/h`",
        ),
        (
            "mesh: {mode: sidecar, limit: 100/d}",
            "3:30: error[invalid-value] mesh.limit: found `100/d`, expected a rate such as `100/s`, `100/m` or `100/h`",
        ),
        (
            "mesh: {mode: sidecar, fault: {delay: 2s}}",
            "3:23: error[missing-key] mesh.fault: found no `percent`, expected this key; add `percent: ...`",
        ),
        (
            "mesh: {mode: sidecar, fault: {percent: 1%}}",
            "3:23: error[conflict] mesh.fault: found neither `delay` nor `abort`, expected one of them, or both",
        ),
        (
            "mesh: {mode: sidecar, fault: {abort: 200, percent: 1%}}",
            "3:38: error[invalid-value] mesh.fault.abort: found `200`, expected an integer from 400 to 599",
        ),
        (
            "mesh: {mode: sidecar, fault: {delay: 2s, percent: 150%}}",
            "3:51: error[invalid-value] mesh.fault.percent: found `150%`, expected whole percent from `1%` to `100%`",
        ),
        (
            "mesh: {mode: sidecar, fault: {delay: 2s, percent: 0%}}",
            "3:51: error[invalid-value] mesh.fault.percent: found `0%`, expected whole percent from `1%` to `100%`",
        ),
    ]);
}

#[test]
fn routes_are_refused_at_their_place() {
    assert_refused(&[
        (
            "routes: [web]",
            "3:9: error[wrong-type] routes: found a list, expected a mapping such as `{web: {host: dc.example.com}}`",
        ),
        (
            "routes: {web: /}",
            "3:15: error[wrong-type] routes.web: found `/`, expected a mapping such as `{host: dc.example.com, path: /}`",
        ),
        (
            "routes: {web: {host: dc.example.com}}",
            "3:10: error[dangling-reference] routes.web: found a route to an app without ports, expected a declared port",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {host: Dc.example.com}}",
            "4:22: error[invalid-value] routes.web.host: found 'D' in `Dc.example.com`, expected a lowercase letter or a digit; did you mean \"dc.example.com\"?",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {host: localhost}}",
            "4:22: error[invalid-value] routes.web.host: found `localhost`, expected a full host name such as `dc.example.com`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {host: \"http://dc.example.com\"}}",
            "4:27: error[invalid-value] routes.web.host: found ':' in `http://dc.example.com`, expected a lowercase letter, a digit, '-' or '.'; write the host alone",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: api}}",
            "4:22: error[invalid-value] routes.web.path: found `api`, expected a path such as `/` or `/api`; write `/api`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: /api?x=1}}",
            "4:22: error[invalid-value] routes.web.path: found `/api?x=1`, expected a path such as `/` or `/api`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: //api}}",
            "4:22: error[invalid-value] routes.web.path: found `//api`, expected a path such as `/` or `/api`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: /api/../admin}}",
            "4:22: error[invalid-value] routes.web.path: found `/api/../admin`, expected a path such as `/` or `/api`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: /a%2Fb}}",
            "4:22: error[invalid-value] routes.web.path: found `/a%2Fb`, expected a path such as `/` or `/api`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: \"/a|b\"}}",
            "4:22: error[invalid-value] routes.web.path: found `/a|b`, expected a path such as `/` or `/api`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {path: /api}, old: {path: /api/}}",
            "4:29: error[conflict] routes.old: found the app's Service and `/api/` again, expected a host or a path of its own; `web` takes every request",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {public: true}, old: {public: true}}",
            "4:31: error[conflict] routes.old: found the platform's host and `/` again, expected a host or a path of its own; `web` takes every request",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {port: htpp}}",
            "4:22: error[dangling-reference] routes.web.port: found port `htpp`, expected a declared port: http; did you mean `http`?",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {port: 80}}",
            "4:22: error[invalid-value] routes.web.port: found no letter in `80`, expected at least one lowercase letter; did you mean \"port-80\"?",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {public: yes}}",
            "4:24: error[invalid-value] routes.web.public: found `yes`, expected `true` or `false`; write `true`",
        ),
        (
            "ports: {http: 80}\nroutes: {Web: {}}",
            "4:10: error[invalid-value] routes.Web: found 'W' in `Web`, expected a lowercase letter or a digit; did you mean \"web\"?",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {split: {stable: 50, v2: 50}}}",
            "4:36: error[dangling-reference] routes.web.split.v2: found track `v2`, expected a declared track: stable",
        ),
        (
            "ports: {http: 80}\ntracks: {v2: {image: {reference: a}}}\nroutes: {web: {split: {stabel: 50, v2: 50}}}",
            "5:24: error[dangling-reference] routes.web.split.stabel: found track `stabel`, expected a declared track: stable, v2; did you mean `stable`?",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {split: {stable: 0}}}",
            "4:16: error[invalid-value] routes.web.split: found no share above 0, expected a share such as `stable: 50`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {split: {stable: 50%}}}",
            "4:32: error[wrong-type] routes.web.split.stable: found `50%`, expected an integer from 0 to 1000000",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {split: {stable: 1000001}}}",
            "4:32: error[invalid-value] routes.web.split.stable: found `1000001`, expected an integer from 0 to 1000000",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {split: {}}}",
            "4:16: error[invalid-value] routes.web.split: found no share above 0, expected a share such as `stable: 50`",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {host: a.b}, old: {host: a.b, path: /}}",
            "4:28: error[conflict] routes.old: found a.b and `/` again, expected a host or a path of its own; `web` takes every request",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {}, old: {}}",
            "4:19: error[conflict] routes.old: found the app's Service and `/` again, expected a host or a path of its own; `web` takes every request",
        ),
        (
            "ports: {http: 80, http-admin: 81}\nroutes: {web: {port: http-admin}}\nenvironments: {prod: {ports: {http-admin: null}}}",
            "4:22: error[dangling-reference] routes.web.port: found port `http-admin`, expected a declared port: http",
        ),
        (
            "ports: {http: 80}\nroutes: {web: {host: a.b}}\nenvironments: {prod: {routes: {web: {port: admin}}}}",
            "5:44: error[dangling-reference] environments.prod.routes.web.port: found port `admin`, expected a declared port: http",
        ),
    ]);
}

#[test]
fn callers_and_calls_are_refused_at_their_place() {
    assert_refused(&[
        (
            "callers: ad-bid-api",
            "3:10: error[wrong-type] callers: found `ad-bid-api`, expected a list; write it in brackets: `[...]`",
        ),
        (
            "callers: [web]",
            "3:11: error[convention] callers[0]: found 'w', expected the business line, one of \"ai\", \"dt\", \"ad\"; the convention writes \"{line}-{system}-{component}\"",
        ),
        (
            "callers: [ad-bid-api, ad-bid-api]",
            "3:23: error[conflict] callers[1]: found `ad-bid-api` again, expected each once; remove it",
        ),
        (
            "callers: [ai-dc-web]",
            "3:11: error[conflict] callers[0]: found the app itself, expected another app; remove it",
        ),
        (
            "callers: [{external: a.b, port: 1}]",
            "3:11: error[wrong-type] callers[0]: found a mapping, expected an app name such as `ai-dc-web`",
        ),
        (
            "callers: [xx-bid-api]",
            "3:11: error[convention] callers[0]: found business line \"xx\", expected one of \"ai\", \"dt\", \"ad\"",
        ),
        (
            "calls: [ai-dc-server, ai-dc-web]",
            "3:23: error[conflict] calls[1]: found the app itself, expected another app; remove it",
        ),
        (
            "calls: [{external: mysql.internal}]",
            "3:9: error[missing-key] calls[0]: found no `port`, expected this key; add `port: ...`",
        ),
        (
            "calls: [{external: mysql, port: 3306}]",
            "3:20: error[invalid-value] calls[0].external: found `mysql`, expected a full host name such as `dc.example.com`",
        ),
        (
            "calls: [{external: \"*.internal\", port: 3306}]",
            "3:21: error[invalid-value] calls[0].external: found '*' in `*.internal`, expected a lowercase letter or a digit",
        ),
        (
            "calls: [{external: mysql.internal, port: 0}]",
            "3:42: error[invalid-value] calls[0].port: found `0`, expected an integer from 1 to 65535",
        ),
        (
            "calls: [{external: mysql.internal, port: mysql}]",
            "3:42: error[wrong-type] calls[0].port: found `mysql`, expected an integer from 1 to 65535",
        ),
        (
            "calls: [{host: mysql.internal, port: 3306}]",
            "3:10: error[unknown-key] calls[0].host: found unknown key `host`, expected one of `external`, `port`; did you mean `external`?",
        ),
        (
            "calls: [{external: a.b, port: 1}, {external: a.b, port: 2}, {external: a.b, port: 1}]",
            "3:61: error[conflict] calls[2]: found the same again, expected each once; remove it",
        ),
        (
            "calls: [\"mysql.internal:3306\"]",
            "3:15: error[invalid-value] calls[0]: found '.' in `mysql.internal:3306`, expected a lowercase letter, a digit or '-'; did you mean \"mysql-internal-3306\"?",
        ),
        (
            "environments: {test: {calls: [ai-dc-server, ai-dc-server]}}",
            "3:45: error[conflict] environments.test.calls[1]: found `ai-dc-server` again, expected each once; remove it",
        ),
    ]);
}

#[test]
fn tracing_is_refused_at_its_place() {
    assert_refused(&[
        ("tracing: 1%", "3:10: error[wrong-type] tracing: found `1%`, expected a mapping such as `{sampling: 1%}`"),
        ("tracing: {}", "3:1: error[missing-key] tracing: found no `sampling`, expected this key; add `sampling: ...`"),
        (
            "tracing: {sampling: 1}",
            "3:22: error[invalid-value] tracing.sampling: found the end in `1`, expected '%' or '/'; did you mean \"1%\" or \"100%\"?",
        ),
        (
            "tracing: {sampling: 0.01}",
            "3:25: error[invalid-value] tracing.sampling: found the end in `0.01`, expected '%'; did you mean \"0.01%\" or \"1%\"?",
        ),
        ("tracing: {sampling: 101%}", "3:21: error[invalid-value] tracing.sampling: found 101%, expected at most 100%"),
        (
            "tracing: {sampling: -1%}",
            "3:21: error[invalid-value] tracing.sampling: found '-' in `-1%`, expected 0% or more",
        ),
        (
            "tracing: {rate: 1%}",
            "3:11: error[unknown-key] tracing.rate: found unknown key `rate`, expected `sampling`; did you mean `sampling`?",
        ),
    ]);
}
