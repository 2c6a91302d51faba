//! Sections about the pods themselves: labels, commands, further containers, security, placement, availability, access.

use crate::sections::assert_refused;

#[test]
fn labels_and_words_are_refused_at_their_place() {
    assert_refused(&[
        (
            "labels: {app: x}",
            "3:10: error[conflict] labels.app: found label `app`, expected a key that neither Pavedroad nor Kubernetes sets",
        ),
        (
            "labels: {pod-template-hash: x}",
            "3:10: error[conflict] labels.pod-template-hash: found label `pod-template-hash`, expected a key that neither Pavedroad nor Kubernetes sets",
        ),
        (
            "labels: {job: x}",
            "3:10: error[conflict] labels.job: found label `job`, expected a key that neither Pavedroad nor Kubernetes sets",
        ),
        (
            "labels: {batch.kubernetes.io/job-name: x}",
            "3:10: error[conflict] labels.\"batch.kubernetes.io/job-name\": found label `batch.kubernetes.io/job-name`, expected a key that neither Pavedroad nor Kubernetes sets",
        ),
        (
            "labels: {sidecar.istio.io/inject: \"true\"}",
            "3:10: error[conflict] labels.\"sidecar.istio.io/inject\": found label `sidecar.istio.io/inject`, expected a key that neither Pavedroad nor Kubernetes sets",
        ),
        (
            "labels: {Team_: search}",
            "3:14: error[invalid-value] labels.Team_: found '_' in `Team_`, expected a letter or a digit; did you mean \"Team\"?",
        ),
        (
            "labels: {team: se arch}",
            "3:18: error[invalid-value] labels.team: found ' ' in `se arch`, expected a letter, a digit, '-', '_' or '.'; did you mean \"se-arch\"?",
        ),
        (
            "labels: {team: 1.10}",
            "3:16: error[yaml-surprise] labels.team: found `1.10`, which a YAML 1.1 reader takes for the number 1.1, expected text in quotes; write `\"1.10\"`",
        ),
        (
            "labels: {team: on}",
            "3:16: error[yaml-surprise] labels.team: found `on`, which a YAML 1.1 reader takes for the boolean true, expected text in quotes; write `\"on\"`",
        ),
        ("labels: {team: }", "3:14: error[wrong-type] labels.team: found nothing, expected the value of a label"),
        ("labels: [team]", "3:9: error[wrong-type] labels: found a list, expected a mapping such as `{team: search}`"),
        (
            "workload: statefull",
            "3:11: error[invalid-value] workload: found `statefull`, expected `stateless`, `stateful` or `per-node`; did you mean `stateful`?",
        ),
        (
            "workload: DaemonSet",
            "3:11: error[invalid-value] workload: found `DaemonSet`, expected `stateless`, `stateful` or `per-node`",
        ),
        ("command: []", "3:10: error[invalid-value] command: found an empty list, expected a command"),
        (
            "command: /app/web",
            "3:10: error[wrong-type] command: found `/app/web`, expected a list; write it in brackets: `[...]`",
        ),
        ("command: [a, {b: c}]", "3:14: error[wrong-type] command[1]: found a mapping, expected text"),
        (
            "args: [a, null]",
            "3:11: error[wrong-type] args[1]: found `null`, expected text; write `\"null\"` for the word itself",
        ),
        ("args: x", "3:7: error[wrong-type] args: found `x`, expected a list; write it in brackets: `[...]`"),
    ]);
}

