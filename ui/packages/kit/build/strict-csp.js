// SvelteKit's output, made fit for `script-src 'self'; style-src 'self'`: nothing inline is left in it.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Moves the inline style of SvelteKit's own route announcer into the class that does the same.
 * List it before `sveltekit()`.
 *
 * @returns {import("vite").Plugin}
 */
export function withoutInlineStyles() {
  return {
    name: "without-inline-styles",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/generated/root.svelte")) {
        return null;
      }
      return code.replace(/(<div id="svelte-announcer"[^>]*) style="[^"]*"/, '$1 class="visually-hidden"');
    },
  };
}

/**
 * Lets `adapter` write its pages into `pages`, then moves the start script out of the one page into a file.
 *
 * @param {import("@sveltejs/kit").Adapter} adapter
 * @param {{ pages: string, fallback: string }} output
 * @returns {import("@sveltejs/kit").Adapter}
 */
export function withoutInlineScripts(adapter, { pages, fallback }) {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const path = join(pages, fallback);
      const { base } = builder.config.kit.paths;
      const page = readFileSync(path, "utf8").replaceAll(/<script>([\s\S]*?)<\/script>/g, (_, /** @type {string} */ script) => {
        const hash = createHash("sha256").update(script).digest("hex").slice(0, 8);
        const file = `_app/immutable/start.${hash}.js`;
        writeFileSync(join(pages, file), script);
        return `<script src="${base}/${file}"></script>`;
      });
      if (/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/.test(page)) {
        throw new Error(`${path} still has something inline`);
      }
      writeFileSync(path, page);
    },
  };
}
