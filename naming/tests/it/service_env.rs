//! The variables that kubelets make of Services.

use pavedroad_naming::*;

use crate::tables::service_env::{SERVICES, VARIABLES};

fn service(name: &str, ip: &str, ports: &[(&str, u16, Protocol)]) -> ClusterService {
    let port = |(name, port, protocol): &(&str, u16, Protocol)| ServicePort {
        name: (!name.is_empty()).then(|| name.parse().unwrap()),
        port: *port,
        protocol: *protocol,
    };
    ClusterService {
        name: name.parse().unwrap(),
        cluster_ip: ip.parse().unwrap(),
        ports: ports.iter().map(port).collect(),
    }
}

fn lines(services: &[ClusterService]) -> Vec<String> {
    service_env(services).map(|variable| variable.to_string()).collect()
}

/// What a container of an older talk's platform was given.
#[test]
fn the_variables_of_a_logging_namespace() {
    let services = [
        service("monitoring-grafana", "192.168.3.33", &[("", 80, Protocol::Tcp)]),
        service("kibana-logging", "192.168.3.140", &[("", 5601, Protocol::Tcp)]),
        service("monitoring-influxdb", "192.168.3.139", &[("http", 8083, Protocol::Tcp), ("api", 8086, Protocol::Tcp)]),
        service("elasticsearch-logging", "192.168.3.135", &[("", 9200, Protocol::Tcp)]),
    ];
    let lines = lines(&services);
    let shown = [
        "MONITORING_GRAFANA_PORT_80_TCP=tcp://192.168.3.33:80",
        "MONITORING_GRAFANA_PORT_80_TCP_ADDR=192.168.3.33",
        "KIBANA_LOGGING_PORT_5601_TCP=tcp://192.168.3.140:5601",
        "MONITORING_INFLUXDB_SERVICE_PORT=8083",
        "MONITORING_INFLUXDB_PORT=tcp://192.168.3.139:8083",
        "ELASTICSEARCH_LOGGING_SERVICE_PORT=9200",
        "ELASTICSEARCH_LOGGING_PORT=tcp://192.168.3.135:9200",
    ];
    let places: Vec<_> = shown.iter().map(|line| lines.iter().position(|found| found == line).expect(line)).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(lines.len(), 7 + 7 + 13 + 7);
}

#[test]
fn the_order_is_the_kubelets() {
    let services: Vec<_> = SERVICES.iter().map(|(name, ip, ports)| service(name, ip, ports)).collect();
    assert_eq!(lines(&services), VARIABLES);
}

#[test]
fn two_services_can_make_one_name_and_both_are_given() {
    let services = [
        service("ai", "10.16.0.3", &[("", 80, Protocol::Tcp)]),
        service("ai-service", "10.16.0.4", &[("", 81, Protocol::Tcp)]),
    ];
    let doubled: Vec<_> = lines(&services).into_iter().filter(|line| line.starts_with("AI_SERVICE_PORT=")).collect();
    assert_eq!(doubled, ["AI_SERVICE_PORT=80", "AI_SERVICE_PORT=tcp://10.16.0.4:81"]);
}
