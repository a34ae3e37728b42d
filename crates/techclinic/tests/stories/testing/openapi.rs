//! The document of the API against the router, against the standard, and against the verbs.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::Value;

use super::World;
use super::rights::verbs;

/// One operation of the document.
#[derive(Clone)]
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) method: Method,
    pub(super) address: String,
    pub(super) body: Value,
}

impl Operation {
    /// Its parameters, those by reference in full.
    pub(super) fn parameters(&self, document: &Value) -> Vec<Value> {
        self.body["parameters"].as_array().into_iter().flatten().map(|one| resolved(document, one).clone()).collect()
    }

    /// The address with every part filled in.
    fn example(&self, document: &Value) -> String {
        self.parameters(document).iter().filter(|one| one["in"] == "path").fold(self.address.clone(), |address, one| {
            let name = one["name"].as_str().expect("a name");
            let value = match (name, one["schema"]["format"].as_str()) {
                (_, Some("uuid")) => "01890a5d-ac96-774b-bcce-b302099a8057",
                ("number", _) => "1",
                ("kind", _) => "application",
                _ => "x",
            };
            address.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// The document as it is served.
pub(super) async fn document(world: &World) -> Value {
    world.anyone().get("/api/v1/openapi.json").await.expect(200).json()
}

/// Every operation of it.
pub(super) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().expect("paths");
    let methods = |(address, item): (&String, &Value)| {
        let operation = |(method, body): (&String, &Value)| Operation {
            id: body["operationId"].as_str().unwrap_or_default().to_owned(),
            method: method.to_uppercase().parse().expect("a method"),
            address: address.clone(),
            body: body.clone(),
        };
        item.as_object().expect("an item").iter().map(operation).collect::<Vec<_>>()
    };
    paths.iter().flat_map(methods).collect()
}

/// What a `$ref` points at; anything else is itself.
pub(super) fn resolved<'a>(document: &'a Value, one: &'a Value) -> &'a Value {
    one["$ref"].as_str().map_or(one, |reference| {
        let pointer = reference.strip_prefix('#').expect("a place in the same document");
        document.pointer(pointer).unwrap_or_else(|| panic!("{reference} points nowhere"))
    })
}

/// Every object in the document.
fn objects<'a>(value: &'a Value, seen: &mut impl FnMut(&'a Value)) {
    match value {
        Value::Object(fields) => {
            seen(value);
            fields.values().for_each(|field| objects(field, seen));
        }
        Value::Array(items) => items.iter().for_each(|item| objects(item, seen)),
        _ => {}
    }
}

/// The features' sources, as (path, text).
fn sources() -> Vec<(String, String)> {
    let files = super::features().into_iter().flat_map(|feature| {
        feature.read_dir().expect("a feature").map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>()
    });
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a text")))
        .collect()
}

/// A path is registered with the router and with the document in one act: by hand it could be
/// registered with the router alone.
#[tokio::test]
async fn every_address_of_the_api_is_in_the_document() {
    let document = document(&World::on_sqlite().await).await;
    let known: BTreeSet<_> = operations(&document).into_iter().map(|one| one.id).collect();
    for (path, text) in sources() {
        assert!(!text.contains(".route(\"/api/"), "{path} routes by hand: use #[utoipa::path] and routes!");
        for id in text.split("operation_id = \"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(known.contains(id), "{path}: {id} is documented beside its handler, and not routed");
        }
    }
}

#[tokio::test]
async fn every_operation_of_the_document_is_answered_by_the_router() {
    let world = World::on_sqlite().await;
    let document = document(&world).await;
    let anyone = world.anyone();
    for one in operations(&document) {
        let address = one.example(&document);
        assert!(!address.contains('{'), "{address}: a part is not declared");
        let ask = |method: Method| Request::builder().method(method).uri(&address);
        let there = anyone.send(ask(Method::TRACE), Body::empty()).await;
        assert_eq!(there.status.as_u16(), 405, "{address} is not routed");
        let answer = anyone.send(ask(one.method.clone()), Body::from("{}")).await;
        assert_ne!(answer.status.as_u16(), 405, "{} {address}", one.method);
    }
}

#[tokio::test]
async fn the_document_is_sound() {
    let document = document(&World::on_sqlite().await).await;
    assert_eq!(document["openapi"], "3.1.0");
    for field in ["title", "version", "description"] {
        assert!(document["info"][field].as_str().is_some_and(|text| !text.is_empty()), "info.{field}");
    }
    assert_eq!(document["info"]["license"]["identifier"], "Apache-2.0");
    assert_eq!(document["servers"][0]["url"], "http://localhost");
    objects(&document, &mut |object| {
        resolved(&document, object);
    });
    let mut ids = BTreeMap::new();
    for one in operations(&document) {
        let at = format!("{} {}", one.method, one.address);
        assert!(one.id.contains('.'), "{at} has no operation id");
        assert_eq!(ids.insert(one.id.clone(), at.clone()), None, "{} names two", one.id);
        assert!(one.body["summary"].as_str().is_some_and(|text| !text.is_empty()), "{at} is not described");
        assert_eq!(one.body["tags"].as_array().map(Vec::len), Some(1), "{at}");
        parameters_are_sound(&one, &document);
        answers_are_sound(&one, &document);
    }
    schemas_are_sound(&document);
}

fn parameters_are_sound(one: &Operation, document: &Value) {
    let parameters = one.parameters(document);
    let mut named = BTreeSet::new();
    for parameter in &parameters {
        let (place, name) = (parameter["in"].as_str().expect("in"), parameter["name"].as_str().expect("a name"));
        assert!(named.insert((place, name)), "{} declares {name} twice", one.id);
        assert!(parameter["schema"].is_object(), "{}: {name} has no schema", one.id);
        assert!(parameter["description"].is_string(), "{}: {name} is not described", one.id);
    }
    let parts: BTreeSet<_> =
        one.address.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(|name| ("path", name)).collect();
    let declared: BTreeSet<_> = named.into_iter().filter(|(place, _)| *place == "path").collect();
    assert_eq!(declared, parts, "{}", one.id);
    for parameter in parameters.iter().filter(|one| one["in"] == "path") {
        assert_eq!(parameter["required"], true, "{}: {parameter}", one.id);
    }
}

fn answers_are_sound(one: &Operation, document: &Value) {
    let answers = one.body["responses"].as_object().expect("answers");
    assert!(answers.keys().any(|status| status.starts_with('2')), "{} never succeeds", one.id);
    for (status, answer) in answers {
        let answer = resolved(document, answer);
        assert!(answer["description"].as_str().is_some_and(|text| !text.is_empty()), "{} {status}", one.id);
    }
    assert!(resolved(document, &answers["default"])["content"]["application/problem+json"].is_object(), "{}", one.id);
    if let Some(body) = one.body.get("requestBody") {
        assert!(body["content"]["application/json"]["schema"].is_object(), "{} takes no JSON", one.id);
    }
}

/// Fields are described, and what must be sent is among what may be.
fn schemas_are_sound(document: &Value) {
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter)), "{name}");
        objects(schema, &mut |object| {
            let Some(fields) = object["properties"].as_object() else { return };
            for field in object["required"].as_array().into_iter().flatten() {
                assert!(fields.contains_key(field.as_str().expect("a name")), "{name} requires {field}");
            }
        });
    }
}

