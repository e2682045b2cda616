//! What the page may ask for. Every handler reads who asks, hands on to the [`Room`] and answers in JSON.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Query, Request, State};
use axum::http::Uri;
use axum::http::header::{AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse};
use axum::routing::{delete, get, post, put};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};
use yagura_reports::words::Language;

use super::answer::Refusal;
use super::patience::Patience;
use super::room::{Role, Room, Steering};
use super::state::{Prediction, Workshop};
use super::words::page_words;

/// Bytes of a request: a basket of the whole table and half a page of words fit many times over.
pub(super) const MOST_BYTES: usize = 32 << 10;

/// Pages that may listen at once: forty phones, each opened a few times.
const MOST_LISTENERS: usize = 200;

type Answer<T> = Result<T, Refusal>;
type Shared = State<Arc<Room>>;

/// The routes under `/api`.
pub(super) fn routes() -> axum::Router<Arc<Room>> {
    axum::Router::new()
        .route("/words/{language}", get(words))
        .route("/cards", get(cards))
        .route("/state", get(state).put(steer))
        .route("/events", get(events))
        .route("/file", get(file))
        .route("/teams", post(join))
        .route("/teams/{team}", delete(remove))
        .route("/teams/{team}/basket", get(basket).put(set_basket))
        .route("/teams/{team}/prediction", put(set_prediction))
        .route("/teams/{team}/knock-out", post(knock_out))
        .route("/runs", post(run))
        .route("/results", get(results))
        .route("/plan", get(plan))
        .route("/replay", get(replay))
        .route("/pack", post(ticket))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
}

/// Who asks: the bearer token of the request.
pub(super) struct Asking(pub(super) Role);

impl FromRequestParts<Arc<Room>> for Asking {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, room: &Arc<Room>) -> Result<Self, Infallible> {
        let token = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        Ok(Self(room.role(token.and_then(|value| value.strip_prefix("Bearer ")))))
    }
}

/// A JSON body of exactly the expected form.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Room>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, room: &Arc<Room>) -> Result<Self, Refusal> {
        // A form on another site can send a body, but not one of this type.
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if kind.split(';').next().map(str::trim) != Some("application/json") {
            return Err(Refusal::Malformed("content-type is not application/json".into()));
        }
        let limit = request.extensions().get::<Patience>().copied().unwrap_or_default().body;
        let bytes =
            tokio::time::timeout(limit, Bytes::from_request(request, room)).await.map_err(|_| Refusal::TooSlow)?;
        let bytes = bytes.map_err(|rejection| match rejection.into_response().status() {
            axum::http::StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
            _ => Refusal::Malformed("the body ends early".into()),
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| Refusal::Malformed(error.to_string()))
    }
}

/// The facilitator's pack in a window of its own.
pub(super) async fn pack(State(room): Shared, Path(language): Path<String>, uri: Uri) -> Answer<impl IntoResponse> {
    let Query(ticket) = Query::<Ticket>::try_from_uri(&uri).map_err(|_| Refusal::FacilitatorOnly)?;
    let html = blocking(|| room.pack(&ticket.ticket, language_of(&language)?))?;
    // Its style stands in the page; it loads nothing and runs nothing.
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    Ok(([(CONTENT_SECURITY_POLICY, policy)], Html(html)))
}

/// What opens the pack.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ticket {
    #[serde(default)]
    ticket: String,
}

async fn ticket(State(room): Shared, Asking(role): Asking) -> Answer<Json<Value>> {
    Ok(Json(json!({ "ticket": room.ticket(&role)? })))
}

async fn plan(State(room): Shared) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], room.plan.clone())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    first: String,
    second: Option<String>,
    pick: String,
}

/// What is wished for, or a refusal in our own words.
struct Wish(Wanted);

impl FromRequestParts<Arc<Room>> for Wish {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Room>) -> Result<Self, Refusal> {
        let wanted = Query::<Wanted>::try_from_uri(&parts.uri);
        wanted.map(|Query(wanted)| Self(wanted)).map_err(|rejection| Refusal::Malformed(rejection.body_text()))
    }
}

async fn replay(State(room): Shared, Asking(role): Asking, Wish(wanted): Wish) -> Answer<impl IntoResponse> {
    let replay = blocking(|| room.replay(&role, &wanted.first, wanted.second.as_deref(), &wanted.pick))?;
    Ok(([(CONTENT_TYPE, "application/json")], replay.as_str().to_owned()))
}

