//! The names of an app, in every environment.

use examples::{Outcome, table};
use pavedroad_naming::{AppName, Convention, ImageTag, NameError};
use serde_json::json;

use crate::Report;

pub(crate) fn report(convention: &Convention, app: &str, tag: Option<&str>) -> Result<Report, (Outcome, String)> {
    let wrong = |error: NameError| (Outcome::Findings, format!("error: {error}"));
    convention.parse_app(app).map_err(wrong)?;
    let app: AppName = app.parse().map_err(wrong)?;
    if let Some(tag) = tag {
        convention.parse_tag(tag).map_err(wrong)?;
    }
    let tag: Option<ImageTag> = tag.map(str::parse).transpose().map_err(wrong)?;
    let mut rows = vec![["ENVIRONMENT", "NAMESPACE", "SERVICE HOST", "IMAGE"].map(str::to_owned)];
    let mut list = Vec::new();
    for environment in convention.environments() {
        let namespace = convention.namespace_of(&app, environment).map_err(wrong)?;
        let image = tag.as_ref().map(|tag| convention.image(&app, environment, tag)).transpose().map_err(wrong)?;
        let image = image.map(|image| image.to_string());
        let host = format!("{app}.{namespace}.svc");
        list.push(json!({
            "environment": environment.as_str(), "namespace": namespace.as_str(), "host": host, "image": image,
        }));
        rows.push([environment.to_string(), namespace.to_string(), host, image.unwrap_or_else(|| "-".to_owned())]);
    }
    let text = format!("{app}\n{}", table(&rows));
    Ok(Report { outcome: Outcome::Done, text, json: json!({"app": app.as_str(), "names": list}) })
}
