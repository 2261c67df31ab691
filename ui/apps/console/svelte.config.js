// A page of static files: the collector serves them, and whatever is not a file is answered with index.html.

import adapter from "@sveltejs/adapter-static";

import { withoutInlineScripts } from "@porchlight/kit/build";

const OUTPUT = { pages: "build", fallback: "index.html" };

/** @type {import("@sveltejs/kit").Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    adapter: withoutInlineScripts(adapter(OUTPUT), OUTPUT),
    output: { bundleStrategy: "single" },
    // Instead of the time of the build: the same sources give the same files.
    version: { name: "console" },
  },
};
