//! Sections about versions and what runs by the clock: tracks, canary, jobs, patches.

use crate::sections::assert_refused;

#[test]
fn tracks_are_refused_at_their_place() {
    assert_refused(&[
        (
            "tracks: [v2]",
            "3:9: error[wrong-type] tracks: found a list, expected a mapping such as `{v2: {image: {tag: 20190601-1200_v21}}}`",
        ),
        (
            "tracks: {v2: {}}",
            "3:10: error[missing-key] tracks.v2: found no `image`, expected this key; add `image: ...`",
        ),
        (
            "tracks: {v2: {image: {}}}",
            "3:15: error[conflict] tracks.v2.image: found none of `tag`, `digest` and `reference`, expected one of them",
        ),
        (
            "tracks: {v2: {tag: 20190601-1200_v21}}",
            "3:15: error[unknown-key] tracks.v2.tag: found unknown key `tag`, expected `image`; did you mean `image`?",
        ),
        (
            "tracks: {stable: {image: {reference: a}}}",
            "3:10: error[conflict] tracks.stable: found track `stable`, expected another name: `stable` is the app itself; its image is `image`",
        ),
        (
            "tracks: {canary: {image: {reference: a}}}",
            "3:10: error[conflict] tracks.canary: found track `canary`, expected another name: `canary` is the second version of a release; its image is `canary.image`",
        ),
        (
            "tracks: {V2: {image: {reference: a}}}",
            "3:10: error[invalid-value] tracks.V2: found 'V' in `V2`, expected a lowercase letter or a digit; did you mean \"v2\"?",
        ),
        (
            "tracks: {v2: {image: {tag: latest}}}",
            "3:28: error[convention] tracks.v2.image.tag: found 'l', expected the build stamp: a date and time such as 20190510-1033; the convention writes \"{stamp}_{revision}\"",
        ),
        (
            "workload: stateful\ntracks: {v2: {image: {reference: a}}}",
            "4:1: error[conflict] tracks: found `tracks` of a stateful app, expected `workload: stateless`; versions stand beside each other as Deployments",
        ),
        (
            "tracks: {xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: {image: {reference: a}}}",
            "3:10: error[invalid-value] tracks.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: found 60 bytes, expected at most 53 bytes; its track Deployment \"ai-dc-web-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" has 70 bytes, 7 more than 63",
        ),
    ]);
}

