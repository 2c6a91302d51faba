//! An example of each section, for editors and for the reference.

use serde_json::{Value, json};

/// Sets the example of every key that has none of its own.
pub(super) fn add(properties: &mut Value, examples: &Value) {
    for (key, example) in examples.as_object().into_iter().flatten() {
        if let Some(schema) = properties.get_mut(key).filter(|schema| schema.get("examples").is_none()) {
            schema["examples"] = json!([example]);
        }
    }
}

/// Of an app spec.
pub(super) fn sections() -> Value {
    json!({
        "workload": "stateful",
        "ports": {"http": 8080, "grpc": {"port": 9090, "service": 90}},
        "replicas": 3,
        "autoscale": {"min": 2, "max": 10, "cpu": "60%"},
        "probes": {"readiness": {"http": "/ready"}},
        "config": {"files": {"app.yaml": "listen: :8080\n"}, "mount": "/etc/app"},
        "logs": {"paths": ["/var/log/app/*.log"]},
        "tracing": {"sampling": "1%"},
        "init": {"migrate": {"args": ["migrate"]}},
        "sidecars": {"cache": {"image": {"reference": "redis:7.4"}}},
        "mesh": {"mode": "sidecar", "timeout": "60s"},
        "calls": ["ai-dc-server", {"external": "mysql.internal", "port": 3306}],
        "canary": {"steps": ["5%", "25%", "50%"], "pause": "10m"},
        "availability": {"disruption": 1, "drain": "20s"},
        "placement": {"nodeSelector": {"disk": "ssd"}},
        "access": {"election": true},
        "security": {"writableRoot": true},
        "patches": [{"kind": "Deployment", "merge": {"spec": {"paused": true}}}],
    })
}

/// Of a platform file.
pub(super) fn platform() -> Value {
    json!({
        "convention": {"lines": {"ai": "Artificial Intelligence"}, "environments": ["test", "prod"]},
        "domain": {"public": "{app}.{environment}.example.com", "gateway": "istio-system/public"},
        "routing": "gateway-api",
        "podSecurity": "baseline",
        "mesh": {"cni": false},
        "monitoring": {"namespace": "monitoring"},
        "consul": {"address": "consul.consul.svc", "port": 8500},
        "tracing": {"address": "zipkin.istio-system.svc", "port": 9411},
        "profiles": {"1c1g": {"cpu": 1, "memory": "1Gi"}},
        "logs": {"image": {"reference": "filebeat:8.15.0"}, "elasticsearch": ["http://elasticsearch:9200"]},
        "apollo": {"meta": "http://apollo-{environment}:8080"},
        "limits": {"container": {"defaultRequest": {"cpu": "100m", "memory": "256Mi"}}},
    })
}
