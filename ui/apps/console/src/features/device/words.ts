// Which messages say what a check found. Every id that is put together from parts is put together here.

import type { Args } from "@porchlight/kit";

import catalogue from "../../../../../../content/catalogue.json";
import type { DeviceCheck, DeviceRow, Outcome } from "../../api/types";

const part = (code: string): string => code.replaceAll(/[._]/g, "-");

/** The checks that there are, in the order that people meet them. */
export const CHECKS: readonly string[] = catalogue.checks.map(({ id }) => id);

/** The name of a check: `check-disk-encryption`. */
export function checkMessage(check: string): string {
  return `check-${part(check)}`;
}

/** The name of a fact: `fact-days-left`. */
export function factMessage(fact: string): string {
  return `fact-${part(fact)}`;
}

/** The word for a fact's value, where it is one of a closed set: `fact-method.luks2`. */
export function valueMessage(fact: string, value: string): string {
  return `${factMessage(fact)}.${part(value)}`;
}

/** The heading of what a reason means: `finding-disk-encryption-off`. */
export function reasonMessage(check: string, reason: string): string {
  return `finding-${part(check)}-${part(reason)}`;
}

/** One thing that was found: its code, the message that says it, and those that only the person gets to read. */
export interface Finding {
  code: string;
  message: string;
  what: string;
  steps: string;
}

function finding(code: string, message: string, family: DeviceRow["os"]["family"]): Finding {
  return { code, message, what: `${message}.what`, steps: `${message}.steps-${family}` };
}

/** What was found, what matters most first; nothing where all is well, or where nobody has looked yet. */
export function findings(check: string, outcome: Outcome | null, family: DeviceRow["os"]["family"]): Finding[] {
  switch (outcome?.status) {
    case undefined:
    case "pass":
      return [];
    case "warn":
    case "fail":
      return outcome.reasons.map((reason) => finding(reason, reasonMessage(check, reason), family));
    case "not_applicable":
      return [finding(outcome.why, `not-applicable-${part(outcome.why)}`, family)];
    case "unknown":
      return [finding(outcome.cause, `unknown-${part(outcome.cause)}`, family)];
  }
}

/** The values that those messages may use. */
export function findingArgs({ facts }: Pick<DeviceCheck, "facts">, company: string): Args {
  const values = Object.entries(facts).map(([name, fact]) => [name, typeof fact === "boolean" ? String(fact) : fact]);
  return { ...Object.fromEntries(values), company };
}