#[test]
fn a_canary_is_refused_at_the_place_in_its_plan() {
    assert_refused(&[
        (
            "canary: 5%",
            "3:9: error[wrong-type] canary: found `5%`, expected a mapping such as `{steps: [5%, 25%, 50%], pause: 10m}`",
        ),
        ("canary: {}", "3:1: error[missing-key] canary: found no `steps`, expected this key; add `steps: ...`"),
        (
            "canary: {image: {tag: v}}",
            "3:1: error[missing-key] canary: found no `steps`, expected this key; add `steps: ...`\n3:23: error[convention] canary.image.tag: found 'v', expected the build stamp: a date and time such as 20190510-1033; the convention writes \"{stamp}_{revision}\"",
        ),
        (
            "canary: {steps: []}",
            "3:17: error[invalid-value] canary.steps: found no step, expected one or more, such as 5%",
        ),
        (
            "canary: {steps: 5%}",
            "3:17: error[wrong-type] canary.steps: found `5%`, expected a list of steps such as `[5%, 25%, 50%]`",
        ),
        (
            "canary: {steps: [5]}",
            "3:18: error[invalid-value] canary.steps[0]: found the end in `5`, expected '%' or '/'; did you mean \"5%\"?",
        ),
        (
            "canary: {steps: [0.5]}",
            "3:18: error[invalid-value] canary.steps[0]: found the end in `0.5`, expected '%'; did you mean \"0.5%\" or \"50%\"?",
        ),
        ("canary: {steps: [5%, x]}", "3:22: error[invalid-value] canary.steps[1]: found 'x' in `x`, expected a digit"),
        (
            "canary: {steps: [5%, 4%]}",
            "3:22: error[invalid-value] canary.steps[1]: found 4% after 5%, expected more than 5%",
        ),
        ("canary: {steps: [0%]}", "3:18: error[invalid-value] canary.steps[0]: found 0%, expected more than 0%"),
        (
            "canary: {steps: [5%, 100%]}",
            "3:22: error[invalid-value] canary.steps[1]: found 100%, expected less than 100%; all of the traffic follows the last step by itself",
        ),
        (
            "canary: {steps: [5%, [6%]]}",
            "3:22: error[wrong-type] canary.steps[1]: found a list, expected a step such as `5%` or `{weight: 5%, pause: 1h}`",
        ),
        (
            "canary: {steps: [{pause: 5m}]}",
            "3:18: error[missing-key] canary.steps[0]: found no `weight`, expected this key; add `weight: ...`",
        ),
        (
            "canary: {steps: [{weight: 5%, pauze: 5m}]}",
            "3:31: error[unknown-key] canary.steps[0].pauze: found unknown key `pauze`, expected one of `weight`, `pause`; did you mean `pause`?",
        ),
        (
            "canary: {steps: [{weight: 5%, pause: 5}]}",
            "3:38: error[invalid-value] canary.steps[0].pause: found the end in `5`, expected a unit (h, m, s or ms); did you mean \"5s\"?",
        ),
        (
            "canary: {steps: [5%], pause: 10}",
            "3:30: error[invalid-value] canary.pause: found the end in `10`, expected a unit (h, m, s or ms); did you mean \"10s\"?",
        ),
        (
            "canary: {steps: [5%], pause: 1.5m}",
            "3:30: error[invalid-value] canary.pause: found '.' in `1.5m`, expected a unit (h, m, s or ms)",
        ),
        (
            "canary: {steps: [5%], pauses: 10m}",
            "3:23: error[unknown-key] canary.pauses: found unknown key `pauses`, expected one of `steps`, `pause`, `match`, `judge`; did you mean `pause`?",
        ),
        (
            "canary: {steps: [5%], match: {}}",
            "3:30: error[invalid-value] canary.match: found neither `header` nor `cookie`, expected at least one of them",
        ),
        (
            "canary: {steps: [5%], match: {header: {}}}",
            "3:30: error[invalid-value] canary.match: found neither `header` nor `cookie`, expected at least one of them",
        ),
        (
            "canary: {steps: [5%], match: {headers: {a: b}}}",
            "3:31: error[unknown-key] canary.match.headers: found unknown key `headers`, expected one of `header`, `cookie`; did you mean `header`?",
        ),
        (
            "canary: {steps: [5%], match: {header: {\"x canary\": \"1\"}}}",
            "3:30: error[invalid-value] canary.match: found ' ' in `x canary`, expected a letter, a digit or '-'",
        ),
        (
            "canary: {steps: [5%], match: {header: {x-canary: \"\"}}}",
            "3:30: error[invalid-value] canary.match: found an empty value of \"x-canary\", expected a value to compare with",
        ),
        (
            "canary: {steps: [5%], match: {header: {A: \"1\", a: \"1\"}}}",
            "3:30: error[invalid-value] canary.match: found a header twice, in two cases, expected each once",
        ),
        (
            "canary: {steps: [5%], match: {cookie: {a;b: \"1\"}}}",
            "3:30: error[invalid-value] canary.match: found ';' in `a;b`, expected a letter, a digit or one of !#$%&'*+-.^_`|~",
        ),
        (
            "canary: {steps: [5%], judge: {}}",
            "3:23: error[missing-key] canary.judge: found no `maxErrorRatio`, expected this key; add `maxErrorRatio: ...`",
        ),
        (
            "canary: {steps: [5%], judge: 2}",
            "3:30: error[wrong-type] canary.judge: found `2`, expected a mapping with `maxErrorRatio`, `alpha`",
        ),
        (
            "canary: {steps: [5%], judge: [2]}",
            "3:30: error[wrong-type] canary.judge: found a list, expected a mapping with `maxErrorRatio`, `alpha`",
        ),
        (
            "canary: {steps: [5%], match: [a]}",
            "3:30: error[wrong-type] canary.match: found a list, expected a mapping with `header`, `cookie`",
        ),
        (
            "canary: {steps: [5%], match: {header: [a]}}",
            "3:39: error[wrong-type] canary.match.header: found a list, expected a mapping",
        ),
        (
            "canary: {steps: [5%], judge: {maxErrorRatio: 1}}",
            "3:46: error[invalid-value] canary.judge.maxErrorRatio: found 1, expected more than 1, at most 1000",
        ),
        (
            "canary: {steps: [5%], judge: {maxErrorRatio: 1.0005}}",
            "3:46: error[invalid-value] canary.judge.maxErrorRatio: found 1.0005, expected at most three decimals",
        ),
        (
            "canary: {steps: [5%], judge: {maxErrorRatio: two}}",
            "3:46: error[invalid-value] canary.judge.maxErrorRatio: found 't' in `two`, expected a number such as 1.5",
        ),
        (
            "canary: {steps: [5%], judge: {maxErrorRatio: 2, alpha: 0%}}",
            "3:30: error[invalid-value] canary.judge: found 0%, expected above 0%, at most 50%",
        ),
        (
            "canary: {steps: [5%], judge: {maxErrorRatio: 2, alpha: 5}}",
            "3:56: error[invalid-value] canary.judge.alpha: found the end in `5`, expected '%' or '/'; did you mean \"5%\"?",
        ),
        (
            "workload: per-node\ncanary: {steps: [5%]}",
            "4:1: error[conflict] canary: found `canary` of a per-node app, expected `workload: stateless`; versions stand beside each other as Deployments",
        ),
        (
            "mesh: {mode: sidecar}\ncanary: {steps: [5%, 10%]}\nenvironments: {prod: {canary: {steps: [5%, 2%]}}}",
            "5:44: error[invalid-value] environments.prod.canary.steps[1]: found 2% after 5%, expected more than 5%",
        ),
    ]);
}

