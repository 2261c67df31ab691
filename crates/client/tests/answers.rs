//! What a device makes of the answers it gets: from collectors, from whatever answers in their place, from nobody.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;
use std::time::Duration;

use porchlight_client::{ClientError, Collector, Delivered, deliver, withdraw};
use porchlight_contract::{
    CollectorAddress, CompanyCard, CompanyId, DeviceId, ERASURE_SCHEMA, Erasure, ErrorCode, HelpDesk,
    InviteCode, PlainText, PolicyDocument, RECEIPT_SCHEMA, Receipt, Reference, ReportId, Timestamp, limits,
};
use porchlight_device_db::{DeviceDb, Draft, EnrolmentRecord};
use porchlight_host::FixedClock;
use porchlight_jws::{Kind, SigningKey, sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that reads one request and answers with these bytes; with `None` it never answers.
async fn server(answer: Option<Vec<u8>>) -> CollectorAddress {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 64 * 1024];
        let _ = stream.read(&mut request).await;
        match answer {
            // The client may hang up before it has read all of it.
            Some(answer) => drop(stream.write_all(&answer).await),
            None => std::future::pending().await,
        }
    });
    CollectorAddress::parse(address).unwrap()
}

fn answer(status: &str, headers: &str, body: &str) -> Option<Vec<u8>> {
    let length = body.len();
    Some(format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}").into_bytes())
}

fn code() -> InviteCode {
    (0..).find_map(InviteCode::from_random).unwrap()
}

async fn looked_up(address: CollectorAddress) -> ClientError {
    Collector::new(address).unwrap().look_up(&code()).await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn a_collector_that_never_answers_is_given_up() {
    assert_eq!(looked_up(server(None).await).await.problem.code, ErrorCode::TimedOut);
}

#[tokio::test]
async fn nobody_at_the_address_is_told_from_no_network() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = CollectorAddress::parse(format!("http://{}", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    assert_eq!(looked_up(address).await.problem.code, ErrorCode::CollectorUnreachable);
}

#[tokio::test]
async fn the_collectors_own_problem_is_passed_on() {
    let body = r#"{"code":"invite_expired","args":{}}"#;
    let error = looked_up(server(answer("410 Gone", "", body)).await).await;
    assert_eq!((error.problem.code, error.is_passing()), (ErrorCode::InviteExpired, false));
}

#[tokio::test]
async fn pages_of_proxies_and_portals_are_no_answers() {
    let page = "<html><body>Please sign in to the hotel's network</body></html>";
    for (status, code) in [
        ("200 OK", ErrorCode::AnswerMalformed),
        ("403 Forbidden", ErrorCode::AnswerMalformed),
        ("502 Bad Gateway", ErrorCode::ServerError),
        ("429 Too Many Requests", ErrorCode::RateLimited),
    ] {
        assert_eq!(looked_up(server(answer(status, "", page)).await).await.problem.code, code, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = server(answer("200 OK", "", "{}")).await;
    let redirect =
        answer("302 Found", &format!("location: {elsewhere}/api/device/v1/invites/look-up\r\n"), "");
    assert_eq!(looked_up(server(redirect).await).await.problem.code, ErrorCode::AnswerMalformed);
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let endless = "x".repeat(limits::ANSWER_BYTES + 1);
    assert_eq!(
        looked_up(server(answer("200 OK", "", &endless)).await).await.problem.code,
        ErrorCode::AnswerMalformed
    );
}

#[tokio::test]
async fn a_busy_collector_says_when_to_come_back() {
    let error = looked_up(server(answer("503 Service Unavailable", "retry-after: 7\r\n", "")).await).await;
    assert_eq!(error.problem.code, ErrorCode::ServerBusy);
    assert_eq!(error.retry_after, Some(Duration::from_secs(7)));
    assert_eq!(error.problem.args["seconds"], "7");
    // One that does not say it gets a usual pause: the words need a number.
    let error = looked_up(server(answer("429 Too Many Requests", "", "")).await).await;
    assert_eq!((error.problem.code, error.retry_after), (ErrorCode::RateLimited, None));
    assert_eq!(error.problem.args["seconds"], "30");
}

#[tokio::test]
async fn a_time_to_come_back_at_is_read_by_the_clock_of_who_names_it() {
    let asked = async |headers: &str| {
        looked_up(server(answer("503 Service Unavailable", headers, "")).await).await.retry_after
    };
    let (date, at) =
        ("date: Sun, 22 Nov 2026 10:04:05 GMT\r\n", "retry-after: Sun, 22 Nov 2026 10:06:05 GMT\r\n");
    assert_eq!(asked(&[date, at].concat()).await, Some(Duration::from_mins(2)));
    assert_eq!(asked(at).await, None);
    assert_eq!(asked(&[date, "retry-after: soon\r\n"].concat()).await, None);
    assert_eq!(
        asked(&[date, "retry-after: Sat, 21 Nov 2026 10:00:00 GMT\r\n"].concat()).await,
        Some(Duration::ZERO)
    );
}

#[tokio::test]
async fn the_time_is_the_date_of_the_right_answer_only() {
    let dated = |status| answer(status, "date: Sun, 22 Nov 2026 10:04:05 GMT\r\n", "");
    let asked = async |answer| Collector::new(server(answer).await).unwrap().time().await;
    let (time, _) = asked(dated("204 No Content")).await.unwrap();
    assert_eq!(time.as_str(), "2026-11-22T10:04:05Z");
    for other in [
        dated("200 OK"),
        answer("204 No Content", "", ""),
        answer("204 No Content", "date: yesterday\r\n", ""),
    ] {
        assert_eq!(asked(other).await.unwrap_err().problem.code, ErrorCode::AnswerMalformed);
    }
}

/// Where a server answers with this chain of certificates, the leaf first.
async fn server_with_certificates(chain: Vec<rcgen::Certificate>, key: &rcgen::KeyPair) -> CollectorAddress {
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let chain = chain.iter().map(|certificate| certificate.der().clone()).collect();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // The client breaks the handshake off, which is the point.
            drop(acceptor.accept(stream).await);
        }
    });
    CollectorAddress::parse(format!("https://localhost:{port}")).unwrap()
}

#[tokio::test]
async fn a_certificate_that_signs_itself_is_named_as_such() {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let address = server_with_certificates(vec![made.cert], &made.signing_key).await;
    assert_eq!(looked_up(address).await.problem.code, ErrorCode::TlsUntrusted);
}

/// What a filter that reads along shows: the right name, under an authority of its own.
#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_named_as_such() {
    let authority_key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_certificate = authority.self_signed(&authority_key).unwrap();
    let issuer = rcgen::Issuer::new(authority, authority_key);
    let key = rcgen::KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    let address = server_with_certificates(vec![leaf, authority_certificate], &key).await;
    assert_eq!(looked_up(address).await.problem.code, ErrorCode::TlsUntrusted);
}

