//! Tables as systems print them, and broken ones.

use super::*;

const HEAD: &str =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

fn row(address: &str, state: &str) -> String {
    format!(
        "   0: {address} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000     0        0 1211 1\n"
    )
}

#[cfg(target_endian = "little")]
#[test]
fn waiting_sockets_of_linux_are_found_and_the_loopback_is_left_out() {
    let v4 = [
        row("00000000:07E8", "0A"),
        row("020200C0:0016", "0A"),
        // 127.0.0.1, 127.0.0.53, and a connection.
        row("0100007F:0277", "0A"),
        row("3500007F:0035", "0A"),
        row("020200C0:95CE", "01"),
    ];
    assert_eq!(of_proc(&(HEAD.to_owned() + &v4.concat())), Ok(vec![22, 2024]));
    let v6 = [
        row("00000000000000000000000000000000:0016", "0A"),
        // ::1 and ::ffff:127.0.0.1, as Java programs listen.
        row("00000000000000000000000001000000:0277", "0A"),
        row("0000000000000000FFFF00000100007F:1F90", "0A"),
        row("0000000000000000FFFF0000020200C0:1F91", "0A"),
    ];
    assert_eq!(of_proc(&(HEAD.to_owned() + &v6.concat())), Ok(vec![22, 8081]));
    assert_eq!(of_proc(HEAD), Ok(Vec::new()));
}

#[test]
fn a_row_of_another_form_is_malformed_and_not_skipped() {
    for address in ["0100007F", "0100007F:XYZ", "01:0016", "010000ÑF:0016", "0100007F:10016"] {
        let table = HEAD.to_owned() + &row(address, "0A");
        assert_eq!(of_proc(&table), Err(ProbeError::Malformed), "{address}");
    }
}

#[test]
fn waiting_sockets_of_macos_are_found_and_the_loopback_is_left_out() {
    let table = "Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp4       0      0  *.22                   *.*                    LISTEN
tcp6       0      0  *.22                   *.*                    LISTEN
tcp46      0      0  *.5000                 *.*                    LISTEN
tcp4       0      0  192.0.2.7.445          *.*                    LISTEN
tcp6       0      0  fe80::1%lo0.7000       *.*                    LISTEN
tcp4       0      0  127.0.0.1.631          *.*                    LISTEN
tcp6       0      0  ::1.631                *.*                    LISTEN
tcp4       0      0  192.0.2.7.51333        203.0.113.80.443       ESTABLISHED
";
    assert_eq!(of_netstat(table), Ok(vec![22, 445, 5000, 7000]));
    assert_eq!(of_netstat(""), Err(ProbeError::Malformed));
    assert_eq!(of_netstat("Proto\ntcp4 0 0 nonsense *.* LISTEN"), Err(ProbeError::Malformed));
}

/// The words of addresses and ports as Windows lays them out in memory.
fn word(bytes: [u8; 4]) -> u32 {
    u32::from_ne_bytes(bytes)
}

#[test]
fn waiting_sockets_of_windows_are_found_and_the_loopback_is_left_out() {
    let v4 = |address, port: u16| {
        let [high, low] = port.to_be_bytes();
        [2, word(address), word([high, low, 0xaa, 0xbb]), 0, 0, 4]
    };
    let table = [&[2][..], &v4([0; 4], 445), &v4([127, 0, 0, 1], 631)].concat();
    assert_eq!(of_windows(&table, false), Ok(vec![445]));
    let v6 = |last: u8, port: u16| {
        let [high, low] = port.to_be_bytes();
        let mut row = [0; WINDOWS_V6_ROW];
        row[3] = word([0, 0, 0, last]);
        row[5] = word([high, low, 0, 0]);
        row
    };
    let table = [&[2][..], &v6(0, 3389), &v6(1, 631)].concat();
    assert_eq!(of_windows(&table, true), Ok(vec![3389]));
}

#[test]
fn a_table_that_ends_early_is_malformed() {
    assert_eq!(of_windows(&[], false), Err(ProbeError::Malformed));
    assert_eq!(of_windows(&[1, 2, 3], false), Err(ProbeError::Malformed));
    assert_eq!(of_windows(&[u32::MAX, 0, 0, 0, 0, 0, 0], true), Err(ProbeError::Malformed));
    assert_eq!(of_windows(&[0], true), Ok(Vec::new()));
}