#[test]
fn jobs_are_refused_at_their_place() {
    assert_refused(&[
        (
            "jobs: [sync]",
            "3:7: error[wrong-type] jobs: found a list, expected a mapping such as `{sync: {schedule: \"*/5 * * * *\", args: [sync]}}`",
        ),
        (
            "jobs: {sync: {}}",
            "3:8: error[missing-key] jobs.sync: found no `schedule`, expected this key; add `schedule: ...`",
        ),
        (
            "jobs: {sync: {schedule: \"* * * *\"}}",
            "3:33: error[invalid-value] jobs.sync.schedule: found 4 fields in `* * * *`, expected 5: minute, hour, day of the month, month, day of the week",
        ),
        (
            "jobs: {sync: {schedule: \"60 * * * *\"}}",
            "3:26: error[invalid-value] jobs.sync.schedule: found \"60\" in `60 * * * *`, expected a minute of 0 to 59",
        ),
        (
            "jobs: {sync: {schedule: \"TZ=Asia/Shanghai * * * * *\"}}",
            "3:26: error[invalid-value] jobs.sync.schedule: found `TZ=` in a schedule, expected no time zone in the schedule; write `timeZone: Asia/Shanghai` beside it",
        ),
        (
            "jobs: {sync: {schedule: \"CRON_TZ=Asia/Shanghai 0 3 * * *\"}}",
            "3:26: error[invalid-value] jobs.sync.schedule: found `CRON_TZ=` in a schedule, expected no time zone in the schedule; write `timeZone: Asia/Shanghai` beside it",
        ),
        (
            "jobs: {sync: {schedule: \"@every 5m\", timeZone: Local}}",
            "3:48: error[invalid-value] jobs.sync.timeZone: found `Local`, expected a time zone such as `Asia/Shanghai`",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", timeZone: \"Asia/Shang hai\"}}",
            "3:45: error[invalid-value] jobs.sync.timeZone: found `Asia/Shang hai`, expected a time zone such as `Asia/Shanghai`",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", timeZone: 8}}",
            "3:45: error[invalid-value] jobs.sync.timeZone: found `8`, expected a time zone such as `Asia/Shanghai`",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", concurrency: Forbid}}",
            "3:48: error[invalid-value] jobs.sync.concurrency: found `Forbid`, expected `forbid`, `allow` or `replace`; did you mean `forbid`?",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", deadline: 0s}}",
            "3:45: error[invalid-value] jobs.sync.deadline: found `0s`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", deadline: 10}}",
            "3:45: error[invalid-value] jobs.sync.deadline: found `10`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`; write `10s`",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", command: []}}",
            "3:44: error[invalid-value] jobs.sync.command: found an empty list, expected a command",
        ),
        (
            "jobs: {Sync: {schedule: \"@daily\"}}",
            "3:8: error[invalid-value] jobs.Sync: found 'S' in `Sync`, expected a lowercase letter or a digit; did you mean \"sync\"?",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\", image: x}}",
            "3:35: error[unknown-key] jobs.sync.image: found unknown key `image`, expected one of `schedule`, `timeZone`, `command`, `args`, `concurrency`, `deadline`; remove it, or check how far it is indented",
        ),
        (
            "jobs: {sync: {cron: \"@daily\"}}",
            "3:15: error[unknown-key] jobs.sync.cron: found unknown key `cron`, expected one of `schedule`, `timeZone`, `command`, `args`, `concurrency`, `deadline`; did you mean `schedule`?",
        ),
        (
            "jobs: {xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: {schedule: \"@daily\"}}",
            "3:8: error[invalid-value] jobs.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: found 50 bytes, expected at most 42 bytes; its CronJob \"ai-dc-web-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" has 60 bytes, 8 more than 52",
        ),
        (
            "jobs: {sync: {schedule: \"@daily\"}}\nenvironments: {test: {jobs: {sync: {deadline: 1}}}}",
            "4:47: error[invalid-value] environments.test.jobs.sync.deadline: found `1`, expected a duration in whole seconds, 1 or more, such as `150s` or `5m`; write `1s`",
        ),
    ]);
}

