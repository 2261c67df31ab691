// Every page of the wizard in a real Chromium and in WebKitGTK, under the CSP of the shipped window.
//
//     node tests/pages.js [--only WORDS] [--pictures DIR] [--update]

import { mkdirSync } from "node:fs";
import { argv, exit } from "node:process";

import { startChromium, Suite } from "@porchlight/kit/testing";

import { testJourneys } from "./pages/journeys.js";
import { testShipped } from "./pages/shipped.js";
import { testStories } from "./pages/stories.js";
import { testInWebKit } from "./pages/webkit.js";

/** @param {string} name */
function option(name) {
  const at = argv.indexOf(name);
  return at < 0 ? undefined : argv[at + 1];
}

const pictures = option("--pictures");
if (pictures !== undefined) {
  mkdirSync(pictures, { recursive: true });
}

const suite = new Suite();
const browser = await startChromium();
try {
  const closings = [
    await testStories(suite, browser, { pictures, update: argv.includes("--update") }),
    await testJourneys(suite, browser),
    await testShipped(suite, browser),
    await testInWebKit(suite),
  ];
  const passed = await suite.run(option("--only"));
  await Promise.all(closings.map((close) => close()));
  process.exitCode = passed ? 0 : 1;
} finally {
  await browser.close();
}
exit();
