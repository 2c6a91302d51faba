//! Sections about files in the pods: config, secrets, storage, logs, and what is mounted where.

use crate::sections::assert_refused;

#[test]
fn config_is_refused_at_its_place() {
    assert_refused(&[
        (
            "config: {files: {app.yaml: x}}",
            "3:1: error[conflict] config: found `files` without `mount`, expected both; add `mount: /etc/app`",
        ),
        (
            "config: {mount: /etc/app}",
            "3:1: error[conflict] config: found `mount` without `files`, expected both; add `files`, or remove `mount`",
        ),
        (
            "config: {files: {\"a b\": x}, mount: /etc/app}",
            "3:18: error[invalid-value] config.files.\"a b\": found `a b`, expected a key of 1 to 253 letters, digits, `-`, `_` and `.`, not `.` or `..` at the start",
        ),
        (
            "config: {files: {..app: x}, mount: /etc/app}",
            "3:18: error[invalid-value] config.files.\"..app\": found `..app`, expected a key of 1 to 253 letters, digits, `-`, `_` and `.`, not `.` or `..` at the start",
        ),
        (
            "config: {files: {app.yaml: {listen: 8080}}, mount: /etc/app}",
            "3:28: error[wrong-type] config.files.\"app.yaml\": found a mapping, expected text",
        ),
        (
            "config: {files: {app.yaml: x}, mount: etc/app}",
            "3:39: error[invalid-value] config.mount: found `etc/app`, expected an absolute path without `:` and `..`; write `/etc/app`",
        ),
        (
            "config: {files: {app.yaml: x}, mount: /etc/../app}",
            "3:39: error[invalid-value] config.mount: found `/etc/../app`, expected an absolute path without `:` and `..`",
        ),
        (
            "config: {files: {app.yaml: x}, mount: /}",
            "3:39: error[invalid-value] config.mount: found `/`, expected a path below the root such as `/data`; the root is the image's",
        ),
        (
            "config: {files: {app.yaml: x}, mount: \"/etc:ro\"}",
            "3:39: error[invalid-value] config.mount: found `/etc:ro`, expected an absolute path without `:` and `..`",
        ),
        (
            "config: {file: {app.yaml: x}}",
            "3:10: error[unknown-key] config.file: found unknown key `file`, expected one of `files`, `mount`, `consul`, `apollo`; did you mean `files`?",
        ),
        (
            "config: {consul: {}}",
            "3:10: error[missing-key] config.consul: found no `prefix`, expected this key; add `prefix: ...`",
        ),
        (
            "config: {consul: {prefix: /ai/dc-web}}",
            "3:27: error[invalid-value] config.consul.prefix: found `/ai/dc-web`, expected a prefix such as `ai/dc-web`; write `ai/dc-web`",
        ),
        (
            "config: {consul: {prefix: \"\"}}",
            "3:27: error[invalid-value] config.consul.prefix: found no text, expected a prefix such as `ai/dc-web`",
        ),
        (
            "config: {consul: {prefix: ai, acl: readonly}}",
            "3:36: error[invalid-value] config.consul.acl: found `readonly`, expected `read` or `write`",
        ),
        (
            "config: {apollo: {namespaces: [application]}}",
            "3:10: error[missing-key] config.apollo: found no `appId`, expected this key; add `appId: ...`",
        ),
        (
            "config: {apollo: {appId: \"\"}}",
            "3:26: error[invalid-value] config.apollo.appId: found no text, expected a name",
        ),
        (
            "config: {apollo: {appId: a, namespaces: []}}",
            "3:41: error[invalid-value] config.apollo.namespaces: found an empty list, expected one or more; without the key it is `application`",
        ),
        (
            "config: {apollo: {appId: a, namespaces: application}}",
            "3:41: error[wrong-type] config.apollo.namespaces: found `application`, expected a list; write it in brackets: `[...]`",
        ),
    ]);
}

