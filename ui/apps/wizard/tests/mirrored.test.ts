// Pages stand the other way round in a language that is written so: no style says left or right.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const SOURCES = ["../src/", "../../../packages/kit/src/"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const PHYSICAL =
  /(?:margin|padding|border|inset|scroll-margin)-(?:left|right)\b|[{;\s](?:left|right)\s*:|(?:text-align|float|clear):\s*(?:left|right)\b/g;

function stylesBelow(folder: string): [string, string][] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.(svelte|css)$/.test(path));
  return files.map((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return [path, path.endsWith(".css") ? text : (/<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? "")];
  });
}

test("no style says left or right", () => {
  const styles = SOURCES.flatMap(stylesBelow);
  expect(styles.length).toBeGreaterThan(30);
  expect(styles.flatMap(([path, style]) => [...style.matchAll(PHYSICAL)].map(([found]) => `${path}: ${found.trim()}`))).toEqual([]);
});

test("a style that does would be found", () => {
  const found = (style: string): number => [...style.matchAll(PHYSICAL)].length;
  expect(["margin-left: 0", "a{left:0}", "b { text-align: right }", "border-right-width: 1px"].map(found)).toEqual([1, 1, 1, 1]);
  expect(["margin-inline-start: 0", "text-align: start", "inset-inline-end: 0"].map(found)).toEqual([0, 0, 0]);
});
