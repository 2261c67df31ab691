// A policy while it is being changed: what differs, and what becomes of it when somebody else was faster.

import type { CheckPolicy, Policy, Threshold } from "../../api/desk";
import { CHECKS } from "../device/words";

/** The lines that a company can draw for itself, in the order in which they are shown. */
export const THRESHOLDS: readonly Threshold[] = ["lock_after_s", "update_days", "signature_days", "support_days"];

const NOTHING: CheckPolicy = { requirement: "none", from: null };

/** What is asked of a check; nothing where the policy does not name it. */
export function askedOf(policy: Policy, check: string): CheckPolicy {
  return policy.checks[check] ?? NOTHING;
}

/** All checks that there are, and those that only the policy knows. */
export function checksOf(policy: Policy): readonly string[] {
  return [...CHECKS, ...Object.keys(policy.checks).filter((check) => !CHECKS.includes(check))];
}

/** The checks and numbers in which two policies differ, by name. */
export function differing(one: Policy, other: Policy): string[] {
  const checks = [...new Set([...checksOf(one), ...checksOf(other)])];
  return [
    ...checks.filter((check) => !sameCheck(askedOf(one, check), askedOf(other, check))),
    ...THRESHOLDS.filter((name) => one.thresholds[name] !== other.thresholds[name]),
    ...(one.stale_after_days === other.stale_after_days ? [] : ["stale_after_days"]),
  ];
}

/** My changes to `base`, made to `theirs` instead: what I left alone is as they have it now. */
export function rebased(base: Policy, mine: Policy, theirs: Policy): Policy {
  const changed = new Set(differing(base, mine));
  const checks = checksOf({ ...mine, checks: { ...theirs.checks, ...mine.checks } });
  return {
    version: theirs.version,
    checks: Object.fromEntries(checks.map((check) => [check, askedOf(changed.has(check) ? mine : theirs, check)])),
    thresholds: {
      lock_after_s: (changed.has("lock_after_s") ? mine : theirs).thresholds.lock_after_s,
      update_days: (changed.has("update_days") ? mine : theirs).thresholds.update_days,
      signature_days: (changed.has("signature_days") ? mine : theirs).thresholds.signature_days,
      support_days: (changed.has("support_days") ? mine : theirs).thresholds.support_days,
    },
    stale_after_days: (changed.has("stale_after_days") ? mine : theirs).stale_after_days,
  };
}

function sameCheck(one: CheckPolicy, other: CheckPolicy): boolean {
  return one.requirement === other.requirement && (one.requirement !== "required" || one.from === other.from);
}

/** How many seconds, or days, one step of a number stands for: seconds are shown as minutes. */
export function unitOf(name: string): number {
  return name.endsWith("_s") ? 60 : 1;
}

/** The message that names a number: `threshold-lock-after-s`. */
export function thresholdMessage(name: string): string {
  return `threshold-${name.replaceAll("_", "-")}`;
}