#[test]
fn secrets_and_volumes_are_refused_at_their_place() {
    assert_refused(&[
        (
            "secrets: [tls]",
            "3:10: error[wrong-type] secrets: found a list, expected a mapping such as `{tls: {mount: /etc/tls}}`",
        ),
        (
            "secrets: {tls: /etc/tls}",
            "3:16: error[wrong-type] secrets.tls: found `/etc/tls`, expected a mapping such as `{mount: /etc/tls}`",
        ),
        (
            "secrets: {tls: {}}",
            "3:11: error[missing-key] secrets.tls: found no `mount`, expected this key; add `mount: ...`",
        ),
        (
            "secrets: {Tls: {mount: /etc/tls}}",
            "3:11: error[invalid-value] secrets.Tls: found 'T' in `Tls`, expected a lowercase letter or a digit; did you mean \"tls\"?",
        ),
        (
            "secrets: {tls: {mount: ./tls}}",
            "3:24: error[invalid-value] secrets.tls.mount: found `./tls`, expected an absolute path without `:` and `..`",
        ),
        (
            "storage: {data: {mount: /data}}",
            "3:11: error[conflict] storage.data: found nothing that holds the data, expected one of `size`, `claim`, `emptyDir`, `hostPath`, `nfs`, `csi`",
        ),
        (
            "storage: {data: {size: 10Gi}}",
            "3:11: error[missing-key] storage.data: found no `mount`, expected this key; add `mount: ...`",
        ),
        (
            "storage: {data: {size: 10GB, mount: /data}}",
            "3:27: error[invalid-value] storage.data.size: found 'B' in `10GB`, expected the end; did you mean \"10G\" (1000^3) or \"10Gi\" (1024^3)?",
        ),
        (
            "storage: {data: {size: 0, mount: /data}}",
            "3:24: error[invalid-value] storage.data.size: found `0`, expected a size above 0 such as `10Gi`",
        ),
        (
            "storage: {data: {size: -1Gi, mount: /data}}",
            "3:24: error[invalid-value] storage.data.size: found `-1Gi`, expected a size above 0 such as `10Gi`",
        ),
        (
            "storage: {data: {emptyDir: 0, mount: /data}}",
            "3:28: error[invalid-value] storage.data.emptyDir: found `0`, expected a size above 0 such as `10Gi`",
        ),
        (
            "storage: {data: {emptyDir: true, mount: /data}}",
            "3:28: error[invalid-value] storage.data.emptyDir: found 't' in `true`, expected a digit",
        ),
        (
            "storage: {data: {size: 1Gi, emptyDir: 1Gi, mount: /data}}",
            "3:11: error[conflict] storage.data: found several things that hold the data, expected one of `size`, `claim`, `emptyDir`, `hostPath`, `nfs`, `csi`",
        ),
        (
            "storage: {data: {class: fast, mount: /data}}",
            "3:11: error[conflict] storage.data: found `class` or `access` without `size`, expected one of `size`, `claim`, `emptyDir`, `hostPath`, `nfs`, `csi`",
        ),
        (
            "storage: {data: {class: fast, claim: old, mount: /data}}",
            "3:11: error[conflict] storage.data: found `class` or `access` without `size`, expected one of `size`, `claim`, `emptyDir`, `hostPath`, `nfs`, `csi`",
        ),
        (
            "storage: {data: {size: 1Gi, access: RWX, mount: /data}}",
            "3:37: error[invalid-value] storage.data.access: found `RWX`, expected `ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany` or `ReadWriteOncePod`",
        ),
        (
            "storage: {data: {size: 1Gi, class: Fast, mount: /data}}",
            "3:36: error[invalid-value] storage.data.class: found 'F' in `Fast`, expected a lowercase letter or a digit; did you mean \"fast\"?",
        ),
        (
            "storage: {data: {claim: Old, mount: /data}}",
            "3:25: error[invalid-value] storage.data.claim: found 'O' in `Old`, expected a lowercase letter or a digit; did you mean \"old\"?",
        ),
        (
            "storage: {data: {nfs: {server: a}, mount: /data}}",
            "3:18: error[missing-key] storage.data.nfs: found no `path`, expected this key; add `path: ...`",
        ),
        (
            "storage: {data: {nfs: \"a:/b\", mount: /data}}",
            "3:23: error[wrong-type] storage.data.nfs: found the text `\"a:/b\"`, expected a mapping such as `{server: nfs.internal, path: /exports/data}`",
        ),
        (
            "storage: {data: {csi: {}, mount: /data}}",
            "3:18: error[missing-key] storage.data.csi: found no `driver`, expected this key; add `driver: ...`",
        ),
        (
            "storage: {data: {csi: {driver: d, attributes: [a]}, mount: /data}}",
            "3:47: error[wrong-type] storage.data.csi.attributes: found a list, expected a mapping",
        ),
        (
            "storage: {data: {emptyDir: 1Gi, mount: /data, readOnly: no}}",
            "3:57: error[invalid-value] storage.data.readOnly: found `no`, expected `true` or `false`; write `false`",
        ),
        (
            "storage: {Data: {emptyDir: 1Gi, mount: /data}}",
            "3:11: error[invalid-value] storage.Data: found 'D' in `Data`, expected a lowercase letter or a digit; did you mean \"data\"?",
        ),
        (
            "storage: {data: {emptydir: 1Gi, mount: /data}}",
            "3:18: error[unknown-key] storage.data.emptydir: found unknown key `emptydir`, expected one of `claim`, `emptyDir`, `hostPath`, `nfs`, `csi`, `size`, `class`, `access`, `mount`, `readOnly`; did you mean `emptyDir`?",
        ),
        (
            "storage: {data: 10Gi}",
            "3:17: error[wrong-type] storage.data: found `10Gi`, expected a mapping such as `{size: 10Gi, mount: /data}`",
        ),
        (
            "storage: {tmp: {emptyDir: 1Gi, mount: /data}}",
            "3:11: error[conflict] storage.tmp: found volume `tmp`, expected a name that is not ours",
        ),
        (
            "storage: {config: {emptyDir: 1Gi, mount: /data}}",
            "3:11: error[conflict] storage.config: found volume `config`, expected a name that is not ours",
        ),
    ]);
}