#[test]
fn patches_are_refused_at_their_place() {
    assert_refused(&[
        ("patches: {kind: Deployment}", "3:10: error[wrong-type] patches: found a mapping, expected a list"),
        (
            "patches: [{merge: {spec: {}}}]",
            "3:11: error[missing-key] patches[0]: found no `kind`, expected this key; add `kind: ...`",
        ),
        (
            "patches: [{kind: Deployment}]",
            "3:11: error[missing-key] patches[0]: found no `merge`, expected this key; add `merge: ...`",
        ),
        (
            "patches: [{kind: deployment, merge: {}}]",
            "3:18: error[invalid-value] patches[0].kind: found `deployment`, expected a kind such as `Deployment`",
        ),
        (
            "patches: [{kind: Deployment, merge: []}]",
            "3:37: error[wrong-type] patches[0].merge: found a list, expected a mapping such as `{spec: ...}`",
        ),
        (
            "patches: [{kind: Deployment, merge: {kind: X}}]",
            "3:38: error[conflict] patches[0].merge.kind: found `kind`, expected what does not change which object it is",
        ),
        (
            "patches: [{kind: Deployment, merge: {metadata: {name: x, namespace: z}}}]",
            "3:49: error[conflict] patches[0].merge.metadata.name: found `metadata.name`, expected what does not change which object it is\n3:58: error[conflict] patches[0].merge.metadata.namespace: found `metadata.namespace`, expected what does not change which object it is",
        ),
        (
            "patches: [{kind: Deployment, merge: {spec: {paused: on}}}]",
            "3:53: error[yaml-surprise] patches[0].merge.spec.paused: found `on`, which a YAML 1.1 reader takes for the boolean true, expected text in quotes, or a plain number; write `\"on\"`",
        ),
        (
            "patches: [{kind: Deployment, merge: {spec: {x: 0o17}}}]",
            "3:48: error[yaml-surprise] patches[0].merge.spec.x: found `0o17`, which a YAML 1.1 reader takes for the integer 15, expected text in quotes, or a plain number; write `\"0o17\"`",
        ),
        (
            "patches: [{kind: Deployment, name: A_b, merge: {}}]",
            "3:36: error[invalid-value] patches[0].name: found 'A' in `A_b`, expected a lowercase letter or a digit; did you mean \"a-b\"?",
        ),
        (
            "patches: [{kind: Deployment, merge: {}, jsonPatch: []}]",
            "3:41: error[unknown-key] patches[0].jsonPatch: found unknown key `jsonPatch`, expected one of `kind`, `name`, `merge`; remove it, or check how far it is indented",
        ),
    ]);
}
