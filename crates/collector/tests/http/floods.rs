//! Crowds of connections that are there for no good, and honest devices among them.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use porchlight_collector::server::Deadlines;
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::device::TestDevice;
use crate::world::World;

/// What a machine with much else to do may take beyond a deadline.
const SLACK: Duration = Duration::from_secs(20);
/// Files that the tests' process needs beside its connections.
const OTHER_FILES: u64 = 300;

/// The loopback has many addresses, so that one machine can play several.
fn address(street: u8, number: u8) -> IpAddr {
    Ipv4Addr::new(127, 0, street, number).into()
}

/// A client that asks from this address.
fn client(from: IpAddr) -> reqwest::Client {
    let client = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).local_address(from);
    client.timeout(Duration::from_secs(60)).build().unwrap()
}

async fn connect(world: &World, from: IpAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((from, 0).into()).unwrap();
    socket.connect(world.socket()).await.unwrap()
}

/// How many connections this process can have open to itself, at most `wanted`.
fn possible(wanted: u64) -> u64 {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit).unwrap();
    let files = limit.current.unwrap_or(u64::MAX).saturating_sub(OTHER_FILES);
    wanted.min(files / 2)
}

/// Sends a head that never ends, one byte after the other, until the server has had enough of it.
async fn dribble(mut stream: TcpStream) {
    let head = b"POST /api/device/v1/reports HTTP/1.1\r\nhost: x\r\nx-slow: ".iter();
    let mut bytes = head.copied().chain(std::iter::repeat(b'x'));
    let mut ticks = interval(Duration::from_millis(100));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut answer = [0; 512];
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                if stream.write_all(&[bytes.next().unwrap()]).await.is_err() {
                    return;
                }
            }
            read = stream.read(&mut answer) => {
                if matches!(read, Ok(0) | Err(_)) {
                    return;
                }
            }
        }
    }
}

/// Waits until the server has closed the connection.
async fn closed(mut stream: TcpStream) {
    // One that is reset is closed too.
    let _ = stream.read_to_end(&mut Vec::new()).await;
}

/// Delivers reports, one after the other, until it is told to stop. Returns how many were taken; every one has to be.
async fn deliver_until(world: &World, device: &TestDevice, enough: &AtomicBool) -> usize {
    let mut delivered = 0;
    loop {
        device.deliver(world, &device.report(world)).await;
        delivered += 1;
        if enough.load(Ordering::Relaxed) {
            return delivered;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_heads_that_come_byte_by_byte_are_cut_in_time_and_honest_devices_are_served() {
    let head = Duration::from_secs(3);
    let world = World::with(|config| config.deadlines = Deadlines { head, ..Deadlines::default() }).await;
    let device = TestDevice::new(&world).await;
    let mut slow = JoinSet::new();
    for n in 0..possible(1000) {
        let stream = connect(&world, address(1, u8::try_from(n % 10).unwrap() + 1)).await;
        slow.spawn(timeout(head + SLACK, dribble(stream)));
    }
    let enough = AtomicBool::new(false);
    let all_cut = async {
        while let Some(cut) = slow.join_next().await {
            cut.unwrap().expect("a head that never ends was not cut");
        }
        enough.store(true, Ordering::Relaxed);
    };
    let (delivered, ()) = tokio::join!(deliver_until(&world, &device, &enough), all_cut);
    assert!(delivered > 3, "{delivered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_idle_connections_of_one_address_keep_no_other_out() {
    // Nobody is cut here for saying nothing: what is let in stays.
    let mut world = World::with(|config| config.deadlines.first = Duration::from_secs(600)).await;
    world.client = client(address(2, 1));
    let device = TestDevice::new(&world).await;
    let (mut idle, mut served) = (Vec::new(), 0);
    for n in 0..possible(10_000) {
        idle.push(connect(&world, address(2, 66)).await);
        if n % 500 == 499 {
            device.deliver(&world, &device.report(&world)).await;
            served += 1;
        }
    }
    assert!(served > 0);
    for stream in idle.split_off(256) {
        timeout(SLACK, closed(stream)).await.expect("one address has more connections than it may");
    }
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_no_more() {
    let mut world = World::with(|config| {
        config.connections_of_one = 3;
        config.deadlines.first = Duration::from_secs(600);
    })
    .await;
    let one = address(3, 1);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(connect(&world, one).await);
    }
    timeout(SLACK, closed(connect(&world, one).await)).await.expect("a fourth was let in");
    world.client = client(address(3, 2));
    assert_eq!(world.client.get(world.url("/healthz")).send().await.unwrap().status(), 204);
    // A place that is left can be taken again, as soon as the server has seen it.
    drop(held);
    let mut again = connect(&world, one).await;
    while !is_served(&mut again).await {
        again = connect(&world, one).await;
    }
}

/// Whether a connection is let in and answered.
async fn is_served(stream: &mut TcpStream) -> bool {
    let request = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let mut answer = Vec::new();
    stream.write_all(request).await.is_ok()
        && stream.ready(Interest::READABLE).await.is_ok()
        && stream.read_to_end(&mut answer).await.is_ok()
        && answer.starts_with(b"HTTP/1.1 204")
}

#[tokio::test]
async fn a_proxy_that_is_named_has_as_many_connections_as_there_are() {
    let world = World::with(|config| {
        config.connections_of_one = 1;
        config.proxies = vec![address(4, 1)];
    })
    .await;
    let mut held = Vec::new();
    for _ in 0..10 {
        held.push(connect(&world, address(4, 1)).await);
    }
    for mut stream in held {
        assert!(is_served(&mut stream).await);
    }
}

#[tokio::test]
async fn who_says_nothing_from_many_addresses_is_cut_early_and_the_others_go_on() {
    let mut world = World::with(|config| {
        config.connections = 40;
        config.deadlines.first = Duration::from_millis(300);
    })
    .await;
    world.client = client(address(5, 200));
    let device = TestDevice::new(&world).await;
    let mut idle = Vec::new();
    for n in 0..120 {
        idle.push(connect(&world, address(5, n + 1)).await);
    }
    device.deliver(&world, &device.report(&world)).await;
    for stream in idle {
        timeout(SLACK, closed(stream)).await.expect("still open");
    }
}

#[tokio::test]
async fn a_connection_that_has_said_nothing_does_not_hold_up_the_end() {
    let world = Arc::new(World::with(|config| config.deadlines.first = Duration::from_secs(600)).await);
    let silent = connect(&world, address(6, 1)).await;
    // Whoever is answered after it was accepted after it.
    assert_eq!(world.client.get(world.url("/healthz")).send().await.unwrap().status(), 204);
    timeout(Duration::from_secs(5), Arc::into_inner(world).unwrap().stop()).await.expect("it still waits");
    closed(silent).await;
}