#[test]
fn two_mounts_at_one_path_are_refused() {
    assert_refused(&[
        (
            "storage: {a: {emptyDir: 1Gi, mount: /data}, b: {emptyDir: 1Gi, mount: /data/}}",
            "3:71: error[conflict] storage.b.mount: found `/data` again, expected a path of its own; `storage.a` is mounted there",
        ),
        (
            "storage: {a: {emptyDir: 1Gi, mount: //data}, b: {emptyDir: 1Gi, mount: /./data}}",
            "3:72: error[conflict] storage.b.mount: found `/data` again, expected a path of its own; `storage.a` is mounted there",
        ),
        (
            "config: {files: {a: b}, mount: /etc/app}\nsecrets: {tls: {mount: /etc/app}}",
            "4:24: error[conflict] secrets.tls.mount: found `/etc/app` again, expected a path of its own; `config` is mounted there",
        ),
        (
            "secrets: {tls: {mount: /etc/tls}}\nstorage: {tls: {emptyDir: 1Gi, mount: /etc/tls}}",
            "4:39: error[conflict] storage.tls.mount: found `/etc/tls` again, expected a path of its own; `secrets.tls` is mounted there",
        ),
        (
            "storage: {a: {emptyDir: 1Gi, mount: /a}, b: {emptyDir: 1Gi, mount: /b}}\nenvironments: {prod: {storage: {b: {mount: /a}}}}",
            "4:44: error[conflict] environments.prod.storage.b.mount: found `/a` again, expected a path of its own; `storage.a` is mounted there",
        ),
    ]);
}

