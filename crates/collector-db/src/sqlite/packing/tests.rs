use proptest::prelude::*;

use super::*;

const ID: &str = "01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11";

fn id() -> ReportId {
    ReportId::parse(ID).unwrap()
}

fn jws(header: &[u8], payload: &[u8], fill: u8) -> String {
    let parts = [header, payload, &[fill; SIGNATURE_BYTES]];
    parts.map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).join(".")
}

fn packed(payload: &str, created_at: i64) -> Packed {
    Packed::of(&jws(b"{}", payload.as_bytes(), 7), &id(), created_at).unwrap()
}

fn there_and_back(jws: &str, created_at: i64) -> String {
    let packed = Packed::of(jws, &id(), created_at).unwrap();
    let compressed = packed.compressed().unwrap();
    Original::unpack(&compressed, &packed.own, &id(), created_at).unwrap().jws()
}

#[test]
fn what_was_signed_comes_back_byte_for_byte() {
    for payload in [
        "",
        "{}",
        "{ \"report_id\" : \"01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11\" }",
        r#"{"a":"2026-11-22T10:04:00Z","b":["2026-11-22T10:03:59Z",1,22,333]}"#,
        r#"{"a":007,"b":-1,"c":1.5,"d":1e9,"e":4294967296,"f":0,"g":999999999,"h":12345678901234567890}"#,
        r#"{"a":"9999-12-31T23:59:59Z","b":"0000-01-01T00:00:00Z","c":"2026-02-30T00:00:00Z"}"#,
        r#"{"a":"say \"2026-11-22T10:04:00Z\" twice","b":"\\","c":"\\\""}"#,
        r#"{"a":"12","12":"x","b":"ñ 日本 \u0001"}"#,
        "{\r\n\t\"a\":\n\t1}",
        "\"never closed",
        "\"ends in a backslash \\",
    ] {
        let sent = jws(br#"{"alg":"EdDSA","kid":"x","typ":"y"}"#, payload.as_bytes(), 1);
        for created_at in [0, 1_795_341_840, i64::MAX, i64::MIN] {
            assert_eq!(there_and_back(&sent, created_at), sent, "{payload}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_comes_back(
        header in "[ -~\u{80}-\u{ffff}]{0,80}",
        payload in "([ -~\n\t]|\"2026-11-22T10:04:0[0-9]Z\"|\"01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11\"|[:,][0-9]{1,11}|\\\\\"|ñ){0,120}",
        created_at: i64,
    ) {
        let sent = jws(header.as_bytes(), payload.as_bytes(), 9);
        prop_assert_eq!(there_and_back(&sent, created_at), sent);
    }

    #[test]
    fn no_row_brings_it_down(skeleton in prop::collection::vec(0_u8..8, 0..60), own: Vec<u8>, created_at: i64) {
        let compressed = zstd::bulk::compress(&skeleton, LEVEL).unwrap();
        let _ = Original::unpack(&compressed, &own, &id(), created_at);
        let _ = Original::unpack(&skeleton, &own, &id(), created_at);
    }
}

#[test]
fn two_reports_that_differ_in_id_times_and_numbers_share_a_skeleton() {
    let one =
        packed(r#"{"id":"01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11","at":"2026-11-22T10:04:00Z","days":9}"#, 5);
    let mut other = Packed::of(
        &jws(
            b"{}",
            br#"{"id":"01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12","at":"2027-01-01T00:00:00Z","days":10}"#,
            8,
        ),
        &ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12").unwrap(),
        6,
    )
    .unwrap();
    assert_eq!(one.hash, other.hash);
    assert_eq!(one.skeleton, other.skeleton);
    other =
        packed(r#"{"id":"01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11","at":"2026-11-22T10:04:00Z","weeks":9}"#, 5);
    assert_ne!(one.hash, other.hash);
}

#[test]
fn a_report_that_says_nothing_new_keeps_little_of_its_own() {
    let check = |n: u32| {
        format!(r#"{{"id":"check.n{n}","observed_at":"2026-11-22T10:03:5{n}Z","facts":{{"age_days":{n}}}}}"#)
    };
    let checks: Vec<_> = (0..9).map(check).collect();
    let payload = format!(
        r#"{{"report_id":"{ID}","created_at":"2026-11-22T10:04:00Z","checks":[{}]}}"#,
        checks.join(",")
    );
    let own = packed(&payload, 1_795_341_840).own;
    assert!(own.len() <= SIGNATURE_BYTES + 24, "{} bytes", own.len());
}

#[test]
fn what_is_no_signed_original_is_refused() {
    let mark = jws(b"{}", b"{\"a\":\"\x01\"}", 1);
    let break_in_header = jws(b"\x00", b"{}", 1);
    let short = format!("e30.e30.{}", BASE64_URL_SAFE_NO_PAD.encode([1; 63]));
    let long = format!("e30.e30.{}", BASE64_URL_SAFE_NO_PAD.encode([1; 65]));
    for text in ["", ".", "..", "e30.e30", "a.b.c", "e30=.e30.e30", &mark, &break_in_header, &short, &long] {
        assert!(Packed::of(text, &id(), 0).is_err(), "{text}");
    }
}
