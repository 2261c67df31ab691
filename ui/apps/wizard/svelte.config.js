// The wizard as static files: one page, drawn in the window. In mode `preview` it comes with the stand-in for Rust.

import { argv } from "node:process";

import adapter from "@sveltejs/adapter-static";

import { withoutInlineScripts } from "@porchlight/kit/build";

const OUTPUT = { pages: argv.includes("preview") ? ".svelte-kit/preview" : "build", fallback: "index.html" };

/** @type {import("@sveltejs/kit").Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: withoutInlineScripts(adapter(OUTPUT), OUTPUT),
    output: { bundleStrategy: "single" },
    // Instead of the time of the build: the same sources give the same files.
    version: { name: "wizard" },
  },
};