/// Two types of one name would silently be one schema.
#[test]
fn every_schema_has_a_name_of_its_own() {
    let mut names = BTreeMap::new();
    for (path, text) in sources() {
        for block in text
            .split("#[derive(")
            .skip(1)
            .filter(|block| block.split(")]").next().is_some_and(|derived| derived.contains("ToSchema")))
        {
            let renamed = block.split("#[schema(as = ").nth(1).and_then(|rest| rest.split(')').next());
            let head = block.split('{').next().unwrap_or_default();
            let own = head.split("struct ").nth(1).unwrap_or_default().trim();
            let name = renamed.filter(|_| head.contains("as = ")).unwrap_or(own).to_owned();
            assert_eq!(names.insert(name.clone(), path.clone()), None, "{path}: {name} is taken");
        }
    }
    assert!(names.len() > 30, "the sources are read");
}

/// One word, five places: what may be done through the API bears the name the rights and the trail know.
#[tokio::test]
async fn every_operation_is_named_by_the_verb_it_is() {
    let document = document(&World::on_sqlite().await).await;
    let operations = operations(&document);
    let noun = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let nouns: BTreeSet<_> = operations.iter().map(|one| noun(&one.id)).collect();
    for (verb, ..) in verbs().filter(|(verb, ..)| nouns.contains(&noun(verb))) {
        assert!(operations.iter().any(|one| one.id == *verb), "{verb} is no operation");
    }
    // The register has no pages to write it, a search is sent as what is searched for is: by POST, to use what was
    // proposed is to confirm a match, by another address, and a plan in a file is proposed as any other is.
    let besides =
        ["organisation.register", "clinic.register", "match.find", "network_call.confirm", "project.propose_from_file"];
    for one in operations.iter().filter(|one| one.method != Method::GET) {
        let known = verbs().any(|(verb, ..)| *verb == one.id) || besides.contains(&one.id.as_str());
        assert!(known, "{} is no verb", one.id);
    }
}

/// What a stranger is refused, the document says to need a token; what it says to be everybody's, answers them.
#[tokio::test]
async fn the_document_says_who_may_read() {
    let world = World::on_sqlite().await;
    let document = document(&world).await;
    let trang = world.trang().await;
    let technology = crate::technologies::testing::offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await.code;
    for one in operations(&document).iter().filter(|one| one.method == Method::GET) {
        let of_technology = one.address.starts_with("/api/v1/technologies/{code}");
        let address = if of_technology { one.address.replace("{code}", &technology) } else { one.example(&document) };
        let status = world.anyone().get(&address).await.status.as_u16();
        let everybodys =
            one.body["security"].as_array().is_some_and(|ways| ways.iter().any(|way| way == &serde_json::json!({})));
        assert!(!everybodys || status != 401, "{} is refused to a stranger", one.id);
        assert!(everybodys || [401, 404].contains(&status), "{} needs no token: {status}", one.id);
    }
    let needs = operations(&document).into_iter().find(|one| one.id == "match.needs").expect("there");
    assert_eq!(needs.body["security"], serde_json::json!([{"token": []}]));
}

#[tokio::test]
async fn the_document_is_kept_by_whoever_has_it() {
    let world = World::on_sqlite().await;
    let first = world.anyone().get("/api/v1/openapi.json").await.expect(200);
    assert_eq!(first.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(first.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(first.headers[header::CACHE_CONTROL], "public, max-age=3600");
    let again = Request::get("/api/v1/openapi.json").header(header::IF_NONE_MATCH, &first.headers[header::ETAG]);
    let again = world.anyone().send(again, Body::empty()).await.expect(304);
    assert!(again.body.is_empty());
}
