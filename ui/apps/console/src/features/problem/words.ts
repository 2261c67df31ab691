// A problem in words: the console's own where it has some, else those that everybody gets.

import type { Args, Speaker } from "@porchlight/kit";

import type { Problem } from "../../api/answer";

/** What happened, and what to do now. */
export function inWords({ say, knows }: Speaker, { code, args }: Problem): { what: string; next: string } {
  const part = code.replaceAll("_", "-");
  const id = [`console-error-${part}`, `error-${part}`].find(knows) ?? "console-error-internal";
  const values = Object.entries(args).map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]);
  const numbered: Args = Object.fromEntries(values);
  return { what: say(id, numbered), next: say(`${id}.next`, numbered) };
}
