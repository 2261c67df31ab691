//! The keyring of the system: Secret Service, Keychain, Credential Manager.
//!
//! `keyring` says which store each system has, and at which version. Its own `Entry` looks for a store once a process;
//! the store is opened here instead, so that "try again" finds a keyring that was started meanwhile.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender, TrySendError};
use std::thread;
use std::time::{Duration, Instant};

use keyring::Error;
use keyring_core::{CredentialStore, Entry};
use porchlight_host::{Secret, SecretError, SecretStore};
use zeroize::Zeroizing;

use super::check_name;

/// How long a call waits: a locked keyring asks the person for a password.
const PATIENCE: Duration = Duration::from_secs(30);
/// Calls that may wait behind one whose dialog is open.
const QUEUE: usize = 16;
/// The most that every system takes: `CRED_MAX_CREDENTIAL_BLOB_SIZE` of Windows.
const SECRET_BYTES: usize = 2560;

/// Secrets in the keyring of the user's system: Secret Service on Linux, the login Keychain on macOS, Credential
/// Manager on Windows, where they stay on this computer and do not roam.
///
/// They stand under the service `app.porchlight.<namespace>` with the secret's name as the user's name. A namespace is
/// one instance: two brands on one computer, or two tests, do not see each other's secrets.
///
/// A locked keyring may show its own dialog. A call waits for it for 30 s and then is [`SecretError::Locked`]. Calls
/// are done one after the other on a thread of their own; one that was given up before its turn came is not done. The
/// keyring is looked for again while there is none, so that "try again" finds one that was started meanwhile.
pub struct KeyringSecrets {
    service: String,
    patience: Duration,
    calls: SyncSender<Call>,
}

struct Call {
    request: Request,
    until: Instant,
    reply: SyncSender<Result<Option<Secret>, SecretError>>,
}

struct Request {
    service: String,
    name: String,
    action: Action,
}

enum Action {
    Get,
    Set(Secret),
    Delete,
}

impl KeyringSecrets {
    /// The secrets of one instance. The keyring itself is first asked at the first call.
    ///
    /// # Errors
    /// [`SecretError::Failed`] if the namespace is not 1 to 100 of `a-z A-Z 0-9 . - _`, or if there are no threads.
    pub fn new(namespace: &str) -> Result<Self, SecretError> {
        let mut keyring = Keyring::default();
        Self::start(namespace, PATIENCE, move |request| keyring.perform(request))
    }

    fn start(
        namespace: &str,
        patience: Duration,
        perform: impl FnMut(&Request) -> Result<Option<Secret>, SecretError> + Send + 'static,
    ) -> Result<Self, SecretError> {
        check_name(namespace)?;
        let (calls, waiting) = mpsc::sync_channel::<Call>(QUEUE);
        thread::Builder::new()
            .name("porchlight-keyring".to_owned())
            .spawn(move || serve(&waiting, perform))
            .map_err(|_| SecretError::Failed)?;
        Ok(Self { service: format!("app.porchlight.{namespace}"), patience, calls })
    }

    fn call(&self, name: &str, action: Action) -> Result<Option<Secret>, SecretError> {
        check_name(name)?;
        let request = Request { service: self.service.clone(), name: name.to_owned(), action };
        let (reply, replied) = mpsc::sync_channel(1);
        let call = Call { request, until: Instant::now() + self.patience, reply };
        self.calls.try_send(call).map_err(|error| match error {
            // As many calls as the queue takes behind one dialog.
            TrySendError::Full(_) => SecretError::Locked,
            TrySendError::Disconnected(_) => SecretError::Failed,
        })?;
        replied.recv_timeout(self.patience).unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Err(SecretError::Locked),
            RecvTimeoutError::Disconnected => Err(SecretError::Failed),
        })
    }
}

impl SecretStore for KeyringSecrets {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        self.call(name, Action::Get)
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), SecretError> {
        if secret.len() > SECRET_BYTES {
            return Err(SecretError::Failed);
        }
        self.call(name, Action::Set(Zeroizing::new(secret.to_vec()))).map(drop)
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.call(name, Action::Delete).map(drop)
    }
}

/// Does the calls, one after the other, until the store is dropped.
fn serve(
    waiting: &mpsc::Receiver<Call>,
    mut perform: impl FnMut(&Request) -> Result<Option<Secret>, SecretError>,
) {
    while let Ok(Call { request, until, reply }) = waiting.recv() {
        // One that was given up while it waited is not done behind the caller's back.
        if Instant::now() < until {
            // Nobody listens any more if the dialog was open for too long.
            let _ = reply.send(perform(&request));
        } else {
            let _ = reply.send(Err(SecretError::Locked));
        }
    }
}

/// The connection to the system's keyring, once there is one.
#[derive(Default)]
struct Keyring(Option<Arc<CredentialStore>>);

impl Keyring {
    fn perform(&mut self, request: &Request) -> Result<Option<Secret>, SecretError> {
        let connected = self.0.is_some();
        match self.try_perform(request) {
            // The keyring may have been restarted, or have gone, since the last call.
            Err(SecretError::Failed) if connected => {
                self.0 = None;
                self.try_perform(request)
            }
            result => result,
        }
    }

