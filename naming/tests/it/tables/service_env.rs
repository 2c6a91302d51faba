//! Services, and the variables that a kubelet makes of them.

use pavedroad_naming::Protocol;

/// The name of a Service, its address, and the name, number and protocol of each port.
pub(crate) type Service = (&'static str, &'static str, &'static [(&'static str, u16, Protocol)]);

pub(crate) const SERVICES: &[Service] = &[
    ("ai-dc-web", "FD00::A", &[("http-web", 80, Protocol::Tcp), ("dns", 53, Protocol::Udp), ("", 9, Protocol::Sctp)]),
    ("headless", "None", &[("http", 80, Protocol::Tcp)]),
    ("external", "", &[("http", 80, Protocol::Tcp)]),
    ("portless", "10.16.0.4", &[]),
    ("10-ai", "10.16.0.3", &[("", 9090, Protocol::Tcp)]),
];

/// All their variables, in the order of the Services.
pub(crate) const VARIABLES: &[&str] = &[
    "AI_DC_WEB_SERVICE_HOST=FD00::A",
    "AI_DC_WEB_SERVICE_PORT=80",
    "AI_DC_WEB_SERVICE_PORT_HTTP_WEB=80",
    "AI_DC_WEB_SERVICE_PORT_DNS=53",
    "AI_DC_WEB_PORT=tcp://[FD00::A]:80",
    "AI_DC_WEB_PORT_80_TCP=tcp://[FD00::A]:80",
    "AI_DC_WEB_PORT_80_TCP_PROTO=tcp",
    "AI_DC_WEB_PORT_80_TCP_PORT=80",
    "AI_DC_WEB_PORT_80_TCP_ADDR=FD00::A",
    "AI_DC_WEB_PORT_53_UDP=udp://[FD00::A]:53",
    "AI_DC_WEB_PORT_53_UDP_PROTO=udp",
    "AI_DC_WEB_PORT_53_UDP_PORT=53",
    "AI_DC_WEB_PORT_53_UDP_ADDR=FD00::A",
    "AI_DC_WEB_PORT_9_SCTP=sctp://[FD00::A]:9",
    "AI_DC_WEB_PORT_9_SCTP_PROTO=sctp",
    "AI_DC_WEB_PORT_9_SCTP_PORT=9",
    "AI_DC_WEB_PORT_9_SCTP_ADDR=FD00::A",
    "10_AI_SERVICE_HOST=10.16.0.3",
    "10_AI_SERVICE_PORT=9090",
    "10_AI_PORT=tcp://10.16.0.3:9090",
    "10_AI_PORT_9090_TCP=tcp://10.16.0.3:9090",
    "10_AI_PORT_9090_TCP_PROTO=tcp",
    "10_AI_PORT_9090_TCP_PORT=9090",
    "10_AI_PORT_9090_TCP_ADDR=10.16.0.3",
];
