//! The parts that other names are made of: accepted and refused, with whole messages.

use pavedroad_naming::{BusinessLine, ClusterDomain, ComponentName, Environment, SystemName};

use crate::name_tables::{accepts, ends_at, refuses};
use crate::tables::parts::*;

#[test]
fn business_lines() {
    accepts::<BusinessLine>(BUSINESS_LINE_ACCEPTED);
    ends_at::<BusinessLine>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<BusinessLine>("business line", BUSINESS_LINE_REFUSED);
}

#[test]
fn environments() {
    accepts::<Environment>(ENVIRONMENT_ACCEPTED);
    ends_at::<Environment>(63, "found 64 bytes, expected at most 63 bytes");
    refuses::<Environment>("environment", ENVIRONMENT_REFUSED);
}

#[test]
fn systems_and_components() {
    accepts::<SystemName>(SYSTEM_ACCEPTED);
    refuses::<SystemName>("system", SYSTEM_REFUSED);
    accepts::<ComponentName>(COMPONENT_ACCEPTED);
    refuses::<ComponentName>("component", COMPONENT_REFUSED);
}

#[test]
fn cluster_domains() {
    accepts::<ClusterDomain>(CLUSTER_DOMAIN_ACCEPTED);
    refuses::<ClusterDomain>("cluster domain", CLUSTER_DOMAIN_REFUSED);
}
