// The texts of the wizard, from the same files that Rust reads.

import { Catalogue } from "@porchlight/kit";
import pseudo from "virtual:pseudo-locales";

const FILES = import.meta.glob<string>("../../../../locales/*/{wizard,checks,errors}.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

// Only the preview has made-up languages; of their files, the window reads those that it reads in any language.
const NAMES = new Set(Object.keys(FILES).map((path) => path.split("/").at(-1)));
const MADE_UP = Object.fromEntries(Object.entries(pseudo).filter(([path]) => NAMES.has(path.split("/").at(-1))));

export const catalogue = new Catalogue({ ...FILES, ...MADE_UP });
