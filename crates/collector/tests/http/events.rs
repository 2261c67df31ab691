//! `GET /api/console/v1/events`

use porchlight_contract::Receipt;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::device::TestDevice;
use crate::session::{Console, sign_in};
use crate::world::World;

const PATH: &str = "/api/console/v1/events";

struct Stream {
    response: Response,
    text: String,
}

impl Stream {
    /// Opens the stream. It is listening when this returns: the first comment has come.
    async fn open(world: &World, console: &Console) -> Self {
        let response = console.get(world, PATH).await;
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let mut stream = Self { response, text: String::new() };
        assert!(stream.block().await.unwrap().starts_with(':'));
        stream
    }

    /// The next block, up to its empty line; `None` at the end of the stream.
    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                return Some(block);
            }
            let chunk = self.response.chunk().await.unwrap()?;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next event's name and data.
    async fn event(&mut self) -> (String, Value) {
        loop {
            let block = self.block().await.expect("the stream has ended");
            if block.starts_with(':') {
                continue;
            }
            let (name, data) = block.split_once('\n').unwrap();
            let name = name.strip_prefix("event: ").unwrap().to_owned();
            return (name, serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap());
        }
    }

    async fn has_ended(&mut self) -> bool {
        loop {
            match self.block().await {
                None => return true,
                Some(block) if block.starts_with(':') => {}
                Some(_) => return false,
            }
        }
    }
}

fn told(device: &TestDevice, receipt: &Receipt) -> Value {
    json!({
        "device_id": device.id, "company_id": device.company,
        "report_id": receipt.report_id, "reference": receipt.reference,
    })
}

#[tokio::test]
async fn an_enrolment_and_its_report_are_told_as_they_happen_and_repeats_are_not() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let (mut one, mut two) = (Stream::open(&world, &console).await, Stream::open(&world, &console).await);
    let device = TestDevice::new(&world).await;
    let report = device.report(&world);
    let first = device.deliver(&world, &report).await;
    assert_eq!(device.send(&world, &report).await.status(), 200);
    let second = device.deliver(&world, &device.report(&world)).await;
    for stream in [&mut one, &mut two] {
        let enrolment = json!({ "device_id": device.id, "company_id": device.company });
        assert_eq!(stream.event().await, ("enrolment".into(), enrolment));
        assert_eq!(stream.event().await, ("report".into(), told(&device, &first)));
        assert_eq!(stream.event().await, ("report".into(), told(&device, &second)));
    }
}

#[tokio::test]
async fn a_report_that_is_taken_back_is_told_once() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let device = TestDevice::new(&world).await;
    let receipt = device.deliver(&world, &device.report(&world)).await;
    let mut stream = Stream::open(&world, &console).await;
    assert_eq!(device.take_back(&world, &receipt.report_id).await.status(), 201);
    assert_eq!(device.take_back(&world, &receipt.report_id).await.status(), 200);
    let next = device.deliver(&world, &device.report(&world)).await;
    assert_eq!(stream.event().await, ("withdrawal".into(), told(&device, &receipt)));
    assert_eq!(stream.event().await, ("report".into(), told(&device, &next)));
}

#[tokio::test]
async fn a_refused_report_is_not_told() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let device = TestDevice::new(&world).await;
    let mut stream = Stream::open(&world, &console).await;
    assert_eq!(device.send(&world, &json!({})).await.status(), 422);
    let receipt = device.deliver(&world, &device.report(&world)).await;
    assert_eq!(stream.event().await, ("report".into(), told(&device, &receipt)));
}

#[tokio::test]
async fn signing_out_ends_the_streams_of_that_session_only() {
    let world = World::new().await;
    let sam = sign_in(&world, "sam@harbour.example").await;
    let kim = sign_in(&world, "kim@harbour.example").await;
    let (mut sams, mut kims) = (Stream::open(&world, &sam).await, Stream::open(&world, &kim).await);
    sam.request(&world, Method::DELETE, "/api/console/v1/session").send().await.unwrap();
    assert!(sams.has_ended().await);
    TestDevice::new(&world).await;
    assert_eq!(kims.event().await.0, "enrolment");
}

#[tokio::test]
async fn a_collector_that_stops_ends_its_streams_and_does_not_wait_for_them() {
    let world = World::new().await;
    let console = sign_in(&world, "sam@harbour.example").await;
    let mut stream = Stream::open(&world, &console).await;
    world.stop().await;
    assert!(stream.has_ended().await);
}
