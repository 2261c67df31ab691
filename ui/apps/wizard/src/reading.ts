// A report, read from its very bytes.

import type { Report } from "@porchlight/api";

/** What the bytes say; `null` if they are no JSON, and only the bytes themselves can be shown. */
export function readReport(exact: string): Report | null {
  try {
    return JSON.parse(exact) as Report;
  } catch {
    return null;
  }
}