#[test]
fn further_containers_are_refused_at_their_place() {
    assert_refused(&[
        (
            "init: [migrate]",
            "3:7: error[wrong-type] init: found a list, expected a mapping such as `{migrate: {args: [migrate]}}`",
        ),
        (
            "init: {migrate: {image: {tag: v1}}}",
            "3:26: error[unknown-key] init.migrate.image.tag: found unknown key `tag`, expected `reference`; did you mean `reference`?",
        ),
        (
            "init: {migrate: {port: 80}}",
            "3:18: error[unknown-key] init.migrate.port: found unknown key `port`, expected one of `image`, `command`, `args`, `env`, `resources`; remove it, or check how far it is indented",
        ),
        (
            "init: {migrate: }",
            "3:15: error[wrong-type] init.migrate: found nothing, expected a mapping such as `{args: [migrate]}`",
        ),
        (
            "init: {Migrate: {args: [a]}}",
            "3:8: error[invalid-value] init.Migrate: found 'M' in `Migrate`, expected a lowercase letter or a digit; did you mean \"migrate\"?",
        ),
        (
            "init: {ai-dc-web: {args: [a]}}",
            "3:8: error[conflict] init.ai-dc-web: found container `ai-dc-web`, expected a name of its own; the app's container has the app's name",
        ),
        (
            "init: {filebeat: {args: [a]}}",
            "3:8: error[conflict] init.filebeat: found container `filebeat`, expected a name of its own; the platform has a container of that name",
        ),
        (
            "init: {migrate: {image: {reference: redis:7.4 x}}}",
            "3:46: error[invalid-value] init.migrate.image.reference: found ' ' in `redis:7.4 x`, expected a letter, a digit, '_', '.' or '-'",
        ),
        (
            "init: {migrate: {resources: {cpu: 2, limits: {cpu: 1}}}}",
            "3:35: error[invalid-value] init.migrate.resources.cpu: found `2`, expected at most the limit of 1; raise the limit, or lower the request",
        ),
        (
            "sidecars: {cache: {args: [a]}}",
            "3:12: error[missing-key] sidecars.cache: found no `image`, expected this key; add `image: ...`",
        ),
        (
            "sidecars: {cache: {image: {}}}",
            "3:20: error[missing-key] sidecars.cache.image: found no `reference`, expected this key; add `reference: ...`",
        ),
        (
            "sidecars: {istio-proxy: {image: {reference: envoy}}}",
            "3:12: error[conflict] sidecars.istio-proxy: found container `istio-proxy`, expected a name of its own; the platform has a container of that name",
        ),
        (
            "init: {cache: {args: [a]}}\nsidecars: {cache: {image: {reference: redis}}}",
            "4:12: error[conflict] sidecars.cache: found container `cache`, expected a name of its own; a container of `init` has that name",
        ),
        (
            "sidecars: {cache: {image: {reference: redis}, env: {A: [b]}}}",
            "3:56: error[wrong-type] sidecars.cache.env.A: found a list, expected text",
        ),
        (
            "sidecars: {cache: {image: {reference: redis}, resources: {size: 9c9g}}}",
            "3:65: error[dangling-reference] sidecars.cache.resources.size: found size `9c9g`, expected a size of the platform: 1c1g, 2c4g",
        ),
    ]);
}

