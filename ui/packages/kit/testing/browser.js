// The system's Chromium, started quietly and without any request of its own.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @returns {Promise<import("playwright-core").Browser>} */
export function startChromium() {
  const executablePath = [process.env["CHROMIUM"] ?? "", ...PLACES].find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error("no Chromium found: install it (apt-get install chromium), or name it in CHROMIUM");
  }
  return chromium.launch({ executablePath, args: ARGS });
}
