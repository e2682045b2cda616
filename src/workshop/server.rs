//! The socket: routes, the embedded page, and what every answer carries.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router, middleware};
use rust_embed::Embed;
use tokio::net::TcpListener;

use super::answer::Refusal;
use super::api;
use super::patience::{self, Patience};
use super::room::Room;
use crate::failure::Failure;
use crate::session::Session;

/// The page: only what is embedded under these names is ever served.
#[derive(Embed)]
#[folder = "src/workshop/page/"]
struct Page;

/// The page asks nobody but this server for anything, and nobody may frame it.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Everything that the server answers to.
pub(super) fn router(room: &Arc<Room>, patience: Patience) -> Router {
    Router::new()
        .route("/", get(|| async { embedded("index.html") }))
        .route("/page/{*name}", get(|Path(name): Path<String>| async move { embedded(&name) }))
        .route("/pack/{language}", get(api::pack))
        .nest("/api", api::routes())
        .fallback(|| async { Refusal::NotFound })
        .method_not_allowed_fallback(|| async { Refusal::Method })
        .layer(middleware::from_fn(guarded))
        .layer(Extension(patience))
        .with_state(room.clone())
}

fn embedded(name: &str) -> Response {
    let Some(file) = Page::get(name) else { return Refusal::NotFound.into_response() };
    let kind = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => return Refusal::NotFound.into_response(),
    };
    ([(CONTENT_TYPE, kind)], file.data).into_response()
}

/// Refuses requests under another name than this machine's, and says how answers may be used.
///
/// A site elsewhere can make its own name point to this machine and then talk to the server from a browser in the room; it cannot make
/// the browser send another name than its own.
async fn guarded(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).map(str::to_owned);
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    // Refused by what it claims, so that nobody waits for bytes that are thrown away.
    let too_large = length.is_some_and(|length| length.parse().is_ok_and(|bytes: u64| bytes > api::MOST_BYTES as u64));
    let ours = host.as_deref().is_some_and(is_ours);
    let mut response = if !ours {
        Refusal::Host.into_response()
    } else if too_large {
        Refusal::TooLarge.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(POLICY);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An address in numbers, or a name that only a machine in the room answers to.
fn is_ours(host: &str) -> bool {
    if let Ok(address) = host.parse::<SocketAddr>() {
        return !address.ip().is_unspecified();
    }
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host });
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.parse::<IpAddr>().is_ok() || name.eq_ignore_ascii_case("localhost") || name.to_lowercase().ends_with(".local")
}

/// Serves the room until Ctrl-C.
pub(super) fn serve(session: &Session, room: &Arc<Room>, address: SocketAddr) -> Result<(), Failure> {
    let at = |error| Failure::at(address.to_string(), error);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().map_err(at)?;
    let listener = runtime.block_on(TcpListener::bind(address)).map_err(at)?;
    let bound = listener.local_addr().map_err(at)?;
    announce(session, room, bound)?;
    let worker = room.start();
    runtime.block_on(until(
        async {
            // Where no handler can be installed, the system ends the program as it always does.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        },
        patience::serve(listener, router(room, Patience::default()), Patience::default()),
    ));
    room.close();
    // Pages that still listen would hold the server for ever.
    runtime.shutdown_timeout(Duration::from_secs(1));
    let _ = worker.join();
    Ok(())
}

/// `work` until `end` comes.
async fn until(end: impl Future<Output = ()>, work: impl Future<Output = ()>) {
    tokio::select! {
        () = end => {}
        () = work => {}
    }
}

/// Says where the page is, and what an open door means.
fn announce(session: &Session, room: &Arc<Room>, bound: SocketAddr) -> Result<(), Failure> {
    let own = if bound.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { bound.ip() };
    let own = SocketAddr::new(own, bound.port());
    let link = format!("http://{own}/#facilitator={}", room.facilitator);
    let mut text = format!("{}\n", session.say("workshop-said-open", &[("link", link.into())]));
    if bound.ip().is_loopback() {
        text.push_str(&format!("{}\n", session.say("workshop-said-alone", &[])));
    } else {
        let shown = in_the_room(bound).map_or_else(|| format!("port {}", bound.port()), |a| format!("http://{a}/"));
        text.push_str(&format!("{}\n", session.say("workshop-said-join", &[("address", shown.into())])));
        session.complain(&session.say("workshop-said-listening", &[]));
    }
    text.push_str(&format!("{}\n", session.say("workshop-said-end", &[])));
    session.print(&text)
}

/// The address under which the room's network knows this machine. Naming a destination sends nothing: the system only looks up which of
/// its addresses it would use.
fn in_the_room(bound: SocketAddr) -> Option<SocketAddr> {
    if !bound.ip().is_unspecified() {
        return Some(bound);
    }
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // A documentation address: nobody has it.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified()).then(|| SocketAddr::new(ip, bound.port()))
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_numbers_and_names_of_the_room_are_ours() {
        for host in ["127.0.0.1:8732", "localhost", "localhost:80", "[::1]:8732", "192.168.0.7:8732", "laptop.local:1"]
        {
            assert!(is_ours(host), "{host}");
        }
        for host in
            ["example.com", "evil.example:8732", "127.0.0.1.evil.example", "0.0.0.0:8732", "", "localhost.evil:1"]
        {
            assert!(!is_ours(host), "{host}");
        }
    }
}