/// A device with one signed report in its outbox.
struct Device {
    db: DeviceDb,
    collector_key: SigningKey,
    enrolment: EnrolmentRecord,
    report: ReportId,
    exact: String,
}

const NOW: &str = "2026-11-22T10:00:00Z";

impl Device {
    fn new(address: CollectorAddress) -> Self {
        let collector_key = SigningKey::from_seed(&[7; 32]).unwrap();
        let text = |text: &str| PlainText::parse(text).unwrap();
        let enrolment = EnrolmentRecord {
            address,
            collector_key: collector_key.public().clone(),
            device_id: DeviceId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a13").unwrap(),
            company: CompanyCard {
                id: CompanyId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a12").unwrap(),
                name: text("Bramble & Co."),
                provider: text("Northgate IT"),
                help_desk: HelpDesk::default(),
            },
            person: None,
            policy: PolicyDocument::asking(1, [].into()),
            enrolled_at: Timestamp::parse(NOW).unwrap(),
        };
        let db = DeviceDb::in_memory().unwrap();
        let report = ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9a11").unwrap();
        let exact = "{ \"a report\": true }".to_owned();
        let draft = Draft { report_id: report.clone(), exact: exact.clone() };
        db.put_draft(&draft).unwrap();
        db.sign_draft(&draft, "a.b.c", &Timestamp::parse(NOW).unwrap()).unwrap();
        Self { db, collector_key, enrolment, report, exact }
    }

    fn receipt(&self) -> Receipt {
        Receipt {
            schema: RECEIPT_SCHEMA.to_owned(),
            report_id: self.report.clone(),
            report_sha256: sha256(self.exact.as_bytes()).unwrap(),
            device_id: self.enrolment.device_id.clone(),
            reference: Reference::parse("PL-7F3K-Q2").unwrap(),
            received_at: Timestamp::parse(NOW).unwrap(),
        }
    }

    /// Delivers to a server that answers with this receipt, signed by this key.
    async fn delivered_to(&mut self, receipt: &Receipt, key: &SigningKey) -> Delivered {
        let signed = key.sign(Kind::Receipt, &serde_json::to_vec(receipt).unwrap()).unwrap();
        self.enrolment.address = server(answer("201 Created", "", &signed)).await;
        let collector = Collector::new(self.enrolment.address.clone()).unwrap();
        let clock = FixedClock(Timestamp::parse(NOW).unwrap());
        let [entry] = self.db.outbox().unwrap().try_into().expect("one report waits");
        deliver(&self.db, &clock, &collector, &self.enrolment, &entry).await.unwrap()
    }
}

