//! What is counted, by environment.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use examples::counted;
use k8s_openapi::api::core::v1::Node;
use pavedroad_manifests::admission::{Capacity, CapacityError, DemandRange, NamespaceCapacity, QuotaHeadroom};
use pavedroad_manifests::{App, MeshMode, Objects, Quantity};
use pavedroad_naming::{BusinessLine, Environment};

use crate::figures::amount;
use crate::inputs::{Failure, Inputs};

/// All environments, and what they are together.
pub(crate) struct Report {
    pub(crate) parts: Vec<Part>,
    /// What the environments leave of nodes that they share.
    pub(crate) shared: Vec<Room>,
    pub(crate) lines: BTreeMap<Option<BusinessLine>, DemandRange>,
    pub(crate) total: DemandRange,
    pub(crate) notes: Vec<String>,
}

/// One environment.
pub(crate) struct Part {
    pub(crate) environment: Environment,
    pub(crate) apps: usize,
    pub(crate) capacity: Capacity,
    /// The line of each namespace.
    pub(crate) line_of: Vec<Option<BusinessLine>>,
    /// Its quotas, and the nodes that are its own.
    pub(crate) rooms: Vec<Room>,
}

/// Something that bounds an amount.
pub(crate) struct Room {
    /// Whose it is: a namespace, or an environment.
    pub(crate) of: String,
    /// `quota platform`, `3 nodes`.
    pub(crate) bound: String,
    pub(crate) is_quota: bool,
    pub(crate) resource: String,
    pub(crate) gives: Quantity,
    /// Least, most and peak.
    pub(crate) needs: [Quantity; 3],
}

impl Room {
    pub(crate) fn left(&self) -> Quantity {
        &self.gives - &self.needs[1]
    }

    pub(crate) fn left_at_peak(&self) -> Quantity {
        &self.gives - &self.needs[2]
    }

    /// What is too much, and when it is: already with the fewest pods, or only with more.
    pub(crate) fn excess(&self) -> Option<Excess<'_>> {
        let when = ["even with the fewest pods", "with the most pods", "while every app is updated at once"];
        let (needs, when) = self.needs.iter().zip(when).find(|(needs, _)| *needs > &self.gives)?;
        Some(Excess { room: self, needs, by: needs - &self.gives, when })
    }
}

/// What is needed of something and not there.
pub(crate) struct Excess<'a> {
    pub(crate) room: &'a Room,
    needs: &'a Quantity,
    pub(crate) by: Quantity,
    pub(crate) when: &'static str,
}

impl fmt::Display for Excess<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Room { of, bound, resource, gives, .. } = self.room;
        let [needs, gives, by] = [self.needs, gives, &self.by].map(|quantity| amount(resource, quantity));
        write!(f, "{of} needs {resource} {needs}, {bound}: {gives}, {by} too much, {}", self.when)
    }
}

