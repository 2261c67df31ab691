//! The least that a server can do with a body: give it back.
#![allow(clippy::print_stdout, reason = "whoever started it needs the address")]

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    let echo = Router::new().route("/", post(async |body: Bytes| body));
    Ok(axum::serve(listener, echo).await?)
}
