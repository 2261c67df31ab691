//! Where secrets are kept: in the system's keyring, or by the person's explicit choice in files.

mod file;
mod keyring;

pub use file::FileSecrets;
pub use keyring::KeyringSecrets;

use porchlight_host::SecretError;

/// Whether a text can name a secret or a namespace anywhere: 1 to 100 of `a-z A-Z 0-9 . - _`, not beginning with a dot.
fn check_name(name: &str) -> Result<(), SecretError> {
    let fits = (1..=100).contains(&name.len())
        && !name.starts_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
    if fits { Ok(()) } else { Err(SecretError::Failed) }
}