#[test]
fn security_is_refused_beyond_the_level_of_the_namespace() {
    assert_refused(&[
        (
            "security: {user: -1}",
            "3:18: error[invalid-value] security.user: found `-1`, expected an integer from 0 to 2147483647",
        ),
        (
            "security: {user: 2147483648}",
            "3:18: error[invalid-value] security.user: found `2147483648`, expected an integer from 0 to 2147483647",
        ),
        (
            "security: {user: root}",
            "3:18: error[wrong-type] security.user: found `root`, expected an integer from 0 to 2147483647",
        ),
        (
            "security: {writableRoot: yes}",
            "3:26: error[invalid-value] security.writableRoot: found `yes`, expected `true` or `false`; write `true`",
        ),
        (
            "security: {writableRoot: 1}",
            "3:26: error[wrong-type] security.writableRoot: found `1`, expected `true` or `false`",
        ),
        (
            "security: {capabilities: [SYS_ADMN]}",
            "3:27: error[invalid-value] security.capabilities[0]: found `SYS_ADMN`, expected `NET_BIND_SERVICE`, `AUDIT_WRITE`, `CHOWN`, `DAC_OVERRIDE`, `FOWNER`, `FSETID`, `KILL`, `MKNOD`, `SETFCAP`, `SETGID`, `SETPCAP`, `SETUID`, `SYS_CHROOT`, `NET_ADMIN`, `NET_RAW`, `SYS_PTRACE`, `SYS_TIME`, `SYS_ADMIN`, `IPC_LOCK` or `SYS_RESOURCE`; did you mean `SYS_ADMIN`?",
        ),
        (
            "security: {capabilities: NET_ADMIN}",
            "3:26: error[wrong-type] security.capabilities: found `NET_ADMIN`, expected a list; write it in brackets: `[...]`",
        ),
        (
            "security: {runAsUser: 5}",
            "3:12: error[unknown-key] security.runAsUser: found unknown key `runAsUser`, expected one of `user`, `writableRoot`, `capabilities`, `privileged`; remove it, or check how far it is indented",
        ),
        (
            "security: {user: 0}",
            "3:18: error[pod-security] security.user: found user 0, which is root, expected what `restricted` allows, the Pod Security level of `ai-preview`; remove it, or give the namespace `podSecurity: baseline`",
        ),
        (
            "security: {privileged: true}",
            "3:24: error[pod-security] security.privileged: found a privileged container, expected what `restricted` allows, the Pod Security level of `ai-preview`; remove it, or give the namespace `podSecurity: privileged`",
        ),
        (
            "security: {capabilities: [NET_BIND_SERVICE, NET_ADMIN]}",
            "3:26: error[pod-security] security.capabilities: found capability `NET_ADMIN`, expected what `restricted` allows, the Pod Security level of `ai-preview`; remove it, or give the namespace `podSecurity: privileged`",
        ),
        (
            "security: {capabilities: [CHOWN, NET_RAW]}",
            "3:26: error[pod-security] security.capabilities: found capability `CHOWN`, expected what `restricted` allows, the Pod Security level of `ai-preview`; remove it, or give the namespace `podSecurity: baseline`",
        ),
        (
            "storage: {hosts: {hostPath: /usr/share/zoneinfo, mount: /zoneinfo}}",
            "3:29: error[pod-security] storage.hosts.hostPath: found a path of the node, expected what `restricted` allows, the Pod Security level of `ai-preview`; remove it, or give the namespace `podSecurity: privileged`",
        ),
        (
            "storage: {data: {nfs: {server: nfs.internal, path: /exports}, mount: /data}}",
            "3:23: error[pod-security] storage.data.nfs: found an NFS volume, expected what `restricted` allows, the Pod Security level of `ai-preview`; remove it, or give the namespace `podSecurity: baseline`",
        ),
        (
            "environments: {prod: {security: {user: 0}}}",
            "3:40: error[pod-security] environments.prod.security.user: found user 0, which is root, expected what `restricted` allows, the Pod Security level of `ai-prod`; remove it, or give the namespace `podSecurity: baseline`",
        ),
    ]);
}

