//! The rules that hold between objects, each with its reason and what mends it.

use std::fmt;

use crate::Severity;

macro_rules! lint_codes {
    ($($variant:ident = $text:literal, $severity:ident: $reason:literal; $fix:literal;)+) => {
        /// Which rule between objects a [`LintFinding`](crate::LintFinding) is about.
        ///
        /// The text of a code never changes, so programs may rely on it; new codes may be added.
        ///
        /// # Examples
        /// ```
        /// use pavedroad_manifests::LintCode;
        ///
        /// assert_eq!(LintCode::BlocksDrains.as_str(), "blocks-drains");
        /// for code in LintCode::ALL {
        ///     println!("{code} ({}): {}", code.severity(), code.reason());
        /// }
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum LintCode {
            $(#[doc = $reason] $variant,)+
        }

        impl LintCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The text of the code, such as `blocks-drains`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// How bad it is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)+
                }
            }

            /// What is wrong, and what comes of it.
            #[must_use]
            pub const fn reason(self) -> &'static str {
                match self {
                    $(Self::$variant => $reason,)+
                }
            }

            /// What mends it.
            #[must_use]
            pub const fn fix(self) -> &'static str {
                match self {
                    $(Self::$variant => $fix,)+
                }
            }
        }
    };
}

lint_codes! {
    DoubledObject = "doubled-object", Error:
        "Two objects have one kind, namespace and name: the one that is applied last replaces the other.";
        "give one of them another name";
    SelectorMismatch = "selector-mismatch", Error:
        "A workload does not select the pods that it makes: the API server refuses it.";
        "give the template the labels that are selected";
    SharedPods = "shared-pods", Error:
        "Two workloads select the same pods: each takes the other's for its own, and adds and removes without end.";
        "select a label that tells them apart, such as `track`";
    ServiceWithoutPods = "service-without-pods", Warning:
        "A Service selects no pods: whoever calls it is refused.";
        "compare it with `spec.template.metadata.labels` of the workload";
    UnknownTargetPort = "unknown-target-port", Error:
        "A Service sends to a port that no container of its pods declares by this name.";
        "use the name of a port of the container";
    UndeclaredPort = "undeclared-port", Warning:
        "A Service sends to a port that its pods, or some of them, do not declare: probably nobody listens there.";
        "compare it with `ports` of the container";
    DanglingConfigMap = "dangling-config-map", Error:
        "Pods want a ConfigMap that is not there: they do not start.";
        "add it, or mark the reference as optional";
    DanglingKey = "dangling-key", Error:
        "Pods want a key that the ConfigMap or Secret does not have: they do not start.";
        "add the key, or mark the reference as optional";
    DanglingSecret = "dangling-secret", Error:
        "Pods want a Secret that is not there: they do not start.";
        "add it, or mark the reference as optional";
    DanglingClaim = "dangling-claim", Error:
        "Pods want a PersistentVolumeClaim that is not there: they are not scheduled.";
        "add it, or make it a template of a StatefulSet";
    DanglingVolume = "dangling-volume", Error:
        "A container mounts a volume that its pod does not have: the API server refuses it.";
        "add it to `volumes`";
    DanglingServiceAccount = "dangling-service-account", Error:
        "Pods run as a ServiceAccount that is not there: they are not made.";
        "add it";
    DanglingRole = "dangling-role", Error:
        "A RoleBinding grants a Role that is not there: it grants nothing.";
        "add it";
    DanglingService = "dangling-service", Error:
        "A StatefulSet names a Service that is not there: its pods have no names in DNS.";
        "add a Service with `clusterIP: None`";
    NotHeadless = "not-headless", Warning:
        "A StatefulSet names a Service that is not headless: its pods have no names in DNS.";
        "add a Service with `clusterIP: None`";
    DanglingTarget = "dangling-target", Error:
        "A HorizontalPodAutoscaler scales something that is not there.";
        "use the kind and name of the workload";
    ReplicasBesideAutoscaler = "replicas-beside-autoscaler", Warning:
        "A workload that is scaled says how many replicas it has: every apply undoes the autoscaler's decision.";
        "remove `spec.replicas`";
    NoRequest = "no-request", Error:
        "An autoscaler follows the use of what a container does not request: the share of it is not known.";
        "give every container a request";
    BudgetWithoutPods = "budget-without-pods", Warning:
        "A PodDisruptionBudget selects no pods: it keeps nothing running.";
        "compare it with `spec.template.metadata.labels` of the workload";
    BlocksDrains = "blocks-drains", Warning:
        "A PodDisruptionBudget never lets a pod go: nodes cannot be drained.";
        "let one pod go, or run one more";
    SeveralBudgets = "several-budgets", Error:
        "Two PodDisruptionBudgets select one pod: its eviction fails, and nodes cannot be drained.";
        "select a label that tells them apart";
    PolicyWithoutPods = "policy-without-pods", Warning:
        "A policy selects no pods: it protects nothing.";
        "compare it with `spec.template.metadata.labels` of the workload";
    CutCall = "cut-call", Error:
        "A NetworkPolicy lets a call pass at one end that every policy of the other end refuses.";
        "let the call pass at both ends, or at none";
    EmptySubset = "empty-subset", Error:
        "A subset of a DestinationRule selects no pods: what is routed there gets an error.";
        "compare it with `spec.template.metadata.labels` of the workload";
    UnknownSubset = "unknown-subset", Error:
        "A route names a subset that no DestinationRule of the host has: it gets an error.";
        "declare it in the DestinationRule";
    WithoutStable = "canary-without-stable", Warning:
        "A DestinationRule has a subset for some versions of a Service and none for others: no route reaches those alone.";
        "add a subset for the stable version";
    UnknownHost = "unknown-host", Error:
        "A route, or a rule for requests, names a host that no Service and no ServiceEntry has.";
        "use the name of a Service";
    UnknownPort = "unknown-port", Error:
        "A route names a port that the Service does not have.";
        "use a port of the Service";
    UnreachableRoute = "unreachable-route", Warning:
        "A rule stands after one that takes all of its requests.";
        "put the narrower match first";
    DoubledRoute = "doubled-route", Warning:
        "Two objects route one host and path: which of them counts depends on their age.";
        "put both into one object";
    DanglingGateway = "dangling-gateway", Error:
        "A route is attached to a Gateway that is not there: nothing reaches it.";
        "add it, or name the one that is there";
    SurgeOverQuota = "surge-over-quota", Warning:
        "A ResourceQuota holds the pods of a namespace, but not those of a rolling update beside them: it stands still.";
        "raise the quota, or lower `maxSurge`";
    OverQuota = "over-quota", Error:
        "The pods of a namespace ask for more than its ResourceQuota gives: some are not made.";
        "raise the quota, or ask for less";
}

impl fmt::Display for LintCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl serde::Serialize for LintCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
