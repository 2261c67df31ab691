import { fileURLToPath } from "node:url";

import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vitest/config";

import { withoutInlineStyles } from "@porchlight/kit/build";

const LOCALES = fileURLToPath(new URL("../../../locales", import.meta.url));
const CONTENT = fileURLToPath(new URL("../../../content", import.meta.url));
const WORKSPACE = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  plugins: [withoutInlineStyles(), sveltekit()],
  // The CSP knows no data: addresses, so nothing may be put inside a style sheet.
  build: { assetsInlineLimit: 0 },
  test: { include: ["tests/**/*.test.ts"] },
  server: {
    fs: { allow: [LOCALES, CONTENT, WORKSPACE] },
    proxy: { "/api": "http://127.0.0.1:8080" },
  },
});
