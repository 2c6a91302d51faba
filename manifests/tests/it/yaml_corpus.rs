//! Texts to read and to mutate: specs as people write them, and the corners of YAML.

/// The spec of an app with every form of value.
pub(crate) const APP: &str = "\
# The web server of the data centre.
app: ai-dc-web
image: {tag: 20190510-1033_v20}
ports:
  http: {port: 8080, service: 80}
  grpc: 9090
resources: {cpu: 250m, memory: 512Mi}
args: [--config, \"/etc/app/app.yaml\", 'it''s']
env:
  LOG_LEVEL: info
  ZONE: 人工智能
  VERSION: \"1.10\"
  SCRIPT: |
    set -e
    exec web --port=8080
  NOTE: >-
    one line,
    folded
probes:
  - kind: http
    path: /healthz
  - kind: tcp
environments:
  test: {replicas: 1, autoscale: null}
  prod:
    replicas: 4
    env: {LOG_LEVEL: warn}
";

/// What YAML can do beyond that.
pub(crate) const CORNERS: &[&str] = &[
    "",
    "a",
    "a: 1\r\nb:\r\n- x\r\n- y\r\n",
    "\u{feff}a: 1\n",
    "--- !!str\na\n...\n%YAML 1.2\n---\nb: 2\n",
    "a: &x {b: [1, 2]}\nc: *x\nd: &x 3\ne: *x\n<<: *x\n",
    "? a\n: b\n? [c, d]\n: e\n",
    "\"a\\tb\\u4eba\\x41\": 'c'\n",
    "- - - a\n    - b\n  -\n    c: d\n",
    "{a: [b, {c: d, e: }], f: 'g'}",
    "a: |+2\n    x\n\n  y\n\nb: >\n a\n b\n\n c\n",
    "a: x\n  y\n  z\nb: \"p\n  q\"\n",
    "on: yes\n1.10: 20190510\n~: null\n0x1F: 1:30\n",
    "a: !foo b\nc: !!int 3\nd: ! e\n",
    "a: *.example.com\nb: @c\n",
    "app: {{ name }}\nhost: http://a.b:80/c?d=e#f\n",
    "a: # nothing\n  # but comments\nb: 1 # end\n",
    "\tapp: x\n",
    "a: [1, 2\nb: {c\nd: 'e\nf: 1\n",
];