#[test]
fn a_claim_of_one_pod_is_refused_for_several() {
    assert_refused(&[
        (
            "storage: {data: {size: 1Gi, access: ReadWriteOncePod, mount: /data}}",
            "3:37: error[shared-volume] storage.data.access: found `access: ReadWriteOncePod` with 2 pods, expected `ReadWriteMany`, or one pod, or `workload: stateful`; the other pods would not start",
        ),
        (
            "workload: per-node\nstorage: {data: {size: 1Gi, access: ReadWriteOncePod, mount: /data}}",
            "4:37: error[shared-volume] storage.data.access: found `access: ReadWriteOncePod` with a pod on every node, expected `ReadWriteMany`, or one pod, or `workload: stateful`; the other pods would not start",
        ),
        (
            "storage: {data: {size: 1Gi, access: ReadWriteOncePod, mount: /data}}\nreplicas: 1\nenvironments: {preview: {replicas: 3}}",
            "3:37: error[shared-volume] storage.data.access: found `access: ReadWriteOncePod` with 3 pods, expected `ReadWriteMany`, or one pod, or `workload: stateful`; the other pods would not start\n4:11: error[too-few-replicas] replicas: found `replicas: 1`, expected at least 2, the platform's `minReplicas` of `prod`",
        ),
        // One pod of each version is two.
        (
            "environments: {test: {replicas: 1, tracks: {v2: {image: {tag: 20190601-1200_v21}}}, storage: {data: {size: 1Gi, access: ReadWriteOncePod, mount: /data}}}}",
            "3:121: error[shared-volume] environments.test.storage.data.access: found `access: ReadWriteOncePod` with a second version, expected `ReadWriteMany`, or one pod, or `workload: stateful`; the other pods would not start",
        ),
    ]);
}

#[test]
fn logs_are_refused_at_their_place() {
    assert_refused(&[
        ("logs: {}", "3:1: error[missing-key] logs: found no `paths`, expected this key; add `paths: ...`"),
        ("logs: {paths: []}", "3:15: error[invalid-value] logs.paths: found an empty list, expected a path"),
        (
            "logs: {paths: /var/log/app.log}",
            "3:15: error[wrong-type] logs.paths: found `/var/log/app.log`, expected a list; write it in brackets: `[...]`",
        ),
        (
            "logs: {paths: [app.log]}",
            "3:16: error[invalid-value] logs.paths[0]: found `app.log`, expected an absolute path without `:` and `..`; write `/app.log`",
        ),
        (
            "logs: {paths: [/app.log]}",
            "3:16: error[invalid-value] logs.paths[0]: found `/app.log`, expected a file in a folder such as `/var/log/app/*.log`",
        ),
        (
            "logs: {paths: [/var/log/a.log], multiline: \"[0-9\"}",
            "3:44: error[invalid-value] logs.multiline: found `[0-9`, expected a regular expression; unclosed character class",
        ),
        (
            "logs: {path: [/var/log/a.log]}",
            "3:8: error[unknown-key] logs.path: found unknown key `path`, expected one of `paths`, `multiline`; did you mean `paths`?",
        ),
        (
            "logs: {paths: [/etc/app/x/*.log]}\nconfig: {files: {a: b}, mount: /etc/app}",
            "3:15: error[conflict] logs.paths: found `/etc/app/x/*.log`, expected a folder of its own such as `/var/log/app`; `/etc/app` is mounted to be read",
        ),
        (
            "logs: {paths: [/l/*.log, /tls/*.log]}\nsecrets: {tls: {mount: /tls}}",
            "3:15: error[conflict] logs.paths: found `/tls/*.log`, expected a folder of its own such as `/var/log/app`; `/tls` is mounted to be read",
        ),
        (
            "logs: {paths: [/usr/*.log]}",
            "3:15: error[conflict] logs.paths: found `/usr/*.log`, expected a folder of its own such as `/var/log/app`; filebeat has its own files in `/usr/share/filebeat`, and `/usr` is mounted in its container, too",
        ),
        (
            "logs: {paths: [/etc/x/log/*.log]}\nstorage: {etc: {emptyDir: 1Gi, mount: /etc}}",
            "3:15: error[conflict] logs.paths: found `/etc/x/log/*.log`, expected a folder of its own such as `/var/log/app`; filebeat has its own files in `/etc/filebeat`, and `/etc` is mounted in its container, too",
        ),
        (
            "logs: [/var/log/a.log]",
            "3:7: error[wrong-type] logs: found a list, expected a mapping such as `{paths: [/var/log/app/*.log]}`",
        ),
    ]);
}
