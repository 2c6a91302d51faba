//! `resources:` requests and limits.

use crate::decode::Decoder;
use crate::yaml::tree::Node;
use crate::{Quantity, Resources};
