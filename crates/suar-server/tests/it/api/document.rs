//! The `OpenAPI` document says what the table of addresses says, and is the one that is checked in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use suar_server::{API_ROUTES, Audience, RouteMethod, openapi_json};

use super::office::Office;
use crate::repository;

fn document() -> Value {
    serde_json::from_str(openapi_json().unwrap()).unwrap()
}

/// Method and path of each operation, with the operation.
fn operations(document: &Value) -> BTreeMap<(String, String), Value> {
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| ((method.to_uppercase(), path.clone()), operation.clone()))
    });
    operations.collect()
}

#[test]
fn every_address_is_documented_and_every_documented_address_is_there() {
    let in_table: BTreeSet<(String, String)> = API_ROUTES
        .iter()
        .map(|route| {
            let method = if route.method == RouteMethod::Get { "GET" } else { "POST" };
            (method.to_owned(), route.path.to_owned())
        })
        .collect();
    let documented: BTreeSet<(String, String)> = operations(&document()).into_keys().collect();
    assert_eq!(documented, in_table);
    assert_eq!(in_table.len(), API_ROUTES.len(), "no address twice");
}

#[test]
fn operations_say_who_may_call_them_and_have_names_of_their_own() {
    let operations = operations(&document());
    let names: BTreeSet<&str> =
        operations.values().map(|operation| operation["operationId"].as_str().unwrap()).collect();
    assert_eq!(names.len(), operations.len());
    for route in API_ROUTES {
        let method = if route.method == RouteMethod::Get { "GET" } else { "POST" };
        let operation = &operations[&(method.to_owned(), route.path.to_owned())];
        let about = operation["description"].as_str().unwrap_or_default();
        match route.audience {
            Audience::Everyone => assert!(operation.get("security").is_none(), "{}", route.path),
            Audience::Officers(action) => {
                assert_eq!(operation["security"], serde_json::json!([{ "token": [] }]), "{}", route.path);
                assert!(about.ends_with(&format!("Scope: `{}`.", action.name())), "{}", route.path);
            }
        }
        assert!(operation["summary"].as_str().is_some_and(|summary| summary.ends_with('.')), "{}", route.path);
    }
}

#[test]
fn every_field_and_parameter_is_described() {
    let document = document();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (field, shape) in schema["properties"].as_object().into_iter().flatten() {
            let of_choice = || {
                shape["oneOf"]
                    .as_array()
                    .is_some_and(|parts| parts.iter().any(|part| part.get("description").is_some()))
            };
            assert!(shape.get("description").is_some() || of_choice(), "{name}.{field}");
        }
    }
    for ((method, path), operation) in operations(&document) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(parameter.get("description").is_some(), "{method} {path} {}", parameter["name"]);
        }
    }
}

#[test]
fn the_document_that_is_checked_in_is_the_one_that_is_served() {
    let kept = std::fs::read_to_string(repository::root().join("docs/openapi.json")).unwrap();
    let is_same = kept.trim_end() == openapi_json().unwrap();
    assert!(is_same, "run `cargo run -p suar-server --example openapi > docs/openapi.json`");
}

#[tokio::test]
async fn the_document_is_served() {
    let office = Office::open().await;
    let answer = office.ask("GET", "/openapi.json", "", None).await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json()["openapi"], "3.1.0");
}
