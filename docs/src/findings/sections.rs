//! Findings about what a file says.

use pavedroad_manifests::FindingCode;

use super::FindingExample;

pub(super) fn examples() -> Vec<FindingExample> {
    let app = FindingExample::app;
    vec![
        app(
            FindingCode::Conflict,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\navailability: {drain: 60s}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\navailability: {drain: 60s, grace: 90s}\n",
        ),
        app(
            FindingCode::DanglingReference,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nprobes: {readiness: {tcp: htpp}}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nprobes: {readiness: {tcp: http}}\n",
        ),
        app(
            FindingCode::Convention,
            "app: ai-dc-web\nimage: {tag: 20190230-1033_v20}\n",
            "app: ai-dc-web\nimage: {tag: 20190228-1033_v20}\n",
        ),
        app(
            FindingCode::PodSecurity,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nstorage: {zones: {hostPath: /usr/share/zoneinfo, mount: /zoneinfo}}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nstorage: {zones: {claim: zoneinfo, mount: /zoneinfo}}\n",
        ),
        FindingExample::on(
            "minReplicas: {prod: 2}\n",
            FindingCode::TooFewReplicas,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 1\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nreplicas: 2\nenvironments: {test: {replicas: 1}}\n",
        ),
        app(
            FindingCode::SharedVolume,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nstorage: {data: {size: 10Gi, mount: /data}}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nstorage: {data: {size: 10Gi, access: ReadWriteMany, mount: /data}}\n",
        ),
        app(
            FindingCode::BlocksDrains,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\navailability: {disruption: 0}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\navailability: {disruption: 1}\n",
        ),
        app(
            FindingCode::NeverFires,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\njobs: {close: {schedule: \"0 0 31 2 *\"}}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\njobs: {close: {schedule: \"0 0 28 2 *\"}}\n",
        ),
        app(
            FindingCode::NoEffect,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nmesh: {mode: none, timeout: 60s}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nports: {http: 8080}\nmesh: {mode: sidecar, timeout: 60s}\n",
        ),
        app(
            FindingCode::NoRouting,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\ncanary: {steps: [5%, 25%]}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nmesh: {mode: sidecar}\ncanary: {steps: [5%, 25%]}\n",
        ),
        FindingExample::platform(
            FindingCode::CpuLimit,
            "limits: {container: {max: {cpu: 4, memory: 16Gi}}}\n",
            "limits: {container: {max: {memory: 16Gi}}}\nquota: {prod: {requests.cpu: 200}}\n",
        ),
        app(
            FindingCode::MissingRequest,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nautoscale: {max: 10, cpu: 60%}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m}\nautoscale: {max: 10, cpu: 60%}\n",
        ),
        app(
            FindingCode::StartValue,
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m}\nreplicas: 3\nautoscale: {max: 10, cpu: 60%}\n",
            "app: ai-dc-web\nimage: {tag: 20190510-1033_v20}\nresources: {cpu: 250m}\nautoscale: {min: 3, max: 10, cpu: 60%}\n",
        ),
    ]
}
