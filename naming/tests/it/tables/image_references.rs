//! References to images: legal texts with their parts, and illegal ones with the reason.

/// Text, domain, path, tag, familiar form: what `ParseNormalizedNamed` makes of it.
pub(crate) const ACCEPTED: &[(&str, &str, &str, Option<&str>, &str)] = &[
    ("ubuntu", "docker.io", "library/ubuntu", None, "ubuntu"),
    ("ubuntu:24.04", "docker.io", "library/ubuntu", Some("24.04"), "ubuntu:24.04"),
    ("library/ubuntu", "docker.io", "library/ubuntu", None, "ubuntu"),
    ("docker.io/ubuntu", "docker.io", "library/ubuntu", None, "ubuntu"),
    ("index.docker.io/ubuntu:1", "docker.io", "library/ubuntu", Some("1"), "ubuntu:1"),
    ("index.docker.io/huize/web", "docker.io", "huize/web", None, "huize/web"),
    ("library/a/b", "docker.io", "library/a/b", None, "library/a/b"),
    // The old name is replaced only where it is the whole domain.
    ("index.docker.io:443/x", "index.docker.io:443", "x", None, "index.docker.io:443/x"),
    ("Docker.io/x", "Docker.io", "x", None, "Docker.io/x"),
    ("huize/ai-dc-web", "docker.io", "huize/ai-dc-web", None, "huize/ai-dc-web"),
    (
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
        "registry.hz.local",
        "huize/ai-test_ai-dc-web",
        Some("20190510-1033_v20"),
        "registry.hz.local/huize/ai-test_ai-dc-web:20190510-1033_v20",
    ),
    // Without a '/', a name with a '.' or a port is no domain.
    ("registry.hz.local", "docker.io", "library/registry.hz.local", None, "registry.hz.local"),
    ("registry:5000", "docker.io", "library/registry", Some("5000"), "registry:5000"),
    ("localhost", "docker.io", "library/localhost", None, "localhost"),
    ("localhost/x", "localhost", "x", None, "localhost/x"),
    ("registry:5000/x:v1", "registry:5000", "x", Some("v1"), "registry:5000/x:v1"),
    ("registry:00000000000000000000/x", "registry:00000000000000000000", "x", None, "registry:00000000000000000000/x"),
    ("10.0.0.1/x", "10.0.0.1", "x", None, "10.0.0.1/x"),
    // A capital makes a host.
    ("Foo/bar", "Foo", "bar", None, "Foo/bar"),
    ("lOcalhost/x", "lOcalhost", "x", None, "lOcalhost/x"),
    ("[fe80::1]:5000/x", "[fe80::1]:5000", "x", None, "[fe80::1]:5000/x"),
    ("[:]/x", "[:]", "x", None, "[:]/x"),
    // Without a ':', it is the capital that makes the bracket a host.
    ("[ABC]/x", "[ABC]", "x", None, "[ABC]/x"),
    ("[abc]:1/x", "[abc]:1", "x", None, "[abc]:1/x"),
    ("a.b/c__d--e.f_g/h", "a.b", "c__d--e.f_g/h", None, "a.b/c__d--e.f_g/h"),
    ("a---b", "docker.io", "library/a---b", None, "a---b"),
    ("a--b.c/x", "a--b.c", "x", None, "a--b.c/x"),
    // The '.' makes it a domain, the '_' forbids that: a path of no registry.
    ("a_b.c/x", "", "a_b.c/x", None, "a_b.c/x"),
    ("a.b__c/x:1", "", "a.b__c/x", Some("1"), "a.b__c/x:1"),
    ("x:_", "docker.io", "library/x", Some("_"), "x:_"),
    ("docker.io/a.b/c", "docker.io", "a.b/c", None, "a.b/c"),
];

/// What is written, and why it is refused.
pub(crate) const REFUSED: &[(&str, &str)] = &[
    ("", "found nothing, expected a repository name"),
    (
        "registry/Huize/x",
        "found 'H' at byte 9, expected a lowercase letter or a digit; did you mean \"registry/huize/x\"?",
    ),
    ("Ubuntu", "found 'U' at byte 0, expected a lowercase letter or a digit; did you mean \"ubuntu\"?"),
    ("Foo/Bar", "found 'B' at byte 4, expected a lowercase letter or a digit; did you mean \"foo/bar\"?"),
    (" ubuntu ", "found ' ' at byte 0, expected a lowercase letter or a digit; did you mean \"ubuntu\"?"),
    (
        "https://registry.hz.local/huize/web:v1",
        "found \"://\" at byte 5, expected a host name without a scheme; \
                 did you mean \"registry.hz.local/huize/web:v1\"?",
    ),
    ("hz.local//web", "found '/' at byte 9, expected a lowercase letter or a digit; did you mean \"hz.local/web\"?"),
    (
        "hz.local/web/",
        "found the end at byte 13, expected a lowercase letter or a digit; did you mean \"hz.local/web\"?",
    ),
    ("/web", "found '/' at byte 0, expected a lowercase letter or a digit; did you mean \"web\"?"),
    ("web:", "found the end at byte 4, expected a tag of 1 to 128 bytes after ':'; did you mean \"web\"?"),
    ("web@", "found the end at byte 4, expected \"sha256:\" and 64 hex digits; did you mean \"web\"?"),
    ("web:-1", "found '-' at byte 4, expected a letter, a digit or '_'"),
    ("web:v1:v2", "found ':' at byte 6, expected a letter, a digit, '_', '.' or '-'"),
    ("web:v1+5", "found '+' at byte 6, expected a letter, a digit, '_', '.' or '-'"),
    ("a..b", "found '.' at byte 2, expected a lowercase letter or a digit"),
    ("a___b", "found '_' at byte 3, expected a lowercase letter or a digit"),
    ("a._b", "found '_' at byte 2, expected a lowercase letter or a digit"),
    ("a-", "found the end at byte 2, expected a lowercase letter or a digit"),
    ("-a.b/c", "found '-' at byte 0, expected a lowercase letter or a digit"),
    ("a+b", "found '+' at byte 1, expected a lowercase letter, a digit, '.', '_', '-', '/', ':' or '@'"),
    ("my_host:5000/x", "found '_' at byte 2, expected a letter, a digit, '-', '.' or ':' of a host and port"),
    ("host:/x", "found '/' at byte 5, expected a port after ':'"),
    ("host:abc/x", "found 'a' at byte 5, expected a digit of a port"),
    ("[::1/x", "found '/' at byte 4, expected an IPv6 address and ']'"),
    ("[::1]5/x", "found '5' at byte 5, expected ':' and a port, or '/'"),
    ("[abc]/x", "found '[' at byte 0, expected a lowercase letter or a digit"),
    ("x@md5:00", "found \"md5\" at byte 2, expected \"sha256\", \"sha384\" or \"sha512\""),
    ("x@sha256:00", "found 2 hex digits at byte 11, expected 64 hex digits of sha256"),
    (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "found 64 hex digits alone at byte 0, expected a repository name; \
                 that is the id of an image; a digest follows a name, as in \"ubuntu@sha256:...\"",
    ),
];
