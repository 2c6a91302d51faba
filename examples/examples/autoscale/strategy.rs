//! The strategy, as flags: `kubectl autoscale`'s own, then what an autoscaler's behavior and its pods add to them.

use std::time::Duration;

use clap::Args;
use pavedroad_rollout::{
    Autoscaler, ControllerSettings, RolloutError, ScalingBehavior, ScalingPolicy, ScalingRules, SelectPolicy,
    SimulationSettings, Tolerance,
};

use crate::policy;

#[derive(Args)]
pub(crate) struct Strategy {
    /// The CPU to aim at, in percent of what a pod requests
    #[arg(long, value_name = "PERCENT", default_value_t = 50)]
    cpu_percent: u32,

    /// The least replicas
    #[arg(long, value_name = "PODS", default_value_t = 1)]
    min: u32,

    /// The most replicas
    #[arg(long, value_name = "PODS", default_value_t = 10)]
    max: u32,

    /// The CPU that a pod requests: `200m`, `0.5`, `1`
    #[arg(long, value_name = "CPU", default_value = "200m", value_parser = policy::cpu)]
    request: u64,

    /// The most CPU that a pod can use
    #[arg(long, value_name = "CPU", default_value = "500m", value_parser = policy::cpu)]
    limit: u64,

    /// With a behavior: Kubernetes' default one, changed by the next five flags; each but the first of them implies it
    #[arg(long)]
    behavior: bool,

    /// The stabilisation window for scaling down; without a behavior that of the controller
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    stabilization: u32,

    /// The stabilisation window for scaling up [default: 0]
    #[arg(long, value_name = "SECONDS")]
    stabilization_up: Option<u32>,

    /// A policy for scaling up, such as `4/15` (pods per seconds) or `100%/15`; can be given more than once
    #[arg(long, value_name = "POLICY", value_parser = policy::policy)]
    up: Vec<ScalingPolicy>,

    /// A policy for scaling down
    #[arg(long, value_name = "POLICY", value_parser = policy::policy)]
    down: Vec<ScalingPolicy>,

    /// Of several policies, the one that allows the smallest change counts, and not the greatest
    #[arg(long)]
    select_min: bool,

    /// How far from the target nothing happens: `0.1`, `10%`
    #[arg(long, value_name = "RATIO", default_value = "0.1")]
    tolerance: Tolerance,

    /// The replicas to begin with [default: the least]
    #[arg(long, value_name = "PODS", value_parser = clap::value_parser!(u32).range(1..=2_147_483_647))]
    replicas: Option<u32>,

    /// How long a pod takes until it is ready
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    startup: u32,

    /// How often the autoscaler decides
    #[arg(long, value_name = "SECONDS", default_value_t = 15)]
    sync: u32,

    /// Compute in floating point, as the controller does
    #[arg(long)]
    as_kubernetes: bool,
}

impl Strategy {
    pub(crate) fn autoscaler(&self) -> Result<Autoscaler, RolloutError> {
        let controller = ControllerSettings {
            tolerance: self.tolerance,
            downscale_stabilization: Duration::from_secs(self.stabilization.into()),
            ..ControllerSettings::KUBERNETES
        };
        let autoscaler = Autoscaler::cpu(self.cpu_percent, self.min, self.max)?.with_controller(controller);
        if !self.has_behavior() {
            return Ok(autoscaler);
        }
        let up = self.rules(&self.up, &ScalingRules::kubernetes_up(), self.stabilization_up.unwrap_or(0))?;
        let down = self.rules(&self.down, &ScalingRules::kubernetes_down(), self.stabilization)?;
        Ok(autoscaler.with_behavior(ScalingBehavior { up, down }))
    }

    fn rules(
        &self,
        given: &[ScalingPolicy],
        default: &ScalingRules,
        window: u32,
    ) -> Result<ScalingRules, RolloutError> {
        let policies = if given.is_empty() { default.policies() } else { given };
        let select = if self.select_min { SelectPolicy::Min } else { SelectPolicy::Max };
        ScalingRules::new(policies.to_vec(), select, window)
    }

    fn has_behavior(&self) -> bool {
        self.behavior
            || self.stabilization_up.is_some()
            || !self.up.is_empty()
            || !self.down.is_empty()
            || self.select_min
    }

    pub(crate) fn settings(&self) -> SimulationSettings {
        SimulationSettings {
            sync: Duration::from_secs(self.sync.into()),
            startup: Duration::from_secs(self.startup.into()),
            replicas: self.replicas,
            ..SimulationSettings::default()
        }
    }

    /// As kubectl's flags, and whether there is a behavior.
    pub(crate) fn title(&self) -> String {
        let behavior = if self.has_behavior() { "with a behavior" } else { "without a behavior" };
        format!("--cpu-percent={} --min={} --max={}, {behavior}", self.cpu_percent, self.min, self.max)
    }

    /// What a pod requests, in thousandths of a core.
    pub(crate) fn request(&self) -> u64 {
        self.request
    }

    /// What a pod can use, in thousandths of a core.
    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    pub(crate) fn startup(&self) -> u32 {
        self.startup
    }

    pub(crate) fn as_kubernetes(&self) -> bool {
        self.as_kubernetes
    }
}
