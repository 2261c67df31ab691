//! Ports on which a program waits for connections from outside, out of the tables of each system.
//!
//! All of it is plain parsing, compiled and tested on every system.
#![cfg_attr(not(test), allow(dead_code, reason = "each system has one of the tables"))]

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use porchlight_host::ProbeError;

/// State `TCP_LISTEN` of the kernel (`include/net/tcp_states.h`).
const LISTEN: &str = "0A";
/// A row of `MIB_TCPTABLE_OWNER_PID` and of `MIB_TCP6TABLE_OWNER_PID`, in 32-bit words.
const WINDOWS_V4_ROW: usize = 6;
const WINDOWS_V6_ROW: usize = 14;

/// Ports in order, each once.
pub(crate) fn sorted(ports: impl IntoIterator<Item = u16>) -> Vec<u16> {
    ports.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

/// The ports in `/proc/net/tcp` or `tcp6` (`proc_net_tcp.txt` of the kernel): addresses are words in the order of the
/// machine, ports are numbers.
///
/// # Errors
/// [`ProbeError::Malformed`] for a row of another form.
pub(crate) fn of_proc(table: &str) -> Result<Vec<u16>, ProbeError> {
    let rows = table.lines().skip(1).filter(|row| !row.trim().is_empty());
    let ports: Result<Vec<_>, _> = rows.map(|row| of_proc_row(row).ok_or(ProbeError::Malformed)).collect();
    Ok(sorted(ports?.into_iter().flatten()))
}

/// The port of a row, `Some(None)` for one that does not wait for the outside, `None` for no row at all.
fn of_proc_row(row: &str) -> Option<Option<u16>> {
    let mut fields = row.split_ascii_whitespace();
    let (address, port) = fields.nth(1)?.split_once(':')?;
    let state = fields.nth(1)?;
    let port = u16::from_str_radix(port, 16).ok()?;
    let address = of_proc_address(address)?;
    Some((state == LISTEN && !is_loopback(address)).then_some(port))
}

fn of_proc_address(text: &str) -> Option<IpAddr> {
    let word = |at: usize| u32::from_str_radix(text.get(at * 8..(at + 1) * 8)?, 16).ok();
    match text.len() {
        8 => Some(Ipv4Addr::from(word(0)?.to_ne_bytes()).into()),
        32 => {
            let mut bytes = [0; 16];
            for (at, chunk) in bytes.chunks_exact_mut(4).enumerate() {
                chunk.copy_from_slice(&word(at)?.to_ne_bytes());
            }
            Some(Ipv6Addr::from(bytes).into())
        }
        _ => None,
    }
}

/// The ports in what `netstat -a -n -p tcp` of macOS prints: `tcp4 0 0 *.22 *.* LISTEN`, the port behind the last dot.
///
/// # Errors
/// [`ProbeError::Malformed`] if there is no heading, or a row of another form.
pub(crate) fn of_netstat(table: &str) -> Result<Vec<u16>, ProbeError> {
    if !table.lines().any(|line| line.starts_with("Proto")) {
        return Err(ProbeError::Malformed);
    }
    let rows = table.lines().filter(|row| row.starts_with("tcp") && row.contains("LISTEN"));
    let ports: Result<Vec<_>, _> = rows.map(|row| of_netstat_row(row).ok_or(ProbeError::Malformed)).collect();
    Ok(sorted(ports?.into_iter().flatten()))
}

fn of_netstat_row(row: &str) -> Option<Option<u16>> {
    let (address, port) = row.split_ascii_whitespace().nth(3)?.rsplit_once('.')?;
    let port = port.parse().ok()?;
    // `*` is every address; behind `%` stands the interface of an address that is only valid there.
    let address = address.split('%').next().filter(|address| *address != "*");
    let loopback = match address {
        None => false,
        Some(address) => is_loopback(address.parse().ok()?),
    };
    Some((!loopback).then_some(port))
}

/// The ports in a table of `GetExtendedTcpTable` with `TCP_TABLE_OWNER_PID_LISTENER`: a count, then rows of words, in
/// which addresses and ports stand in the order of the network.
///
/// # Errors
/// [`ProbeError::Malformed`] if there are fewer rows than the count says.
pub(crate) fn of_windows(table: &[u32], v6: bool) -> Result<Vec<u16>, ProbeError> {
    let (count, rows) = table.split_first().ok_or(ProbeError::Malformed)?;
    let count = usize::try_from(*count).map_err(|_| ProbeError::Malformed)?;
    let words = if v6 { WINDOWS_V6_ROW } else { WINDOWS_V4_ROW };
    let rows: Vec<_> = rows.chunks_exact(words).take(count).collect();
    if rows.len() < count {
        return Err(ProbeError::Malformed);
    }
    let port = if v6 { of_windows_v6_row } else { of_windows_v4_row };
    let ports: Option<Vec<_>> = rows.into_iter().map(port).collect();
    Ok(sorted(ports.ok_or(ProbeError::Malformed)?.into_iter().flatten()))
}

/// `dwState, dwLocalAddr, dwLocalPort, …`.
fn of_windows_v4_row(row: &[u32]) -> Option<Option<u16>> {
    let address = Ipv4Addr::from(row.get(1)?.to_ne_bytes());
    let port = of_windows_port(*row.get(2)?);
    Some((!is_loopback(address.into())).then_some(port))
}

/// `ucLocalAddr` (four words), `dwLocalScopeId, dwLocalPort, …`.
fn of_windows_v6_row(row: &[u32]) -> Option<Option<u16>> {
    let mut bytes = [0; 16];
    for (chunk, word) in bytes.chunks_exact_mut(4).zip(row) {
        chunk.copy_from_slice(&word.to_ne_bytes());
    }
    let port = of_windows_port(*row.get(5)?);
    Some((!is_loopback(Ipv6Addr::from(bytes).into())).then_some(port))
}

/// Only the first two bytes mean anything.
fn of_windows_port(word: u32) -> u16 {
    let [high, low, ..] = word.to_ne_bytes();
    u16::from_be_bytes([high, low])
}

/// Whether only this computer can connect there: `127.0.0.0/8`, `::1`, and the former written as IPv6.
fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

#[cfg(test)]
mod tests;
