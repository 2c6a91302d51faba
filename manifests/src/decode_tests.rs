use std::fmt::Debug;

use pavedroad_naming::{AppName, DnsLabel, ImageTag};

use super::*;
use crate::yaml::tree::{merge, parse_one};

/// What a text decodes to, and its findings as lines.
fn decode<T>(text: &str, decode: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>) -> (Option<T>, String) {
    let mut sources = Sources::new();
    let source = sources.add("app.yaml", text);
    let mut findings = Findings::new();
    let node = parse_one(&sources, source, &mut findings);
    let decoded = node.and_then(|node| decode(&mut Decoder::new(&sources, &mut findings), &node));
    (decoded, findings.to_string())
}

#[track_caller]
fn accepts<T: Debug + PartialEq>(text: &str, decoder: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>, expected: T) {
    assert_eq!(decode(text, decoder), (Some(expected), String::new()), "{text:?}");
}

/// The finding without its file.
#[track_caller]
fn refuses<T: Debug + PartialEq>(text: &str, decoder: impl Fn(&mut Decoder<'_>, &Node) -> Option<T>, expected: &str) {
    let (decoded, findings) = decode(text, decoder);
    assert_eq!(findings.replace("app.yaml:", ""), format!("{expected}\n"), "{text:?}");
    assert_eq!(decoded, None, "{text:?}");
}

#[derive(Debug, PartialEq)]
struct Port {
    port: u16,
    service: Option<u16>,
    protocol: Option<&'static str>,
}

fn port(decoder: &mut Decoder<'_>, node: &Node) -> Option<Port> {
    let mut fields = decoder.fields(node, "a port such as `{port: 8080}`")?;
    let port = fields.required("port", integer(1..=65535));
    let service = fields.optional("service", integer(1..=65535));
    let protocol = fields.optional("protocol", one_of(&[("http", "http"), ("grpc", "grpc"), ("tcp", "tcp")]));
    fields.finish();
    Some(Port { port: port?, service: service?, protocol: protocol? })
}

#[derive(Debug, PartialEq)]
struct Spec {
    app: AppName,
    tag: Option<ImageTag>,
    ports: Vec<(DnsLabel, Port)>,
    args: Option<Vec<String>>,
    replicas: Option<u32>,
}

fn spec(decoder: &mut Decoder<'_>, node: &Node) -> Option<Spec> {
    let mut fields = decoder.fields(node, "an app spec")?;
    let app = fields.required("app", parse("an app name such as `ai-dc-web`"));
    let tag = fields.optional("tag", quoted(parse("an image tag such as `20190510-1033_v20`")));
    let ports = fields.required("ports", map(parse("a port name"), port));
    let args = fields.optional("args", sequence(text));
    let replicas = fields.optional("replicas", integer(0..=1000));
    fields.finish();
    Some(Spec { app: app?, tag: tag?, ports: ports?, args: args?, replicas: replicas? })
}

#[test]
fn decodes_a_whole_spec() {
    let text = "app: ai-dc-web\ntag: 20190510-1033_v20\nports:\n  http: {port: 8080, protocol: http}\n  grpc: {port: 9090}\nargs: [1.10, on, --config]\nreplicas: null\n";
    let (decoded, findings) = decode(text, spec);
    assert_eq!(findings, "");
    let spec = decoded.unwrap();
    assert_eq!(spec.app.as_str(), "ai-dc-web");
    assert_eq!(
        spec.ports.iter().map(|(name, port)| (name.as_str(), port.port)).collect::<Vec<_>>(),
        [("http", 8080), ("grpc", 9090)]
    );
    assert_eq!(spec.args.unwrap(), ["1.10", "on", "--config"]);
    assert_eq!(spec.replicas, None);
}

#[test]
fn reports_every_mistake_of_a_file_once() {
    let text = "app: ai_dc-web\ntag: 1.10\nreplica: 2\nports:\n  http: {port: 80800, protocl: http}\n  GRPC: {port: 9090, protocol: htpp}\nargs: [a, [b], null]\n";
    let (decoded, findings) = decode(text, spec);
    assert_eq!(decoded, None);
    assert_eq!(
        findings,
        "\
app.yaml:1:8: error[invalid-value] app: found '_' in `ai_dc-web`, expected a lowercase letter, a digit or '-'; did you mean \"ai-dc-web\"?
app.yaml:2:6: error[yaml-surprise] tag: found `1.10`, which a YAML 1.1 reader takes for the number 1.1, expected text in quotes; write `\"1.10\"`
app.yaml:3:1: error[unknown-key] replica: found unknown key `replica`, expected one of `app`, `tag`, `ports`, `args`, `replicas`; did you mean `replicas`?
app.yaml:5:16: error[invalid-value] ports.http.port: found `80800`, expected an integer from 1 to 65535
app.yaml:5:23: error[unknown-key] ports.http.protocl: found unknown key `protocl`, expected one of `port`, `service`, `protocol`; did you mean `protocol`?
app.yaml:6:3: error[invalid-value] ports.GRPC: found 'G' in `GRPC`, expected a lowercase letter or a digit; did you mean \"grpc\"?
app.yaml:6:32: error[invalid-value] ports.GRPC.protocol: found `htpp`, expected `http`, `grpc` or `tcp`; did you mean `http`?
app.yaml:7:11: error[wrong-type] args[1]: found a list, expected text
app.yaml:7:16: error[wrong-type] args[2]: found `null`, expected text; write `\"null\"` for the word itself
"
    );
}

#[test]
fn a_misspelt_key_is_not_also_a_missing_one() {
    refuses(
        "prot: 80",
        port,
        "1:1: error[unknown-key] prot: found unknown key `prot`, expected one of `port`, `service`, `protocol`; did you mean `port`?",
    );
    refuses(
        "{port:80}",
        port,
        "1:2: error[unknown-key] \"port:80\": found unknown key `port:80`, expected one of `port`, `service`, `protocol`; write `port: 80`, with a space after the colon",
    );
    refuses("service: 80", port, "1:1: error[missing-key] found no `port`, expected this key; add `port: ...`");
    refuses(
        "port:80",
        port,
        "1:1: error[wrong-type] found `port:80`, expected a port such as `{port: 8080}`; write `port: 80`",
    );
    refuses(
        "app: ai-dc-web\nports: {http: {}, grpc: {port: 1}}",
        spec,
        "2:9: error[missing-key] ports.http: found no `port`, expected this key; add `port: ...`",
    );
}

#[test]
fn a_missing_space_after_a_colon_is_one_mistake() {
    refuses(
        "app: a-b-c\nports: {http:8080}\n",
        spec,
        "2:9: error[wrong-type] ports: found `http:8080`, expected `key: value`; write `http: 8080`, with a space after the colon",
    );
}

#[test]
fn integers_have_one_spelling() {
    accepts("0", integer(0..=9u8), 0);
    accepts("-9", integer(-9..=9i32), -9);
    accepts("18446744073709551615", integer(0..=u64::MAX), u64::MAX);
    for (text, expected) in [
        ("0x10", "1:1: error[invalid-value] found `0x10`, expected an integer from 1 to 65535; write `16`"),
        ("1_000", "1:1: error[invalid-value] found `1_000`, expected an integer from 1 to 65535; write `1000`"),
        ("1e3", "1:1: error[invalid-value] found `1e3`, expected an integer from 1 to 65535; write `1000`"),
        ("010", "1:1: error[invalid-value] found `010`, expected an integer from 1 to 65535; write `8`"),
        ("+5", "1:1: error[invalid-value] found `+5`, expected an integer from 1 to 65535; write `5`"),
        ("8080.0", "1:1: error[invalid-value] found `8080.0`, expected an integer from 1 to 65535; write `8080`"),
        ("1.5", "1:1: error[wrong-type] found `1.5`, expected an integer from 1 to 65535"),
        ("0", "1:1: error[invalid-value] found `0`, expected an integer from 1 to 65535"),
        ("-0", "1:1: error[invalid-value] found `-0`, expected an integer from 1 to 65535; write `0`"),
        ("65536", "1:1: error[invalid-value] found `65536`, expected an integer from 1 to 65535"),
        ("-1", "1:1: error[invalid-value] found `-1`, expected an integer from 1 to 65535"),
        (
            "999999999999999999999999999999999999999999",
            "1:1: error[invalid-value] found `999999999999999999999999999999999999999999`, expected an integer from 1 to 65535",
        ),
        (
            "\"80\"",
            "1:1: error[wrong-type] found the text `\"80\"`, expected an integer from 1 to 65535; remove the quotes",
        ),
        ("http", "1:1: error[wrong-type] found `http`, expected an integer from 1 to 65535"),
        ("~", "1:1: error[wrong-type] found `~`, expected an integer from 1 to 65535"),
        ("[80]", "1:1: error[wrong-type] found a list, expected an integer from 1 to 65535"),
        ("８０", "1:1: error[wrong-type] found `８０`, expected an integer from 1 to 65535"),
    ] {
        refuses(text, integer(1..=65535u16), expected);
    }
}

#[test]
fn booleans_have_one_spelling() {
    accepts("true", boolean, true);
    accepts("false", boolean, false);
    for (text, expected) in [
        ("yes", "1:1: error[invalid-value] found `yes`, expected `true` or `false`; write `true`"),
        ("Off", "1:1: error[invalid-value] found `Off`, expected `true` or `false`; write `false`"),
        ("TRUE", "1:1: error[invalid-value] found `TRUE`, expected `true` or `false`; write `true`"),
        ("'true'", "1:1: error[wrong-type] found the text `\"true\"`, expected `true` or `false`; remove the quotes"),
        ("1", "1:1: error[wrong-type] found `1`, expected `true` or `false`"),
        ("{}", "1:1: error[wrong-type] found a mapping, expected `true` or `false`"),
    ] {
        refuses(text, boolean, expected);
    }
}

#[test]
fn percent_is_whole_and_has_its_sign() {
    accepts("60%", percent(1..=100), 60);
    accepts("'100%'", percent(1..=100), 100);
    for (text, expected) in [
        ("60", "1:1: error[invalid-value] found `60`, expected whole percent from `1%` to `100%`; write `60%`"),
        ("101%", "1:1: error[invalid-value] found `101%`, expected whole percent from `1%` to `100%`"),
        ("0.5%", "1:1: error[invalid-value] found `0.5%`, expected whole percent from `1%` to `100%`"),
        ("05%", "1:1: error[invalid-value] found `05%`, expected whole percent from `1%` to `100%`"),
        ("60 %", "1:1: error[invalid-value] found `60 %`, expected whole percent from `1%` to `100%`"),
    ] {
        refuses(text, percent(1..=100), expected);
    }
}

#[test]
fn text_is_any_scalar_as_written() {
    for (yaml, expected) in [
        ("1.10", "1.10"),
        ("on", "on"),
        ("0x1F", "0x1F"),
        ("''", ""),
        ("\"null\"", "null"),
        ("!!str null", "null"),
        ("|\n  a\n  b\n", "a\nb\n"),
        ("人工智能", "人工智能"),
    ] {
        accepts(yaml, text, expected.to_owned());
    }
    refuses(
        "a:",
        map(text, text),
        "1:2: error[wrong-type] a: found nothing, expected text; write `\"\"` for empty text",
    );
    refuses("[x]", text, "1:1: error[wrong-type] found a list, expected text");
    refuses("x", sequence(text), "1:1: error[wrong-type] found `x`, expected a list; write it in brackets: `[...]`");
}

#[test]
fn a_finding_points_at_the_byte_of_an_error() {
    let name = parse::<AppName>("an app name");
    for (yaml, place) in [
        ("a: ai-dc_web", "1:9"),
        ("a: 'ai-dc_web'", "1:10"),
        ("a: \"ai-dc_web\"", "1:10"),
        ("a: \"\\x61i-dc_web\"", "1:4"),
        ("人工: 人工智能", "1:5"),
        ("a: ai-dc-", "1:9"),
        ("a: ''", "1:4"),
    ] {
        let (_, findings) = decode(yaml, map(text, &name));
        assert!(findings.starts_with(&format!("app.yaml:{place}: error[invalid-value]")), "{yaml}: {findings}");
    }
}

#[test]
fn one_mistake_of_a_shared_base_is_one_finding() {
    let mut sources = Sources::new();
    let source = sources
        .add("app.yaml", "base: {port: 80800, servcie: 1}\ntest: {service: 0}\nprod: {service: 90, protocol: x}\n");
    let mut findings = Findings::new();
    let node = parse_one(&sources, source, &mut findings).unwrap();
    for environment in ["test", "prod"] {
        let merged = merge(node.get("base").unwrap(), node.get(environment).unwrap());
        let mut decoder = Decoder::new(&sources, &mut findings);
        assert_eq!(port(&mut decoder, &merged), None);
    }
    let places: Vec<_> = findings.iter().map(|f| (f.line(), f.column(), f.code().as_str())).collect();
    assert_eq!(
        places,
        [(1, 14, "invalid-value"), (1, 21, "unknown-key"), (2, 17, "invalid-value"), (3, 31, "invalid-value")]
    );
}
