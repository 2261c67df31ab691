//! macOS: the service `timed`. The switch "Set time and date automatically" lies in a folder of that service's own user
//! (`/var/db/timed`), which other users may not read, so launchd is asked whether the service is there. One service is
//! asked for by name: the list of all of them would tell which programs are installed.

use porchlight_host::Program;

use super::Service;
use crate::asker::Asker;
use crate::check::Obstacle;

/// What `launchctl` exits with if there is no such service (`EX_NOTFOUND` of launchd).
const NO_SUCH_SERVICE: i32 = 113;

pub(super) fn service(asker: &Asker<'_>) -> Result<Service, Obstacle> {
    let output = asker.run(Program::Launchctl, &["print", "system/com.apple.timed"])?;
    match output.code {
        0 if describes_timed(&output.stdout) => Ok(Service::On),
        NO_SUCH_SERVICE if output.stderr.contains("not find service") => Ok(Service::Off),
        _ => Err(Obstacle::PARSE),
    }
}

/// Whether this is a service's description: `system/com.apple.timed = {`, with its state on a line below.
pub(super) fn describes_timed(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next();
    let is_named = matches!(first, Some("system/com.apple.timed = {" | "com.apple.timed = {"));
    is_named && lines.any(|line| line.starts_with("state = "))
}
