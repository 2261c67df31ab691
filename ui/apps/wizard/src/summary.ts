// The counts of a readiness as sentences: first what is good, then what asks for something.

import type { Readiness } from "@porchlight/api";
import type { Speaker } from "@porchlight/kit";

/** What is not good, most pressing first; empty if there is nothing. */
export function whatIsLeft({ say }: Speaker, { must_mend, unclear, worth_mending, not_shared }: Readiness): string[] {
  const counts: [string, number][] = [
    ["summary-must-mend", must_mend],
    ["summary-unclear", unclear],
    ["summary-worth-mending", worth_mending],
    ["summary-not-shared", not_shared],
  ];
  return counts.filter(([, count]) => count > 0).map(([message, count]) => say(message, { count }));
}

/** All of it in one line. */
export function summary(speaker: Speaker, readiness: Readiness): string {
  const { good, asked } = readiness;
  return [speaker.say("summary-good", { good, asked }), ...whatIsLeft(speaker, readiness)].join(" ");
}