fn language_of(code: &str) -> Answer<Language> {
    Language::ALL.into_iter().find(|one| one.code() == code).ok_or(Refusal::NotFound)
}

async fn words(Path(language): Path<String>) -> Answer<impl IntoResponse> {
    Ok(Json(page_words(language_of(&language)?)))
}

async fn cards(State(room): Shared) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], room.material.cards.clone())
}

async fn state(State(room): Shared, Asking(role): Asking) -> Json<Value> {
    Json(room.view(&role))
}

async fn steer(State(room): Shared, Asking(role): Asking, Body(steering): Body<Steering>) -> Answer<Json<Value>> {
    blocking(|| room.steer(&role, &steering))?;
    Ok(Json(room.view(&role)))
}

async fn file(State(room): Shared, Asking(role): Asking) -> Answer<Json<Workshop>> {
    Ok(Json(room.handed_out(&role)?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joining {
    name: String,
}

async fn join(State(room): Shared, Body(joining): Body<Joining>) -> Answer<Json<Value>> {
    let (team, token) = blocking(|| room.join(&joining.name))?;
    Ok(Json(json!({ "team": team, "token": token })))
}

async fn remove(State(room): Shared, Asking(role): Asking, Path(team): Path<String>) -> Answer<Json<Value>> {
    blocking(|| room.remove(&role, &team))?;
    Ok(Json(room.view(&role)))
}

async fn basket(State(room): Shared, Asking(role): Asking, Path(team): Path<String>) -> Answer<Json<Value>> {
    let view = room.view(&role);
    let teams = view["teams"].as_array().into_iter().flatten();
    let team = teams.into_iter().find(|one| one["id"] == *team).ok_or(Refusal::NotFound)?;
    if team.get("basket").is_none() {
        return Err(if role == Role::Guest { Refusal::Unknown } else { Refusal::OtherTeam });
    }
    Ok(Json(json!({ "controls": team["basket"], "cost": team["cost"] })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filling {
    controls: Vec<String>,
}

async fn set_basket(
    State(room): Shared,
    Asking(role): Asking,
    Path(team): Path<String>,
    Body(filling): Body<Filling>,
) -> Answer<Json<Value>> {
    blocking(|| room.set_basket(&role, &team, &filling.controls))?;
    Ok(Json(room.view(&role)))
}

async fn set_prediction(
    State(room): Shared,
    Asking(role): Asking,
    Path(team): Path<String>,
    Body(prediction): Body<Prediction>,
) -> Answer<Json<Value>> {
    blocking(|| room.set_prediction(&role, &team, prediction))?;
    Ok(Json(room.view(&role)))
}

async fn knock_out(State(room): Shared, Asking(role): Asking, Path(team): Path<String>) -> Answer<Json<Value>> {
    blocking(|| room.knock_out(&role, &team))?;
    Ok(Json(room.view(&role)))
}

async fn run(State(room): Shared, Asking(role): Asking) -> Answer<Json<Value>> {
    blocking(|| room.run(&role))?;
    Ok(Json(room.view(&role)))
}

async fn results(State(room): Shared, Asking(role): Asking) -> Answer<impl IntoResponse> {
    Ok(([(CONTENT_TYPE, "application/json")], blocking(|| room.results(&role))?))
}

/// Saving waits for the disk, and a table takes a moment: the other requests go on meanwhile.
pub(super) fn blocking<T>(work: impl FnOnce() -> T) -> T {
    tokio::task::block_in_place(work)
}

/// One page that listens.
struct Listening;

static LISTENING: AtomicUsize = AtomicUsize::new(0);

impl Listening {
    fn begin() -> Answer<Self> {
        let before = LISTENING.fetch_add(1, Ordering::Relaxed);
        let one = Self;
        if before >= MOST_LISTENERS { Err(Refusal::Busy) } else { Ok(one) }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        LISTENING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The state after each change, as long as the page listens.
async fn events(
    State(room): Shared,
    Asking(role): Asking,
) -> Answer<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let listening = Listening::begin()?;
    let changes = WatchStream::new(room.watch());
    let stream = changes.take_while({
        let room = room.clone();
        move |_| !room.is_closing()
    });
    let stream = stream.map(move |_| {
        let _held = &listening;
        // A team that was taken off the list is a guest from here on.
        let role = match &role {
            Role::Team(id) if !room.has_team(id) => &Role::Guest,
            other => other,
        };
        Ok(Event::default().event("state").data(room.view(role).to_string()))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}
