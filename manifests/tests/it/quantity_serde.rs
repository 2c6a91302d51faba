//! Quantities in JSON, in YAML and in the Kubernetes API types.

use k8s_openapi::apimachinery::pkg::api::resource::Quantity as ApiQuantity;
use pavedroad_manifests::Quantity;

fn read(json: &str) -> Result<String, String> {
    serde_json::from_str::<Quantity>(json).map(|quantity| quantity.to_string()).map_err(|error| error.to_string())
}

#[test]
fn reads_texts_and_bare_numbers_as_the_api_server_does() {
    for (json, expected) in [
        ("\"1.5Gi\"", "1536Mi"),
        ("\" 1.500\\t\"", "1.500"),
        ("250", "250"),
        ("-1000", "-1k"),
        ("0", "0"),
        ("18446744073709551615", "18446744073709551615"),
        ("0.5", "500m"),
        ("0.1", "100m"),
        ("1e3", "1k"),
        ("1.5e-3", "1500u"),
        ("0.123456789012345", "123456790n"),
        ("1e300", "1e300"),
    ] {
        assert_eq!(read(json).as_deref(), Ok(expected), "{json}");
    }
}

#[test]
fn refuses_numbers_that_lost_digits_and_what_is_no_number() {
    for (json, message) in [
        (
            "0.1234567890123456",
            "found a number of more than 15 digits, near 0.1234567890123456, expected it in quotes, because a bare one \
             loses digits at line 1 column 18",
        ),
        ("null", "invalid type: null, expected a quantity such as `500m` or `1Gi` at line 1 column 4"),
        ("true", "invalid type: boolean `true`, expected a quantity such as `500m` or `1Gi` at line 1 column 4"),
        (
            "\"1K\"",
            "invalid quantity \"1K\": found \"K\" at byte 1, expected n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or \
             an exponent such as e3; did you mean \"1k\" (1000) or \"1Ki\" (1024)? at line 1 column 4",
        ),
        ("\"\"", "invalid quantity \"\": found nothing, expected a number such as 500m or 1Gi at line 1 column 2"),
    ] {
        assert_eq!(read(json), Err(message.to_owned()), "{json}");
    }
}

#[test]
fn writes_what_go_writes() {
    for (text, json) in [("1.5Gi", "\"1536Mi\""), ("+5", "\"+5\""), ("1000m", "\"1\""), ("0Mi", "\"0\"")] {
        assert_eq!(serde_json::to_string(&text.parse::<Quantity>().unwrap()).unwrap(), json);
    }
}

#[test]
fn goes_through_yaml() {
    let read: Vec<Quantity> = serde_yaml::from_str("[250m, 1, 0.5, \"1Gi\", 1e3]").unwrap();
    let texts: Vec<String> = read.iter().map(Quantity::to_string).collect();
    assert_eq!(texts, ["250m", "1", "500m", "1Gi", "1k"]);
    assert_eq!(serde_yaml::from_str::<Vec<Quantity>>(&serde_yaml::to_string(&read).unwrap()).unwrap(), read);
}

#[test]
fn goes_to_the_api_type_and_back() {
    let quantity: Quantity = "1.5Gi".parse().unwrap();
    let api = ApiQuantity::from(&quantity);
    assert_eq!(api, ApiQuantity("1536Mi".to_owned()));
    assert_eq!(Quantity::try_from(&api), Ok(quantity.clone()));
    assert_eq!(ApiQuantity::from(quantity), api);
    assert_eq!(Quantity::try_from(api).unwrap().source(), Some("1536Mi"));
    assert!(Quantity::try_from(ApiQuantity("1K".to_owned())).is_err());
}
