//! The collector over HTTP: a real server on a loopback port, and a device played by the test.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod access;
mod audit;
mod companies;
mod company_desk;
mod connections;
mod desk;
mod device;
mod device_page;
mod devices;
mod enrolments;
mod events;
mod floods;
mod invite_desk;
mod invites;
mod log;
mod metrics;
mod nonsense;
mod originals;
mod people;
mod policies;
mod reports;
mod routes;
mod second_factor;
mod session;
mod set_up;
mod staff;
mod tls;
mod today;
mod withdrawals;
mod world;