impl Report {
    pub(crate) fn of(inputs: &Inputs) -> Result<Self, Failure> {
        let refused = |error: CapacityError| Failure::unusable(error);
        let convention = inputs.platform.convention();
        let own = inputs.nodes.as_deref().and_then(|nodes| nodes_of_environments(inputs, nodes));
        let mut report = Self {
            parts: Vec::new(),
            shared: Vec::new(),
            lines: BTreeMap::new(),
            total: DemandRange::default(),
            notes: Vec::new(),
        };
        let mut all = Objects::new();
        let mut namespaces = BTreeSet::new();
        let mut proxies = Vec::new();
        for environment in &inputs.environments {
            let apps: Vec<&App> = inputs.specs.iter().filter_map(|spec| spec.app(environment.as_str())).collect();
            match apps.iter().filter(|app| app.mesh().mode == MeshMode::Sidecar).count() {
                0 => {}
                with_proxy => proxies.push(format!("{} in {environment}", things(with_proxy, "app"))),
            }
            let nodes = match &own {
                Some(own) => own.get(environment).map(Vec::as_slice).unwrap_or_default(),
                None => inputs.nodes.as_deref().unwrap_or_default(),
            };
            if own.is_some() && nodes.is_empty() {
                report.notes.push(format!(
                    "None of the nodes is of {environment} by its name, so nothing is said of its nodes."
                ));
            }
            let objects = inputs.platform.objects(apps.iter().copied());
            let capacity = Capacity::of(&objects, nodes).map_err(refused)?;
            let spaces = capacity.namespaces();
            let line = |name: &str| convention.parse_namespace(name).ok().and_then(|parts| parts.line);
            let line_of = spaces.iter().map(|space| line(space.namespace())).collect();
            for (line, demand) in capacity.lines(convention) {
                report.lines.entry(line).or_default().add(&demand);
                report.total.add(&demand);
            }
            namespaces.extend(spaces.iter().map(|space| space.namespace().to_owned()));
            all.extend(objects);
            let mut part =
                Part { environment: environment.clone(), apps: apps.len(), capacity, line_of, rooms: Vec::new() };
            part.rooms = quotas(&part.capacity);
            report.parts.push(part);
        }
        // Where environments have namespaces of the same name, each has a cluster of its own.
        let spaces: usize = report.parts.iter().map(|part| part.capacity.namespaces().len()).sum();
        let share = own.is_none() && report.parts.len() > 1 && spaces == namespaces.len();
        match inputs.nodes.as_deref() {
            Some(nodes) if share => {
                let capacity = Capacity::of(&all, nodes).map_err(refused)?;
                report.shared = of_nodes("all environments", &capacity);
            }
            _ => {
                for part in &mut report.parts {
                    part.rooms.extend(of_nodes(part.environment.as_str(), &part.capacity));
                }
            }
        }
        if !proxies.is_empty() {
            let proxies = proxies.join(" and ");
            report.notes.push(format!(
                "{proxies} have a proxy that the mesh adds to each pod: it is in no manifest, and is not counted here."
            ));
        }
        Ok(report)
    }

    /// Everything that bounds an amount.
    pub(crate) fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.parts.iter().flat_map(|part| &part.rooms).chain(&self.shared)
    }

    /// What is too little for what is needed.
    pub(crate) fn excesses(&self) -> impl Iterator<Item = Excess<'_>> {
        self.rooms().filter_map(Room::excess)
    }
}

/// A number of things.
pub(crate) fn things(number: usize, thing: &str) -> String {
    counted(u64::try_from(number).unwrap_or(u64::MAX), thing)
}

/// The nodes by environment, if every node's name says its own.
fn nodes_of_environments(inputs: &Inputs, nodes: &[Node]) -> Option<BTreeMap<Environment, Vec<Node>>> {
    let mut own: BTreeMap<Environment, Vec<Node>> = BTreeMap::new();
    for node in nodes {
        let name = node.metadata.name.as_deref().unwrap_or_default();
        let environment = inputs.platform.convention().parse_node(name).ok()?.environment?;
        own.entry(environment).or_default().push(node.clone());
    }
    Some(own)
}

fn quotas(capacity: &Capacity) -> Vec<Room> {
    let of_space = |space: &NamespaceCapacity| {
        let room = |quota: &QuotaHeadroom| Room {
            of: space.namespace().to_owned(),
            // The platform's own has no other name.
            bound: if quota.quota() == "quota" { "quota".to_owned() } else { format!("quota {}", quota.quota()) },
            is_quota: true,
            resource: quota.resource().to_owned(),
            gives: quota.hard().clone(),
            needs: [quota.least(), quota.most(), quota.peak()].map(Clone::clone),
        };
        space.quotas().iter().map(room).collect::<Vec<_>>()
    };
    capacity.namespaces().iter().flat_map(of_space).collect()
}

/// What the nodes give of what is requested; what nobody asks for is not worth a line.
fn of_nodes(of: &str, capacity: &Capacity) -> Vec<Room> {
    let (all, open) = (capacity.nodes(), capacity.open_nodes());
    let nodes = if open == all { things(all, "node") } else { format!("{open} of {}", things(all, "node")) };
    let rooms = capacity.node_headroom().iter().filter(|room| !room.peak().is_zero());
    rooms
        .map(|room| Room {
            of: of.to_owned(),
            bound: nodes.clone(),
            is_quota: false,
            resource: room.resource().to_owned(),
            gives: room.allocatable().clone(),
            needs: [room.least(), room.most(), room.peak()].map(Clone::clone),
        })
        .collect()
}
