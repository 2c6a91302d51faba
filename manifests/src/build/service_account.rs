//! The identity of an app's pods.

use k8s_openapi::api::core::v1::ServiceAccount;

use super::labels;
use crate::App;

/// One ServiceAccount per app, so that access can be granted to one app alone. Its token is not mounted by itself: most
/// apps never call the API server, and the pods of those that do say so.
pub(super) fn service_account(app: &App) -> ServiceAccount {
    ServiceAccount {
        metadata: labels::metadata(app),
        automount_service_account_token: Some(false),
        ..ServiceAccount::default()
    }
}
