// The texts of the wizard, from the same files that Rust reads.

import { Catalogue } from "@porchlight/kit";

const FILES = import.meta.glob<string>("../../../../locales/*/{wizard,checks,errors}.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const catalogue = new Catalogue(FILES);
