//! What can go wrong on the way in: each has a code of its own, and makes no device.

use std::sync::Arc;

use porchlight_contract::ErrorCode;
use porchlight_contract::wizard::{Action, KeyPlace, Page};
use porchlight_host::SecretError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::world::{Computer, World};

fn look_up(text: impl Into<String>) -> Action {
    Action::LookUpInvite { text: text.into(), address: None }
}

/// A computer whose person is about to enter an invite.
async fn ana() -> Computer {
    let ana = Computer::new();
    ana.go(Action::AcceptNotice).await;
    ana
}

#[tokio::test]
async fn every_way_in_which_an_invite_does_not_hold_is_named() {
    let world = World::new().await;
    let ana = ana().await;
    let (_, expired) = world.invite_until(&world.company, "2026-11-22T09:59:59Z").await;
    ana.refused(look_up(expired), ErrorCode::InviteExpired).await;
    let (id, revoked) = world.invite_until(&world.company, "2026-11-22T11:00:00Z").await;
    world.revoke(&id).await;
    ana.refused(look_up(revoked), ErrorCode::InviteRevoked).await;
    let used = world.invite().await;
    let ben = Computer::new();
    ben.go(Action::AcceptNotice).await;
    ben.go(look_up(used.clone())).await;
    ben.go(Action::ConfirmOffer).await;
    ana.refused(look_up(used.clone()), ErrorCode::InviteUsed).await;
    let other_code = world.invite_until(&world.company, "2026-11-22T11:00:00Z").await.1;
    let mistyped = {
        let (head, query) = used.split_once('?').unwrap();
        let code = head.rsplit_once('/').unwrap().1;
        let last = if code.ends_with('7') { '8' } else { '7' };
        (format!("{}{last}", &code[..code.len() - 1]), query.split_once('=').unwrap().1.to_owned())
    };
    let typed = Action::LookUpInvite { text: mistyped.0, address: Some(mistyped.1) };
    ana.refused(typed, ErrorCode::InviteMistyped).await;
    ana.refused(look_up("hello"), ErrorCode::InviteNotACode).await;
    let stranger = World::new().await;
    let (code, _) = other_code.split_once('?').unwrap();
    let (_, address) =
        stranger.invite().await.split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    ana.refused(look_up(format!("{code}?{address}")), ErrorCode::InviteUnknown).await;
    assert_eq!((ana.state().page, world.devices().await), (Page::Invite, 1));
}

#[tokio::test]
async fn an_invite_that_ends_between_the_look_and_the_yes_is_named_too() {
    let world = World::new().await;
    let ana = ana().await;
    let (id, link) = world.invite_until(&world.company, "2026-11-22T11:00:00Z").await;
    ana.go(look_up(link)).await;
    world.revoke(&id).await;
    let state = ana.refused(Action::ConfirmOffer, ErrorCode::InviteRevoked).await;
    assert_eq!((state.page, state.busy), (Page::Confirm, None));
    assert_eq!(ana.go(Action::ForgetOffer).await.page, Page::Invite);
}

#[tokio::test]
async fn a_wrong_clock_is_told_with_its_minutes_and_a_right_one_goes_on() {
    let world = World::new().await;
    for (clock, minutes) in [("2026-11-22T10:07:00Z", "7"), ("2026-11-22T09:00:00Z", "60")] {
        let ana = Computer::at(clock);
        ana.go(Action::AcceptNotice).await;
        ana.go(look_up(world.invite().await)).await;
        let problem = ana.refused(Action::ConfirmOffer, ErrorCode::ClockWrong).await.problem.unwrap();
        assert_eq!(problem.args["minutes"], minutes);
    }
    assert_eq!(world.devices().await, 0);
    let ana = Computer::at("2026-11-22T10:04:00Z");
    ana.enrol(&world).await;
}

#[tokio::test]
async fn a_collector_that_is_down_broken_or_busy_is_told_apart() {
    let world = World::new().await;
    let ana = ana().await;
    let link = world.invite().await;
    world.stop().await;
    ana.refused(look_up(link.clone()), ErrorCode::CollectorUnreachable).await;
    let code = link.split_once('?').unwrap().0;
    for (status, headers, expected) in [
        ("500 Internal Server Error", "", ErrorCode::ServerError),
        ("503 Service Unavailable", "retry-after: 7\r\n", ErrorCode::ServerBusy),
        ("429 Too Many Requests", "retry-after: 9\r\n", ErrorCode::RateLimited),
        ("200 OK", "", ErrorCode::AnswerMalformed),
    ] {
        let address = answering(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n{headers}\r\n")).await;
        let problem = ana.refused(look_up(format!("{code}?at={address}")), expected).await.problem.unwrap();
        let seconds = headers.split_once(": ").map(|(_, value)| value.trim_end());
        assert_eq!(problem.args.get("seconds").map(String::as_str), seconds, "{status}");
    }
}

/// Answers one request with these bytes.
async fn answering(answer: String) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut vec![0; 16 * 1024]).await;
        drop(stream.write_all(answer.as_bytes()).await);
    });
    address
}

#[tokio::test]
async fn a_connection_that_somebody_reads_along_is_not_used() {
    let ana = ana().await;
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        drop(acceptor.accept(stream).await);
    });
    let code = World::new().await.invite().await;
    let link = format!("{}?at=https://localhost:{port}", code.split_once('?').unwrap().0);
    ana.refused(look_up(link), ErrorCode::TlsUntrusted).await;
}

#[tokio::test]
async fn each_trouble_of_the_key_store_is_named_and_the_file_needs_a_yes() {
    let world = World::new().await;
    let link = world.invite().await;
    for (error, code) in [
        (SecretError::Missing, ErrorCode::KeyStoreMissing),
        (SecretError::Locked, ErrorCode::KeyStoreLocked),
        (SecretError::Failed, ErrorCode::KeyStoreFailed),
    ] {
        let ana = ana().await;
        ana.keyring.fail_with(Some(error));
        let state = ana.refused(look_up(link.clone()), code).await;
        assert_eq!((state.page, state.offer.unwrap().device_fingerprint), (Page::Confirm, None));
        ana.refused(Action::ConfirmOffer, code).await;
        assert_eq!(world.devices().await, 0);
        // Somebody unlocks it, and the same button goes on.
        ana.keyring.fail_with(None);
        ana.go(look_up(link.clone())).await;
        assert!(ana.state().offer.unwrap().device_fingerprint.is_some());
    }
    let ana = ana().await;
    ana.keyring.fail_with(Some(SecretError::Missing));
    ana.refused(look_up(link), ErrorCode::KeyStoreMissing).await;
    ana.agent.act(Action::KeepKeyInFile).await;
    ana.agent.act(Action::ConfirmOffer).await;
    let state = ana.state();
    assert_eq!((state.page, state.problem, state.key_place), (Page::Home, None, Some(KeyPlace::File)));
}

#[tokio::test]
async fn a_key_that_is_gone_later_is_a_problem_and_not_a_new_key() {
    let world = World::new().await;
    let ana = Computer::checked(&world).await;
    let report = ana.open(Page::Report).await.report.unwrap().id;
    porchlight_host::SecretStore::delete(ana.keyring.as_ref(), "device-key").unwrap();
    let state = ana.refused(Action::SendReport { report }, ErrorCode::KeyMissing).await;
    assert!(state.report.is_some() && state.history.is_empty(), "nothing was signed");
}
