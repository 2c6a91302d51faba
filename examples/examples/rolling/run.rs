//! What is run: a Deployment, a StatefulSet or a hand-over, as moments and sentences.

use std::time::Duration;

use examples::counted;
use pavedroad_rollout::{
    Deployment, DeploymentCounts, DeploymentStrategy, HandOver, IntOrPercent, PodManagement, ProgressCondition,
    ProgressReason, RollingUpdate, RolloutMoment, StatefulSetUpdate,
};

use crate::report::seconds;
use crate::settings::Arguments;

/// More moments than anybody reads or draws.
const MOST_MOMENTS: usize = 100_000;

/// The pods of each controller in the hand-over that runs without arguments.
const HANDED_OVER: u32 = 3;

/// The replicas where none are given.
const REPLICAS: u32 = 10;

/// The `--timeout` of `kubectl rolling-update`, when told nothing.
const KUBECTL_TIMEOUT: Duration = Duration::from_secs(300);

/// How much of a stuck update is drawn that knows no deadline.
const NO_DEADLINE: Duration = Duration::from_secs(60);

/// A whole update.
pub(crate) struct Run {
    pub(crate) title: String,
    pub(crate) moments: Vec<RolloutMoment>,
    /// What the drawing marks, with names.
    pub(crate) limits: Vec<(String, u64)>,
    /// The bounds and the end in words.
    pub(crate) sentences: Vec<String>,
    /// How far the drawing goes beyond the last moment, when it is stuck.
    pub(crate) until: Option<Duration>,
    fine: bool,
}

impl Run {
    /// Whether it completes, and in time.
    pub(crate) fn is_fine(&self) -> bool {
        self.fine
    }
}

/// What the command line asks for; the error is what a person is told.
pub(crate) fn runs(arguments: &Arguments) -> Result<Vec<Run>, String> {
    Ok(match () {
        () if arguments.stateful => vec![stateful_set(arguments)?],
        () if arguments.hand_over => vec![hand_over(arguments, REPLICAS)?],
        () if arguments.are_default() => vec![hand_over(arguments, HANDED_OVER)?, deployment(arguments)?],
        () => vec![deployment(arguments)?],
    })
}

fn rolling_update(arguments: &Arguments, default: RollingUpdate) -> Result<RollingUpdate, String> {
    let surge = arguments.max_surge.unwrap_or(default.max_surge());
    let unavailable = arguments.max_unavailable.unwrap_or(default.max_unavailable());
    RollingUpdate::new(surge, unavailable).map_err(|error| error.to_string())
}

/// All of them, unless there are too many.
fn collected(moments: impl Iterator<Item = RolloutMoment>) -> Result<Vec<RolloutMoment>, String> {
    let moments: Vec<RolloutMoment> = moments.take(MOST_MOMENTS + 1).collect();
    if moments.len() > MOST_MOMENTS {
        return Err(format!("more than {MOST_MOMENTS} steps: take fewer replicas, or percentages"));
    }
    Ok(moments)
}

