//! The sockets of Windows.

#![allow(
    unsafe_code,
    reason = "the tables are filled through a pointer; the block says why its call is sound"
)]

use porchlight_host::ProbeError;
use windows::Win32::Foundation::{ERROR_INSUFFICIENT_BUFFER, ERROR_NOT_SUPPORTED, NO_ERROR, WIN32_ERROR};
use windows::Win32::NetworkManagement::IpHelper::{GetExtendedTcpTable, TCP_TABLE_OWNER_PID_LISTENER};
use windows::Win32::Networking::WinSock::{ADDRESS_FAMILY, AF_INET, AF_INET6};

use crate::ports;

/// More than any machine needs: a table that wants more is broken.
const TABLE_BYTES: u32 = 4 * 1024 * 1024;
/// The table may grow between asking for its size and reading it.
const ATTEMPTS: usize = 8;

/// The ports of both families. A system without IPv6 has no table of it.
pub(super) fn listening_ports() -> Result<Vec<u16>, ProbeError> {
    let v4 = ports::of_windows(&table(AF_INET)?, false)?;
    let v6 = match table(AF_INET6) {
        Ok(table) => ports::of_windows(&table, true)?,
        Err(ProbeError::Unsupported) => Vec::new(),
        Err(error) => return Err(error),
    };
    Ok(ports::sorted(v4.into_iter().chain(v6)))
}

/// The table of the sockets that wait. IPv6 has it with the processes only, which is why both are asked for so.
fn table(family: ADDRESS_FAMILY) -> Result<Vec<u32>, ProbeError> {
    let mut size = 16 * 1024;
    for _ in 0..ATTEMPTS {
        let mut words = vec![0_u32; usize::try_from(size / 4 + 1).map_err(|_| ProbeError::Malformed)?];
        let buffer = Some(words.as_mut_ptr().cast());
        // SAFETY: the buffer is valid for writing `size` bytes and aligned for the table's 32-bit words, and `size` is
        // valid for reading and writing.
        let code = unsafe {
            GetExtendedTcpTable(
                buffer,
                &raw mut size,
                false,
                family.0.into(),
                TCP_TABLE_OWNER_PID_LISTENER,
                0,
            )
        };
        match WIN32_ERROR(code) {
            NO_ERROR => return Ok(words),
            ERROR_INSUFFICIENT_BUFFER if size <= TABLE_BYTES => {}
            ERROR_INSUFFICIENT_BUFFER => return Err(ProbeError::Malformed),
            ERROR_NOT_SUPPORTED => return Err(ProbeError::Unsupported),
            error => return Err(super::probe_error(error.to_hresult().0)),
        }
    }
    Err(ProbeError::Malformed)
}
