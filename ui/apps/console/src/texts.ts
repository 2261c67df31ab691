// The texts that the console speaks: its own, those of the checks, and those of errors.

import { Catalogue } from "@porchlight/kit/text";

const FILES = import.meta.glob<string>("../../../../locales/*/{console,checks,errors}.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const catalogue = new Catalogue(FILES);