fn deployment(arguments: &Arguments) -> Result<Run, String> {
    let (replicas, update) = (arguments.start(REPLICAS), rolling_update(arguments, RollingUpdate::KUBERNETES)?);
    let strategy =
        if arguments.recreate { DeploymentStrategy::Recreate } else { DeploymentStrategy::RollingUpdate(update) };
    let mut deployment = Deployment::running(replicas, strategy);
    deployment.update();
    let mut simulation = deployment.simulate(arguments.readiness());
    let mut moments = Vec::new();
    if let Some(to) = arguments.to {
        // As long as the next moment is before the time to scale.
        while let Some(moment) = simulation.clone().next().filter(|moment| moment.at < arguments.scale_after) {
            moments.push(moment);
            simulation.next();
            if moments.len() > MOST_MOMENTS {
                break;
            }
        }
        simulation.wait_until(arguments.scale_after);
        simulation.deployment_mut().scale(to);
    }
    let moments = collected(moments.into_iter().chain(simulation.by_ref()))?;

    let mut title = format!("Deployment, {replicas} replicas");
    let (mut limits, mut sentences) = (Vec::new(), Vec::new());
    if arguments.recreate {
        title += ", recreated";
        sentences.push("All old pods go first; until the new ones are ready there are none.".to_owned());
    } else {
        title += &format!(", maxSurge {}, maxUnavailable {}", update.max_surge(), update.max_unavailable());
        let sizes = [Some(replicas), arguments.to.filter(|&to| to != replicas)];
        for size in sizes.into_iter().flatten() {
            bounds(update, size, arguments.to.is_some(), &mut limits, &mut sentences);
        }
        if arguments.to.is_none() {
            let range = update.ready_range(replicas);
            sentences.push(format!(
                "In whatever order new pods become ready, there are {} to {} ready ones.",
                range.start(),
                range.end()
            ));
        }
    }
    if let Some(to) = arguments.to {
        title += &format!(", scaled to {to} after {}", seconds(arguments.scale_after));
        sentences.push("Scaling adds to old and new by their proportions, the rest to the largest.".to_owned());
    }
    let complete = simulation.deployment().is_complete();
    let size_at = |moment: &RolloutMoment| match arguments.to {
        Some(to) if moment.at >= arguments.scale_after => to,
        _ => replicas,
    };
    let late = missed_deadline(size_at, complete, &moments, arguments.deadline);
    sentences.push(end(&moments, complete));
    if let Some(at) = late {
        let outlook = if complete { "and yet it goes on" } else { "`kubectl rollout undo` goes back" };
        sentences.push(format!("At {} it says ProgressDeadlineExceeded; {outlook}.", seconds(at)));
    }
    let until = late.filter(|_| !complete);
    Ok(Run { title, moments, limits, sentences, until, fine: complete && late.is_none() })
}

/// The bounds for a size, to draw and in words.
fn bounds(
    update: RollingUpdate,
    replicas: u32,
    several: bool,
    limits: &mut Vec<(String, u64)>,
    sentences: &mut Vec<String>,
) {
    let bounds = update.bounds(replicas);
    let of = if several { format!(" of {replicas}") } else { String::new() };
    limits.push((format!("at most {}{of}", bounds.most_pods), bounds.most_pods));
    limits.push((format!("at least {}{of}", bounds.least_available), bounds.least_available));
    let rounded = |setting: IntOrPercent, way: &str, pods: u64| match setting.as_percent() {
        Some(percent) if !(u64::from(replicas) * u64::from(percent.unsigned_abs())).is_multiple_of(100) => {
            format!("{setting} of {replicas} rounds {way} to {pods}")
        }
        Some(_) => format!("{setting} of {replicas} is {pods}"),
        None => format!("is {pods}"),
    };
    let unavailable = match update.max_unavailable().rounded_down(replicas) {
        0 if bounds.unavailable == 1 => "comes to 0 like maxSurge, so one pod may be missing".to_owned(),
        _ => rounded(update.max_unavailable(), "down", bounds.unavailable),
    };
    sentences.push(format!(
        "At most {}, at least {} available: maxSurge {}, maxUnavailable {unavailable}.",
        counted(bounds.most_pods, "pod"),
        bounds.least_available,
        rounded(update.max_surge(), "up", bounds.surge),
    ));
}

