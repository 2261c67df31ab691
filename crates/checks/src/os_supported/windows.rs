//! Windows: build and edition. `ProductName` still says "Windows 10" on Windows 11, so it is not asked.

use porchlight_host::Hive;

use super::Identity;
use crate::asker::Asker;
use crate::check::Obstacle;
use crate::support_table::Edition;

const CURRENT_VERSION: &str = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion";

/// The first build of Windows 11.
const FIRST_BUILD_OF_11: u32 = 22_000;
/// The first build of Windows 10.
const FIRST_BUILD_OF_10: u32 = 10_240;

pub(super) fn identify(asker: &Asker<'_>) -> Result<Identity, Obstacle> {
    let text = |name| asker.registry_text(Hive::LocalMachine, CURRENT_VERSION, name);
    let build = text("CurrentBuildNumber")?.ok_or(Obstacle::SOURCE_MISSING)?;
    let number: u32 = build.parse().map_err(|_| Obstacle::PARSE)?;
    let edition = edition(&text("EditionID")?.ok_or(Obstacle::SOURCE_MISSING)?);
    let display_version = text("DisplayVersion")?.filter(|version| is_display_version(version));
    Ok(Identity {
        product: "windows".to_owned(),
        name: name(number).to_owned(),
        shown_version: Some(display_version.unwrap_or_else(|| build.clone())),
        version: Some(build),
        edition,
        rolling: false,
    })
}

/// Whether a text is a version as Windows shows it, such as `25H2` or `1909`.
fn is_display_version(text: &str) -> bool {
    let digit = |byte: &u8| byte.is_ascii_digit();
    match text.as_bytes() {
        [a, b, c, d] => [a, b, d].into_iter().all(digit) && (*c == b'H' || digit(c)),
        _ => false,
    }
}

fn name(build: u32) -> &'static str {
    if build >= FIRST_BUILD_OF_11 {
        "windows-11"
    } else if build >= FIRST_BUILD_OF_10 {
        "windows-10"
    } else {
        "windows"
    }
}

/// The servicing class of an `EditionID`, which may end in `N` (without media player). Servers and editions that we
/// have not heard of have none.
fn edition(id: &str) -> Option<Edition> {
    match id.strip_suffix('N').unwrap_or(id) {
        "Core"
        | "CoreSingleLanguage"
        | "CoreCountrySpecific"
        | "Professional"
        | "ProfessionalEducation"
        | "ProfessionalWorkstation"
        | "CloudEdition" => Some(Edition::HomePro),
        "Enterprise" | "Education" | "IoTEnterprise" | "ServerRdsh" => Some(Edition::Enterprise),
        "EnterpriseS" => Some(Edition::Ltsc),
        "IoTEnterpriseS" | "IoTEnterpriseSK" => Some(Edition::IotLtsc),
        _ => None,
    }
}
