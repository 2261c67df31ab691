//! Connections that are slow, idle, or too many.

use std::time::Duration;

use porchlight_collector::server::Deadlines;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::device::TestDevice;
use crate::world::World;

fn short() -> Deadlines {
    let short = Duration::from_millis(200);
    Deadlines { first: short, head: short, body: short, ..Deadlines::default() }
}

async fn connect(world: &World) -> TcpStream {
    TcpStream::connect(world.socket()).await.unwrap()
}

/// Everything that comes until the server closes the connection.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // A server that closes with something unread may reset: that is closed too.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn heads_that_never_end_are_cut_and_honest_devices_are_served_meanwhile() {
    let world = World::with(|config| config.deadlines = short()).await;
    let device = TestDevice::new(&world).await;
    let mut slow = Vec::new();
    for _ in 0..100 {
        let mut stream = connect(&world).await;
        stream.write_all(b"POST /api/device/v1/reports HTTP/1.1\r\nhost: x\r\nx-slow: ").await.unwrap();
        slow.push(stream);
    }
    device.deliver(&world, &device.report(&world)).await;
    for stream in slow {
        until_closed(stream).await;
    }
}

#[tokio::test]
async fn a_connection_that_says_nothing_more_is_closed() {
    let world = World::with(|config| config.deadlines = short()).await;
    let mut stream = connect(&world).await;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let answer = until_closed(stream).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    until_closed(connect(&world).await).await;
}

#[tokio::test]
async fn a_body_that_never_ends_is_timed_out() {
    let world = World::with(|config| config.deadlines = short()).await;
    let mut stream = connect(&world).await;
    let head = "POST /api/device/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/jose\r\n\
                content-length: 1000\r\n\r\nabc";
    stream.write_all(head.as_bytes()).await.unwrap();
    let answer = until_closed(stream).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("timed_out"), "{answer}");
}

#[tokio::test]
async fn a_body_without_a_length_stops_at_the_limit() {
    let world = World::new().await;
    let mut stream = connect(&world).await;
    let head = "POST /api/device/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/jose\r\n\
                transfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("8000\r\n{}\r\n", "x".repeat(0x8000));
    for _ in 0..4 {
        if stream.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 413");
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let world = World::new().await;
    let mut stream = connect(&world).await;
    let head = format!("GET /healthz HTTP/1.1\r\nhost: x\r\nx-large: {}\r\n\r\n", "x".repeat(64 * 1024));
    let _ = stream.write_all(head.as_bytes()).await;
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 431");
}

#[tokio::test]
async fn connections_over_the_limit_wait_until_one_is_free() {
    let world = World::with(|config| {
        config.connections = 2;
        config.deadlines = short();
    })
    .await;
    let idle = [connect(&world).await, connect(&world).await];
    let mut third = connect(&world).await;
    third.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(until_closed(third).await.starts_with("HTTP/1.1 204"));
    drop(idle);
}

#[tokio::test]
async fn bytes_that_are_no_http_do_no_harm() {
    let world = World::new().await;
    for bytes in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"\0\0\0\0\0\0\0\0\r\n\r\n", b"GET\r\n\r\n"] {
        let mut stream = connect(&world).await;
        stream.write_all(bytes).await.unwrap();
        stream.shutdown().await.unwrap();
        until_closed(stream).await;
    }
    assert_eq!(world.client.get(world.url("/healthz")).send().await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_request_under_way_is_finished_before_the_collector_stops() {
    let world = World::new().await;
    let device = TestDevice::new(&world).await;
    let jws = device.sign(&device.report(&world).to_string());
    let mut stream = connect(&world).await;
    let head = format!(
        "POST /api/device/v1/reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/jose\r\n\
         expect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        jws.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The collector has read the head when it asks for the body.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).await.unwrap();
    assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
    let stopping = tokio::spawn(world.stop());
    stream.write_all(jws.as_bytes()).await.unwrap();
    assert!(until_closed(stream).await.starts_with("HTTP/1.1 201"));
    stopping.await.unwrap();
}