fn stateful_set(arguments: &Arguments) -> Result<Run, String> {
    let replicas = arguments.start(REPLICAS);
    let unavailable = arguments.max_unavailable.unwrap_or(IntOrPercent::from_static("1"));
    let policy = if arguments.parallel { PodManagement::Parallel } else { PodManagement::OrderedReady };
    let update =
        StatefulSetUpdate::new(arguments.partition, unavailable).map_err(|error| error.to_string())?.with(policy);
    let mut simulation = update.simulate(replicas, arguments.readiness());
    let moments = collected(simulation.by_ref())?;

    let order = if arguments.parallel { ", in parallel" } else { "" };
    let title = format!(
        "StatefulSet, {replicas} replicas, partition {}, maxUnavailable {unavailable}{order}",
        arguments.partition
    );
    let range = update.ready_range(replicas);
    let which = match replicas.checked_sub(1).filter(|&last| last >= arguments.partition) {
        Some(last) if last > arguments.partition => format!("Ordinals {last} down to {} are", arguments.partition),
        Some(last) => format!("Ordinal {last} is"),
        None => "No ordinal is".to_owned(),
    };
    let complete = simulation.is_complete();
    let mut sentences = vec![
        format!("{which} updated; at most {} at a time may be unavailable.", update.max_unavailable(replicas)),
        format!("In whatever order new pods become ready, there are {} to {} ready ones.", range.start(), range.end()),
        end(&moments, complete),
    ];
    if !complete {
        sentences.push(match policy {
            PodManagement::OrderedReady => "An undo waits for that pod too: it has to be deleted by hand.".to_owned(),
            PodManagement::Parallel => "A StatefulSet has no deadline; an undo replaces those pods first.".to_owned(),
        });
    }
    let until = (!complete).then_some(NO_DEADLINE);
    let limits = vec![(format!("at least {}", range.start()), *range.start())];
    Ok(Run { title, moments, limits, sentences, until, fine: complete })
}

fn hand_over(arguments: &Arguments, default: u32) -> Result<Run, String> {
    let old = arguments.start(default);
    let new = arguments.to.unwrap_or(old);
    let update = rolling_update(arguments, HandOver::ONE_BY_ONE)?;
    let mut simulation = HandOver::new(old, new).with(update).simulate(arguments.readiness());
    let moments = collected(simulation.by_ref())?;

    let mut title = format!("old RC to new RC, {old} pods to {new}");
    if update == HandOver::ONE_BY_ONE {
        title += ", one up and one down";
    } else {
        title += &format!(", maxSurge {}, maxUnavailable {}", update.max_surge(), update.max_unavailable());
    }
    let (mut limits, mut sentences) = (Vec::new(), Vec::new());
    bounds(update, new, false, &mut limits, &mut sentences);
    let complete = simulation.is_complete();
    sentences.push(end(&moments, complete));
    if !complete {
        sentences.push("kubectl gives up after 300s without progress; its --rollback goes back.".to_owned());
    }
    let until = (!complete).then_some(KUBECTL_TIMEOUT);
    Ok(Run { title, moments, limits, sentences, until, fine: complete })
}

/// How it ends.
fn end(moments: &[RolloutMoment], complete: bool) -> String {
    let Some(last) = moments.last() else { return String::new() };
    let at = seconds(last.at);
    if complete {
        return format!("Complete after {at}.");
    }
    let waiting = match (last.new + last.old).saturating_sub(last.ready) {
        1 => "1 new pod never becomes".to_owned(),
        pods => format!("{pods} new pods never become"),
    };
    format!("Stuck from {at} on: {waiting} ready, old pods left: {}, pods that serve: {}.", last.old, last.ready)
}

/// When the condition `Progressing` first says that the deadline has passed, if ever.
fn missed_deadline(
    replicas: impl Fn(&RolloutMoment) -> u32,
    complete: bool,
    moments: &[RolloutMoment],
    deadline: Duration,
) -> Option<Duration> {
    let counts = |moment: &RolloutMoment| DeploymentCounts {
        pods: moment.new + moment.old,
        updated: moment.new,
        ready: moment.ready,
        available: moment.ready,
    };
    let mut condition = ProgressCondition::new(ProgressReason::Created, Duration::ZERO);
    // What is complete waits for nothing.
    let passed = |condition: &ProgressCondition| {
        let at = condition.updated().saturating_add(deadline);
        Some(at).filter(|_| condition.reason() != ProgressReason::Complete)
    };
    let mut before = moments.first()?;
    for after in moments {
        if let Some(at) = passed(&condition).filter(|&at| after.at > at) {
            return Some(at);
        }
        condition = condition.next(replicas(after), &counts(before), &counts(after), after.at, deadline);
        before = after;
    }
    passed(&condition).filter(|_| !complete)
}