#[test]
fn placement_is_refused_as_the_api_server_refuses_it() {
    assert_refused(&[
        (
            "placement: {nodeSelector: [ssd]}",
            "3:27: error[wrong-type] placement.nodeSelector: found a list, expected a mapping such as `{disk: ssd}`",
        ),
        (
            "placement: {nodeSelector: {disk: 1e3}}",
            "3:34: error[yaml-surprise] placement.nodeSelector.disk: found `1e3`, which a YAML 1.1 reader takes for the number 1000, expected text in quotes; write `\"1e3\"`",
        ),
        (
            "placement: {nodeSelector: {\"a b\": c}}",
            "3:30: error[invalid-value] placement.nodeSelector.\"a b\": found ' ' in `a b`, expected a letter, a digit, '-', '_' or '.'; did you mean \"a-b\"?",
        ),
        (
            "placement: {nodeselector: {disk: ssd}}",
            "3:13: error[unknown-key] placement.nodeselector: found unknown key `nodeselector`, expected one of `nodeSelector`, `tolerations`; did you mean `nodeSelector`?",
        ),
        (
            "placement: {tolerations: {key: gpu}}",
            "3:26: error[wrong-type] placement.tolerations: found a mapping, expected a list",
        ),
        (
            "placement: {tolerations: [{key: gpu, operator: Exists, value: \"1\"}]}",
            "3:27: error[conflict] placement.tolerations[0]: found `value` beside `operator: Exists`, expected `operator: Equal`, or no value",
        ),
        (
            "placement: {tolerations: [{operator: Equal, value: a}]}",
            "3:27: error[conflict] placement.tolerations[0]: found no `key` beside `operator: Equal`, expected a key",
        ),
        (
            "placement: {tolerations: [{key: gpu, operator: Equal}]}",
            "3:27: error[conflict] placement.tolerations[0]: found no `value` beside `operator: Equal`, expected a value, or `operator: Exists`",
        ),
        (
            "placement: {tolerations: [{key: gpu}, {key: gpu, effect: NoSchedule, tolerationSeconds: 60}]}",
            "3:39: error[conflict] placement.tolerations[1]: found `tolerationSeconds` without `effect: NoExecute`, expected both: only that effect ends pods that run",
        ),
        (
            "placement: {tolerations: [{key: gpu, operator: In}]}",
            "3:48: error[invalid-value] placement.tolerations[0].operator: found `In`, expected `Exists` or `Equal`",
        ),
        (
            "placement: {tolerations: [{key: gpu, effect: noSchedule}]}",
            "3:46: error[invalid-value] placement.tolerations[0].effect: found `noSchedule`, expected `NoSchedule`, `PreferNoSchedule` or `NoExecute`; did you mean `NoSchedule`?",
        ),
        (
            "placement: {tolerations: [{key: gpu, effect: NoExecute, tolerationSeconds: -1}]}",
            "3:76: error[invalid-value] placement.tolerations[0].tolerationSeconds: found `-1`, expected an integer from 0 to 2147483647",
        ),
    ]);
}

#[test]
fn availability_is_refused_as_the_api_server_refuses_it() {
    assert_refused(&[
        (
            "availability: {disruption: -1}",
            "3:28: error[invalid-value] availability.disruption: found '-' in `-1`, expected 0 or more",
        ),
        (
            "availability: {disruption: 101%}",
            "3:28: error[invalid-value] availability.disruption: found `101%`, expected at most `100%`",
        ),
        (
            "availability: {disruption: \"1\"}",
            "3:28: error[wrong-type] availability.disruption: found the text `\"1\"`, expected a number, or a percentage; remove the quotes",
        ),
        (
            "availability: {disruption: half}",
            "3:28: error[invalid-value] availability.disruption: found 'h' in `half`, expected a digit",
        ),
        (
            "availability: {spread: host}",
            "3:24: error[wrong-type] availability.spread: found `host`, expected a list; write it in brackets: `[...]`",
        ),
        (
            "availability: {spread: [host, node]}",
            "3:31: error[invalid-value] availability.spread[1]: found `node`, expected `host` or `zone`",
        ),
        (
            "availability: {spread: [host, zone, host]}",
            "3:37: error[conflict] availability.spread[2]: found `host` again, expected each once; remove it",
        ),
        (
            "availability: {drain: 10}",
            "3:23: error[invalid-value] availability.drain: found `10`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`; write `10s`",
        ),
        (
            "availability: {drain: 500ms}",
            "3:23: error[invalid-value] availability.drain: found `500ms`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`",
        ),
        (
            "availability: {drain: 45s}",
            "3:23: error[conflict] availability.drain: found a drain of 45 s in a grace period of 45 s, expected a drain that is shorter; what comes after the drain, such as open requests, needs time too",
        ),
        (
            "availability: {drain: 1m, grace: 30s}",
            "3:23: error[conflict] availability.drain: found a drain of 60 s in a grace period of 30 s, expected a drain that is shorter; what comes after the drain, such as open requests, needs time too",
        ),
        (
            "availability: {grace: 10s}",
            "3:23: error[conflict] availability.grace: found a drain of 10 s in a grace period of 10 s, expected a drain that is shorter; what comes after the drain, such as open requests, needs time too",
        ),
        (
            "availability: {grace: 0s}",
            "3:23: error[conflict] availability.grace: found a drain of 10 s in a grace period of 0 s, expected a drain that is shorter; what comes after the drain, such as open requests, needs time too",
        ),
        (
            "availability: {priorityClass: High}",
            "3:31: error[invalid-value] availability.priorityClass: found 'H' in `High`, expected a lowercase letter or a digit; did you mean \"high\"?",
        ),
        (
            "availability: {pdb: 1}",
            "3:16: error[unknown-key] availability.pdb: found unknown key `pdb`, expected one of `disruption`, `spread`, `drain`, `grace`, `priorityClass`; remove it, or check how far it is indented",
        ),
        (
            "availability: {drain: 20s}\nenvironments: {test: {availability: {grace: 15s}}}",
            "4:45: error[conflict] environments.test.availability.grace: found a drain of 20 s in a grace period of 15 s, expected a drain that is shorter; what comes after the drain, such as open requests, needs time too",
        ),
    ]);
}

