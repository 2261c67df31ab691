// Systems by the names their makers write.

import type { DeviceRow } from "../../api/types";

/** The three families. */
export const FAMILIES: Record<DeviceRow["os"]["family"], string> = { linux: "Linux", macos: "macOS", windows: "Windows" };

const NAMES = new Map([
  ["almalinux", "AlmaLinux"],
  ["arch", "Arch Linux"],
  ["debian", "Debian"],
  ["fedora", "Fedora"],
  ["linuxmint", "Linux Mint"],
  ["macos", "macOS"],
  ["manjaro", "Manjaro"],
  ["opensuse-leap", "openSUSE Leap"],
  ["opensuse-tumbleweed", "openSUSE Tumbleweed"],
  ["pop", "Pop!_OS"],
  ["ubuntu", "Ubuntu"],
  ["windows-10", "Windows 10"],
  ["windows-11", "Windows 11"],
  ["zorin", "Zorin OS"],
]);

/** Such as `Debian 12`; a name that we do not know stands as it came. */
export function systemName(os: DeviceRow["os"]): string {
  const name = os.name == null ? FAMILIES[os.family] : (NAMES.get(os.name) ?? os.name);
  return [name, os.version].filter((part) => part != null).join(" ");
}
