//! Sections of a platform file: what is refused where, and what is said and stops nothing.

use crate::sections::{assert_platform_refused, assert_platform_warned};

#[test]
fn sections_of_a_platform_are_refused_at_their_place() {
    assert_platform_refused(&[
        (
            "domain: example.com",
            "1:9: error[wrong-type] domain: found `example.com`, expected a mapping such as `{public: \"{app}.{environment}.example.com\", gateway: istio-system/public}`",
        ),
        (
            "domain: {public: \"{app}.{environment}.example.com\"}",
            "1:1: error[missing-key] domain: found no `gateway`, expected this key; add `gateway: ...`",
        ),
        (
            "domain: {public: \"{app}.example.com\", gateway: istio-system/public}",
            "1:18: error[invalid-value] domain.public: found `{app}.example.com`, expected a host with `{app}` and `{environment}` such as `{app}.{environment}.example.com`",
        ),
        (
            "domain: {public: \"{app}.{environment}.{line}.example.com\", gateway: a/b}",
            "1:18: error[invalid-value] domain.public: found `{app}.{environment}.{line}.example.com`, expected a host with `{app}` and `{environment}` such as `{app}.{environment}.example.com`",
        ),
        (
            "domain: {public: \"{app}.{environment}.example.com\", gateway: public}",
            "1:62: error[invalid-value] domain.gateway: found `public`, expected a namespace and a name such as `istio-system/public`",
        ),
        (
            "domain: {public: \"{app}.{environment}.example.com\", gateway: Istio/public}",
            "1:62: error[invalid-value] domain.gateway: found `Istio/public`, expected a namespace and a name such as `istio-system/public`",
        ),
        (
            "routing: nginx",
            "1:10: error[invalid-value] routing: found `nginx`, expected `istio`, `gateway-api` or `ingress`",
        ),
        (
            "gatewayClass: Istio",
            "1:15: error[invalid-value] gatewayClass: found 'I' in `Istio`, expected a lowercase letter or a digit; did you mean \"istio\"?",
        ),
        (
            "ingressClass: [traefik]",
            "1:15: error[wrong-type] ingressClass: found a list, expected the name of an IngressClass such as `traefik`",
        ),
        (
            "routing: gateway_api",
            "1:10: error[invalid-value] routing: found `gateway_api`, expected `istio`, `gateway-api` or `ingress`; did you mean `gateway-api`?",
        ),
        (
            "podSecurity: {lines: {xx: baseline}}",
            "1:23: error[dangling-reference] podSecurity.lines.xx: found business line `xx`, expected one of the platform's: ai, dt, ad",
        ),
        (
            "podSecurity: {environments: {prd: baseline}}",
            "1:30: error[dangling-reference] podSecurity.environments.prd: found environment `prd`, expected one of the platform's: test, preview, prod; did you mean `prod`?",
        ),
        (
            "podSecurity: {environments: {prod: none}}",
            "1:36: error[invalid-value] podSecurity.environments.prod: found `none`, expected `privileged`, `baseline` or `restricted`",
        ),
        (
            "podSecurity: {level: baseline}",
            "1:15: error[unknown-key] podSecurity.level: found unknown key `level`, expected one of `default`, `lines`, `environments`; remove it, or check how far it is indented",
        ),
        (
            "podSecurity: [baseline]",
            "1:14: error[wrong-type] podSecurity: found a list, expected `privileged`, `baseline` or `restricted`",
        ),
        ("mesh: true", "1:7: error[wrong-type] mesh: found `true`, expected a mapping such as `{cni: true}`"),
        (
            "mesh: {cni: yes}",
            "1:13: error[invalid-value] mesh.cni: found `yes`, expected `true` or `false`; write `true`",
        ),
        ("mesh: {cni: }", "1:11: error[wrong-type] mesh.cni: found nothing, expected `true` or `false`"),
        (
            "mesh: {cni: true, proxy: proxyv2}",
            "1:26: error[wrong-type] mesh.proxy: found `proxyv2`, expected a mapping such as `{image: {reference: \"docker.io/istio/proxyv2:1.27.1\"}}`",
        ),
        (
            "mesh: {cni: true, proxy: {}}",
            "1:19: error[missing-key] mesh.proxy: found no `image`, expected this key; add `image: ...`",
        ),
        (
            "mesh: {cni: true, proxy: {image: {reference: a}, discovery: istiod.istio-system.svc}}",
            "1:61: error[invalid-value] mesh.proxy.discovery: found `istiod.istio-system.svc`, expected a host and a port such as `istiod.istio-system.svc:15012`; write `istiod.istio-system.svc:15012`",
        ),
        (
            "mesh: {cni: true, proxy: {image: {reference: a}, discovery: \"http://istiod:15012\"}}",
            "1:61: error[invalid-value] mesh.proxy.discovery: found `http://istiod:15012`, expected a host and a port such as `istiod.istio-system.svc:15012`",
        ),
        (
            "mesh: {cni: true, proxy: {image: {reference: a}, discovery: \"istiod:65536\"}}",
            "1:61: error[invalid-value] mesh.proxy.discovery: found `istiod:65536`, expected a host and a port such as `istiod.istio-system.svc:15012`",
        ),
        (
            "consul: consul:8500",
            "1:9: error[wrong-type] consul: found `consul:8500`, expected a mapping such as `{address: consul.consul.svc, port: 8500}`; write `consul: 8500`",
        ),
        (
            "consul: {address: \"http://consul\", port: 8500}",
            "1:19: error[invalid-value] consul.address: found `http://consul`, expected a host such as `consul.consul.svc`",
        ),
        (
            "consul: {address: consul}",
            "1:1: error[missing-key] consul: found no `port`, expected this key; add `port: ...`",
        ),
        (
            "consul: {address: consul, port: 0}",
            "1:33: error[invalid-value] consul.port: found `0`, expected an integer from 1 to 65535",
        ),
        (
            "tracing: {address: \"\", port: 9411}",
            "1:20: error[invalid-value] tracing.address: found no text, expected a host such as `consul.consul.svc`",
        ),
        (
            "profiles: {2C4G: {cpu: 2}}",
            "1:13: error[invalid-value] profiles.2C4G: found 'C' in `2C4G`, expected a lowercase letter, a digit or '-'; did you mean \"2c4g\"?",
        ),
        (
            "profiles: {a: {cpu: 2, limits: {cpu: 1}}}",
            "1:21: error[invalid-value] profiles.a.cpu: found `2`, expected at most the limit of 1; raise the limit, or lower the request",
        ),
        (
            "profiles: {a: {size: b}}",
            "1:16: error[unknown-key] profiles.a.size: found unknown key `size`, expected one of `cpu`, `memory`, `limits`; remove it, or check how far it is indented",
        ),
        ("profiles: [a]", "1:11: error[wrong-type] profiles: found a list, expected a mapping"),
        (
            "logs: {image: {reference: filebeat}}",
            "1:1: error[missing-key] logs: found no `elasticsearch`, expected this key; add `elasticsearch: ...`",
        ),
        (
            "logs: {image: filebeat, elasticsearch: [\"http://e:9200\"]}",
            "1:15: error[wrong-type] logs.image: found `filebeat`, expected a mapping such as `{reference: \"filebeat:8.15.0\"}`",
        ),
        (
            "logs: {image: {reference: filebeat}, elasticsearch: []}",
            "1:1: error[invalid-value] logs: found no address of Elasticsearch, expected one or more",
        ),
        (
            "logs: {image: {reference: filebeat}, elasticsearch: [e]}",
            "1:54: error[invalid-value] logs.elasticsearch[0]: found `e`, expected an address such as `http://elasticsearch:9200`; write `\"http://e\"`",
        ),
        (
            "apollo: {meta: apollo}",
            "1:16: error[invalid-value] apollo.meta: found `apollo`, expected an address such as `http://elasticsearch:9200`; write `\"http://apollo\"`",
        ),
        (
            "apollo: {meta: \"http://apollo-{env}\"}",
            "1:16: error[invalid-value] apollo.meta: found `http://apollo-{env}`, expected an address such as `http://elasticsearch:9200`",
        ),
        ("apollo: {}", "1:1: error[missing-key] apollo: found no `meta`, expected this key; add `meta: ...`"),
        (
            "limits: {pod: {default: {cpu: 1}}}",
            "1:16: error[unknown-key] limits.pod.default: found unknown key `default`, expected one of `min`, `max`; remove it, or check how far it is indented",
        ),
        (
            "limits: {container: {max: {memory: -1}}}",
            "1:36: error[invalid-value] limits.container.max.memory: found `-1`, expected nothing below 0",
        ),
        (
            "limits: {container: {max: {gpu: 1}}}",
            "1:28: error[unknown-key] limits.container.max.gpu: found unknown key `gpu`, expected one of `cpu`, `memory`, `ephemeral-storage`; did you mean `cpu`?",
        ),
        (
            "limits: {container: {min: {memory: 2Gi}, max: {memory: 1Gi}}}",
            "1:36: error[invalid-value] limits.container.min.memory: found `2Gi`, expected at most the `max` of 1Gi",
        ),
        (
            "limits: {container: {defaultRequest: {memory: 2Gi}, default: {memory: 1Gi}}}",
            "1:47: error[invalid-value] limits.container.defaultRequest.memory: found `2Gi`, expected at most the `default` of 1Gi",
        ),
        (
            "limits: {container: {default: {memory: 2Gi}, max: {memory: 1Gi}}}",
            "1:40: error[invalid-value] limits.container.default.memory: found `2Gi`, expected at most the `max` of 1Gi",
        ),
        (
            "limits: {Container: {}}",
            "1:10: error[unknown-key] limits.Container: found unknown key `Container`, expected one of `container`, `pod`; did you mean `container`?",
        ),
        (
            "quota: {prd: {pods: 1}}",
            "1:9: error[dangling-reference] quota.prd: found environment `prd`, expected one of the platform's: test, preview, prod; did you mean `prod`?",
        ),
        (
            "quota: {prod: {requests.cpus: 1}}",
            "1:16: error[invalid-value] quota.prod.\"requests.cpus\": found `requests.cpus`, expected one of requests.cpu, requests.memory, requests.storage, requests.ephemeral-storage, limits.cpu, limits.memory, limits.ephemeral-storage, cpu, memory, ephemeral-storage, pods, services, services.nodeports, services.loadbalancers, configmaps, secrets, persistentvolumeclaims, replicationcontrollers, resourcequotas, or a name with `/` such as `count/jobs.batch`; did you mean `requests.cpu`?",
        ),
        (
            "quota: {prod: {gpu: 1}}",
            "1:16: error[invalid-value] quota.prod.gpu: found `gpu`, expected one of requests.cpu, requests.memory, requests.storage, requests.ephemeral-storage, limits.cpu, limits.memory, limits.ephemeral-storage, cpu, memory, ephemeral-storage, pods, services, services.nodeports, services.loadbalancers, configmaps, secrets, persistentvolumeclaims, replicationcontrollers, resourcequotas, or a name with `/` such as `count/jobs.batch`; did you mean `cpu`?",
        ),
        (
            "quota: {prod: {pods: 1.5}}",
            "1:22: error[invalid-value] quota.prod.pods: found `1500m`, expected a whole number of objects",
        ),
        (
            "quota: {prod: {count/jobs.batch: 500m}}",
            "1:34: error[invalid-value] quota.prod.\"count/jobs.batch\": found `500m`, expected a whole number of objects",
        ),
        (
            "quota: {prod: {pods: -1}}",
            "1:22: error[invalid-value] quota.prod.pods: found `-1`, expected nothing below 0",
        ),
        ("quota: {prod: 5}", "1:15: error[wrong-type] quota.prod: found `5`, expected a mapping"),
        ("minReplicas: 2", "1:14: error[wrong-type] minReplicas: found `2`, expected a mapping"),
        (
            "minReplicas: {prod: two}",
            "1:21: error[wrong-type] minReplicas.prod: found `two`, expected an integer from 0 to 2147483647",
        ),
        (
            "minReplicas: {live: 2}",
            "1:15: error[dangling-reference] minReplicas.live: found environment `live`, expected one of the platform's: test, preview, prod",
        ),
        (
            "minReplicas: {prod: -1}",
            "1:21: error[invalid-value] minReplicas.prod: found `-1`, expected an integer from 0 to 2147483647",
        ),
        (
            "convention: {clusterDomain: -cluster}",
            "1:29: error[invalid-value] convention.clusterDomain: found '-' in `-cluster`, expected a lowercase letter or a digit; did you mean \"cluster\"?",
        ),
        (
            "convention: {environments: [a], lines: {}, app: \"{component}\", namespace: \"{environment}\"}\nminReplicas: {prod: 2}",
            "2:15: error[dangling-reference] minReplicas.prod: found environment `prod`, expected one of the platform's: a",
        ),
    ]);
}
#[test]
fn a_bound_of_cpu_is_warned_of() {
    assert_platform_warned(&[
        (
            "limits: {container: {max: {cpu: 4}}}",
            "1:28: warning[cpu-limit] limits.container.max.cpu: found `max.cpu`, expected no bound of cpu; it gives a cpu limit to every container without one, which is then throttled; bound requests by `quota`",
        ),
        (
            "limits: {container: {max: {memory: 1Gi}}, pod: {max: {cpu: 8}}}",
            "1:55: warning[cpu-limit] limits.pod.max.cpu: found `max.cpu`, expected no bound of cpu; it refuses every pod with a container without a cpu limit; bound requests by `quota`",
        ),
        ("limits: {container: {default: {cpu: 1}, min: {cpu: 10m}}}", ""),
        (
            "quota: {prod: {limits.cpu: 20}}",
            "1:16: warning[cpu-limit] quota.prod.\"limits.cpu\": found `limits.cpu`, expected no bound of cpu limits; it refuses every pod with a container without a cpu limit; bound `requests.cpu`",
        ),
        ("quota: {prod: {limits.cpu: 20}}\nlimits: {container: {default: {cpu: 1}}}", ""),
        (
            "quota: {prod: {hugepages-2Mi: 1Gi, gold.storageclass.storage.k8s.io/requests.storage: 1Gi, requests.nvidia.com/gpu: 2}}",
            "",
        ),
        ("podSecurity: {}", ""),
        ("limits: {}", ""),
        ("consul: {address: \"[fd00::1]\", port: 8500}", ""),
    ]);
}
