// Which messages say what a check found. Every id that is put together from parts is put together here.

import type { Args } from "@porchlight/kit";

import type { DeviceCheck, Outcome } from "../../api/types";

const part = (code: string): string => code.replaceAll(/[._]/g, "-");

/** The name of a check: `check-disk-encryption`. */
export function checkMessage(check: string): string {
  return `check-${part(check)}`;
}

/** What was found, what matters most first. */
export function findingMessages(check: string, outcome: Outcome | null): string[] {
  switch (outcome?.status) {
    case undefined:
      return ["never-looked-at"];
    case "pass":
      return [`${checkMessage(check)}.good`];
    case "warn":
    case "fail":
      return outcome.reasons.map((reason) => `finding-${part(check)}-${part(reason)}`);
    case "not_applicable":
      return [`not-applicable-${part(outcome.why)}`];
    case "unknown":
      return [`unknown-${part(outcome.cause)}`];
  }
}

/** The codes behind those messages, for a device that is newer than this console. */
export function codes(outcome: Outcome | null): string[] {
  switch (outcome?.status) {
    case undefined:
    case "pass":
      return [];
    case "warn":
    case "fail":
      return outcome.reasons;
    case "not_applicable":
      return [outcome.why];
    case "unknown":
      return [outcome.cause];
  }
}

/** The values that those messages may use. */
export function findingArgs({ facts }: Pick<DeviceCheck, "facts">, company: string): Args {
  const values = Object.entries(facts).map(([name, fact]) => [name, typeof fact === "boolean" ? String(fact) : fact]);
  return { ...Object.fromEntries(values), company };
}
