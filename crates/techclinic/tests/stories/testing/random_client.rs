//! A client that knows nothing but the document of the API, and sends what comes to its mind: much of
//! it well typed, some of it not at all. Nothing may break the server, and every refusal is a problem
//! document in the reader's language. `RANDOM_CLIENT_SEED` and `RANDOM_CLIENT_CASES` let it look further.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, Request, header};
use proptest::prelude::*;
use proptest::strategy::{Union, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

use super::openapi::{Operation, document, operations, resolved};
use super::person::{Answer, percent};
use super::{Person, rights, stories};
use techclinic::accounts::Role;

/// How deep a value may be before it ends.
const DEEPEST: u32 = 6;

#[expect(clippy::disallowed_methods, reason = "how far to look is told by whoever starts the tests")]
fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// What the client makes its requests of.
struct Imagination<'a> {
    document: &'a Value,
    /// Texts that mean something here.
    words: Vec<String>,
    codes: &'a BTreeMap<&'static str, String>,
}

/// A request before it is sent.
#[derive(Clone, Debug)]
struct Asked {
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<String>,
    lang: &'static str,
}

impl Imagination<'_> {
    fn text(&self) -> BoxedStrategy<String> {
        prop_oneof![
            6 => prop::sample::select(self.words.clone()),
            2 => "[ก-๙a-z0-9๐-๙ ]{0,40}",
            1 => "\\PC{0,20}",
            1 => ".{0,10}",
            1 => (1_usize..40_000).prop_map(|times| "ย".repeat(times)),
        ]
        .boxed()
    }

    fn junk(&self) -> BoxedStrategy<Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(|number| json!(number)),
            self.text().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4).prop_map(|fields| json!(fields)),
            ]
        })
        .boxed()
    }

    /// Mostly what the schema says; sometimes anything.
    fn value(&self, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        let schema = resolved(self.document, schema);
        if depth == DEEPEST {
            return Just(Value::Null).boxed();
        }
        if let Some(words) = schema["enum"].as_array() {
            let words = prop::sample::select(words.clone());
            return prop_oneof![9 => words, 1 => self.junk()].boxed();
        }
        if let Some(parts) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
            return Union::new(parts.iter().map(|part| self.value(part, depth + 1))).boxed();
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts: Vec<_> = parts.iter().map(|part| self.value(part, depth + 1)).collect();
            return parts.prop_map(merged).boxed();
        }
        let kinds = match &schema["type"] {
            Value::String(kind) => vec![kind.as_str()],
            kinds => kinds.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        };
        let typed: Vec<_> = kinds.into_iter().map(|kind| self.typed(kind, schema, depth)).collect();
        if typed.is_empty() { self.junk() } else { prop_oneof![12 => Union::new(typed), 1 => self.junk()].boxed() }
    }

    fn typed(&self, kind: &str, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        match (kind, schema["format"].as_str()) {
            ("null", _) => Just(Value::Null).boxed(),
            ("boolean", _) => any::<bool>().prop_map(Value::from).boxed(),
            ("integer", _) => prop_oneof![-2_i64..12, any::<i64>()].prop_map(Value::from).boxed(),
            ("number", _) => any::<f64>().prop_map(|number| json!(number)).boxed(),
            ("string", Some("date")) => {
                prop::sample::select(vec!["2010-05-01", "2010-02-30", "0001-01-01", "+262142-12-31", "-262143-01-01"])
                    .prop_map(Value::from)
                    .boxed()
            }
            ("string", _) => self.text().prop_map(Value::from).boxed(),
            ("array", _) => {
                prop::collection::vec(self.value(&schema["items"], depth + 1), 0..4).prop_map(Value::from).boxed()
            }
            _ => self.object(schema, depth),
        }
    }

    fn object(&self, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        let Some(fields) = schema["properties"].as_object() else {
            let inner = self.value(&schema["additionalProperties"], depth + 1);
            return prop::collection::btree_map(self.text(), inner, 0..4).prop_map(|fields| json!(fields)).boxed();
        };
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, schema)| {
                let name = name.clone();
                let value = self.value(schema, depth + 1);
                prop_oneof![7 => value.prop_map(Some), 1 => Just(None)].prop_map(move |value| (name.clone(), value))
            })
            .collect();
        fields
            .prop_map(|fields| {
                let there = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
                Value::Object(there.collect::<Map<_, _>>())
            })
            .boxed()
    }

    /// A part of an address: mostly one that leads somewhere.
    fn part(&self, name: &str) -> BoxedStrategy<String> {
        let code = |names: &[&str]| names.iter().map(|name| self.codes[name].clone()).collect::<Vec<_>>();
        let known = match name {
            "number" => ["1", "2", "0", "-1", "99999999999999999999"].map(str::to_owned).to_vec(),
            "kind" => ["application", "evaluation", "follow_up"].map(str::to_owned).to_vec(),
            "id" => code(&["activity"]),
            "report" => vec![format!("{}-A1-2553Q3", self.codes["work"])],
            _ => code(&["need", "technology", "project", "work", "opinion", "participant"]),
        };
        prop_oneof![9 => prop::sample::select(known), 1 => "\\PC{1,12}", 1 => ".{1,4}"].boxed()
    }

    fn request(&self, operation: &Operation) -> BoxedStrategy<Asked> {
        let parameters = operation.parameters(self.document);
        let placed = |place: &str, text: &dyn Fn(&Value) -> BoxedStrategy<String>, often: u32| {
            let wanted = parameters.iter().filter(|one| one["in"] == place && one["name"] != "lang");
            let each = wanted.map(|one| {
                let name = one["name"].as_str().expect("a name").to_owned();
                let value = prop_oneof![often => text(one).prop_map(Some), 3 => Just(None)];
                value.prop_map(move |value| (name.clone(), value))
            });
            each.collect::<Vec<_>>()
                .prop_map(|all| all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect::<Vec<_>>())
        };
        let part = |one: &Value| self.part(one["name"].as_str().unwrap_or_default());
        let parts: Vec<_> = parameters
            .iter()
            .filter(|one| one["in"] == "path")
            .map(|one| {
                let name = one["name"].as_str().expect("a name").to_owned();
                part(one).prop_map(move |value| (name.clone(), value))
            })
            .collect();
        let query = placed("query", &|one| self.value(&one["schema"], 0).prop_map(|value| plain(&value)).boxed(), 3);
        let headers = placed("header", &|_| "[ -~]{0,12}|\"[0-9]{1,3}\"".boxed(), 2);
        let schema = &operation.body["requestBody"]["content"]["application/json"]["schema"];
        let body = if schema.is_object() {
            let typed = self.value(schema, 0).prop_map(|value| value.to_string());
            prop_oneof![12 => typed, 1 => self.junk().prop_map(|value| value.to_string()), 1 => self.text()]
                .prop_map(Some)
                .boxed()
        } else {
            Just(None).boxed()
        };
        let address = operation.address.clone();
        (parts, query, headers, body, prop::sample::select(vec!["th", "en"]))
            .prop_map(move |(parts, query, headers, body, lang)| {
                let fill = |path: String, (name, value): &(String, String)| {
                    path.replace(&format!("{{{name}}}"), &percent(value))
                };
                Asked { path: parts.iter().fold(address.clone(), fill), query, headers, body, lang }
            })
            .boxed()
    }
}

