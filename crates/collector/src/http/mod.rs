//! What all routes have in common: errors, bodies, headers, traces.

mod body;
mod failure;
mod headers;
mod trace;

pub(crate) use body::{JsonBody, Signed};
pub(crate) use failure::{Failure, FailureReport};
pub(crate) use headers::{CONSOLE_CSP, security_headers};
pub(crate) use trace::{Peer, panicked, trace};
