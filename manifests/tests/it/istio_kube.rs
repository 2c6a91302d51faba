//! Istio's objects in the hands of a controller: through `kube`, against a server that is a function.

use std::sync::{Arc, Mutex};

use http::{Request, Response};
use kube::api::{ListParams, Patch, PatchParams};
use kube::client::Body;
use kube::{Api, Client};
use pavedroad_manifests::istio::{Destination, HTTPRoute, HTTPRouteDestination, VirtualService};
use serde_json::{Value, json};

/// What was asked of the server: method, path with query, body.
type Asked = Arc<Mutex<Vec<(String, String, Value)>>>;

/// A client whose server keeps in mind what it is asked and always answers the same.
fn client(answer: &Value) -> (Client, Asked) {
    let asked = Asked::default();
    let (seen, answer) = (Arc::clone(&asked), answer.to_string());
    let server = tower::service_fn(move |request: Request<Body>| {
        let (seen, answer) = (Arc::clone(&seen), answer.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect_bytes().await?;
            let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body)? };
            seen.lock().unwrap().push((parts.method.to_string(), parts.uri.to_string(), body));
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(Response::new(Body::from(answer.into_bytes())))
        }
    });
    (Client::new(server, "default"), asked)
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

#[test]
fn a_controller_lists_virtual_services() {
    let item = json!({
        "apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
        "metadata": {"name": "ai-dc-web", "namespace": "ai-prod", "resourceVersion": "7"},
        "spec": {"hosts": ["dc.example.com"]},
        "status": {"observedGeneration": 1},
    });
    let list = json!({
        "apiVersion": "networking.istio.io/v1", "kind": "VirtualServiceList",
        "metadata": {"resourceVersion": "8"}, "items": [item],
    });
    block_on(async {
        let (client, asked) = client(&list);
        let services: Api<VirtualService> = Api::namespaced(client, "ai-prod");
        let found = services.list(&ListParams::default().labels("app=ai-dc-web")).await.unwrap();
        assert_eq!(found.items[0].spec.hosts, ["dc.example.com"]);
        assert_eq!(found.items[0].metadata.resource_version.as_deref(), Some("7"));
        let path = "/apis/networking.istio.io/v1/namespaces/ai-prod/virtualservices?&labelSelector=app%3Dai-dc-web";
        assert_eq!(*asked.lock().unwrap(), [("GET".to_owned(), path.to_owned(), Value::Null)]);
    });
}

#[test]
fn a_controller_applies_a_virtual_service() {
    let mut service = VirtualService::default();
    service.metadata.name = Some("ai-dc-web".to_owned());
    service.spec.hosts = vec!["dc.example.com".to_owned()];
    let destination = Destination { host: "ai-dc-web".to_owned(), ..Destination::default() };
    let route = vec![HTTPRouteDestination { destination, ..HTTPRouteDestination::default() }];
    service.spec.http = vec![HTTPRoute { route, ..HTTPRoute::default() }];
    let body = json!({
        "apiVersion": "networking.istio.io/v1", "kind": "VirtualService", "metadata": {"name": "ai-dc-web"},
        "spec": {"hosts": ["dc.example.com"], "http": [{"route": [{"destination": {"host": "ai-dc-web"}}]}]},
    });
    block_on(async {
        let (client, asked) = client(&body);
        let services: Api<VirtualService> = Api::namespaced(client, "ai-prod");
        let how = PatchParams::apply("pavedroad").force();
        let applied = services.patch("ai-dc-web", &how, &Patch::Apply(&service)).await.unwrap();
        assert_eq!(applied, service);
        let path = "/apis/networking.istio.io/v1/namespaces/ai-prod/virtualservices/ai-dc-web?&force=true&fieldManager=pavedroad";
        assert_eq!(*asked.lock().unwrap(), [("PATCH".to_owned(), path.to_owned(), body)]);
    });
}