impl Device {
    /// Asks a server that answers with this word, signed by this key as this kind.
    async fn withdrawn(
        &mut self,
        erasure: &Erasure,
        key: &SigningKey,
        kind: Kind,
    ) -> Result<Erasure, ClientError> {
        let signed = key.sign(kind, &serde_json::to_vec(erasure).unwrap()).unwrap();
        self.enrolment.address = server(answer("201 Created", "", &signed)).await;
        let collector = Collector::new(self.enrolment.address.clone()).unwrap();
        withdraw(&collector, &self.enrolment, &self.report, "a.b.c".to_owned())
            .await
            .map(|(_, erasure)| erasure)
    }
}

async fn device() -> Device {
    Device::new(CollectorAddress::parse("https://nobody.invalid").unwrap())
}

#[tokio::test]
async fn a_receipt_that_fits_moves_the_report_to_the_history() {
    let mut device = device().await;
    let (receipt, key) = (device.receipt(), SigningKey::from_seed(&[7; 32]).unwrap());
    assert_eq!(device.delivered_to(&receipt, &key).await, Delivered::Sent(receipt));
    assert!(device.db.outbox().unwrap().is_empty());
    assert_eq!(device.db.last_sent().unwrap().unwrap().exact, device.exact);
}

#[tokio::test]
async fn a_receipt_that_does_not_fit_is_not_believed() {
    let mut device = device().await;
    let fitting = device.receipt();
    let another = DeviceId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").unwrap();
    let forged = [
        Receipt { report_sha256: sha256(b"other bytes").unwrap(), ..fitting.clone() },
        Receipt { device_id: another, ..fitting.clone() },
        Receipt {
            report_id: ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").unwrap(),
            ..fitting.clone()
        },
        Receipt { schema: "porchlight.receipt/2".to_owned(), ..fitting.clone() },
    ];
    let key = SigningKey::from_seed(&[7; 32]).unwrap();
    assert_eq!(key.public(), device.collector_key.public());
    for receipt in forged {
        assert_refused(&device.delivered_to(&receipt, &key).await, &receipt);
    }
    let stranger = SigningKey::from_seed(&[8; 32]).unwrap();
    assert_refused(&device.delivered_to(&fitting, &stranger).await, &fitting);
    assert_eq!(device.db.outbox().unwrap().len(), 1, "the report still waits");
    assert_eq!(device.db.last_sent().unwrap(), None);
}

#[tokio::test]
async fn only_the_collectors_own_word_for_this_report_says_that_it_is_erased() {
    let mut device = device().await;
    let key = SigningKey::from_seed(&[7; 32]).unwrap();
    let fitting = Erasure {
        schema: ERASURE_SCHEMA.to_owned(),
        report_id: device.report.clone(),
        device_id: device.enrolment.device_id.clone(),
        reference: Reference::parse("PL-7F3K-Q2").unwrap(),
        withdrawn_at: Timestamp::parse(NOW).unwrap(),
    };
    assert_eq!(device.withdrawn(&fitting, &key, Kind::Erasure).await.unwrap(), fitting);
    let other = ReportId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").unwrap();
    let another = DeviceId::parse("01930a3e-7c1f-7d52-9c5b-2f0f6d0c9aff").unwrap();
    let stranger = SigningKey::from_seed(&[8; 32]).unwrap();
    for (erasure, key, kind) in [
        (Erasure { report_id: other, ..fitting.clone() }, &key, Kind::Erasure),
        (Erasure { device_id: another, ..fitting.clone() }, &key, Kind::Erasure),
        (Erasure { schema: "porchlight.erasure/2".to_owned(), ..fitting.clone() }, &key, Kind::Erasure),
        (fitting.clone(), &stranger, Kind::Erasure),
        (fitting.clone(), &key, Kind::Receipt),
    ] {
        let error = device.withdrawn(&erasure, key, kind).await.unwrap_err();
        assert_eq!(error.problem.code, ErrorCode::AnswerMalformed, "{erasure:?}");
    }
}

fn assert_refused(delivered: &Delivered, receipt: &Receipt) {
    let refused =
        matches!(delivered, Delivered::Waiting { problem, .. } if problem.code == ErrorCode::ReceiptInvalid);
    assert!(refused, "{receipt:?}: {delivered:?}");
}
