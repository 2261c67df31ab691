import { fileURLToPath } from "node:url";

import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vitest/config";

import { pseudoLocales, withoutInlineStyles } from "@porchlight/kit/build";

const LOCALES = fileURLToPath(new URL("../../../locales", import.meta.url));
const WORKSPACE = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  plugins: [pseudoLocales(`${LOCALES}/en`), withoutInlineStyles(), sveltekit()],
  // The CSP knows no data: addresses, so nothing may be put inside a style sheet.
  build: { assetsInlineLimit: 0 },
  server: { fs: { allow: [LOCALES, WORKSPACE] } },
  test: { include: ["tests/**/*.test.ts"] },
});
