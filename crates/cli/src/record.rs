//! `record`: a machine on paper, to be replayed in tests.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use porchlight_host::{Recorder, redact};
use porchlight_host_native::{NativeHost, create_private_dir, machine_identity};

use crate::check::{print, started};
use crate::output;
use crate::text::Text;

#[expect(clippy::disallowed_methods, reason = "the recording goes where the command line says")]
pub(crate) async fn record(text: &Text, folder: &Path, redacted: bool) -> anyhow::Result<ExitCode> {
    let recorder = Arc::new(Recorder::new(NativeHost::new()));
    let mut events = started(recorder.clone(), porchlight_checks::ids());
    let policy = porchlight_policy::default_policy();
    while let Some(event) = events.recv().await {
        if let porchlight_checks::Event::Finished(result) = event {
            print(text, &result, porchlight_policy::standing(&policy, &result.id, &result.outcome));
        }
    }
    // The report asks for the system's name as well.
    let _ = porchlight_checks::os_info(recorder.as_ref());
    let recording = recorder.recording("recorded with porchlight-cli record".to_owned());
    let recording = if redacted { redact(recording, &machine_identity()) } else { recording };
    let path = folder.join("machine.json");
    create_private_dir(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    std::fs::write(&path, recording.to_text()?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    output::line(&text.get("cli-recorded", &[("path", &path.display().to_string())]));
    Ok(ExitCode::SUCCESS)
}
