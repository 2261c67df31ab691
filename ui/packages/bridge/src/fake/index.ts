// The stand-in for Rust: a story to begin with, and somebody who plays on from there.

import type { Report } from "@porchlight/api";

import { draftOn } from "./content";
import { FakeHost, readinessOf, type Scenario } from "./host";
import { fresh, SCENARIOS } from "./stories";

export { SCENARIOS };

type IsKnown = (check: string) => boolean;

/**
 * The story called `name`, or the one from the very start. `pace` is in milliseconds a step; checks that
 * `isKnown` does not know are not part of it.
 */
export function fakeBridge(name: string | null, pace = 700, isKnown: IsKnown = () => true): FakeHost {
  return new FakeHost(storyCalled(name, isKnown), pace);
}

/** The story called `name`, or the one from the very start, without checks that `isKnown` does not know. */
export function storyCalled(name: string | null, isKnown: IsKnown): Scenario {
  return narrowed(SCENARIOS[name ?? "notice"] ?? fresh({}), isKnown);
}

/** A new check has no words until somebody has written them. */
function narrowed({ begin, results, ...rest }: Scenario, isKnown: IsKnown): Scenario {
  const checks = (begin.checks ?? []).filter((card) => isKnown(card.id));
  const found = checks.flatMap(({ id, finding }) => (finding === null ? [] : [{ check: id, ...finding }]));
  const kept = (exact: string): string => {
    const report = JSON.parse(exact) as Report;
    return JSON.stringify({ ...report, checks: report.checks.filter((entry) => isKnown(entry.id)) }, null, 2);
  };
  return {
    ...rest,
    results: results.filter((result) => isKnown(result.check)),
    begin: {
      ...begin,
      checks,
      readiness: begin.readiness ? readinessOf(found) : null,
      report: begin.report ? draftOn(checks, begin.report.left_out) : null,
      shown: begin.shown ? { ...begin.shown, exact: kept(begin.shown.exact) } : null,
    },
  };
}