fn merged(parts: Vec<Value>) -> Value {
    let fields = parts.into_iter().filter_map(|part| match part {
        Value::Object(fields) => Some(fields),
        _ => None,
    });
    Value::Object(fields.flatten().collect())
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

async fn send(person: &Person, method: &Method, asked: &Asked) -> Answer {
    // An address holds 64 KB at most, and nobody's client sends a longer one.
    let short = |value: &str| percent(&value.chars().take(1_000).collect::<String>());
    let query: Vec<_> = asked.query.iter().map(|(name, value)| format!("{name}={}&", short(value))).collect();
    let uri = format!("{}?{}lang={}", asked.path, query.concat(), asked.lang);
    let mut request =
        Request::builder().method(method.clone()).uri(uri).header(header::CONTENT_TYPE, "application/json");
    for (name, value) in &asked.headers {
        request = request.header(name, value);
    }
    person.send(request, asked.body.clone().map_or_else(Body::empty, Body::from)).await
}

/// Never a defect; and whatever is refused is refused in words.
fn judge(operation: &Operation, who: &str, asked: &Asked, answer: &Answer) {
    let said = || format!("{who}: {} {asked:?}\n{} {}", operation.id, answer.status, answer.body);
    assert!(!answer.status.is_server_error(), "{}", said());
    // A code in other letters is moved to its one address, and to nowhere else.
    assert!(!answer.status.is_redirection() || answer.status.as_u16() == 308, "{}", said());
    if !answer.status.is_client_error() {
        return;
    }
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{}", said());
    let problem = answer.json();
    assert_eq!(problem["status"], answer.status.as_u16(), "{}", said());
    let title = problem["title"].as_str().unwrap_or_default();
    let thai = title.chars().any(|letter| ('ก'..='๙').contains(&letter));
    assert!(!title.is_empty() && thai == (asked.lang == "th"), "{}", said());
    let listed =
        problem["errors"].as_array().is_some_and(|errors| errors.iter().all(|error| error["field"].is_string()));
    assert_eq!(listed, answer.status.as_u16() == 422, "{}", said());
}

stories! {
    /// Strangers, an officer and the director of a clinic.
    async fn nothing_that_is_sent_breaks_the_server(world: World) {
        let world = world.unhurried();
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        let records = rights::records(&world, &trang).await;
        let codes = records.codes();
        let document = document(&world).await;
        let people = [
            ("anyone", world.anyone()),
            ("officer", world.officer().await),
            ("director", world.of_clinic(Role::ClinicDirector, &trang).await),
        ];
        let usual = ["", "92", "9205", "920501", "trang", "2553", "๒๕๕๓", "10", "5", "-1", "ministry", "กล้วยตากขึ้นรา", "\u{0}", "yes", "3"];
        let words = usual.map(str::to_owned).into_iter().chain(codes.values().cloned()).collect();
        let imagination = Imagination { document: &document, words, codes };
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&setting("RANDOM_CLIENT_SEED", 2553).to_le_bytes());
        let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
        for operation in operations(&document) {
            let requests = imagination.request(&operation);
            for _ in 0..setting("RANDOM_CLIENT_CASES", 5) {
                for (who, person) in &people {
                    let asked = requests.new_tree(&mut runner).expect("a request").current();
                    let answer = send(person, &operation.method, &asked).await;
                    judge(&operation, who, &asked, &answer);
                }
            }
        }
    }
}
