//! The weight rules of known targets, each as its own source or validation says.

use crate::weight_rule::{WeightRule, WeightTotal, WeightUnit};

/// The greatest number of a 32-bit field.
const INT32: u64 = i32::MAX.unsigned_abs() as u64;

/// A target that takes a whole percentage for the canary alone, and leaves the rest to the stable version.
const CANARY_PERCENT: WeightRule = WeightRule {
    name: "percent",
    target: "a canary percentage",
    total: WeightTotal::Exact(100),
    least: 0,
    most: 100,
    most_parts: Some(2),
    first_is_rest: true,
    unit: WeightUnit::Percent,
};

/// A target that takes any numbers.
const NUMBERS: WeightRule = WeightRule {
    name: "numbers",
    target: "weights",
    total: WeightTotal::Free,
    least: 0,
    most: u64::MAX,
    most_parts: None,
    first_is_rest: false,
    unit: WeightUnit::Number,
};

impl WeightRule {
    /// `weighted_clusters` of an Envoy route: 32 bits each, and their sum from 1 to 4294967295.
    pub const ENVOY: Self = Self {
        name: "envoy",
        target: "Envoy weighted_clusters",
        total: WeightTotal::UpTo(u32::MAX as u64),
        most: u32::MAX as u64,
        ..NUMBERS
    };

    /// A route of an Istio VirtualService: from 0 to 2147483647 each. The sum is Envoy's, so at most 4294967295. A weight of
    /// zero drops the destination, and a single destination ignores its weight.
    pub const ISTIO: Self = Self {
        name: "istio",
        target: "Istio VirtualService",
        total: WeightTotal::UpTo(u32::MAX as u64),
        most: INT32,
        ..NUMBERS
    };

    /// A RouteRule of Istio 0.7: the weights sum to exactly 100. A single route may also have weight 0, or none.
    pub const ISTIO_0_7: Self = Self {
        name: "istio-0.7",
        target: "Istio 0.7 RouteRule",
        total: WeightTotal::Exact(100),
        most: 100,
        unit: WeightUnit::Percent,
        ..NUMBERS
    };

    /// `backendRefs` of a Gateway API HTTPRoute: at most 16 in a rule, from 0 to 1000000 each, and
    /// 1 where none is written.
    pub const GATEWAY_API: Self =
        Self { name: "gateway-api", target: "Gateway API HTTPRoute", most: 1_000_000, most_parts: Some(16), ..NUMBERS };

    /// The annotations `canary-weight` and `canary-weight-total` of ingress-nginx: one canary ingress beside the main one,
    /// and a total that is honoured only above the default of 100. The upper bound is ours: what a 32-bit number holds.
    pub const NGINX_INGRESS: Self = Self {
        name: "nginx",
        target: "nginx ingress canary",
        total: WeightTotal::Between(100, INT32),
        most: INT32,
        most_parts: Some(2),
        first_is_rest: true,
        ..NUMBERS
    };

    /// A forward action of an AWS Application Load Balancer: at most five target groups, from 0 to 999 each.
    pub const ALB: Self =
        Self { name: "alb", target: "AWS ALB forward action", most: 999, most_parts: Some(5), ..NUMBERS };

    /// `traffic` of a Knative Service: percentages that sum to exactly 100.
    pub const KNATIVE: Self = Self {
        name: "knative",
        target: "Knative traffic",
        total: WeightTotal::Exact(100),
        most: 100,
        unit: WeightUnit::Percent,
        ..NUMBERS
    };

    /// `setWeight` of Argo Rollouts: a whole percentage. With nginx and with plugins `maxTrafficWeight` is another
    /// total; see the example of [`WeightRule`].
    pub const ARGO_ROLLOUTS: Self = Self { name: "argo-rollouts", target: "Argo Rollouts setWeight", ..CANARY_PERCENT };

    /// `stepWeights` of Flagger: a whole percentage; the total is fixed at 100.
    pub const FLAGGER: Self = Self { name: "flagger", target: "Flagger stepWeights", ..CANARY_PERCENT };

    /// `traffic` of a step of OpenKruise Rollouts: a text from `1%` to `100%`.
    pub const KRUISE: Self = Self {
        name: "kruise",
        target: "OpenKruise Rollouts traffic",
        least: 1,
        unit: WeightUnit::PercentText,
        ..CANARY_PERCENT
    };

    /// Every rule above.
    pub const KNOWN: [Self; 10] = [
        Self::ENVOY,
        Self::ISTIO,
        Self::ISTIO_0_7,
        Self::GATEWAY_API,
        Self::NGINX_INGRESS,
        Self::ALB,
        Self::KNATIVE,
        Self::ARGO_ROLLOUTS,
        Self::FLAGGER,
        Self::KRUISE,
    ];
}
