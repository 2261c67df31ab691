//! The collector over HTTP: a real server on a loopback port, and a device played by the test.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod access;
mod audit;
mod commands;
mod companies;
mod connections;
mod device;
mod devices;
mod enrolments;
mod events;
mod invites;
mod log;
mod originals;
mod reports;
mod routes;
mod second_factor;
mod session;
mod set_up;
mod staff;
mod withdrawals;
mod world;
