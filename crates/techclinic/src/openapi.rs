//! The document of the API, OpenAPI 3.1, at `/api/v1/openapi.json`. What an operation is its feature
//! says beside its handler; what all of them share is said here, once.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response as Answer};
use axum::routing::get;
use bytes::Bytes;
use data_encoding::HEXLOWER;
use kit::web::Problem;
use kit::{Lang, msg};
use sha2::{Digest, Sha256};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, ResponseBuilder, Server,
};
use utoipa::{PartialSchema, ToSchema};

use house::app::App;
use house::messages::catalogue;

/// Where the document lies.
const ADDRESS: &str = "/api/v1/openapi.json";
/// Before every resource.
const BASE: &str = "/api/v1/";
/// Operations that write nothing of the caller's, or that anyone may do, though they are sent by POST.
const ANYONES: [&str; 6] =
    ["need.register", "need.reclaim", "interest.register", "opinion.register", "match.find", "volunteer.bring_need"];
/// Operations that only read, and yet answer nobody without a token.
const READ_WITH_TOKEN: [&str; 11] = [
    "agreement.clinics_without",
    "interest.list",
    "interest.show",
    "match.needs",
    "review.eligibility",
    "review.list",
    "review.ranking",
    "review.show",
    "technology.list_waiting",
    "volunteer.list",
    "volunteer.show",
];
/// The name of the problem document, and of the answer that carries it.
const PROBLEM: &str = "Problem";
/// The name of the scheme by which tokens are sent.
const TOKEN: &str = "token";
/// What the parts of addresses are.
const PARTS: [(&str, &str); 7] = [
    ("code", "Short code, as the lists give it."),
    ("day", "Which day, as `2010-04-13`."),
    ("number", "Which area of the project, counted from one."),
    ("id", "The day, as recording it answered."),
    ("kind", "Which questionnaire: `application`, `evaluation` or `follow_up`."),
    ("report", "Project, area and quarter, as `P53-1-A2-2553Q3`."),
    ("year", "Fiscal year, Buddhist era, as `2555`."),
];

/// The document's own address. `gathered` is what the features registered with their routes.
pub fn routes(gathered: OpenApi, public_url: &str) -> Router<App> {
    let public_url = public_url.to_owned();
    let kept = Arc::new(LazyLock::new(move || Kept::new(&document(gathered, &public_url))));
    Router::new().route(ADDRESS, get(move |asked: HeaderMap| async move { kept.answer(&asked) }))
}

/// The document as it is sent: drawn when somebody first asks, and the same until the program is another.
struct Kept {
    json: Bytes,
    print: String,
}

impl Kept {
    fn new(document: &OpenApi) -> Self {
        let json = serde_json::to_vec(document).expect("a document is maps, lists and texts");
        Self { print: format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&json)[..12])), json: json.into() }
    }

    fn answer(&self, asked: &HeaderMap) -> Answer {
        let headers = [(header::CACHE_CONTROL, "public, max-age=3600"), (header::ETAG, &self.print)];
        if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == self.print.as_bytes()) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, [(header::CONTENT_TYPE, "application/json")], self.json.clone()).into_response()
    }
}

/// What the features registered, with what all operations share.
fn document(mut gathered: OpenApi, public_url: &str) -> OpenApi {
    let name = |lang| catalogue().say(lang, &msg("layout-site"));
    gathered.info = InfoBuilder::new()
        .title(format!("{} · {}", name(Lang::Th), name(Lang::En)))
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(include_str!("../../../docs/api.md")))
        .license(Some(LicenseBuilder::new().name(LICENCE).identifier(Some(LICENCE)).build()))
        .build();
    gathered.servers = Some(vec![Server::new(public_url.trim_end_matches('/'))]);
    for (address, item) in &mut gathered.paths.paths {
        let resource = address.trim_start_matches(BASE).split('/').next().unwrap_or_default();
        for operation in [&mut item.get, &mut item.post, &mut item.put].into_iter().flatten() {
            operation.tags = Some(vec![resource.to_owned()]);
            share(operation);
        }
        if let Some(operation) = &mut item.get
            && !operation.operation_id.as_deref().is_some_and(|id| READ_WITH_TOKEN.contains(&id))
        {
            operation.security = Some(vec![SecurityRequirement::default(), needs_token()]);
        }
    }
    let components = gathered.components.get_or_insert_default();
    components.schemas.values_mut().for_each(quiet);
    add_shared(components);
    gathered
}

const LICENCE: &str = env!("CARGO_PKG_LICENSE");

fn needs_token() -> SecurityRequirement {
    SecurityRequirement::new::<_, [&str; 0], &str>(TOKEN, [])
}

/// Adds to an operation what every one has.
fn share(operation: &mut Operation) {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let open = ANYONES.contains(&id).then(SecurityRequirement::default);
    operation.security = Some(open.into_iter().chain([needs_token()]).collect());
    let parameters = operation.parameters.get_or_insert_default();
    for parameter in parameters.iter_mut() {
        if let RefOr::T(parameter) = parameter {
            name_part(parameter);
        }
    }
    parameters.push(RefOr::Ref(Ref::new("#/components/parameters/lang")));
    for (status, answer) in &mut operation.responses.responses {
        if let RefOr::T(answer) = answer
            && answer.description.is_empty()
        {
            answer.description = match status.as_str() {
                "201" => "Created.",
                "204" => "Done; there is nothing to say.",
                _ => "Done.",
            }
            .to_owned();
        }
    }
    let refused = RefOr::Ref(Ref::new(format!("#/components/responses/{PROBLEM}")));
    operation.responses.responses.insert("default".to_owned(), refused);
}

/// Says what a part of an address is.
fn name_part(parameter: &mut Parameter) {
    if parameter.parameter_in == ParameterIn::Path && parameter.description.is_none() {
        let known = PARTS.iter().find(|(name, _)| *name == parameter.name);
        parameter.description = known.map(|(_, what)| (*what).to_owned());
    }
}

/// That a field left out is an empty one goes without saying.
fn quiet(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            object.default = None;
            object.properties.values_mut().for_each(quiet);
        }
        RefOr::T(Schema::Array(list)) => list.default = None,
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(quiet),
        RefOr::T(Schema::OneOf(parts)) => parts.default = None,
        _ => {}
    }
}

fn add_shared(components: &mut Components) {
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name(PROBLEM))).build();
    let refused = ResponseBuilder::new()
        .description("It was not done; the problem says why, in the reader's language, and what to do.")
        .content("application/problem+json", problem);
    components.responses.insert(PROBLEM.to_owned(), refused.build().into());
    let languages = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["th", "en"]));
    let lang = ParameterBuilder::new()
        .name("lang")
        .parameter_in(ParameterIn::Query)
        .description(Some("The reader's language, for everything said to people; Thai unless given."))
        .schema(Some(languages));
    components.parameters.insert("lang".to_owned(), lang.build().into());
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("tcn_…")
        .description(Some("Made at `/desk/tokens`, for reading or for writing. It has its owner's rights."));
    components.add_security_scheme(TOKEN, SecurityScheme::Http(token.build()));
}
