//! stand-in
use crate::Quantity;
/// x
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resources(pub(crate) Vec<(String, Quantity)>);
impl Resources {
    /// x
    pub fn request(&self, name: &str) -> Option<&Quantity> { self.0.iter().find(|x| x.0 == name).map(|x| &x.1) }
    pub(crate) fn to_k8s(&self) -> k8s_openapi::api::core::v1::ResourceRequirements { Default::default() }
}
