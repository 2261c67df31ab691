// What a person can choose for one check of a report that is not sent yet.

import type { Standing } from "@porchlight/api";

export interface Choice {
  /** How the company sees it. That is judged anew there, and is no part of the report. */
  standing: Standing;
  /** Whether it may be left out. */
  optional: boolean;
  leftOut: boolean;
  onleave: (leftOut: boolean) => void;
}
