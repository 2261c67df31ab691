//! The collector over HTTP: a real server on a loopback port, and a device played by the test.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod companies;
mod connections;
mod device;
mod devices;
mod enrolments;
mod events;
mod invites;
mod log;
mod metrics;
mod originals;
mod reports;
mod routes;
mod session;
mod tls;
mod withdrawals;
mod world;