#[test]
fn access_is_refused_at_its_place() {
    assert_refused(&[
        (
            "access: {election: yes}",
            "3:20: error[invalid-value] access.election: found `yes`, expected `true` or `false`; write `true`",
        ),
        ("access: {rules: [get]}", "3:17: error[wrong-type] access.rules: found a list, expected a mapping"),
        (
            "access: {rules: {config: {verbs: [get]}}}",
            "3:18: error[missing-key] access.rules.config: found no `resources`, expected this key; add `resources: ...`",
        ),
        (
            "access: {rules: {config: {resources: [configmaps]}}}",
            "3:18: error[missing-key] access.rules.config: found no `verbs`, expected this key; add `verbs: ...`",
        ),
        (
            "access: {rules: {config: {resources: [], verbs: [get]}}}",
            "3:38: error[invalid-value] access.rules.config.resources: found an empty list, expected one or more",
        ),
        (
            "access: {rules: {config: {resources: [configmaps], verbs: [read]}}}",
            "3:60: error[invalid-value] access.rules.config.verbs[0]: found `read`, expected one of get, list, watch, create, update, patch, delete, deletecollection, bind, escalate, impersonate, *",
        ),
        (
            "access: {rules: {config: {resources: [configmaps], verbs: [GET, wacth]}}}",
            "3:60: error[invalid-value] access.rules.config.verbs[0]: found `GET`, expected one of get, list, watch, create, update, patch, delete, deletecollection, bind, escalate, impersonate, *; did you mean `get`?\n3:65: error[invalid-value] access.rules.config.verbs[1]: found `wacth`, expected one of get, list, watch, create, update, patch, delete, deletecollection, bind, escalate, impersonate, *; did you mean `watch`?",
        ),
        (
            "access: {rules: {Config: {resources: [configmaps], verbs: [get]}}}",
            "3:18: error[invalid-value] access.rules.Config: found 'C' in `Config`, expected a lowercase letter or a digit; did you mean \"config\"?",
        ),
        (
            "access: {rules: {config: {resources: configmaps, verbs: [get]}}}",
            "3:38: error[wrong-type] access.rules.config.resources: found `configmaps`, expected a list; write it in brackets: `[...]`",
        ),
        (
            "access: {rules: {config: {apigroups: [\"\"], resources: [configmaps], verbs: [get]}}}",
            "3:27: error[unknown-key] access.rules.config.apigroups: found unknown key `apigroups`, expected one of `apiGroups`, `resources`, `resourceNames`, `verbs`; did you mean `apiGroups`?",
        ),
    ]);
}