    fn try_perform(&mut self, request: &Request) -> Result<Option<Secret>, SecretError> {
        let store = match &mut self.0 {
            Some(store) => store,
            none => none.insert(connect().map_err(|error| {
                log(&error);
                SecretError::Missing
            })?),
        };
        let entry = entry(store, request).map_err(|error| secret_error(&error))?;
        match &request.action {
            Action::Get => found(entry.get_secret().map(Zeroizing::new)),
            // Nowhere to put it is not the same as nothing to find.
            Action::Set(secret) => {
                entry.set_secret(secret).map(|()| None).map_err(|error| secret_error(&error))
            }
            Action::Delete => found(entry.delete_credential()).map(|_| None),
        }
    }
}

/// A secret that is not there is no error.
fn found<T>(result: keyring::Result<T>) -> Result<Option<T>, SecretError> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(secret_error(&error)),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the errors of keyring are an open list")]
fn secret_error(error: &Error) -> SecretError {
    log(error);
    match error {
        Error::NoDefaultStore => SecretError::Missing,
        Error::NoStorageAccess(_) => SecretError::Locked,
        _ => SecretError::Failed,
    }
}

/// Writes down the kind of an error and never its text: some carry what was stored.
#[expect(clippy::wildcard_enum_match_arm, reason = "the errors of keyring are an open list")]
fn log(error: &Error) {
    let kind = match error {
        Error::PlatformFailure(_) => "platform",
        Error::NoStorageAccess(_) => "no_access",
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => "bad_format",
        Error::TooLong(..) => "too_long",
        Error::Ambiguous(_) => "ambiguous",
        Error::NoDefaultStore => "no_store",
        _ => "other",
    };
    tracing::warn!(keyring.error = kind, "the keyring did not do as asked");
}

#[cfg(target_os = "linux")]
fn connect() -> keyring::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn connect() -> keyring::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "windows")]
fn connect() -> keyring::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

fn entry(store: &Arc<CredentialStore>, request: &Request) -> keyring::Result<Entry> {
    // Windows would let a secret roam to other computers of a domain.
    let local = HashMap::from([("persistence", "Local")]);
    store.build(&request.service, &request.name, cfg!(windows).then_some(&local))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_errors_of_the_keyring_are_told_apart() {
        let cause = || Box::new(std::io::Error::other("x"));
        for (error, expected) in [
            (Error::NoDefaultStore, SecretError::Missing),
            (Error::NoStorageAccess(cause()), SecretError::Locked),
            (Error::PlatformFailure(cause()), SecretError::Failed),
            (Error::BadEncoding(vec![0xff]), SecretError::Failed),
            (Error::TooLong("secret".to_owned(), 2560), SecretError::Failed),
            (Error::Ambiguous(Vec::new()), SecretError::Failed),
        ] {
            assert_eq!(secret_error(&error), expected);
        }
        assert_eq!(found::<()>(Err(Error::NoEntry)), Ok(None));
    }

    #[test]
    fn odd_names_and_what_windows_would_not_take_are_refused_on_every_system() {
        for name in ["", "a/b", "a b", "../x", ".x", "ñ", &"x".repeat(101)] {
            assert_eq!(KeyringSecrets::new(name).err(), Some(SecretError::Failed), "{name}");
        }
        let (tell, asked) = mpsc::channel();
        let secrets = KeyringSecrets::start("test", PATIENCE, move |request| {
            let _ = tell.send(request.name.clone());
            Ok(None)
        })
        .unwrap();
        assert_eq!(secrets.set("too-large", &[0; SECRET_BYTES + 1]), Err(SecretError::Failed));
        assert_eq!(secrets.get("a/b").err(), Some(SecretError::Failed));
        assert_eq!(secrets.set("key", &[0; SECRET_BYTES]), Ok(()));
        assert_eq!(asked.recv().unwrap(), "key", "the store was not asked to keep the others");
    }

    #[test]
    fn a_dialog_that_stays_open_is_locked_and_what_waited_behind_it_is_not_done_later() {
        let (close_dialog, dialog) = mpsc::channel::<()>();
        let (tell, done) = mpsc::channel();
        let secrets = KeyringSecrets::start("test", Duration::from_millis(50), move |request| {
            // Ends when the dialog is closed; after that at once.
            let _ = dialog.recv();
            let _ = tell.send(request.name.clone());
            Ok(None)
        })
        .unwrap();
        assert_eq!(secrets.set("first", b"x"), Err(SecretError::Locked));
        assert_eq!(secrets.set("second", b"x"), Err(SecretError::Locked));
        drop(close_dialog);
        assert_eq!(done.recv().unwrap(), "first");
        while secrets.get("third").is_err() {}
        assert_eq!(done.recv().unwrap(), "third");
    }

    #[test]
    fn no_more_calls_than_the_queue_takes_wait_behind_a_dialog() {
        let (close_dialog, dialog) = mpsc::channel::<()>();
        let secrets = KeyringSecrets::start("test", Duration::from_millis(1), move |_| {
            let _ = dialog.recv();
            Ok(None)
        })
        .unwrap();
        for _ in 0..QUEUE + 10 {
            assert_eq!(secrets.get("key").err(), Some(SecretError::Locked));
        }
        drop(close_dialog);
    }
}
